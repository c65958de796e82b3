"""A release compared with the edition of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.differences.comparing import How, comparing
from report.differences.naming import EditionName
from report.release.archive import pack
from report.release.order import Item
from report.release.past import released_pdf, released_project, versions
from report.resources import Project

from ..conftest import DAY, SMALL, NewProject, run_colophon
from .conftest import Kept
from .test_archive import ORDER

NOW = SMALL.replace("that are printed", "which are printed")


@pytest.fixture
def released(new_project: NewProject) -> Project:
    """A project whose edition was changed after its first release."""
    project = new_project(NOW)
    folder = project.root / "releases" / "small" / "1"
    folder.mkdir(parents=True)
    files = {"project/editions/small/edition.yaml": SMALL.encode()}
    pack(folder / "sources.zip", ORDER, files, DAY)
    return project


def diff(project: Project, *names: str) -> tuple[int, str, str]:
    done = run_colophon("diff", *names, folder=project.root)
    return done.returncode, done.stdout, done.stderr


def test_what_was_changed_since_a_release(released: Project) -> None:
    assert versions(released, "small") == ("1",)

    code, said, wrong = diff(released, "small@1")

    assert (code, wrong) == (0, "")
    assert "body: Words that are printed. → Words which are printed." in said
    assert (
        '"new_place": "release 1:editions/small/edition.yaml:'
        in (diff(released, "small", "small@1", "--json")[1])
    )


def test_nothing_is_left_behind(released: Project) -> None:
    with released_project(released, "small", "1") as project:
        folder: Path = project.root
        assert (folder / "editions" / "small" / "edition.yaml").read_text() == SMALL

    assert not folder.exists()


def test_pages_of_a_release_are_those_that_were_released(kept: Kept) -> None:
    text = kept.edition.read_text()
    kept.edition.write_text(text.replace("that are printed", "which are printed"))
    steps: list[str] = []
    screen = Item(target="screen")

    def released(name: EditionName) -> Path | None:
        return released_pdf(kept.project, "small", "1", screen) if name.released else None

    old, new = EditionName("small", revision="1", released=True), EditionName("small")
    how = How(
        True, lambda project, name: released_project(project, "small", "1"), released, steps.append
    )
    with comparing(kept.project, old, new, how) as result:
        assert result.compared and result.viewers
        (change,) = result.compared.changes
        assert (change.old, change.new, change.at) == ("that", "which", "page 1")
        (sheet,) = result.compared.sheets
        assert not sheet.parts[0] and sheet.parts[1]
    assert steps and all(each.startswith("small: ") for each in steps)

    (kept.folder / "small-screen.pdf").write_bytes(b"another")
    assert released_pdf(kept.project, "small", "1", screen) is None
    assert released_pdf(kept.project, "small", "2", screen) is None


def test_an_archive_that_is_gone_or_none(released: Project) -> None:
    archive = released.root / "releases" / "small" / "1" / "sources.zip"
    archive.write_bytes(b"no archive")
    broken = diff(released, "small@1")
    archive.unlink()
    gone = diff(released, "small@1")

    assert broken[0] == gone[0] == 1
    assert "V211: error: " in broken[1]
    assert "sources.zip" in gone[2]
    assert "Traceback" not in broken[2] + gone[2]
