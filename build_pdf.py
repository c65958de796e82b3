"""Colophon from a checkout: `python build_pdf.py` lists the commands."""

import os
import sys
from pathlib import Path

OWN = Path(__file__).resolve().parent / ".venv" / "bin" / "python"

# Whichever Python this was started with, the pinned packages are in the project's own.
if sys.prefix == sys.base_prefix and OWN.exists():
    os.execv(OWN, [str(OWN), *sys.argv])

try:
    from report.cli import main
except ModuleNotFoundError as error:
    if str(error.name).startswith("report"):
        raise
    sys.exit(f"“{error.name}” is missing: run `make brochure` once, which sets Colophon up.")

main()
