"""Copyfit: sections that say how many pages they take, measured on pages really laid out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report import fitting
from report.build import build, laid_out
from report.copyfit import Copy, Measure
from report.desk import Job, open_desk
from report.diagnostics import Diagnostic, Finding
from report.fits import Fit
from report.layout import Laid, LaidSection
from report.preflight import gather
from report.resources import Project
from report.starter import new_edition
from report.translate.catalog import Entry
from report.translate.work import update

from .conftest import DAY, HEAD, NewProject
from .translate.conftest import at_work, fill_in

SENTENCES = """
Every hospital in the region keeps samples that others can ask for. Whoever asks is told within a
week. Nobody pays for that, and nobody is named: a number stands for each patient, and the list of
numbers stays where the patient was treated. International collaborations began early, with a
laboratory in Boston; responsibilities are shared between universities and county councils. Three
companies grew out of it.
"""
PICTURE = "{file: sea-sunset.jpg, width: page, lines: 20}"


def paragraphs(words: int) -> str:
    """Return so many words in paragraphs of several lengths."""
    stream, chunks = (SENTENCES.split() * (words // 60 + 1))[:words], []
    for length in cycle((61, 37, 76, 45, 53, 29, 82, 58, 66, 41, 33, 79, 49)):
        if not stream:
            break
        chunks.append(" ".join(stream[:length]))
        stream = stream[length:]
    return "\n\n".join(f"            {each}" for each in chunks)


def edition(words: int, pages: int = 1, more: str = "", above: str = "", below: str = "") -> str:
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
{below}  - section:
      id: after
      title: After
      blocks:
        - text: Words.
"""


def copy(project: Project, language: str = "", variant: str = "") -> Copy:
    """Return how the one section with a number of pages fits them."""
    desk = open_desk(project, Job("small", DAY, language=language, variant=variant))
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
    open: bool = False
    runs_on: bool = False


@pytest.mark.parametrize(
    "case",
    [
        Case((0, 0), 2, 0),
        Case((0, 13), 2, 0),
        Case((0, 14), 2, -14),
        Case((0,), 2, -52),
        Case((5,), 3, -109),
        Case((0, 0, 42), 2, 10, runs_on=True),
        # A part that begins there needs white above it on the page before.
        Case((0, 0, 42), 2, 12),
        # What does not fit at the foot as a whole leaves room that others can take.
        Case((0, 7, 42), 2, 5),
        Case((0, 1, 42), 2, 9, runs_on=True),
        # A last page that something fills by growing is full by design.
        Case((0, 30), 2, 0, open=True),
        Case((30,), 2, -82, open=True),
        Case((0, 30, 42), 2, 1),
    ],
)
def test_lines_over_and_missing(case: Case) -> None:
    measure = Measure(52, case.left, case.open)
    assert measure.over(case.wanted, runs_on=case.runs_on) == case.over


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


def test_white_on_the_pages_before_is_named_and_nothing_is_to_be_cut_above_it(
    new_project: NewProject,
) -> None:
    def section(before: int, after: int) -> str:
        picture = "        - photo: {id: sea, file: sea-sunset.jpg, width: page, lines: 26}\n"
        body = paragraphs(after).replace("            ", "              ")
        words = f"        - text:\n            id: more\n            body: |\n{body}\n"
        return edition(before, 2, below=picture + words)

    over = copy(new_project(section(460, 480)))
    assert over.pages == 3 and over.lines > 0 and over.since == ("sea", 2)

    cut = round((over.lines + 2) * over.words / over.lines)
    assert copy(new_project(section(460 - cut, 480))).lines > 0
    assert copy(new_project(section(460, 480 - cut))).lines <= 0


FIRST = "      id: first-section "
LAST_WORDS = "The number is put in when the pages are made.\n"
PARAGRAPH = " ".join(SENTENCES.split()[:23])


def starter(project: Project, paragraphs: int, cut: int = 0, *, fit: bool = True) -> Copy:
    """Return how the starter's first section fits two pages, with so many paragraphs more in its
    text, and so many words of them cut."""
    path = project.editions / "small" / "edition.yaml"
    if path.exists():
        shutil.rmtree(path.parent)
    new_edition(project, "small", DAY)
    words = (PARAGRAPH.split() * paragraphs)[: 23 * paragraphs - cut]
    more = "".join(
        f"\n              {' '.join(words[start : start + 23])}\n"
        for start in range(0, len(words), 23)
    )
    text = path.read_text().replace(LAST_WORDS, LAST_WORDS + more)
    asked = "      pages: 2\n" + ("      fit: true\n" if fit else "")
    path.write_text(text.replace(FIRST, asked + FIRST))
    return copy(project)


@pytest.mark.parametrize("fit", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize("paragraphs", [8, pytest.param(14, marks=pytest.mark.slow)])
def test_so_many_words_as_are_said_have_to_go_from_the_starter(
    paragraphs: int, fit: bool, tmp_path: Path
) -> None:
    """A chart, a single column and a quote stand behind the text that is cut."""
    project = Project.at(tmp_path)
    over = starter(project, paragraphs, fit=fit)
    left = over.tried if fit else over
    assert left is not None and left.lines > 0

    assert starter(project, paragraphs, round(left.words * 1.25), fit=fit).lines <= 0
    assert starter(project, paragraphs, round(left.words * 0.75), fit=fit).lines > 0


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


CHART = """        - chart:
            kind: bar
            title: Visitors
            unit: Short words
            lines: 30
            data: {columns: [Month, Number], rows: [[May, 3], [June, 4]]}
"""


def test_words_to_cut_for_a_chart_are_those_of_the_text(new_project: NewProject) -> None:
    """The two words of the chart's unit say nothing of how many stand in a line of text."""
    over = copy(new_project(edition(600, below=CHART)))

    assert over.at != "words" and over.lines > 0
    assert over.words / over.lines > 5


def test_each_language_is_measured_by_itself(new_project: NewProject) -> None:
    """German is a third longer than English: what fits in one runs over in the other."""

    def longer(entry: Entry) -> str:
        parts = [part.split(" ") for part in entry.source.split("\n\n")]
        return "\n\n".join(" ".join([*words, *words[: len(words) // 3]]) for words in parts)

    project = new_project(edition(670))
    update(at_work(project), "de")
    fill_in(project, "de", longer)

    assert copy(project).lines <= 0
    german = copy(project, "de")
    assert german.lines > 0 and german.pages == 2


# Fitting

PICTURED = f"        - photo: {PICTURE}\n"
FIT = "      fit: true\n"
BLOCKS = (
    PICTURED,
    PICTURED.replace("lines: 20", "lines: fill"),
    "        - pull_quote: {quote: At the foot., place: foot}\n",
    "        - key_figures: {items: [{value: '3', label: of them}, {value: '5', label: more}]}\n",
    "        - text: {columns: 1, body: A line across the page.}\n",
)


def laid_with(project: Project, text: str) -> Laid:
    (project.editions / "small" / "edition.yaml").write_text(text)
    return laid_out(open_desk(project, Job("small", DAY)))


def of_others(laid: Laid) -> list[str]:
    """Return what stands in the other sections, without page numbers and the side they are on."""
    return [
        re.sub(r"binding-(left|right)|folio\">\d+", "", each.section.html)
        for each in laid.sections
        if each.section.id != "hosts"
    ]


def hosts(laid: Laid) -> LaidSection:
    return next(each for each in laid.sections if each.section.id == "hosts")


@contextmanager
def counted() -> Iterator[list[Fit]]:
    """Collect the fits that a section is laid out with, to see what comes of them."""
    asked: list[Fit] = []
    changed = fitting._Alone.changed

    def counting(alone: fitting._Alone, fit: Fit) -> LaidSection:
        asked.append(fit)
        return changed(alone, fit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitting._Alone, "changed", counting)
        yield asked


@given(
    words=st.integers(200, 900),
    pages=st.integers(1, 2),
    above=st.lists(st.sampled_from(BLOCKS), max_size=2),
    below=st.lists(st.sampled_from(BLOCKS), max_size=2),
)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_fit_changes_its_section_alone_and_never_for_the_worse(
    new_project: NewProject, words: int, pages: int, above: list[str], below: list[str]
) -> None:
    blocks = {"above": "".join(above), "below": "".join(below)}
    project = new_project()
    plain = laid_with(project, edition(words, pages, **blocks))
    with counted() as measured:
        fitted = laid_with(project, edition(words, pages, FIT, **blocks))

    assert of_others(fitted) == of_others(plain)
    missed = len(hosts(plain).rendered.pages) != pages or bool(measured)
    if "hosts" in fitted.known.fits:
        assert missed and len(hosts(fitted).rendered.pages) == pages
        assert not fitted.tried
    else:
        assert hosts(fitted).section.html == hosts(plain).section.html
    assert len(measured) <= 5


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (edition(690, 1, FIT), "tracking −0.5%"),
        (
            edition(350, 1, FIT, PICTURED),
            "pictures up to 2 lines lower, tracking −1.0%, more words",
        ),
        (
            edition(690, 1, above="", more="").replace("publisher", "fit: true\npublisher"),
            "tracking",
        ),
    ],
)
def test_a_section_that_is_changed_says_so(
    text: str, changes: str, new_project: NewProject
) -> None:
    project = new_project(text)
    outcome = build(project, Job("small", DAY))

    (note,) = (each for each in outcome.findings if each.code.id == "T212")
    assert changes in note.message and note.severity.word == "note" and note.at == "hosts"
    assert note.mark is not None and "pages: 1" in text.splitlines()[note.mark.line - 1]
    assert not {"T210", "T211"} & {each.code.id for each in outcome.findings}


def test_pictures_grow_where_the_last_page_is_rather_empty(new_project: NewProject) -> None:
    empty = copy(new_project(edition(85, above=PICTURED)))
    filled = copy(new_project(edition(85, more=FIT, above=PICTURED)))

    assert empty.lines < 0 and filled.lines == 0
    assert filled.fit is not None and filled.fit.words == "pictures up to 2 lines higher"
    assert not filled.fit.tighter


def test_a_variant_has_its_own_number_of_pages(new_project: NewProject) -> None:
    variant = "changes:\n  - set: hosts\n    pages: 2\n"
    project = new_project(edition(850), {"variants/long.yaml": variant})

    assert copy(project).lines > 0
    assert copy(project, variant="long").lines < 0


def test_a_panel_of_a_leaflet_is_a_page(new_project: NewProject) -> None:
    """What stands in one column runs over by lines of that column."""
    over = copy(new_project(edition(300).replace("publisher", "format: dl-leaflet\npublisher")))

    assert over.lines > 0 and over.budget.columns == 1
    assert 6 <= over.words / over.lines <= 11


def test_what_no_fit_brings_to_its_pages_is_left_as_it_is(new_project: NewProject) -> None:
    plain = copy(new_project(edition(760)))
    left = copy(new_project(edition(760, more=FIT)))

    assert left.fit is None and left.tried is not None
    assert left.lines == plain.lines and left.pages == plain.pages == 2
    assert 0 < left.tried.lines < plain.lines


def test_a_section_may_refuse_what_the_edition_allows(new_project: NewProject) -> None:
    text = edition(690, more="      fit: false\n").replace("publisher", "fit: true\npublisher")

    assert copy(new_project(text)).fit is None


def test_a_fit_without_pages_is_an_error(new_project: NewProject) -> None:
    text = edition(100, more=FIT).replace("      pages: 1\n", "")
    with pytest.raises(Diagnostic) as caught:
        open_desk(new_project(text), Job("small", DAY))

    (finding,) = caught.value.findings
    assert "`fit` does not say for how many pages" in finding.message
    assert finding.mark is not None and finding.mark.line == 7
