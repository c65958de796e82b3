from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.ink.limit import thin, totals, within

PART = st.floats(0, 1)
PIXEL = st.tuples(*[st.integers(0, 255)] * 4)


@given(st.tuples(PART, PART, PART, PART), st.floats(1, 4))
def test_no_ink_is_over_the_limit(ink: tuple[float, float, float, float], limit: float) -> None:
    thinned = within(ink, limit)

    assert sum(thinned) <= limit + 1e-9
    assert thinned[3] == ink[3]
    assert all(0 <= new <= old for new, old in zip(thinned, ink, strict=True))
    if sum(ink) <= limit:
        assert thinned == ink


def test_colours_keep_their_proportions() -> None:
    assert within((1.0, 0.8, 0.6, 0.8), 2.0) == pytest.approx((0.5, 0.4, 0.3, 0.8))


@given(st.lists(PIXEL, min_size=1, max_size=20), st.floats(1, 4))
def test_pixels_are_thinned_alike(pixels: list[tuple[int, ...]], limit: float) -> None:
    old = numpy.array(pixels, numpy.uint8).reshape(1, -1, 4)
    new = old.copy()
    thin(new, limit)

    assert (totals(new) <= limit * 255 + 1e-6).all()
    assert (new[..., 3] == old[..., 3]).all() and (new <= old).all()
    kept = totals(old) <= limit * 255
    assert (new[kept] == old[kept]).all()


def test_pixels_may_have_limits_of_their_own() -> None:
    pixels = numpy.full((3, 2, 4), 200, numpy.uint8)
    thin(pixels, numpy.array([1.0, 2.0, 4.0])[:, None])

    assert [int(total) for total in totals(pixels)[:, 0]] == pytest.approx([254, 509, 800], abs=2)


def test_totals_do_not_overflow() -> None:
    assert totals(numpy.full((2, 2, 4), 255, numpy.uint8)).tolist() == [[1020, 1020]] * 2
