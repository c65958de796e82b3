"""Work that forked processes do while this one goes on with something else."""

from __future__ import annotations

import gc
import multiprocessing
import os
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from .processes import end_with

Result = TypeVar("Result")


class Lost(Exception):
    """The process that was to do this has ended before it was done."""


class Late(Lost):
    """The process that was to do this has taken too long over something, and has been ended."""


class Errands(Generic[Result]):
    """So many pieces of work, by numbers from 0, shared out among processes in this order.

    The processes know what this one knew when they began, and end with it, or when nobody holds the
    errands any more. No thread is started for them, so that this process may still be forked.
    """

    def __init__(self, do: Callable[[int], Result], number: int, processes: int) -> None:
        """Begin at once. What `do` returns is sent over, pickled; where it raises, all that its
        process had left to do is lost: whoever does it instead runs into the same."""
        self._results: dict[int, Result] = {}
        hired = [_hire(do, range(first, number, processes)) for first in range(processes)]
        self._processes = [process for process, _ in hired]
        self._lines = [line for _, line in hired]
        weakref.finalize(self, _end, self._processes, os.getpid())

    def result(self, number: int, seconds: float | None = None) -> Result:
        """Return what has come of a piece of work, as soon as it is done; Lost if it never is.

        Late where for so many seconds nothing was done by the process that was to do it.
        """
        hired = number % len(self._lines)
        line = self._lines[hired]
        while number not in self._results:
            try:
                if not line.poll(seconds):
                    self._processes[hired].kill()
                    raise Late
                done, result = line.recv()
            except (EOFError, OSError) as error:
                raise Lost from error
            self._results[done] = result
        return self._results[number]


def _hire(do: Callable[[int], Any], share: Sequence[int]) -> tuple[Any, Connection]:
    """Fork a process for a share of the work; one that the system has no room for is lost."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(do, share, there, os.getpid()), daemon=True)
    with suppress(OSError):
        process.start()
    there.close()
    return process, here


def _work(do: Callable[[int], Any], share: Sequence[int], line: Connection, parent: int) -> None:
    end_with(parent)
    gc.freeze()  # what is inherited stays shared: nobody looks for rubbish in it
    try:
        for number in share:
            line.send((number, do(number)))
    except Exception:
        os._exit(1)  # without the traceback that `multiprocessing` would print


def _end(processes: Sequence[Any], parent: int) -> None:
    if os.getpid() != parent:
        return  # a fork of the one they work for, which has let go of them
    for each in processes:
        if each.pid is not None:
            each.kill()
            each.join()
