"""After an edit, sections that are the same are taken over, and nothing is different for it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from report import watching
from report.compose import Composer
from report.composed import Composed, LayoutFacts
from report.desk import open_desk
from report.jobs import Job
from report.resources import Project
from tests.conftest import DAY, HEAD, NewProject

JOB = Job("small", DAY)
EDITION = f"""{HEAD}\
facts:
  people: {{value: 12, label: people, source: Somebody, as_of: 2026-01-01}}
sections:
  - contents: {{}}
  - section:
      id: first
      title: First
      blocks:
        - text: Words that are printed.
        - photo: {{file: a.png, width: column}}
  - section:
      id: second
      title: Second
      blocks:
        - text: "There are {{{{ facts.people }}}}."
        - chart: {{kind: bar, title: Years, source: Us, as_of: 2026-01-01, data: data/years.csv}}
  - section:
      id: third
      title: Third
      blocks:
        - text: No [such place](#nowhere).
"""
LEDGER = "photos:\n  a.png: {credit: Somebody, licence: CC0-1.0, alt: A grey field}\n"
SHARED = {"/templates/blocks/text.html": "<p>{{ edition.sections | length }}</p>"}


def png(grey: int) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (400, 300), grey).save(stream, "PNG")
    return stream.getvalue()


FILES = {
    "photos/a.png": png(90),
    "photos/credits.yaml": LEDGER,
    "data/years.csv": "Year,n\n2025,4\n2026,5\n",
}
EDITS: dict[str, tuple[str, str, str, set[str]]] = {
    "words": ("edition.yaml", "Words that", "Other words that", {"second", "third"}),
    "a heading": ("edition.yaml", "title: Third", "title: Last", {"first", "second"}),
    "a line more": ("edition.yaml", "      title: Second", "\n      title: Second", {"first"}),
    "a fact": ("edition.yaml", "value: 12", "value: 13", set()),
    "the title": ("edition.yaml", "A small edition", "A large edition", set()),
    "a table": ("data/years.csv", "2026,5", "2026,6", {"first", "third"}),
    "a credit": ("photos/credits.yaml", "Somebody", "Somebody else", set()),
    "a focus": (
        "edition.yaml",
        "width: column}",
        "width: column, focus: 20% 20%}",
        {"second", "third"},
    ),
    "nothing": ("edition.yaml", "First", "First", {"first", "second", "third"}),
}


def seen(composed: Composed) -> Any:
    """Return all that a layout or a rule can see of it."""
    return (
        composed.sections,
        composed.findings,
        composed.facts_used,
        [(each.key, each.alt, each.request.photo.printed.credit) for each in composed.photos],
        [(each.key, each.request.table.csv(), each.request.mark) for each in composed.charts],
    )


def rewrite(project: Project, name: str, old: str, new: str) -> None:
    path = project.editions / "small" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def taken_over(project: Project, file: str, old: str, new: str) -> set[str]:
    """Edit a file; return the ids of sections that are taken over, all else being the same."""
    before = open_desk(project, JOB)
    first = Composer(before.manuscript, before.means)
    first.compose(LayoutFacts())
    rewrite(project, file, old, new)
    after = open_desk(project, JOB, before=before)
    again = Composer(after.manuscript, after.means, first)
    kept = set(again.kept)
    afresh = open_desk(project, JOB)
    wanted = Composer(afresh.manuscript, afresh.means).compose(LayoutFacts())

    assert seen(again.compose(LayoutFacts())) == seen(wanted)
    return kept


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    # Files of tests are new; so new that their stamps would say nothing yet.
    monkeypatch.setattr(watching, "_TICK", -(10**15))


@pytest.mark.parametrize(("file", "old", "new", "kept"), EDITS.values(), ids=EDITS)
def test_what_is_taken_over_is_what_would_be_composed(
    new_project: NewProject, file: str, old: str, new: str, kept: set[str]
) -> None:
    assert taken_over(new_project(EDITION, FILES), file, old, new) == kept


def test_where_a_template_looks_at_other_sections_all_is_composed_again(
    new_project: NewProject,
) -> None:
    project = new_project(EDITION, {**FILES, **SHARED})

    assert taken_over(project, "edition.yaml", "Words that", "Other words that") == set()


def test_another_picture_of_the_same_name_has_all_composed_again(new_project: NewProject) -> None:
    project = new_project(EDITION, FILES)
    before = open_desk(project, JOB)
    first = Composer(before.manuscript, before.means)
    first.compose(LayoutFacts())
    (project.editions / "small" / "photos" / "a.png").write_bytes(png(20))
    after = open_desk(project, JOB, before=before)

    assert not Composer(after.manuscript, after.means, first).kept


def test_kinds_of_charts_that_were_looked_for_anew_are_not_loaded_to_be_compared(
    new_project: NewProject,
) -> None:
    project = new_project(EDITION, FILES)
    before = open_desk(project, JOB)
    first = Composer(before.manuscript, before.means)
    first.compose(LayoutFacts())
    own = project.root / "figures" / "odd.py"
    own.parent.mkdir()
    own.write_text("raise ValueError('broken, and drawn by nobody')\n")
    after = open_desk(project, JOB)

    assert not Composer(after.manuscript, after.means, first).kept
