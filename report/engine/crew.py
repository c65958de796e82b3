"""Documents laid out by several processes at once.

Each worker is a fork of this process, with the styles read already. It asks this one for files, and
whether a document is to be drawn, so that nobody else has to know of them. What it makes is the
same bytes as here. A worker that is killed costs time: another takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Protocol

from ..diagnostics import Diagnostic
from ..processes import forked
from .plain_values import loads_notes
from .plan import Mine
from .rendered import Notes, Order

if TYPE_CHECKING:
    from .making import Made, Maker
    from .render import Serve

_ATTEMPTS = 2
_FILE, _WANTED, _MADE, _FAILED = "file", "wanted", "made", "failed"


@dataclass
class _Worker:
    process: Any
    line: Connection
    task: int | None = None


class Tasks(Protocol):
    """What is to be laid out, by numbers; see `Plan`."""

    def next(self, mine: Mine) -> tuple[int, Order] | None:
        """Return the next document, None where there is none until others are done."""

    def again(self, number: int) -> Order:
        """Return a document that was lost."""

    def wanted(self, number: int, notes: Notes) -> bool:
        """True where a document is to be drawn."""

    def made(self, number: int, made: Made) -> None:
        """Take what a document has come to."""


class Crew:
    """Workers who lay out what `maker` could lay out here, with files from `serve`."""

    def __init__(self, maker: Maker, serve: Serve, number: int) -> None:
        self._maker, self._serve = maker, serve
        # Lines that were broken once are remembered where that was.
        self._homes: dict[str, int] = {}
        self._workers: list[_Worker] = []
        for _ in range(number):
            self._hire()

    def work(self, tasks: Tasks) -> Mapping[int, BaseException]:
        """Lay out all there is to do, unless something fails: then return what has failed with
        what. What nobody has done is left where there is no worker, and after a failure."""
        self._failed: dict[int, BaseException] = {}
        self._lost: dict[int, int] = {}
        while self._workers:
            self._hand_out(tasks)
            busy = {each.line: each for each in self._workers if each.task is not None}
            if not busy:
                break
            for line in wait(list(busy)):
                self._hear(busy[line], tasks)  # type: ignore[index]
        return self._failed

    def close(self) -> None:
        """Send all workers home."""
        for each in self._workers:
            each.line.close()
            each.process.kill()
            each.process.join()
        self._workers = []

    def _hire(self) -> None:
        """Fork one more worker, if the system has room for it."""
        with suppress(OSError):
            self._workers.append(_Worker(*forked(_work, self._maker, duplex=True)))

    def _hand_out(self, tasks: Tasks) -> None:
        for at, worker in enumerate(self._workers):
            if worker.task is not None or self._failed:
                continue
            task = tasks.next(partial(self._is_home, at))
            if task is None:
                continue
            worker.task, order = task
            self._homes[order.section] = at
            self._send(worker, order)

    def _is_home(self, at: int, section: str) -> bool:
        return self._homes.get(section, at) == at

    def _send(self, worker: _Worker, order: Order) -> None:
        with suppress(OSError):  # it is dead: so it will say nothing, which is heard
            worker.line.send(order)

    def _hear(self, worker: _Worker, tasks: Tasks) -> None:
        """Answer what a worker asks, or take what it has made."""
        number = worker.task
        assert number is not None
        try:
            kind, value = worker.line.recv()
            if kind == _FILE:
                worker.line.send(self._file(value))
            elif kind == _WANTED:
                worker.line.send(tasks.wanted(number, loads_notes(value)))
            else:
                worker.task = None
        except (EOFError, OSError):
            self._replace(worker, tasks)
            return
        if kind == _MADE:
            tasks.made(number, value)
        elif kind == _FAILED:
            self._failed[number] = _failure(value)

    def _file(self, name: str) -> tuple[tuple[bytes, str] | None, str]:
        try:
            return self._serve(name), ""
        except LookupError as error:
            return None, str(error)

    def _replace(self, worker: _Worker, tasks: Tasks) -> None:
        """Take on another worker for one that is gone, who does anew what that one was at: it is
        done here, where one after the other was lost over it."""
        number = worker.task
        assert number is not None
        worker.line.close()
        worker.process.kill()
        worker.process.join()
        self._workers.remove(worker)
        self._hire()
        self._lost[number] = self._lost.get(number, 0) + 1
        order = tasks.again(number)
        idle = next((each for each in self._workers if each.task is None), None)
        if idle is not None and self._lost[number] < _ATTEMPTS:
            idle.task = number
            self._send(idle, order)
            return
        try:
            tasks.made(number, self._maker.make(order, partial(tasks.wanted, number)))
        except Diagnostic as diagnostic:
            self._failed[number] = diagnostic


def _failure(value: Any) -> BaseException:
    return value if isinstance(value, BaseException) else Diagnostic(value)


def _work(line: Connection, maker: Maker) -> None:
    """Lay out what comes over the line until nothing more does."""

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
