"""An end to drawing code that has none: whoever wrote it is told the line it was at."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..processes import raise_in

SECONDS = 60
"""How long the code of one chart may take; the slowest of ours take one or two."""


class TooLong(BaseException):
    """Drawing code was not done in time; no `except Exception` of its own holds it up."""

    def __init__(self) -> None:
        """Say what a person is told."""
        super().__init__(f"it was not done after {SECONDS:g} seconds")


@contextmanager
def in_time() -> Iterator[None]:
    """Raise TooLong at the line that this thread is at, when that has gone on for `SECONDS`.

    A signal would do that in the main thread only, and the preview draws in another one. Code that
    waits in a library for ever is not reached: see `Drawing`, which ends the process it is in.
    """
    done, late, thread = threading.Event(), threading.Event(), threading.get_ident()

    def watch() -> None:
        while not done.wait(SECONDS):
            late.set()
            raise_in(thread, TooLong)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        try:
            yield
        finally:
            done.set()
            watcher.join()
            if late.is_set():
                # What came too late. Where nothing came, CPython 3.11 would look for it from now on
                # at every turn of every loop, and never come out of a profiler.
                raise_in(thread, None)
    finally:
        done.set()  # also where it came in the middle of that
