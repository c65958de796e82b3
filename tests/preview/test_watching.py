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


def test_drawing_code_that_comes_later_are_noticed(project: Project) -> None:
    async def first() -> frozenset[Path]:
        stop = asyncio.Event()
        changes = saved(project, stop)
        following = asyncio.ensure_future(anext(changes))
        await asyncio.sleep(0.2)
        sheet = project.root / "figures" / "own.py"
        sheet.parent.mkdir()
        for turn in range(40):
            sheet.write_text(f"# {turn}")
            done, _ = await asyncio.wait({following}, timeout=0.2)
            if done:
                break
        stop.set()
        found = await asyncio.wait_for(following, 1)
        await changes.aclose()
        return found

    found = asyncio.run(first())
    assert found == {project.root / "figures" / "own.py"}
    assert all(draws(project, path) for path in found)
    assert not draws(project, project.editions / "small" / "edition.yaml")
