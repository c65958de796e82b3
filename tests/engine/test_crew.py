"""Workers: whoever lays a document out, it comes to the same; and one that is lost is replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest

from report.diagnostics import Diagnostic, Mark
from report.engine import crew, pressroom
from report.engine.pressroom import Pressroom
from report.engine.rendered import Order
from report.storage import Cache
from tests.engine.pages import FONTS, LONG, PICTURES, SIGHT, STYLE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no forks elsewhere")

MARK = Mark("edition.yaml", 3, 1)
Serve = Callable[[str], tuple[bytes, str]]


def order(number: int, body: str = "") -> Order:
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>T</title></head>'
        f'<body><section id="s{number}">'
        f'<h1 id="text">Section {number}</h1><p>{LONG * 8 * number}</p>'
        f'<img src="pictures/{"dark" if number % 2 else "halves"}.jpg" alt="Dark">{body}'
        f'<p><a href="#s1">One</a></p></section></body></html>'
    )
    return Order(html, MARK, f"s{number}", (f"s{number}", "text"), number)


ORDERS = [order(number) for number in range(1, 7)]


def serve(path: str) -> tuple[bytes, str]:
    if path in PICTURES:
        return PICTURES[path], "image/jpeg"
    if path.startswith("fonts/"):
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"
    raise LookupError(path)


def room(
    monkeypatch: pytest.MonkeyPatch,
    workers: int,
    folder: Path | None = None,
    serve: Serve = serve,
) -> Pressroom:
    monkeypatch.setattr(pressroom, "workers", lambda: workers)
    monkeypatch.setattr(pressroom, "_WORTH_FORKING", 0)
    cache = Cache(folder) if folder else None
    return Pressroom(serve, {"style.css": STYLE}, SIGHT, cache)


def everything(room: Pressroom, folder: Path) -> tuple[object, ...]:
    """Return all that comes of the documents, of which every other one is drawn at once."""
    rendered = room.lay(ORDERS, lambda index, rendered: index % 2 == 0)
    noticed = room.write(rendered, folder / "raw.pdf")
    evidence = [room.evidence(each, {"text": MARK}) for each in rendered]
    room.close()
    pdf = (folder / "raw.pdf").read_bytes()
    return [each.notes for each in rendered], noticed, evidence, pdf


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """What comes of them in one process."""
    with pytest.MonkeyPatch.context() as patch:
        return everything(room(patch, 1), tmp_path_factory.mktemp("alone"))


@pytest.mark.parametrize("workers", [2, 3, 9])
@pytest.mark.parametrize("cached", [True, False])
def test_the_number_of_workers_is_nowhere_to_be_seen(
    workers: int,
    cached: bool,
    alone: tuple[object, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "cache" if cached else None
    assert everything(room(monkeypatch, workers, folder), tmp_path) == alone
    if cached:
        assert everything(room(monkeypatch, 1, folder), tmp_path) == alone


def test_each_is_kept_with_the_files_that_its_worker_got(
    alone: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks first gets another picture than those who ask while that one is still at work."""
    given: list[str] = []

    def saved(path: str) -> tuple[bytes, str]:
        given.append(path)
        old = path == "pictures/dark.jpg" and given.count(path) == 1
        return serve("pictures/halves.jpg" if old else path)

    everything(room(monkeypatch, 2, tmp_path / "cache", saved), tmp_path)

    assert everything(room(monkeypatch, 1, tmp_path / "cache"), tmp_path) == alone


@pytest.mark.parametrize("times", [1, 2, 4])
def test_a_worker_that_is_killed_costs_time_and_nothing_else(
    times: int, alone: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As often as that, whoever asks for a picture is killed before the answer comes."""
    killed: list[int] = []

    def deadly(path: str) -> tuple[bytes, str]:
        if path == "pictures/dark.jpg" and len(killed) < times and shop._crew is not None:
            for worker in shop._crew._workers:
                killed.append(worker.process.pid)
                os.kill(worker.process.pid, signal.SIGKILL)
                worker.process.join()
        return serve(path)

    shop = room(monkeypatch, 2, serve=deadly)

    assert everything(shop, tmp_path) == alone
    assert len(killed) >= times


def test_over_what_kills_every_worker_no_more_are_lost(
    alone: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[int] = []
    work, here = crew._work, os.getpid()

    def doomed(*given: object) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        work(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(crew, "_work", doomed)
    real = crew.Crew._hire

    def counted(self: crew.Crew) -> None:
        hired.append(1)
        real(self)

    monkeypatch.setattr(crew.Crew, "_hire", counted)

    assert everything(room(monkeypatch, 2), tmp_path) == alone
    assert len(hired) <= 2 + 2 * 2 * len(ORDERS)


@pytest.mark.parametrize("room_for", [0, 1])
def test_where_no_process_can_be_forked_one_does_all(
    room_for: int, alone: tuple[object, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = ForkProcess.start

    def limited(self: ForkProcess) -> None:
        if len(multiprocessing.active_children()) >= room_for:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        start(self)

    monkeypatch.setattr(ForkProcess, "start", limited)

    assert everything(room(monkeypatch, 2), tmp_path) == alone


def test_what_fails_with_workers_fails_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first in the order of the documents counts, whichever was there first."""
    bad = [
        order(1),
        order(2, '<p style="color: lab(1 2 3)">x</p>'),
        order(3),
        order(4, "<i style='color: lch(1 2 3)'>"),
    ]
    bad[3] = Order(bad[3].html.replace("'", '"'), Mark("other.yaml", 1, 1), "s4")
    found = []
    for workers in (1, 3):
        shop = room(monkeypatch, workers)
        with pytest.raises(Diagnostic) as caught:
            shop.lay(bad)
        shop.close()
        found.append(caught.value.findings)

    assert found[0] == found[1]
    assert found[0][0].mark == MARK


def test_who_has_enough_of_it_leaves_no_worker_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = room(monkeypatch, 2)

    def stopped(index: int, rendered: object) -> bool:
        assert shop._crew is not None
        pids.extend(worker.process.pid for worker in shop._crew._workers)
        raise KeyboardInterrupt

    pids: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        shop.lay(ORDERS, stopped)

    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert len(shop.lay(ORDERS)) == len(ORDERS)
    shop.close()
