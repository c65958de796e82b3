"""The sample edition, released and made again; what another program says of a released file."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.release.order import items_of
from report.release.releasing import release
from report.resources import Project

from ..conftest import ROOT, copy_of_sample, run_colophon
from ..tools import verapdf
from .conftest import APPROVAL, Kept, another_machine


@pytest.mark.verapdf
def test_the_metadata_of_a_release_is_valid(kept: Kept) -> None:
    """The property that names the archive has its schema described (ISO 19005-3 §6.6.2.3)."""
    data = (kept.folder / "small-screen.pdf").read_bytes()

    assert verapdf.judge({"small": data}) == {"small": ()}


def test_the_sample_is_released_in_three_languages_two_formats_and_for_two_targets() -> None:
    _, items = items_of(Project.at(ROOT), "life-science")

    assert {each.language for each in items} == {"", "es", "sv"}
    assert {each.format for each in items} == {"", "us-letter"}
    assert {each.target for each in items} == {"screen", "press"}
    assert len(items) == 12


@pytest.mark.slow
def test_the_sample_is_released_and_made_again(tmp_path: Path) -> None:
    project = Project.at(copy_of_sample(tmp_path / "project"))

    made = release(project, "life-science", APPROVAL)
    assert made.folder is not None, [str(each) for each in made.findings]

    home = tmp_path / "home"
    home.mkdir()
    result = run_colophon(
        *("rebuild", str(made.folder), "--into", "again"),
        folder=home,
        environment=another_machine(home),
    )

    assert result.returncode == 0, result.stdout
    for path in (home / "again").iterdir():
        assert path.read_bytes() == (made.folder / path.name).read_bytes()
