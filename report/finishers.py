"""The ways in which a target's PDF can be finished: each is a module of report/finish/.

A target names one as data, so what is imported must be one of these and nothing else. They are
told from their sources, because `check` reads targets and needs none of what finishing imports.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "finish"


@cache
def finishers() -> tuple[str, ...]:
    """Return the names a target's `finish` can have, sorted: of modules `x` with `finish_x`."""
    return tuple(
        path.stem
        for path in sorted(_FOLDER.glob("*.py"))
        if f"\ndef finish_{path.stem}(" in path.read_text("utf-8")
    )
