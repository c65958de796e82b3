"""A small edition in two languages and a variant, released once for all tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from report.release.manifest import Approval, Manifest
from report.release.releasing import release
from report.resources import Project

from ..conftest import DAY

APPROVAL = Approval(by="Approver Unseen", day=DAY, note="Note that stays in the house")
EDITION = """\
# A comment that nobody prints.
title: A small edition
language: en-US
date: 2026-11-22
publisher: Somebody
release: {variants: [], languages: [en-US], targets: [screen, press]}
sections:
  - section:
      id: first
      title: First
      blocks:
        - text: Words that are printed.
        - text: {id: only-paper, only: press, body: Words for paper alone.}
        - text: {id: only-screen, only: screen, body: Words for the screen alone.}
waivers:
  - {code: T204, reason: A page of a test need not be full.}
"""


@dataclass(frozen=True)
class Kept:
    """A project with its first release."""

    project: Project
    folder: Path

    @property
    def edition(self) -> Path:
        """The file of the edition."""
        return self.project.editions / "small" / "edition.yaml"

    @property
    def manifest(self) -> Manifest:
        """What the release says of itself."""
        return Manifest.model_validate_json((self.folder / "manifest.json").read_bytes())


def another_machine(home: Path) -> dict[str, str]:
    """Return what a process is told of a machine with another user, language and time."""
    return {
        "HOME": str(home),
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR",
        "PYTHONHASHSEED": "4711",
        "XDG_CACHE_HOME": str(home / "cache"),
        "USER": "another",
        "MPLCONFIGDIR": str(home / "mpl"),
    }


def project_with(root: Path, edition: str = EDITION) -> Project:
    """Write a project with the edition `small`."""
    folder = root / "editions" / "small"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(edition)
    return Project.at(root)


@pytest.fixture(scope="session")
def _first(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    project = project_with(tmp_path_factory.mktemp("released") / "project")
    made = release(project, "small", APPROVAL)
    assert made.state == "written" and made.folder, [str(each) for each in made.findings]
    return Kept(project, made.folder)


@pytest.fixture
def kept(_first: Kept, tmp_path: Path) -> Kept:
    """A copy of the project with its first release, to do with as one likes."""
    root = tmp_path / "copy"
    shutil.copytree(_first.project.root, root, ignore=shutil.ignore_patterns("build"))
    project = Project.at(root)
    return Kept(project, project.root / "releases" / "small" / "1")
