"""Scales: round numbers that hold the values, far enough apart, and little of them unused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures._scale import tick_names, ticks
from report.charts import ChartStyle


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(-(10**6), 10**6), st.integers(0, 10**6), st.floats(30, 400))
def test_ticks_hold_the_values_and_stand_apart(low: int, span: int, room: float) -> None:
    places = ticks(low, low + span, room)
    assert places[0] <= low <= low + span <= places[-1]
    assert 2 <= len(places) <= 7
    steps = [b - a for a, b in pairwise(places)]
    assert max(steps) == pytest.approx(min(steps), rel=1e-6)


@pytest.mark.parametrize(
    ("high", "room", "expected"),
    [
        (430.0, 140.0, [0.0, 100.0, 200.0, 300.0, 400.0, 500.0]),  # not 600 in steps of 200
        (753.0, 98.0, [0.0, 200.0, 400.0, 600.0, 800.0]),  # not 1,000 in steps of 500
        (753.0, 60.0, [0.0, 500.0, 1000.0]),  # no room for more
    ],
)
def test_a_scale_that_would_be_empty_above_has_closer_lines(
    high: float, room: float, expected: list[float]
) -> None:
    assert ticks(0.0, high, room) == expected


def test_numbers_of_a_scale_are_written_alike() -> None:
    style = ChartStyle(fonts=())
    names = [name.replace("\u00a0", " ") for name in tick_names(style, [0.0, 5e5, 1e6], "")]
    assert names == ["0", "0.5 million", "1 million"]
