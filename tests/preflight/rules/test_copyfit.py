"""T210 and T211: sections that take more pages than planned, or fewer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.copyfit import Budget, Copy
from report.diagnostics import Area
from tests.preflight.builders import ask_all, evidence, mark, only, page, rect

BUDGET = Budget("hubs", mark(21), 2, columns=2)
PLACE = rect(60, 70, 480, 100)


def copy(lines: int, words: int = 95, pages: int = 3, budget: Budget = BUDGET) -> Copy:
    area = Area(pages, PLACE)
    return Copy(budget, pages, lines, words, "hubs-text", mark(30), area)


def test_a_section_that_fits_its_pages() -> None:
    assert ask_all(evidence(copy=(copy(0, 0, 2),))) == []


def test_a_section_that_runs_over_its_pages() -> None:
    (found,) = only(evidence(copy=(copy(13),)), "T210")

    assert found.message == (
        "“hubs” is to take 2 pages and takes 3: it runs over by 13 lines, about 95 words at "
        "“hubs-text” (page 3)"
    )
    assert found.mark == mark(30) and found.at == "hubs-text" and found.area == Area(3, PLACE)
    assert "`pages: 3`" in found.help
    assert "cut about 95 words of the running text there or before it" in found.help


def test_what_stands_above_white_is_not_to_be_cut() -> None:
    over = replace(copy(13), since=("harbour", 2))
    (found,) = only(evidence(copy=(over,)), "T210")

    assert found.help.startswith(
        "cut about 95 words of the running text there or before it, "
        "but not above “harbour” (page 2)"
    )


def test_where_a_fit_does_not_do_the_help_counts_with_it() -> None:
    fitted = replace(BUDGET, fit=True)
    over = replace(copy(13, budget=fitted), tried=copy(5, 40, budget=fitted))
    (found,) = only(evidence(copy=(over,)), "T210")

    assert "with the most that `fit` changes, by 5 lines, about 40 words" in found.message
    assert found.help.startswith("cut about 40 words")


def test_a_section_with_a_page_too_few() -> None:
    (found,) = only(evidence(copy=(copy(-61, 520, 1),)), "T211")

    assert found.message == (
        "“hubs” is to take 2 pages and takes 1: 61 lines, about 520 words are missing after "
        "“hubs-text” (page 1)"
    )
    assert found.mark == mark(30) and "`pages: 1`" in found.help


def test_a_section_whose_last_page_is_half_empty() -> None:
    (found,) = only(evidence(copy=(copy(-31, 240, 2),)), "T211")

    assert "there is room for 31 lines, about 240 words after “hubs-text”" in found.message
    assert "`lines: fill`" in found.help


def test_of_an_almost_empty_page_one_thing_is_said() -> None:
    """T204 is about sections that do not say how many pages they take."""
    empty = page(filled=0.1)

    only(evidence(pages=(empty,)), "T204")
    only(evidence(pages=(empty,), copy=(copy(-31, 240, 2),)), "T211")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (copy(1, 8), "1 line, about 8 words"),
        (copy(2, 0), "2 lines"),
        (copy(13, 350, budget=Budget("hubs", mark(21), 2, script="Jpan")), "about 350 characters"),
    ],
)
def test_how_much_it_is(given: Copy, said: str) -> None:
    assert said in given.size
