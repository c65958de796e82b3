"""Sheets that are folded around each other: simulated, since nobody folds paper in a test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Diagnostic, Mark, Severity
from report.finish.facts import Imposition
from report.finish.imposition import Half, position, signature, text_finding
from report.finish.panels import BLANK
from report.units import Length, Size, mm

A4 = Size(mm(210), mm(297))
SAME = Imposition(mm(297), mm(210), edge=mm(5), leaf=mm(0.1))
DOUBLE = Imposition(mm(420), mm(297), edge=Length(0), leaf=mm(0.1))


def folded(sides: tuple[tuple[Half, Half], ...], right_to_left: bool) -> list[int]:
    """Nest and fold the sheets, then turn the leaves: the pages in the order they are read.

    A sheet is two leaves. On the one that is read first stands the half of its front that is
    right (read from left to right), and behind it the left half of its back.
    """
    first, second = (0, 1) if right_to_left else (1, 0)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    outward = [(front[first].page, back[second].page) for front, back in sheets]
    inward = [(back[first].page, front[second].page) for front, back in reversed(sheets)]
    return [page for leaf in (*outward, *inward) for page in leaf]


@given(st.integers(1, 200), st.booleans())
def test_folded_and_read_the_pages_follow_each_other(pages: int, right_to_left: bool):
    sides = signature(pages, right_to_left)
    read = folded(sides, right_to_left)
    assert [page for page in read if page != BLANK] == list(range(1, pages + 1))
    assert len(read) % 4 == 0 and len(read) - pages < 4
    assert read[0] == 1 and (pages == 1 or read[-1] == pages)


@given(st.integers(2, 200), st.booleans())
def test_the_cover_is_the_first_front(pages: int, right_to_left: bool):
    left, right = signature(pages, right_to_left)[0]
    assert (left.page, right.page) == ((1, pages) if right_to_left else (pages, 1))
    assert (left.right, right.right) == (False, True)


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (6, [(6, 1), (2, 0), (0, 3), (4, 5)]),
        (1, [(0, 1), (0, 0)]),
    ],
)
def test_signatures_as_printers_know_them(pages: int, order: list[tuple[int, int]]):
    assert [(left.page, right.page) for left, right in signature(pages)] == order


def test_there_is_nothing_to_fold_without_pages():
    with pytest.raises(ValueError, match="no pages"):
        signature(0)


def test_pages_are_as_large_as_the_printable_half():
    place = position(Half(1, 0, True), A4, SAME)
    assert place.scale == pytest.approx((210 - 10) / 297)
    assert place.x == pytest.approx(mm(148.5).pt), "at the fold"
    assert place.y == pytest.approx(mm(5).pt)
    left = position(Half(4, 0, False), A4, SAME)
    assert left.x + A4.width.pt * left.scale == pytest.approx(mm(148.5).pt)
    assert left.x >= mm(5).pt


def test_pages_are_never_enlarged():
    large = Imposition(mm(900), mm(900), edge=mm(5), leaf=mm(0.1))
    assert position(Half(1, 0, True), A4, large).scale == 1
    assert position(Half(1, 0, True), A4, DOUBLE).scale == 1


@given(st.integers(0, 40), st.booleans())
def test_inner_pages_move_to_the_fold_by_the_sheets_outside(sheet: int, right: bool):
    outer, inner = (position(Half(1, each, right), A4, DOUBLE) for each in (0, sheet))
    toward_fold = outer.x - inner.x if right else inner.x - outer.x
    assert toward_fold == pytest.approx(mm(0.1).pt * sheet)
    left, _, width, _ = inner.clip
    fold = mm(210).pt
    assert left >= fold - 1e-9 if right else left + width <= fold + 1e-9
    assert width == pytest.approx(A4.width.pt - mm(0.1).pt * sheet)


def test_an_edge_that_takes_the_sheet_is_found():
    with pytest.raises(Diagnostic, match="X311"):
        position(Half(1, 0, True), A4, Imposition(mm(297), mm(210), edge=mm(149), leaf=mm(0)))


HERE = Mark("edition.yaml", 1, 1)


def test_text_that_becomes_too_small_is_a_note():
    finding = text_finding(A4, SAME, 7.25, HERE)
    assert finding is not None and finding.mark == HERE
    assert (finding.code.id, finding.severity) == ("X312", Severity.NOTE)
    assert finding.message == (
        "pages are printed at 67 % of their size: text of 7.25 pt becomes 4.9 pt"
    )
    assert "booklet-full" in finding.help


@pytest.mark.parametrize(("paper", "size"), [(SAME, 9.7), (SAME, 7.5), (DOUBLE, 4.0)])
def test_text_large_enough_or_printed_as_it_is_is_none(paper: Imposition, size: float):
    assert text_finding(A4, paper, size, HERE) is None
