"""Processes that build one PDF after the other: an executor whose jobs die alone.

The pool of the standard library is broken as a whole when one of its processes is killed. Here
each job has a process for itself while it runs, so that only that job is lost.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any

from .. import memory
from ..errands import Lost
from ..faults import said_with_place
from ..processes import collect_seldom

# Memory that libraries keep does not grow beyond what so many jobs leave behind.
_JOBS_EACH = 32
_PACKAGE = Path(__file__).resolve().parents[1]
_starting_server = Lock()


class Lanes(Executor):
    """`number` processes that share the processors of this machine."""

    def __init__(self, number: int) -> None:
        """Start nothing yet: a process is started when there is a job for it."""
        self._lanes = [_Lane() for _ in range(number)]
        self._free: SimpleQueue[_Lane] = SimpleQueue()
        for each in self._lanes:
            self._free.put(each)
        self._threads = ThreadPoolExecutor(number)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the future of a call; its exception is `Lost` where the process was killed."""
        return self._threads.submit(self._run, fn, args, kwargs)

    def _run(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        lane = self._free.get()
        try:
            return lane.run(fn, args, kwargs)
        finally:
            self._free.put(lane)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End all processes: at once when futures are cancelled, else when their jobs are done.

        That is waited for, whatever `wait` says: a line is not to be closed under who reads it.
        """
        if cancel_futures:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for each in self._lanes:
                each.kill()
        self._threads.shutdown()
        for each in self._lanes:
            each.close()


class _Lane:
    """One process at a time, started when it is needed."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._done = 0
        self._ended = False
        self._lock = Lock()

    def run(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self._process is None or self._line is None:
            self._start()
        assert self._line is not None
        try:
            self._line.send((fn, args, kwargs))
            error, value = self._line.recv()
        except (EOFError, OSError) as lost:
            self.close()
            raise Lost("the process that built it was ended") from lost
        self._done += 1
        if self._done == _JOBS_EACH:
            self.close()
        if error is not None:
            raise error
        return value

    def _start(self) -> None:
        context = _context()
        with self._lock:
            if self._ended:
                raise Lost("all processes have been ended")
            line, there = context.Pipe()
            with there:
                process = context.Process(target=_work, args=(there,))
                try:
                    process.start()
                except BaseException:
                    line.close()
                    raise
            self._line, self._process = line, process
        self._done = 0

    def kill(self) -> None:
        """End the process in the middle of its job, and start no other."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Let the process end; the first who asks for it waits until it has."""
        with self._lock:
            line, process = self._line, self._process
            self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.join()


def _context() -> Any:
    """Return how processes are started: from one that has imported what all of them need and has
    no threads, where there is such a thing."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{_PACKAGE.name}.build", f"{_PACKAGE.name}.engine.making"])
    resource_tracker.ensure_running()  # which lets through the signals it has held back
    with _starting_server, _finding_this_program(), _undisturbed():
        forkserver.ensure_running()
    return context


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals from the keyboard from what this thread starts: they reach the whole group,
    and the server of `multiprocessing` ignores them only when it has imported everything."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _finding_this_program() -> Iterator[None]:
    """Let a Python that is started import this program, and nothing of the folder it is started in:
    a project may well have a folder that is called as the program's package is."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    before = dict(os.environ)
    os.environ |= {"PYTHONPATH": path, "PYTHONSAFEPATH": "1"}
    try:
        yield
    finally:
        for name in ("PYTHONPATH", "PYTHONSAFEPATH"):
            if name in before:
                os.environ[name] = before[name]
            else:
                del os.environ[name]


def _work(line: Connection) -> None:
    """Do what comes along the line until it is closed."""
    # A signal from the keyboard reaches the whole group: who started this process ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    memory.keep()
    gc.freeze()  # what was imported stays
    collect_seldom()
    with suppress(EOFError, OSError):
        while True:
            fn, args, kwargs = line.recv()
            answer: tuple[Exception | None, Any]
            try:
                answer = (None, fn(*args, **kwargs))
            except MemoryError:
                answer = (Lost("there was not enough memory"), None)
            except Exception as error:
                answer = (RuntimeError(said_with_place(error)), None)
            line.send(answer)
