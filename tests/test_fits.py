"""The ladder of small changes, and how few of them are tried."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.fits import Fit, first, ladder
from report.typefaces import TypeStyle

BODY = TypeStyle("Serif", 9.7, 14)


def test_the_ladder_begins_with_what_nobody_sees() -> None:
    pictures = "pictures up to 2 lines lower"
    divided = f"{pictures}, tracking −1.0%, more words divided"

    assert [fit.words for fit in ladder(2, tighter=True, tracked=True)] == [
        "pictures up to 1 line lower",
        pictures,
        f"{pictures}, tracking −0.5%",
        f"{pictures}, tracking −1.0%",
        divided,
        *(f"{divided}, type {size} pt smaller" for size in (0.1, 0.2, 0.3)),
    ]


def test_to_fill_a_page_type_is_made_no_larger() -> None:
    assert ladder(1, tighter=False, tracked=True) == (
        Fit(1),
        Fit(1, 0.005),
        Fit(1, 0.01),
    )


def test_scripts_without_tracking_are_not_tracked() -> None:
    fits = ladder(0, tighter=True, tracked=False)

    assert fits == (Fit(size=-0.1), Fit(size=-0.2), Fit(size=-0.3))
    assert ladder(0, tighter=False, tracked=False) == ()


@pytest.mark.parametrize(
    ("fit", "lines", "change"),
    [(Fit(-3), 24, -3), (Fit(-3), 20, -2), (Fit(-1), 20, -1), (Fit(3), 8, 1), (Fit(-3), 7, 0)],
)
def test_a_picture_gives_an_eighth_of_its_height_at_most(fit: Fit, lines: int, change: int) -> None:
    assert fit.of_picture(lines) == change


def test_the_style_keeps_the_leading() -> None:
    css = Fit(-2, -0.005, True, -0.1).css(BODY)

    assert "letter-spacing: -0.005em" in css and "hyphenate-limit-zone: 3%" in css
    assert '--type-body: 400 9.6pt/14pt "Serif"' in css
    assert Fit(-2).css(BODY) == ""


@given(st.integers(1, 12), st.integers(0, 12))
def test_the_first_that_reaches_is_found_with_few_measures(count: int, enough: int) -> None:
    """`enough` is the index of the first fit that reaches; that may be none of them."""
    fits = [Fit(size=-index / 10) for index in range(count)]
    asked: list[Fit] = []

    def measure(fit: Fit) -> int:
        asked.append(fit)
        return fits.index(fit)

    found, index = first(fits, measure, lambda index: index >= enough)

    assert index == min(enough, count - 1) and found == fits[index]
    assert len(asked) <= 5 and len(set(asked)) == len(asked)
    if enough >= count:
        assert asked == [fits[-1]], "where the last does not help, none does"
