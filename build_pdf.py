"""Colophon from a checkout: `python build_pdf.py` lists the commands."""

import os
import sys
from pathlib import Path

OWN = Path(__file__).resolve().parent / ".venv" / "bin" / "python"

if __name__ == "__main__":  # and not where a process that builds is started from this one
    # Whichever Python this was started with, the pinned packages are in the project's own.
    # (`access` is False where `exists` raises: in a folder that belongs to somebody else.)
    if sys.prefix == sys.base_prefix and os.access(OWN, os.X_OK):
        os.execv(OWN, [str(OWN), *sys.argv])

    # Most containers ask for no bytecode (PYTHONDONTWRITEBYTECODE). To compile hundreds of modules
    # at every start takes longer than much of what they do, so here it is kept all the same.
    sys.dont_write_bytecode = False

    try:
        from report.start import main

        # Commands import what they need: a machine may have some of the packages and lack others.
        main()
    except ModuleNotFoundError as error:
        if str(error.name).startswith("report"):
            raise
        help = "run `make brochure` once, which sets Colophon up."
        if os.path.lexists(OWN.parents[1]) and not os.access(OWN, os.X_OK):
            help = f"{OWN.parents[1]} cannot be used by you. Remove it, and {help}"
        sys.exit(f"“{error.name}” is missing: {help}")
