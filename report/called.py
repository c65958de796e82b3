"""How a person calls the program; standard library only."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

_COMMAND = re.compile(
    r"\b(?:build --[a-z]|check --fix\b|explain [A-Z]\d{3}\b|photos import\b|show \S+ --ids\b"
    r"|translate (?:export|extract|import|status|update)\b)"
)


def name(folder: Path | None = None) -> str:
    """Return how a person calls the program from here, or after `cd` into `folder`."""
    typed = sys.argv[0]
    full = Path(os.path.abspath(typed))
    if full.suffix != ".py":
        return full.name if shutil.which(full.name) else shlex.quote(str(full))
    python = "python" if shutil.which("python") else "python3"
    if folder is not None and folder != Path.cwd():
        typed = full.name if full.parent == folder else str(full)
    return f"{python} {shlex.quote(typed)}"


def with_name(help: str) -> str:
    """Return the help of a finding with its commands as they can be typed from here.

    Findings name commands alone: they are kept, and their words may stand in files, which are the
    same however the program was called.
    """
    return _COMMAND.sub(lambda match: f"{name()} {match[0]}", help)
