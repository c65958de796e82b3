"""Which files were saved: of the editions, and of all that draws and sets them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import watchfiles

from ..resources import Project

FOLDERS = ("editions", "templates", "figures", "assets")
_STEP_MS, _DEBOUNCE_MS = 10, 120
"""How long it must be quiet after a save, and how long to wait for that at most."""
_LEFT_OUT = (".tmp", ".bak", ".swp", ".swx", ".part", ".crdownload", "~", ".pyc")


class _Sources(watchfiles.BaseFilter):
    """What people write: no hidden files, and nothing that editors keep beside it."""

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        name = Path(path).name
        return not (name.startswith((".", "#")) or name.endswith(_LEFT_OUT) or name == "4913")


async def saved(project: Project, stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """Yield the files that have been saved, made or removed together, until `stop` is set.

    Folders of the project that are made later, such as its own templates/, are noticed.
    """
    while not stop.is_set():
        again = asyncio.Event()
        there = _folders(project)
        guard = asyncio.create_task(_grown(project, there, again, stop))
        try:
            changes = watchfiles.awatch(
                *there,
                watch_filter=_Sources(),
                step=_STEP_MS,
                debounce=_DEBOUNCE_MS,
                rust_timeout=500,
                stop_event=again,
            )
            async for found in changes:
                yield frozenset(Path(path) for _, path in found)
        finally:
            guard.cancel()


def _folders(project: Project) -> tuple[Path, ...]:
    roots = dict.fromkeys((project.root, project.bundled))
    places = [root / name for root in roots for name in FOLDERS]
    if project.root != project.bundled:  # the editions that come with Colophon are not its own
        places.remove(project.bundled / "editions")
    return tuple(each for each in places if each.is_dir()) or (project.root,)


async def _grown(
    project: Project, there: tuple[Path, ...], again: asyncio.Event, stop: asyncio.Event
) -> None:
    """Set `again` once other folders are there than those watched, or `stop` is set."""
    while not stop.is_set() and _folders(project) == there:
        await asyncio.sleep(1.0)
    again.set()


def draws(project: Project, path: Path) -> bool:
    """True for what pages are drawn with, and not for an edition's own words and pictures."""
    return not path.is_relative_to(project.editions)
