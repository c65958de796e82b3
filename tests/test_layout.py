"""Laying out: what settles, on which side sections begin, and what grows to fill its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from report.build import laid_out
from report.compose import compose
from report.composed import Composed, LayoutFacts, Section
from report.desk import Job, open_desk
from report.diagnostics import Mark
from report.engine.boxes import descend
from report.engine.page_notes import PageNotes, lines_left
from report.engine.plan import Plan
from report.engine.render import Engine
from report.engine.rendered import Notes, Order, Rendered
from report.layout import (
    BLANK_PAGE,
    PANELS,
    UNSETTLED,
    Laid,
    lay_out,
    positions,
)
from report.resources import Project
from report.rounds import Press, learn
from report.settings import read_format
from report.styles import style_sheets
from report.units import Size, mm, pt

from .conftest import DAY, HEAD, ROOT, NewProject

A4 = read_format(Project.at(ROOT), "a4")
SIZE = Size(A4.width, A4.height)
MARK = Mark("editions/small/edition.yaml", 9, 5)


class Stub:
    """An engine whose documents have as many pages as their text says, “pages=2”."""

    def run(self, plan: Plan) -> None:
        while (task := plan.next(lambda section: True)) is not None:
            number, order = task
            plan.take(number, Rendered(order, Notes(tuple(self.pages(order.html)))))

    def pages(self, html: str) -> list[PageNotes]:
        number = int(html.split("pages=")[1][0]) if "pages=" in html else 1
        return [PageNotes(SIZE, (), (), pt(0)) for _ in range(number)]


def lay(*documents: tuple[str, str, Callable[[Mapping[str, str]], int]]) -> Laid:
    """Lay out documents given as id, start, and the number of pages for the known folios."""
    engine = Stub()

    def compose(known: LayoutFacts) -> Composed:
        sections = tuple(
            Section(id, "section", f"<head></head>pages={pages(known.folios)}", start, MARK, (id,))
            for id, start, pages in documents
        )
        return Composed(sections, (), (), frozenset(), ())

    return lay_out_by(engine, compose)


def lay_out_by(engine: Any, compose: Callable[[LayoutFacts], Composed]) -> Laid:
    return lay_out(Press(engine, A4), compose, lambda composed: None, LayoutFacts())


def test_folios_count_the_pages_before() -> None:
    laid = lay(("a", "any", lambda _: 1), ("b", "any", lambda _: 3), ("c", "any", lambda _: 1))

    assert positions(laid) == {"a": 1, "b": 2, "c": 5}
    assert laid.page_count == 5
    assert laid.findings == ()


@pytest.mark.parametrize(
    ("start", "before", "folio", "blanks"),
    [
        ("recto", 1, 3, 1),
        ("recto", 2, 3, 0),
        ("verso", 1, 2, 0),
        ("verso", 2, 4, 1),
        ("any", 1, 2, 0),
    ],
)
def test_a_section_begins_on_its_side_after_a_blank_page_if_need_be(
    start: str, before: int, folio: int, blanks: int
) -> None:
    laid = lay(("a", "any", lambda _: before), ("b", start, lambda _: 1))

    assert positions(laid)["b"] == folio
    assert laid.page_count == folio
    found = [each for each in laid.findings if each.code is BLANK_PAGE]
    assert len(found) == blanks
    if blanks:
        assert found[0].at == "b" and f"page {folio - 1} is blank" in found[0].message


def test_a_reference_that_makes_its_own_text_longer_settles() -> None:
    laid = lay(
        ("a", "any", lambda folios: 2 if int(folios.get("b", "0")) >= 2 else 1),
        ("b", "any", lambda _: 1),
    )

    assert positions(laid) == {"a": 1, "b": 3}
    assert not any(each.code is UNSETTLED for each in laid.findings)


def test_pages_that_never_settle_end_in_a_finding_after_a_few_rounds() -> None:
    laid = lay(
        ("a", "any", lambda folios: 1 if folios.get("b") == "3" else 2), ("b", "any", lambda _: 1)
    )

    (finding,) = (each for each in laid.findings if each.code is UNSETTLED)
    assert finding.blocks and finding.mark and finding.mark.file == MARK.file


# With the real engine


def lay_project(project: Project) -> Laid:
    return laid_out(open_desk(project, Job("small", DAY)))


LONG = "Words that fill the page, one after the other, until the next begins. " * 12
THREE = f"""{HEAD}sections:
  - contents: {{}}
  - section:
      id: one
      title: One
      blocks:
        - text: |
            See page {{{{ page.two }}}}.

{chr(10).join("            " + LONG + chr(10) for _ in range(9))}
  - section:
      id: two
      title: Two
      start: recto
      blocks:
        - photo: {{id: picture, file: sea-sunset.jpg, width: page, lines: fill}}
  - section:
      id: three
      title: Three
      blocks:
        - text: A few words.
        - pull_quote: {{id: quote, quote: At the foot., place: foot}}
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    root = tmp_path_factory.mktemp("three")
    (root / "editions" / "small").mkdir(parents=True)
    (root / "editions" / "small" / "edition.yaml").write_text(THREE)
    return lay_project(Project.at(root))


def boxes(laid: Laid) -> list[Any]:
    return [box for rendered in laid.rendered for box in laid.engine.boxed(rendered).boxes]


def left(laid: Laid, number: int) -> int:
    """Return the lines that are left on page `number`."""
    pages = [page for rendered in laid.rendered for page in rendered.pages]
    return lines_left(pages[number - 1], A4.baseline)


def words(laid: Laid, id: str) -> str:
    return next(each.section.html for each in laid.sections if each.section.id == id)


def test_contents_and_references_print_the_pages_where_things_are(three: Laid) -> None:
    places = positions(three)

    assert places["one"] == 2
    assert places["two"] % 2 == 1 and places["two"] > places["one"]
    assert places["three"] == places["two"] + 1
    for id in ("one", "two", "three"):
        assert f'<span class="folio">{places[id]}</span>' in words(three, "contents")
    link = f'<a href="#two" title="page {places["two"]}">{places["two"]}</a>'
    assert link in words(three, "one")


def test_margins_are_mirrored_from_page_to_page(three: Laid) -> None:
    inner, outer = A4.margins.inner.px, A4.margins.outer.px
    for number, box in enumerate(boxes(three), 1):
        left, right = (inner, outer) if number % 2 == 1 else (outer, inner)
        assert box.margin_left == pytest.approx(left, abs=0.01), number
        assert box.margin_right == pytest.approx(right, abs=0.01), number
        assert box.margin_top == pytest.approx(A4.margins.top.px, abs=0.01)


def test_a_picture_grows_until_its_page_is_full(three: Laid) -> None:
    assert left(three, positions(three)["two"]) == 0
    assert positions(three)["two"] == positions(three)["picture"]
    assert three.known.fills["picture"] > 5


def test_a_picture_stops_growing_before_it_is_too_coarse_for_the_press(
    new_project: NewProject,
) -> None:
    text = f"""{HEAD}sections:
  - section:
      title: One
      blocks:
        - panel: {{id: small, title: A, body: B, lines: fill, picture: right, picture_columns: 8,
            photo: {{file: timber-staircase.jpg}}}}
"""
    laid = lay_project(new_project(text))
    (placed,) = laid.composed.photos

    assert left(laid, 1) > 5
    assert 225 <= placed.request.effective_ppi < 225 * 1.08
    assert laid.findings == ()


def test_a_picture_in_a_panel_stops_growing_where_nothing_of_it_is_cut_away(
    new_project: NewProject,
) -> None:
    text = f"""{HEAD}sections:
  - section:
      title: One
      blocks:
        - panel: {{id: small, title: A, body: B, lines: fill, picture_columns: 6,
            photo: {{file: retina-fundus.jpg}}}}
"""
    laid = lay_project(new_project(text))
    (placed,) = laid.composed.photos

    assert left(laid, 1) > 5
    assert placed.slot.size.width.pt == pytest.approx(placed.slot.size.height.pt)


def test_a_block_at_the_foot_leaves_no_line_below_it(three: Laid) -> None:
    assert left(three, positions(three)["three"]) == 0
    assert three.known.fills["quote"] > 20


@pytest.mark.parametrize("words_more", range(0, 60, 12))
def test_the_last_line_of_columns_below_a_growing_picture_stands_at_the_foot(
    words_more: int, new_project: NewProject
) -> None:
    text = f"""{HEAD}sections:
  - section:
      id: one
      title: One
      blocks:
        - photo: {{id: picture, file: sea-sunset.jpg, width: page, lines: fill}}
        - text: |
            {LONG}

            ### A crosshead

            {LONG} {"more " * words_more}
"""
    (box,) = boxes(lay_project(new_project(text)))
    page = box.content_box_y() + box.height
    lines = [each for each in descend(box) if type(each).__name__ == "LineBox"]
    end = max(each.position_y + each.height for each in lines if each.position_y < page)

    assert 0 <= page - end < A4.baseline.px


def test_page_numbers_run_through_all_documents(three: Laid) -> None:
    assert len(boxes(three)) == three.page_count
    assert three.findings == () or all(each.code is BLANK_PAGE for each in three.findings)


@pytest.mark.parametrize("format", ["a4", "us-letter"])
def test_a_page_is_trim_size_with_bleed_all_around(format: str, new_project: NewProject) -> None:
    laid = laid_out(open_desk(new_project(), Job("small", DAY, format=format)))
    page = read_format(Project.at(ROOT), format)

    for box in boxes(laid):
        assert box.margin_width() == pytest.approx(page.width.px, abs=0.01)
        assert box.margin_height() == pytest.approx(page.height.px, abs=0.01)
        for side in ("top", "right", "bottom", "left"):
            assert box.style[f"bleed_{side}"].value == pytest.approx(page.bleed.px, abs=0.01)


# Leaflets

PANEL = "\n  - section: {{id: {id}, title: {id}, blocks: [{{text: Words.}}]}}"


def leaflet(new_project: NewProject, panels: int) -> Laid:
    sections = "".join(PANEL.format(id=f"panel-{number}") for number in range(1, panels + 1))
    return lay_project(new_project(f"{HEAD}format: dl-leaflet\nsections:{sections}\n"))


def test_the_panels_of_a_leaflet_have_their_own_widths_and_the_same_measure(
    new_project: NewProject,
) -> None:
    laid = leaflet(new_project, 6)
    widths = [box.margin_width() for box in boxes(laid)]

    assert laid.findings == ()
    assert widths == pytest.approx([mm(width).px for width in (100, 97, 100, 100, 97, 100)])
    assert [box.width for box in boxes(laid)] == pytest.approx([mm(82).px] * 6)
    assert boxes(laid)[1].margin_left == pytest.approx(mm(7.5).px, abs=0.01)


def test_a_section_that_goes_over_panels_keeps_to_their_widths(new_project: NewProject) -> None:
    text = f"""{HEAD}format: dl-leaflet
sections:
  - section:
      id: one
      title: One
      blocks:
        - text: |
            {LONG * 6}
"""
    laid = lay_project(new_project(text))

    assert laid.page_count >= 3
    widths = [box.margin_width() for box in boxes(laid)][:3]
    assert widths == pytest.approx([mm(width).px for width in (100, 97, 100)])


@pytest.mark.parametrize(
    ("panels", "help"), [(5, "add 1 page"), (4, "add 2 pages"), (7, "cut 1 page")]
)
def test_a_leaflet_has_as_many_pages_as_panels(
    panels: int, help: str, new_project: NewProject
) -> None:
    (finding,) = leaflet(new_project, panels).findings

    assert finding.code is PANELS and finding.help == help
    assert f"{panels} pages" in finding.message and "6 panels" in finding.message


def test_what_may_grow_in_a_crowded_section_is_told_that_there_is_no_room() -> None:
    """Else its height would stay unknown, which is an error (T103)."""
    page = PageNotes(SIZE, (), ("picture", "grown"), pt(0))
    rendered = Rendered(Order("", section="one"), Notes((page,)))
    known = LayoutFacts(fills={"grown": 2})
    open_ = learn(rendered, known, {}, A4.baseline)
    crowded = learn(rendered, replace(known, full=frozenset({"one"})), {}, A4.baseline)

    assert open_.fills == {"grown": 2, "picture": 0} and not open_.full
    assert crowded.fills == {"grown": 2, "picture": 0} and crowded.full


def test_what_the_last_part_lacks_to_whole_lines_takes_no_further_page(
    new_project: NewProject,
) -> None:
    """On a page that is full to the last line, it would stand alone on the next one."""
    rows = ", ".join(["[a, b]"] * 60)
    table = f"{{id: last, width: page, title: T, data: {{columns: [A, B], rows: [{rows}]}}}}"
    section = f"section: {{title: One, blocks: [{{table: {table}}}]}}"
    desk = open_desk(new_project(f"{HEAD}sections:\n  - {section}\n"), Job("small", DAY))
    engine = Engine(desk.pictures.serve, style_sheets(desk.project, desk.design))

    html = compose(desk.manuscript, desk.means, LayoutFacts()).sections[0].html
    bare, count = re.subn('<div class="rest" data-rest="last".*?</div>', "", html)

    assert count == 1
    assert len(engine.render(html).pages) == len(engine.render(bare).pages)


@pytest.mark.parametrize("words", [721, 748])
def test_the_title_of_a_table_is_not_left_behind(new_project: NewProject, words: int) -> None:
    """With fewer words it stands below them with some rows, with more on the next page."""
    rows = ", ".join(f"[R{number}, a longer cell]" for number in range(16))
    table = f"{{title: Years, width: column, data: {{columns: [Year, Event], rows: [{rows}]}}}}"
    text = f"{{text: {' '.join(['word'] * words)}}}"
    section = f"  - section: {{id: first, title: First, blocks: [{text}, {{table: {table}}}]}}\n"
    project = new_project(f"{HEAD}sections:\n{section}")

    laid = laid_out(open_desk(project, Job("small", DAY)))

    places = [
        (getattr(box.element, "tag", ""), number, box.position_x)
        for number, page in enumerate(boxes(laid))
        for box in descend(page)
        if getattr(box, "element", None) is not None
    ]
    head, body = (next(each[1:] for each in places if each[0] == tag) for tag in ("thead", "tbody"))
    assert head == body
