"""Which files were saved: of the editions, and of all that draws and sets them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import watchfiles

from ..resources import Project

FOLDERS = ("editions", "templates", "figures", "assets")
_STEP_MS, _DEBOUNCE_MS = 10, 120
"""How long it must be quiet after a save, and how long to wait for that at most."""
_LOOK_MS = 500
"""How often it is looked whether other folders are there than those watched."""
_LEFT_OUT = (".tmp", ".bak", ".swp", ".swx", ".part", ".crdownload", "~", ".pyc")


class _Sources(watchfiles.BaseFilter):
    """What people write: no hidden files, and nothing that editors keep beside it."""

    def __call__(self, change: watchfiles.Change, path: str) -> bool:
        name = Path(path).name
        return not (name.startswith((".", "#")) or name.endswith(_LEFT_OUT) or name == "4913")


async def saved(project: Project, stop: asyncio.Event) -> AsyncIterator[frozenset[Path]]:
    """Yield the files that have been saved, made or removed together, until `stop` is set.

    Folders of the project that come later, such as its own templates/, are told of with all that
    is in them, and those that go.
    """
    known = _folders(project)
    while not stop.is_set():
        there = _folders(project)
        others, known = there ^ known, there
        changes = watchfiles.awatch(
            *sorted(there),
            watch_filter=_Sources(),
            step=_STEP_MS,
            debounce=_DEBOUNCE_MS,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            stop_event=stop,
        )
        async with aclosing(changes):
            async for found in changes:
                paths = {Path(path) for _, path in found}
                # Told once they are watched: what was saved in between is read with them.
                paths.update(others, *map(_sources_in, others))
                others = frozenset()
                if paths:
                    yield frozenset(paths)
                if _folders(project) != there:
                    break


def _sources_in(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that people have written."""
    sources, added = _Sources(), watchfiles.Change.added
    for path in folder.rglob("*"):
        if path.is_file() and sources(added, str(path)):
            yield path


def _folders(project: Project) -> frozenset[Path]:
    roots = {project.root, project.bundled}
    places = {root / name for root in roots for name in FOLDERS}
    if project.root != project.bundled:  # the editions that come with Colophon are not its own
        places.remove(project.bundled / "editions")
    return frozenset(each for each in places if each.is_dir()) or frozenset({project.root})


def draws(project: Project, path: Path) -> bool:
    """True for what pages are drawn with, and not for an edition's own words and pictures."""
    return not path.is_relative_to(project.editions)
