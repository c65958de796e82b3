"""The guide, played once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.cli import commands
from report.guide.playing import Play
from report.guide.stage import Stage
from report.resources import Project

from ..conftest import ROOT


@pytest.fixture(scope="session")
def pictures() -> dict[str, bytes]:
    """The pictures of the guide, as they are now."""
    return Play(Project.at(ROOT), commands).pictures()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A stage on which the starter lies."""
    made = Stage(tmp_path, commands)
    made.run('python build_pdf.py new "The Garden"')
    return made
