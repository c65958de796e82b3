"""Ranges: bars from one value to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"
INK = "#0b2a4a"


draw = drawing("range")


COLUMNS = ["Procedure", "Shortest", "Longest"]
ROWS = [["Trial", 2, 5], ["Medicine", 12, 36]]


def test_ranges_reach_from_one_value_to_the_other(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    short, long = shapes(chart, BLUE)
    assert (long[2] - long[0]) == pytest.approx(8 * (short[2] - short[0]), rel=0.01)
    assert long[2] < labels(chart)["12 to 36"][0]
    assert chart.findings == ()


def test_values_stand_at_the_ends_where_no_line_of_zero_is_in_their_way(draw: Draw) -> None:
    chart = draw(COLUMNS, [["Trial", 20, 25], ["Medicine", 22, 36]])
    _, long = shapes(chart, BLUE)
    places = labels(chart)
    assert places["22"][0] < long[0] < long[2] < places["36"][0]


def test_the_line_of_zero_is_drawn_through_all_rows(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    assert chart.svg.decode().count(f"stroke: {INK}") == len(ROWS)


def test_ranges_are_told(draw: Draw) -> None:
    assert draw(COLUMNS, [*ROWS, ["Other", 1, None]]).alt == (
        "Range chart from Shortest to Longest, number of rows: 3. "
        "Trial: 2 to 5; Medicine: 12 to 36. No data for Other."
    )


def test_many_ranges_are_told_by_their_ends(draw: Draw) -> None:
    rows: list[list[object]] = [[f"r{n}", n, n * 2] for n in range(1, 13)]
    assert draw(COLUMNS, rows).alt == (
        "Range chart from Shortest to Longest, number of rows: 12. "
        "Shortest: Highest: r12, 12; lowest: r1, 1. Longest: Highest: r12, 24; lowest: r1, 2."
    )


def test_a_range_without_an_end_says_so(draw: Draw) -> None:
    chart = draw(COLUMNS, [["a", 3, None], ["b", None, None], ["c", 4, 5]])
    assert {"Longest: no data", "no data"} <= set(labels(chart))
    assert chart.findings == ()


def test_ranges_are_mirrored(draw: Draw) -> None:
    one, other = (shapes(draw(COLUMNS, ROWS, way), BLUE) for way in ("ltr", "rtl"))
    width = draw(COLUMNS, ROWS).size.width.pt
    assert [box[0] for box in other] == pytest.approx([width - box[2] for box in one], abs=0.01)


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["x", "n"], [["a", 1]], ("e.yaml:1:0", "D301")),
        (["x", "n", "m"], [["a", 2, 1]], ("e.yaml:2:3", "D304")),
        (["x", "n", "m", "o"], [["a", 1, 2, 3]], ("e.yaml:1:4", "D308")),
    ],
)
def test_what_ranges_cannot_show(
    draw: Draw, columns: list[object], rows: list[list[object]], expected: tuple[str, str]
) -> None:
    assert faults(draw(columns, rows)) == [expected]


@any_table
@given(
    pairs=st.lists(st.tuples(st.integers(-900, 900), st.integers(0, 900)), min_size=1, max_size=6),
    size=st.sampled_from([(82.0, 60.0), (170.0, 70.0), (60.0, 60.0)]),
)
def test_any_ranges_find_their_place(
    draw: Draw, pairs: list[tuple[int, int]], size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[f"Row {n}", a, a + b] for n, (a, b) in enumerate(pairs)]
    chart = draw(["x", "From", "To"], rows, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(["x", "From", "To"], rows, size=size).svg
