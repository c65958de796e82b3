"""The hub: who goes before whom, and what is shown when something fails."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from report.preview.hub import Event, Hub
from report.preview.session import Session, Snapshot
from report.preview.view import View

SECONDS = 30.0


@pytest.fixture(autouse=True)
def ends(hub: Hub) -> Iterator[None]:
    yield
    hub.close()


@asynccontextmanager
async def watched(hub: Hub) -> AsyncIterator[asyncio.Queue[Event]]:
    """What is told of an edition."""
    told: asyncio.Queue[Event] = asyncio.Queue()

    async def watch() -> None:
        async for event in hub.watch(View()):
            told.put_nowait(event)

    watching = asyncio.create_task(watch())
    try:
        yield told
    finally:
        watching.cancel()


async def told_next(told: asyncio.Queue[Event], *, checked: bool) -> Event:
    """Return the next event with pages, before or after they were checked."""
    async with asyncio.timeout(SECONDS):
        while (event := await told.get())["state"] == "working" or event["checked"] != checked:
            pass
    return event


def until(stopping: Callable[[], bool]) -> None:
    """Work until somebody wants no more."""
    end = time.monotonic() + SECONDS
    while not stopping():
        assert time.monotonic() < end, "nobody wants the check to end"
        time.sleep(0.01)


def test_words_do_not_wait_for_a_check(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        loop, checking = asyncio.get_running_loop(), asyncio.Event()

        def endless(session: Session, stopping: Callable[[], bool]) -> Snapshot | None:
            loop.call_soon_threadsafe(checking.set)
            until(stopping)
            monkeypatch.undo()
            return None

        monkeypatch.setattr(Session, "check", endless)
        async with watched(hub) as told:
            await asyncio.wait_for(checking.wait(), SECONDS)
            title = await hub.with_session(View(), lambda session: session.shown.title)
            assert title == "A small edition"
            # And then it is checked all the same.
            assert (await told_next(told, checked=True))["state"] == "good"

    asyncio.run(ask())


def test_a_save_does_not_wait_for_a_check(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = hub.project.editions / "small" / "edition.yaml"

    async def ask() -> None:
        loop = asyncio.get_running_loop()

        def endless(session: Session, stopping: Callable[[], bool]) -> Snapshot | None:
            edition.write_text(edition.read_text().replace("A small", "Another small"))
            loop.call_soon_threadsafe(hub.files_saved, [edition])
            until(stopping)
            monkeypatch.undo()
            return None

        monkeypatch.setattr(Session, "check", endless)
        async with watched(hub) as told:
            assert (await told_next(told, checked=True))["title"] == "Another small edition"

    asyncio.run(ask())


def test_what_cannot_be_told_is_a_finding_until_the_next_save(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = hub.project.editions / "small" / "edition.yaml"

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    async def ask() -> None:
        async with watched(hub) as told:
            good = await told_next(told, checked=True)
            monkeypatch.setattr("report.preview.telling.page_data", fail)
            hub.files_saved([edition])
            broken = await told_next(told, checked=True)
            monkeypatch.undo()
            hub.files_saved([edition])
            again = await told_next(told, checked=True)

        assert (broken["state"], broken["pages"]) == ("broken", good["pages"])
        (finding,) = broken["findings"]
        assert finding["code"] == "S601" and "by nothing" in finding["message"]
        assert (again["state"], again["pages"]) == ("good", good["pages"])

    asyncio.run(ask())


def test_what_cannot_be_told_from_the_start_is_a_finding(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    async def ask() -> Event:
        async with watched(hub) as told:
            return await told_next(told, checked=True)

    monkeypatch.setattr("report.preview.hub.choices", fail)
    broken = asyncio.run(ask())

    assert (broken["state"], broken["pages"]) == ("broken", [])
    assert [each["code"] for each in broken["findings"]] == ["S601"]


def test_it_tidies_up_when_all_is_checked(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> bool:
        tidied, loop = asyncio.Event(), asyncio.get_running_loop()
        checked: list[bool] = []

        def tidy() -> None:
            checked.extend(each.session.shown.checked for each in hub._channels.values())
            loop.call_soon_threadsafe(tidied.set)

        monkeypatch.setattr(hub, "_tidy", tidy)
        async with watched(hub):
            await asyncio.wait_for(tidied.wait(), SECONDS)
        return checked == [True]

    assert asyncio.run(ask())
