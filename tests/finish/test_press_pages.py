"""Which pages are printed, and what is said of blank ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Mark, Severity
from report.finish.press_pages import (
    BLANK,
    blanks_finding,
    blanks_for,
    printed_pages,
    spine_finding,
)
from report.printers import Printer
from report.units import Length, mm
from tests.tools.pressing import PRESET

HERE = Mark("edition.yaml", 3, 1)
MULTIPLES = st.integers(1, 64)


@given(st.integers(3, 300), MULTIPLES)
def test_all_pages_are_printed_once_and_blanks_stand_before_the_last(pages, multiple):
    blanks = blanks_for(pages, multiple)
    order = printed_pages(pages, blanks)
    assert blanks < multiple and len(order) % multiple == 0
    assert [page for page in order if page != BLANK] == [*range(1, pages + 1)]
    assert order == (*range(1, pages), *(BLANK,) * blanks, pages)


@given(st.integers(1, 2), MULTIPLES)
def test_a_single_leaf_gets_no_blank_pages(pages, multiple):
    assert blanks_for(pages, multiple) == 0
    assert printed_pages(pages, 0) == tuple(range(1, pages + 1))
    assert blanks_finding(pages, multiple, HERE) is None


@given(st.integers(3, 300), MULTIPLES)
def test_around_an_inside_of_its_own_left_pages_stay_left(pages, multiple):
    blanks = blanks_for(pages, multiple, own_cover=True)
    order = printed_pages(pages, blanks, own_cover=True)
    assert blanks < multiple and len(order) % multiple == 0
    assert [page for page in order if page != BLANK] == [*range(2, pages)]
    assert all(page in (at, BLANK) for at, page in enumerate(order, 1))


def said(pages: int, multiple: int = 4, *, own_cover: bool = False) -> tuple[str, str, Severity]:
    finding = blanks_finding(pages, multiple, HERE, own_cover=own_cover)
    assert finding is not None and finding.code.id == "X301" and finding.mark == HERE
    return finding.message, finding.help, finding.severity


@pytest.mark.parametrize(
    ("pages", "multiple", "message", "help"),
    [
        (
            10,
            4,
            "10 pages are not a multiple of 4: 2 blank pages stand before the back cover",
            "cut 2 pages or add 2",
        ),
        (
            11,
            4,
            "11 pages are not a multiple of 4: 1 blank page stands before the back cover",
            "cut 3 pages or add 1",
        ),
        (
            9,
            4,
            "9 pages are not a multiple of 4: 3 blank pages stand before the back cover",
            "cut 1 page or add 3",
        ),
        (
            3,  # two are a single leaf
            4,
            "3 pages are not a multiple of 4: 1 blank page stands before the back cover",
            "cut 1 page or add 1",
        ),
        (
            6,
            16,
            "6 pages are not a multiple of 16: 10 blank pages stand before the back cover",
            "cut 4 pages or add 10",
        ),
        (
            14,
            16,
            "14 pages are not a multiple of 16: 2 blank pages stand before the back cover",
            "add 2 pages",
        ),
    ],
)
def test_a_wrong_number_of_pages_is_said(pages, multiple, message, help):
    assert said(pages, multiple) == (message, help, Severity.WARNING)


def test_a_right_number_of_pages_is_not():
    assert blanks_finding(12, 4, HERE) is None
    assert blanks_finding(7, 1, HERE) is None


def test_blank_pages_of_an_inside_are_explained():
    message, help, severity = said(14, own_cover=True)
    assert message == (
        "the inside has 12 pages: one blank page stands before, so that left pages stay left, "
        "and 3 after, for a multiple of 4"
    )
    assert (help, severity) == ("cut 1 page or add 2", Severity.WARNING)


@given(st.integers(3, 300), MULTIPLES)
def test_the_nearest_numbers_of_pages_for_a_cover_are_said(pages, multiple):
    """Counted out: no fewer cut or added pages leave one blank page, or none, at the end."""

    def is_well(count: int) -> bool:
        return count >= 3 and blanks_for(count, multiple, own_cover=True) <= 1

    _, help, severity = said(pages, multiple, own_cover=True)
    assert (severity is Severity.NOTE) == is_well(pages) == (help == "")
    if help:
        numbers = [int(number) for number in re.findall(r"\d+", help)]
        add = next(more for more in range(1, 65) if is_well(pages + more))
        cut = [less for less in range(1, pages) if is_well(pages - less)][:1]
        assert numbers == [*cut, add]


def test_blank_pages_that_cannot_be_helped_are_a_note():
    message, help, severity = said(12, own_cover=True)
    assert "has 10 pages" in message and "and 1 after" in message
    assert (help, severity) == ("", Severity.NOTE)
    message, help, severity = said(5, own_cover=True)
    assert "and none after" in message and (help, severity) == ("", Severity.NOTE)


@pytest.mark.parametrize("pages", [1, 2])
def test_without_an_inside_there_is_another_finding(pages):
    assert blanks_finding(pages, 4, HERE, own_cover=True) is None


def bound(**cover: object) -> Printer:
    return Printer.model_validate({**PRESET, "cover": {"own_file": True, **cover}})


BOUND = bound(leaf="0.11mm", board="0.6mm")


def test_a_spine_too_thin_for_glue_says_how_it_was_counted():
    finding = spine_finding(BOUND, 12, None, HERE, "fogra39-coated")
    assert finding is not None and finding.mark == HERE
    assert (finding.code.id, finding.severity) == ("X304", Severity.WARNING)
    assert finding.message == (
        "a spine of 1.26 mm (6 leaves of 0.11 mm and 0.6 mm of board) is too thin to be glued: "
        "it takes 3 mm"
    )
    assert finding.help == (
        "have it stapled: choose a printer, such as fogra39-coated, that takes the cover in the "
        "same file"
    )


@pytest.mark.parametrize(
    ("printer", "pages", "given", "thin"),
    [
        (BOUND, 42, None, True),
        (BOUND, 44, None, False),  # 22 leaves: 3.02 mm
        (BOUND, 12, mm(3), False),
        (BOUND, 200, mm(2.9), True),
        (bound(), 12, None, False),  # a folded cover around a stapled inside
        (Printer.model_validate(PRESET), 12, None, False),
    ],
)
def test_which_spines_are_too_thin(printer, pages: int, given: Length | None, thin):
    finding = spine_finding(printer, pages, given, HERE)
    assert (finding is not None) == thin
    if finding and given:
        assert "2.9 mm (so the edition says)" in finding.message
        assert "such as" not in finding.help
