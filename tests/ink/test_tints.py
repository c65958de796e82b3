from __future__ import annotations

from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.ink.conversion import Press
from report.ink.tints import Curve, curve_of

BLACK = (0.0, 0.0, 0.0, 1.0)
SLOPE = st.floats(0.1, 3)


@given(SLOPE, SLOPE, st.lists(st.floats(0, 1), min_size=2, max_size=9))
def test_a_curve_rises_from_nothing_to_all(start: float, end: float, parts: list[float]) -> None:
    curve = Curve(start, end)
    strengths = [curve.strength(part) for part in sorted(parts)]

    assert curve.strength(0) == 0 and curve.strength(1) == pytest.approx(1)
    assert all(a <= b + 1e-9 for a, b in pairwise(strengths))


def light(lightness: float) -> float:
    """The part of white's light that a lightness L* has."""
    middle = (lightness + 16) / 116
    return float(middle**3 if middle > 6 / 29 else 3 * (6 / 29) ** 2 * (middle - 4 / 29))


def test_greys_have_the_light_of_the_screen_above_that_of_black(press: Press) -> None:
    curve = curve_of(BLACK, (0, 0, 0), press)
    darkest = light(press.lab(numpy.array([0, 0, 0, 255], numpy.uint8))[0])
    for grey in (40, 90, 128, 170, 210, 240):
        strength = curve.strength(1 - grey / 255)
        dots = numpy.array([0, 0, 0, round(strength * 255)], numpy.uint8)
        wanted = light(press.screen_lab(numpy.array([grey] * 3, numpy.uint8))[0])
        assert light(press.lab(dots)[0]) == pytest.approx(
            darkest + wanted * (1 - darkest), abs=0.015
        )


def test_half_a_grey_takes_more_than_half_the_ink(press: Press) -> None:
    assert 0.55 < curve_of(BLACK, (0, 0, 0), press).strength(0.5) < 0.68


def test_paper_has_no_curve(press: Press) -> None:
    assert curve_of((0, 0, 0, 0), (1, 1, 1), press) == Curve()
    assert curve_of((0, 0, 0, 0), (0.9, 0.9, 0.9), press) == Curve()
    assert curve_of((0, 0.1, 0, 0), (1, 1, 1), press) == Curve()
