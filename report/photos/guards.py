"""Decoders kept in their place: what they raise becomes findings, and what they print nothing."""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile

from ..diagnostics import Code, Diagnostic, Finding
from . import problems


def remark(code: Code, message: str, help: str) -> Finding:
    """Return a finding without a mark, which whoever knows the edition adds."""
    return code.finding(None, message, help=help)


@contextmanager
def damage(name: str) -> Iterator[None]:
    """Turn whatever the decoders raise into a finding."""
    try:
        yield
    except Diagnostic:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        message = f"“{name}” has more pixels than fit into memory"
        help = "scale it down in a picture editor"
        raise Diagnostic([remark(problems.TOO_MANY_PIXELS, message, help)]) from error
    except Exception as error:  # decoders fail on hostile bytes in any way, KeyError included
        message = f"“{name}” is damaged or cut off: {_reason(error)}"
        raise Diagnostic([remark(problems.DAMAGED, message, "fetch the file again")]) from error


def _reason(error: Exception) -> str:
    """Return what a decoder says, where it speaks to people and not to programmers."""
    # Pillow names the memory address of its stream, which differs from run to run.
    text = str(error).split("<_io")[0].strip()
    is_told = isinstance(error, (OSError, SyntaxError)) and not isinstance(error, UnicodeError)
    return text if is_told and text else "its parts contradict each other"


_ERRORS = 2
# Or Python would print what Pillow logs, for want of anybody who listens.
logging.getLogger("PIL").addHandler(logging.NullHandler())
_LOCK = threading.RLock()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep Python warnings off the terminal; one thread at a time, since the filter is global."""
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def mute() -> Iterator[None]:
    """Keep what libtiff writes to the error stream off the terminal: it has become a finding."""
    with quiet():
        try:
            kept = os.dup(_ERRORS)
        except OSError:  # a process without an error stream has nothing to keep clean
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _ERRORS)
            yield
        finally:
            os.dup2(kept, _ERRORS)
            os.close(nowhere)
            os.close(kept)


_strict_users = 0
_lenient = False


@contextmanager
def strictly() -> Iterator[None]:
    """Let Pillow refuse truncated files: the layout engine tells it, for all, to accept them."""
    global _strict_users, _lenient
    with _LOCK:
        if not _strict_users:
            _lenient = ImageFile.LOAD_TRUNCATED_IMAGES
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        _strict_users += 1
    try:
        yield
    finally:
        with _LOCK:
            _strict_users -= 1
            if not _strict_users:
                ImageFile.LOAD_TRUNCATED_IMAGES = _lenient
