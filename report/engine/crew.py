"""Documents laid out by several processes at once.

Each worker is a fork of this process, with the styles read already. It asks this one for files, and
whether a document is to be drawn, so that nobody else has to know of them. What it makes is the
same bytes as here. A worker that is killed costs time: another takes its place.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from ..diagnostics import Diagnostic
from ..processes import end_with
from .plain_values import loads_notes
from .rendered import Notes, Order

if TYPE_CHECKING:
    from .making import Made, Maker
    from .render import Serve

_ATTEMPTS = 2
_FILE, _WANTED, _MADE, _FAILED = "file", "wanted", "made", "failed"
Wanted = Callable[[int, Notes], bool]


@dataclass
class _Worker:
    process: Any
    line: Connection
    task: int | None = None


@dataclass
class _Batch:
    """What is to be made: what waits, and how often workers were lost over it."""

    orders: Mapping[int, Order]
    wanted: Wanted
    waiting: list[int]
    lost: dict[int, int] = field(default_factory=dict)
    failures: dict[int, BaseException] = field(default_factory=dict)


class Crew:
    """Workers who lay out what `maker` could lay out here, with files from `serve`."""

    def __init__(self, maker: Maker, serve: Serve, number: int) -> None:
        self._maker, self._serve = maker, serve
        self._workers: list[_Worker] = []
        for _ in range(number):
            self._hire()
        # Lines that were broken once are remembered where that was.
        self._homes: dict[str, _Worker] = {}

    def make(self, orders: Mapping[int, Order], wanted: Wanted) -> Iterator[tuple[int, Made]]:
        """Yield what documents come to, in whatever order they are done.

        When all are done, it raises what the first of them has failed with: see `Maker.make`.
        """
        waiting = sorted(orders, key=lambda index: -len(orders[index].html))
        batch = _Batch(orders, wanted, waiting)
        try:
            while batch.waiting or any(each.task is not None for each in self._workers):
                self._hand_out(batch)
                if not self._workers:
                    yield from self._here(batch)
                    break
                busy = {each.line: each for each in self._workers if each.task is not None}
                for line in wait(list(busy)):
                    yield from self._heard(busy[line], batch)  # type: ignore[index]
        except BaseException:
            self.close()
            raise
        if batch.failures:
            raise batch.failures[min(batch.failures)]

    def close(self) -> None:
        """Send all workers home."""
        for each in self._workers:
            each.line.close()
            each.process.kill()
            each.process.join()
        self._workers = []

    def _hire(self) -> None:
        """Fork one more worker, if the system has room for it."""
        context = multiprocessing.get_context("fork")
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(self._maker, there, os.getpid()), daemon=True)
        with suppress(OSError):
            process.start()
            self._workers.append(_Worker(process, here))
        there.close()

    def _hand_out(self, batch: _Batch) -> None:
        for worker in self._workers:
            if worker.task is None and batch.waiting:
                index = self._next(worker, batch)
                batch.waiting.remove(index)
                self._homes[batch.orders[index].section] = worker
                worker.task = index
                with suppress(OSError):  # it is dead: so it will say nothing, which is heard
                    worker.line.send(batch.orders[index])

    def _next(self, worker: _Worker, batch: _Batch) -> int:
        """Return what a worker does next: the longest of what it did before, if there is any."""
        for index in batch.waiting:
            if self._homes.get(batch.orders[index].section, worker) is worker:
                return index
        return batch.waiting[0]

    def _heard(self, worker: _Worker, batch: _Batch) -> Iterator[tuple[int, Made]]:
        """Answer what a worker asks, or take what it has made."""
        assert worker.task is not None
        try:
            kind, value = worker.line.recv()
            if kind == _FILE:
                worker.line.send(self._file(value))
            elif kind == _WANTED:
                worker.line.send(batch.wanted(worker.task, loads_notes(value)))
            else:
                index, worker.task = worker.task, None
                if kind == _MADE:
                    yield index, value
                else:
                    batch.failures[index] = _failure(value)
        except (EOFError, OSError):
            yield from self._replaced(worker, batch)

    def _file(self, name: str) -> tuple[tuple[bytes, str] | None, str]:
        try:
            return self._serve(name), ""
        except LookupError as error:
            return None, str(error)

    def _replaced(self, worker: _Worker, batch: _Batch) -> Iterator[tuple[int, Made]]:
        """Take on another worker for one that is gone; what it was at is done anew: here, where
        one after the other was lost over it."""
        index = worker.task
        assert index is not None
        worker.line.close()
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)
        self._hire()
        batch.lost[index] = batch.lost.get(index, 0) + 1
        if batch.lost[index] < _ATTEMPTS:
            batch.waiting.insert(0, index)
            return
        batch.waiting.insert(0, index)
        yield from self._here(batch, 1)

    def _here(self, batch: _Batch, most: int | None = None) -> Iterator[tuple[int, Made]]:
        """Lay out in this process what waits, or the first of it."""
        for index in batch.waiting[:most]:
            batch.waiting.remove(index)
            try:
                yield index, self._maker.make(batch.orders[index], partial(batch.wanted, index))
            except Diagnostic as diagnostic:
                batch.failures[index] = diagnostic


def _failure(value: Any) -> BaseException:
    return value if isinstance(value, BaseException) else Diagnostic(value)


def _work(maker: Maker, line: Connection, parent: int) -> None:
    """Lay out what comes over the line until nothing more does."""
    end_with(parent)
    gc.freeze()  # what is inherited stays shared: nobody looks for rubbish in it

    def asked(*question: object) -> Any:
        line.send(question)
        return line.recv()

    def serve(name: str) -> tuple[bytes, str]:
        found, missing = asked(_FILE, name)
        if found is None:
            raise LookupError(missing)
        return found[0], found[1]

    from .plain_values import dumps_notes

    maker.serve_by(serve)
    while True:
        try:
            order = line.recv()
        except (EOFError, OSError):
            return
        try:
            made = maker.make(order, lambda notes: bool(asked(_WANTED, dumps_notes(notes))))
        except Diagnostic as diagnostic:
            line.send((_FAILED, diagnostic.findings))
        except (OSError, MemoryError) as error:
            line.send((_FAILED, error))
        else:
            line.send((_MADE, made))
