"""Which saves are noticed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from report.preview.watching import draws, saved
from report.resources import Project


@pytest.fixture(params=["a project", "a clone of Colophon"])
def project(project: Project, request: pytest.FixtureRequest) -> Project:
    """A project beside the program, and one that is in the program's own folder."""
    if request.param == "a project":
        return project
    (project.root / "templates").mkdir()
    return Project(project.root, project.root)


def test_saves_of_sources_are_noticed_and_litter_of_editors_is_not(project: Project) -> None:
    folder = project.editions / "small"

    async def first() -> frozenset[Path]:
        stop = asyncio.Event()
        changes = saved(project, stop)
        following = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0.3)
        for name in (".edition.yaml.swp", "edition.yaml~", "4913", "notes.tmp"):
            (folder / name).write_text("litter")
        await asyncio.sleep(0.2)
        (folder / "edition.yaml").write_text("title: Other\n")
        found = await asyncio.wait_for(following, 10)
        stop.set()
        await changes.aclose()
        return found

    assert asyncio.run(first()) == {folder / "edition.yaml"}


@pytest.mark.parametrize("name", ["figures/own.py", "templates/blocks/text.html"])
def test_what_a_folder_that_comes_later_brings_along_is_noticed(
    project: Project, name: str
) -> None:
    path = project.root / name

    async def first() -> list[frozenset[Path]]:
        stop, found = asyncio.Event(), []
        changes = saved(project, stop)
        following = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0.3)
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".own.py.swp").write_text("litter")
        path.write_text("saved once")
        found.append(await asyncio.wait_for(following, 10))
        following = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0.7)
        path.write_text("saved once more")
        found.append(await asyncio.wait_for(following, 10))
        stop.set()
        await changes.aclose()
        return found

    found = asyncio.run(first())
    # Of a folder in one that is watched already, the first word is that it is there.
    assert found[0] & {path, path.parent} and path in found[1]
    assert all(draws(project, path) for path in found[0] | found[1])
    assert not draws(project, project.editions / "small" / "edition.yaml")


def test_folders_that_come_and_go_are_told_of_though_nothing_is_in_them(project: Project) -> None:
    """What is saved elsewhere while the watching begins anew is not told by itself."""
    folder = project.root / "figures"

    async def both() -> list[frozenset[Path]]:
        stop, found = asyncio.Event(), []
        changes = saved(project, stop)
        for change in (folder.mkdir, folder.rmdir):
            following = asyncio.ensure_future(anext(changes))
            await asyncio.sleep(0.3)
            change()
            found.append(await asyncio.wait_for(following, 10))
        stop.set()
        await changes.aclose()
        return found

    assert asyncio.run(both()) == [{folder}, {folder}]
