"""What is found in lines of a translation is found in the PO file."""

from __future__ import annotations

import pytest

from report.build import laid_out
from report.desk import Job, open_desk
from report.preflight import gather
from report.preflight.evidence import TextLine
from report.resources import Project
from report.translate.work import update

from ..conftest import DAY, HEAD, NewProject
from ..translate.conftest import at_work, fill_in, po_path

EDITION = f"""{HEAD}\
sections:
  - section:
      id: first
      title: A title of its own
      blocks:
        - text:
            id: words
            body: |
              The first paragraph is about water, and goes on for more than one line of a column.

              The second one is about paper, "and quotes" somebody.
        - contacts:
            id: hosts
            people:
              - {{name: Anna Berg, role: Director of the office, email: anna@example.org}}
"""


@pytest.fixture
def project(new_project: NewProject) -> Project:
    made = new_project(EDITION)
    update(at_work(made), "sv")
    fill_in(made)
    return made


def lines_of(project: Project, language: str) -> list[TextLine]:
    desk = open_desk(project, Job("small", DAY, language=language))
    return [line for page in gather.pages(desk.case, laid_out(desk)) for line in page.lines]


def test_lines_have_the_places_of_their_translations(project: Project) -> None:
    po = po_path(project).read_text().split("\n")
    lines = lines_of(project, "sv")

    found = {line.text.strip().replace("\u200b", ""): line.mark for line in lines if line.mark}
    translated = {text: mark for text, mark in found.items() if mark.file.endswith("sv.po")}
    assert {text for text in found if text not in translated} <= {"Anna Berg", "anna@example.org"}
    assert len(translated) >= 5
    for text, mark in translated.items():
        entry = " ".join(po[mark.line - 1 : mark.line + 6])
        assert text.split()[0].strip("“”")[:5] in entry, text


def test_lines_of_the_edition_itself_have_those_of_their_blocks(project: Project) -> None:
    marks = {line.mark.file for line in lines_of(project, "") if line.mark}

    assert marks == {"editions/small/edition.yaml"}
