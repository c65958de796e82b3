from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.ink.policy import Inks

from .conftest import BLUE, BUILDS, HEAVY, LIMITS, RED, TEXT, YELLOW, press_of

PART = st.floats(0, 1)
POLICIES = [Inks(press_of(name), BUILDS, limit) for name, limit in sorted(LIMITS.items())]


def rgb(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mixed(colour: str, part: float) -> tuple[float, float, float]:
    """A colour mixed with white, in steps of 8 bits as style sheets have them."""
    red, green, blue = (round(255 + part * (255 * v - 255)) / 255 for v in rgb(colour))
    return red, green, blue


def test_colours_of_the_theme_have_their_exact_builds(inks: Inks) -> None:
    assert inks.of(rgb("#006AA7")) == BLUE
    assert inks.of(rgb("#FECC02")) == YELLOW
    assert inks.of(rgb("#16202B")) == TEXT
    assert inks.of(rgb("#C8102E")) == RED
    assert inks.of(rgb("#FFFFFF")).total == 0


def test_rounding_on_the_way_into_the_pdf_does_not_matter(coated: Inks) -> None:
    assert coated.of((0.0, 0.4157, 0.6549)) == BLUE
    assert coated.of(rgb("#0169A8")) == BLUE
    assert coated.of(rgb("#0368A9")) != BLUE


def test_the_nearest_of_two_alike_is_taken(coated: Inks) -> None:
    other = Inks(coated.press, {**BUILDS, "#016aa7": YELLOW}, 3.0)

    assert other.of(rgb("#016AA7")) == YELLOW
    assert other.of(rgb("#006AA7")) == BLUE


@pytest.mark.parametrize("policy", POLICIES)
@given(value=PART)
def test_greys_are_black_ink_alone(policy: Inks, value: float) -> None:
    ink = policy.of((value, value, value))

    assert ink.is_black_only
    assert 0 <= ink.cmyk[3] <= 1


def test_black_is_black_and_white_is_paper(inks: Inks) -> None:
    assert inks.of((0, 0, 0)).cmyk == (0, 0, 0, 1)
    assert inks.of((1, 1, 1)).cmyk == (0, 0, 0, 0)
    assert (inks.greys[0], inks.greys[255]) == (0, 255)
    assert list(inks.greys) == sorted(inks.greys)


def test_greys_of_pictures_are_those_of_the_page(inks: Inks) -> None:
    for value in range(0, 256, 17):
        on_page = inks.of((value / 255,) * 3).cmyk[3]
        assert 1 - inks.greys[value] / 255 == pytest.approx(on_page, abs=0.003)


@pytest.mark.parametrize("part", [0.1, 0.25, 0.4, 0.5, 0.75, 0.9])
def test_tints_of_one_ink_are_less_of_it_and_others_go_by_the_profile(
    inks: Inks, part: float
) -> None:
    blue = mixed("#006AA7", part)
    assert inks.of(blue).cmyk == inks.by_profile(blue)

    text = inks.of(mixed("#16202B", part))
    assert text.is_black_only and part - 0.05 < text.cmyk[3] < part + 0.15

    red = inks.of(mixed("#C8102E", part))
    assert red.spot == RED.spot and red.cmyk == RED.cmyk
    assert red.tint == pytest.approx(part, abs=0.15)


def test_stronger_tints_have_more_ink(inks: Inks) -> None:
    totals = [inks.of(mixed("#16202B", part / 40)).total for part in range(4, 41)]

    assert totals == sorted(totals)


def test_near_white_the_profile_decides(coated: Inks) -> None:
    faint = rgb("#F4F8FB")

    assert coated.of(faint).cmyk == coated.by_profile(faint)


def test_a_grey_is_no_tint_of_a_rich_black(coated: Inks) -> None:
    rich = Inks(coated.press, {"#000000": HEAVY}, 3.0)

    assert not rich.of((0, 0, 0)).is_black_only
    assert rich.of(rgb("#808080")).is_black_only


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=80, deadline=None)
@given(colour=st.tuples(PART, PART, PART))
def test_nothing_is_over_the_limit(policy: Inks, colour: tuple[float, float, float]) -> None:
    ink = policy.of(colour)

    assert ink.total <= policy.limit + 1e-9
    assert sum(policy.by_profile(colour)) <= policy.limit + 1e-9
    assert all(0 <= part <= 1 for part in ink.cmyk)
    assert policy.of(colour) == ink


def test_heavy_builds_are_thinned(inks: Inks) -> None:
    heavy = inks.of(rgb("#2A1A3A"))

    assert heavy.total == pytest.approx(min(inks.limit, HEAVY.total))
    assert heavy.cmyk[3] == HEAVY.cmyk[3]


@settings(max_examples=60, deadline=None)
@given(colour=st.tuples(PART, PART, PART), step=st.floats(0, 0.002))
def test_the_profile_has_no_steps(colour: tuple[float, float, float], step: float) -> None:
    """A little more of a colour, half a step of 8 bits, is a little more ink."""
    red, green, blue = colour
    near = (min(red + step, 1.0), green, blue)
    inks = zip(POLICIES[1].by_profile(colour), POLICIES[1].by_profile(near), strict=True)

    assert max(abs(a - b) for a, b in inks) < 0.02


def test_the_same_is_answered_in_any_order() -> None:
    colours = [(r / 7, g / 7, 0.3) for r in range(8) for g in range(8)]
    name = sorted(LIMITS)[0]
    one, other = (Inks(press_of(name), BUILDS, 3.0) for _ in range(2))

    forth = [one.of(colour) for colour in colours]
    assert forth == [other.of(colour) for colour in reversed(colours)][::-1]


def test_colours_beyond_the_screen_are_brought_back(coated: Inks) -> None:
    assert coated.of((1.2, -0.1, 0)) == coated.of((1, 0, 0))
    assert coated.by_profile((1.2, -0.1, 0)) == coated.by_profile((1, 0, 0))
