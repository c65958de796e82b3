"""What went wrong in a program, in words: for a process that cannot send its traceback."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def said(error: BaseException) -> str:
    """Return an exception in one line of words."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def said_with_place(error: BaseException) -> str:
    """Return an exception in one line, with the line of code that it was raised at."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return said(error)
    return f"{said(error)} ({PurePath(frames[-1].filename).name}, line {frames[-1].lineno})"
