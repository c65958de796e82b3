"""Waterfalls: steps that begin where the one before them ended, and totals that are checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"


draw = drawing("waterfall")


INK = "#0B2A4A"
ROWS = [["Start", 100], ["Won", 60], ["Lost", -40], ["End", 120]]


def test_steps_begin_where_the_one_before_ended(draw: Draw) -> None:
    chart = draw(["Step", "n"], ROWS, totals=["Start", "End"])
    (won,) = shapes(chart, BLUE)
    start, end = shapes(chart, INK)
    assert won[3] == pytest.approx(start[1], abs=0.01)
    assert end[3] == start[3]
    assert (end[3] - end[1]) == pytest.approx(1.2 * (start[3] - start[1]), rel=0.001)
    assert {"100", "+60", "−40", "120", "Won"} <= set(labels(chart))
    assert chart.findings == ()


def test_a_waterfall_is_told_with_signs(draw: Draw) -> None:
    assert draw(["Step", "n"], ROWS, totals=["Start", "End"]).alt == (
        "Waterfall chart, number of steps: 4. Start: 100; Won: +60; Lost: −40; End: 120."
    )


def test_totals_are_added_up_where_they_are_empty(draw: Draw) -> None:
    chart = draw(["Step", "n"], [*ROWS[:3], ["End", None]], totals=["Start", "End"])
    assert chart.alt.endswith("End: 120.")
    assert chart.findings == ()


def test_long_names_lay_the_steps_down(draw: Draw) -> None:
    rows = [[f"Radiopharmaceuticals in region {n}", n * 10] for n in range(1, 6)]
    assert draw(["Step", "n"], rows).findings == ()
    chart = draw(["Step", "n"], rows, orientation="vertical")
    assert faults(chart) == [("e.yaml:200:1", "D309")]
    first, second, *_ = shapes(chart, BLUE)
    assert second[0] == pytest.approx(first[2], abs=0.01)


def test_waterfalls_are_mirrored(draw: Draw) -> None:
    one, other = (shapes(draw(["x", "n"], ROWS, way, totals="End"), BLUE) for way in ("ltr", "rtl"))
    width = draw(["x", "n"], ROWS).size.width.pt
    assert [box[0] for box in other] == pytest.approx([width - box[2] for box in one], abs=0.01)


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([["a", 1], ["b", 2], ["c", 4]], {"totals": "c"}, ("e.yaml:4:2", "D304")),
        ([["a", 1], ["b", None], ["c", 4]], {}, ("e.yaml:3:2", "D304")),
        ([["a", None], ["b", 4]], {"totals": "a"}, ("e.yaml:2:2", "D304")),
        ([["a", 1], ["b", 2]], {"totals": "z"}, ("e.yaml:200:1", "D303")),
        ([[f"r{n}", 1] for n in range(17)], {}, ("e.yaml:18:1", "D308")),
    ],
)
def test_what_waterfalls_cannot_show(
    draw: Draw,
    rows: list[list[object]],
    options: dict[str, object],
    expected: tuple[str, str],
) -> None:
    chart = draw(["x", "n"], rows, **options)
    assert faults(chart) == [expected]


def test_a_wrong_total_is_told_with_both_sums(draw: Draw) -> None:
    (finding,) = draw(["x", "n"], [["a", 1], ["b", 2], ["c", 4]], totals="c").findings
    assert finding.message == "the steps come to 3, but the total says 4"


@any_table
@given(
    numbers=st.lists(
        st.lists(st.integers(-900, 900), min_size=1, max_size=1),
        min_size=1,
        max_size=6,
    ),
    size=st.sampled_from([(82.0, 60.0), (170.0, 70.0), (60.0, 60.0)]),
)
def test_any_numbers_find_their_place(
    draw: Draw, numbers: list[list[int]], size: tuple[float, float]
) -> None:
    columns = ["x", *(f"No. {at}" for at in range(1))]
    rows = [[f"Row {at}", *each] for at, each in enumerate(numbers)]
    chart = draw(columns, rows, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(columns, rows, size=size).svg
