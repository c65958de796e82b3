"""Work that forked processes do while this one goes on with something else."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from .faults import said_with_place
from .processes import forked

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


class Lost(Exception):
    """The process that was to do this has ended before it was done."""


class Late(Lost):
    """The process that was to do this has taken too long over something, and has been ended."""


class Failed(Lost):
    """This was begun and has raised an exception, which the message tells with its place."""


@dataclass(frozen=True)
class _Hired:
    process: Any
    line: Connection


class Errands(Generic[Key, Result]):
    """Pieces of work, each with a key, shared out among processes in this order.

    The processes know what this one knew when they began, and end with it, or when nobody holds the
    errands any more. No thread is started for them here, so that this process may still be forked.
    """

    def __init__(self, do: Callable[[Key], Result], keys: Sequence[Key], processes: int) -> None:
        """Begin at once. What `do` returns is sent over, pickled; where it raises, so does whoever
        does it instead."""
        self._came: dict[Key, tuple[Result, str]] = {}
        self._hired: dict[Key, _Hired] = {}
        for first in range(processes):
            share = keys[first::processes]
            with suppress(OSError):  # the system has no room for one: its share is lost
                self._hired |= dict.fromkeys(share, _Hired(*forked(_work, do, share)))
        workers = [each.process for each in dict.fromkeys(self._hired.values())]
        weakref.finalize(self, _end, workers, os.getpid())

    def result(self, key: Key, seconds: float | None = None) -> Result:
        """Return what has come of a piece of work, as soon as it is done.

        Failed where it raised an exception, Lost where its process was ended before it was done;
        Late where for so many seconds nothing was done by the process that was to do it.
        """
        hired = self._hired.get(key)
        while key not in self._came:
            if hired is None:
                raise Lost
            try:
                if not hired.line.poll(seconds):
                    hired.process.kill()
                    raise Late
                done, result, fault = hired.line.recv()
            except (EOFError, OSError) as error:
                raise Lost from error
            self._came[done] = result, fault
        result, fault = self._came[key]
        if fault:
            raise Failed(fault)
        return result


def _work(line: Connection, do: Callable[[Any], Any], share: Sequence[Any]) -> None:
    # Results are sent by a thread, since a line takes no more than 64 kB until somebody listens.
    with ThreadPoolExecutor(1) as sender:
        for key in share:
            result, fault = None, ""
            try:
                result = do(key)
            except Exception as error:
                fault = said_with_place(error)
            sender.submit(line.send, (key, result, fault))


def _end(processes: Sequence[Any], parent: int) -> None:
    if os.getpid() != parent:
        return  # a fork of the one they work for, which has let go of them
    for each in processes:
        each.kill()
        each.join()
