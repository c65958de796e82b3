"""Two editions to compare, and what differs between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml

from report.differences.editions import editions_differing
from report.differences.naming import EditionName, text_at
from report.differences.values import Change
from report.resources import Project, bundled_root

from ..conftest import HEAD

EDITION = f"""{HEAD}\
facts:
  trees: {{value: 12, label: trees, unit: km, source: A count, as_of: 2025}}
  roads: {{value: 7, label: roads}}
waivers:
  - {{code: R204, at: cover, reason: Agreed with the photographer}}
sections:
  - cover:
      id: cover
      photo: {{file: one.jpg, caption: Flowers}}
      headline: The water / and the paper
  - section:
      id: first
      title: A first title
      blocks:
        - text:
            id: words
            body: "There are {{{{ facts.trees }}}} trees, tall and known, by the road to the sea."
        - people:
            id: hosts
            title: The hosts
            people:
              - {{id: anna, name: Anna Berg, title: Director, organisation: The Office, phone: "1"}}
              - {{id: bo, name: Bo Lind, title: Adviser}}
              - {{id: cy, name: Cy Dahl}}
        - panel: {{id: aside, title: Beside, body: What stands beside the text., tone: ice}}
  - section:
      id: second
      title: A second title
      blocks:
        - table:
            id: years
            title: The years
            data:
              columns: [Year, Event, "Share (%)"]
              rows:
                - [2020, Rain fell, 5]
                - [2021, Sun shone, 6]
                - [2022, Snow lay, 7]
        - text: {{id: more, body: More words of another kind altogether.}}
"""
LEDGER = """\
photos:
  one.jpg: {credit: "Photo: Somebody", licence: CC-BY-4.0, licence_expires: 2027-01-01, alt: One}
  two.jpg: {credit: "Photo: Another", licence: LicenseRef-own, alt: Two}
"""
Compare = Callable[..., tuple[Change, ...]]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project for many editions, whose photos have entries and no files."""
    root = tmp_path_factory.mktemp("differences")
    (root / "assets" / "photos").mkdir(parents=True)
    (root / "editions").mkdir()
    return Project(root, bundled_root())


def data() -> dict[str, Any]:
    """Return the edition as plain data, to be changed."""
    found: dict[str, Any] = yaml.safe_load(EDITION)
    return found


def write(project: Project, slug: str, edition: Mapping[str, Any], ledger: str = LEDGER) -> Path:
    """Write an edition with its ledger; return its folder."""
    folder = project.editions / slug
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    (folder / "edition.yaml").write_text(yaml.safe_dump(edition, sort_keys=False))
    (folder / "photos" / "credits.yaml").write_text(ledger)
    return folder


def differences(project: Project, old: str, new: str) -> tuple[Change, ...]:
    """Return what differs between two editions of a project."""
    with ExitStack() as stack:
        names = (EditionName(each) for each in (old, new))
        texts = [stack.enter_context(text_at(project, name))[1] for name in names]
        return editions_differing(*texts)


@pytest.fixture(scope="session")
def compare(shelf: Project) -> Compare:
    """Return a function that says what differs between two editions, given as plain data."""

    def compared(
        old: Mapping[str, Any], new: Mapping[str, Any], ledgers: tuple[str, str] = (LEDGER, LEDGER)
    ) -> tuple[Change, ...]:
        write(shelf, "old", old, ledgers[0])
        write(shelf, "new", new, ledgers[1])
        return differences(shelf, "old", "new")

    return compared
