"""What a process remembers from one PDF for the next, by content.

A process that builds one edition ends with it, and remembers nothing. One that builds many, which
mostly have a look, pictures and pages in common, says `keep`: what is costly to make of bytes, and
depends on nothing else, is then made once. Nothing of that goes to the disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")
_keeps = False
_lock = Lock()
"""Held while values are put in or let go: never while one is made."""
if hasattr(os, "register_at_fork"):  # no fork begins in the middle of that
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_lock.release
    )


def keep(on: bool = True) -> None:
    """Have this process, and those it forks, remember from now on, or no more."""
    global _keeps
    _keeps = on


class Memory(Generic[Value]):
    """Values by what they were made of, the last used of them, as many as there is `room` for.

    Several threads may ask. Two that ask for the same at once both make it, and one value is kept.
    """

    def __init__(self, room: int) -> None:
        """`room` is in whatever `size` is given in."""
        self._room = room
        self._held = 0
        self._values: dict[Hashable, tuple[int, Value]] = {}

    def get_or_make(self, key: Hashable, size: int, make: Callable[[], Value]) -> Value:
        """Return what was made of a key before, or make it; nobody may change what is returned."""
        if not _keeps:
            return make()
        with _lock:
            found = self._values.get(key)
        if found is None:
            found = size, make()
        with _lock:
            self._held += found[0] - self._values.pop(key, (0, None))[0]
            self._values[key] = found
            while self._held > self._room and len(self._values) > 1:
                gone, _ = self._values.pop(next(iter(self._values)))
                self._held -= gone
        return found[1]

    def __len__(self) -> int:
        return len(self._values)
