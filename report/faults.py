"""What went wrong in a program, in words: for a process that cannot send its traceback."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def said(error: BaseException) -> str:
    """Return an exception in one line of words."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def place_of(error: BaseException) -> str:
    """Return the line of code at which an exception was raised that has been caught."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{PurePath(last.filename).name}, line {last.lineno}"


def said_with_place(error: BaseException) -> str:
    """Return an exception that has been caught in one line, with the line of code."""
    return f"{said(error)} ({place_of(error)})"
