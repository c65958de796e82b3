"""How many processes this one may keep busy, and how those it forks come to their end."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PR_SET_PDEATHSIG = 1  # prctl(2), linux/prctl.h
_limit: int | None = None


def limit(number: int | None) -> None:
    """Let this process and those it forks keep at most `number` processors busy; None: all."""
    global _limit
    _limit = number


def cores() -> int:
    """Return how many processors there are for this process, which in a container are not all, and
    no more than it may keep busy."""
    there = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return there if _limit is None else max(1, min(there, _limit))


def workers() -> int:
    """Return how many processes may work at once: as many as there are `cores`; 1 where processes
    cannot be forked. Only Linux forks safely once system libraries are loaded."""
    return cores() if sys.platform == "linux" else 1


def forked(
    work: Callable[..., None], *arguments: Any, duplex: bool = False
) -> tuple[Any, Connection]:
    """Have a fork of this process do `work(line, *arguments)`, and end with this one; return it,
    and our end of the line. OSError where the system has no room for another process.

    Unless the line is `duplex`, only the fork says something.
    """
    import multiprocessing

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex)
    process = context.Process(
        target=_forked, args=(work, there, os.getpid(), arguments), daemon=True
    )
    with there:
        try:
            process.start()
        except OSError:
            here.close()
            raise
    return process, here


def _forked(
    work: Callable[..., None], line: Connection, parent: int, arguments: tuple[Any, ...]
) -> None:
    end_with(parent)
    gc.freeze()  # what is inherited stays shared: nobody looks for rubbish in it
    work(line, *arguments)


def collect_seldom() -> None:
    """Have circles of dead objects looked for seldom: in a process that is about to hold hundreds
    of modules, and an edition with its boxes, looking takes a tenth of the time and finds next to
    nothing."""
    gc.set_threshold(50_000, 20, 20)


def collect_when_idle() -> None:
    """Look for circles of dead objects now, and from now on at no other time: for a process that
    calls this when nobody waits for it. What is there at the first call, modules above all, is
    taken to stay."""
    gc.collect()
    if gc.isenabled():
        gc.disable()
        gc.freeze()


def collect_no_more() -> None:
    """Have circles of dead objects looked for no more, because this process is about to end: Python
    does it once more then, among all there is, which takes as long as a dozen pages to draw."""
    gc.freeze()


def end_with(parent: int) -> None:
    """Let this process end on a signal without a word, and with the process that forked it.

    That one says what is up; and when it is killed, its workers would wait for it for ever.
    """
    import ctypes  # which takes as long as to look whether there is anything to do

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Have a thread of Python raise an exception at the line that it is at; None takes back what it
    has not raised yet. Code that is not Python's goes on until it returns."""
    import ctypes

    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )


def end_at_once(code: int) -> NoReturn:
    """End this process, whatever its threads are at: Python would wait for them.

    Those it forked end with it (`end_with`). Unfinished files are swept by the next that writes
    beside them (`storage`).
    """
    for each in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody listens any more
            each.flush()
    os._exit(code)
