"""The sample edition, released and made again; what another program says of a released file."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.release.releasing import release
from report.resources import Project

from ..conftest import copy_of_sample, run_colophon
from ..tools import verapdf
from .conftest import APPROVAL, Kept, another_machine


@pytest.mark.verapdf
def test_the_metadata_of_a_release_is_valid(kept: Kept) -> None:
    """The property that names the archive has its schema described (ISO 19005-3 §6.6.2.3)."""
    data = (kept.folder / "small-screen.pdf").read_bytes()

    assert verapdf.judge({"small": data}) == {"small": ()}


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
