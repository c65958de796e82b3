"""Copyfit: sections that say how many pages they take, measured on pages really laid out."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from report.build import build, laid_out
from report.copyfit import Copy, Measure
from report.desk import Job, open_desk
from report.diagnostics import Finding
from report.preflight import gather
from report.resources import Project
from report.translate.catalog import Entry
from report.translate.work import update

from .conftest import DAY, HEAD, NewProject
from .translate.conftest import at_work, fill_in

SENTENCE = "Every hospital in the region keeps samples that others can ask for. "
PICTURE = "{file: sea-sunset.jpg, width: page, lines: 20}"


def paragraphs(words: int) -> str:
    """Return so many words in paragraphs of 60 words."""
    stream = (SENTENCE.split() * (words // 12 + 1))[:words]
    chunks = [" ".join(stream[start : start + 60]) for start in range(0, words, 60)]
    return "\n\n".join(f"            {each}" for each in chunks)


def edition(words: int, pages: int = 1, more: str = "", above: str = "") -> str:
    """Return an edition with a section of so many words for so many pages."""
    return f"""{HEAD}sections:
  - section:
      id: hosts
      title: Hosts
      pages: {pages}
{more}      blocks:
{above}        - text:
            id: words
            body: |
{paragraphs(words).replace("            ", "              ")}
  - section:
      id: after
      title: After
      blocks:
        - text: Words.
"""


def copy(project: Project, language: str = "") -> Copy:
    """Return how the one section with a number of pages fits them."""
    desk = open_desk(project, Job("small", DAY, language=language))
    laid = laid_out(desk)
    (copy,) = gather.evidence(desk.case, laid.composed, laid).copy
    return copy


def found(project: Project, code: str, target: str = "screen") -> list[Finding]:
    outcome = build(project, Job("small", DAY, target))
    return [each for each in outcome.findings if each.code.id == code]


class Case(NamedTuple):
    left: tuple[int, ...]
    wanted: int
    over: int
    grown: int = 0


@pytest.mark.parametrize(
    "case",
    [
        Case((0, 0), 2, 0),
        Case((0, 13), 2, 0),
        Case((0, 14), 2, -14),
        Case((0,), 2, -52),
        Case((5,), 3, -109),
        Case((0, 0, 42), 2, 10),
        # What does not fit at the foot as a whole leaves room that others can take.
        Case((0, 7, 42), 2, 5),
        Case((0, 1, 42), 2, 10),
        Case((0, 0, 0), 2, 10, grown=42),
        Case((0, 30, 42), 2, 1),
    ],
)
def test_lines_over_and_missing(case: Case) -> None:
    assert Measure(52, case.left, case.grown).over(case.wanted) == case.over


@pytest.mark.parametrize("words", [760, 801, 850, 1000])
def test_what_is_said_to_run_over_is_what_has_to_be_cut(
    words: int, new_project: NewProject
) -> None:
    """Cutting as many words as the lines hold brings the section to its pages; half does not."""
    over = copy(new_project(edition(words)))
    assert over.pages == 2 and over.lines > 0 and over.at == "words"

    each = over.words / over.lines
    assert copy(new_project(edition(words - round((over.lines + 2) * each)))).lines <= 0
    assert copy(new_project(edition(words - round((over.lines - 3) * each)))).lines > 0


def test_a_section_that_runs_over_is_an_error_for_the_press_alone(new_project: NewProject) -> None:
    project = new_project(edition(850))

    (screen,) = found(project, "T210")
    (press,) = found(project, "T210", "press")
    (proof,) = found(project, "T210", "proof")
    assert not screen.blocks and press.blocks
    assert screen.message == press.message == proof.message
    assert screen.mark is not None and screen.mark.line == 12 and screen.at == "words"


def test_what_runs_over_with_a_picture_is_said_in_lines_of_text(new_project: NewProject) -> None:
    """A picture that goes over to the next page with the text below it counts by its height."""
    above = f"        - photo: {PICTURE}\n"
    plain, pictured = copy(new_project(edition(850))), copy(new_project(edition(850, above=above)))

    # Twenty lines of the grid, its caption and white, in two columns.
    assert 46 <= pictured.lines - plain.lines <= 52


def test_each_language_is_measured_by_itself(new_project: NewProject) -> None:
    """German is a third longer than English: what fits in one runs over in the other."""

    def longer(entry: Entry) -> str:
        parts = [part.split(" ") for part in entry.source.split("\n\n")]
        return "\n\n".join(" ".join([*words, *words[: len(words) // 3]]) for words in parts)

    project = new_project(edition(700))
    update(at_work(project), "de")
    fill_in(project, "de", longer)

    assert copy(project).lines <= 0
    german = copy(project, "de")
    assert german.lines > 0 and german.pages == 2
