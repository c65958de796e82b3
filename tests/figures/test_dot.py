"""Dots and dumbbells: where they stand, what stands beside them, and what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import DrawnChart
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"


draw = drawing("dot")


COLUMNS = ["Region", "2015", "2025"]
ROWS = [["Stockholm", 20, 30], ["Skåne", 10, 15]]


def discs(chart: DrawnChart, colour: str = BLUE) -> list[float]:
    """Return the middles of the discs of a colour."""
    return [(left + right) / 2 for left, _, right, _ in shapes(chart, colour)]


def test_two_dots_are_joined_and_have_their_values_beside_them(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    first, second = discs(chart)
    assert first - labels(chart)["Skåne"][0] > second - labels(chart)["Skåne"][0] > 0
    places = labels(chart)
    assert places["20"][0] < first < places["30"][0]
    assert {"2015", "2025"} <= set(places)
    assert chart.findings == ()


def test_a_dumbbell_is_told(draw: Draw) -> None:
    assert draw(COLUMNS, ROWS).alt == (
        "Dumbbell chart from 2015 to 2025, number of rows: 2. "
        "2015: Stockholm: 20; Skåne: 10. 2025: Stockholm: 30; Skåne: 15."
    )
    assert draw(COLUMNS, ROWS, join=False).alt.startswith("Dot chart of 2015 and 2025,")
    assert draw(["x", "n"], [["a", 1]]).alt == "Dot chart, number of rows: 1. a: 1."


def test_dots_begin_where_the_data_does_or_at_zero(draw: Draw) -> None:
    def share(**options: object) -> float:
        chart = draw(["x", "n"], [["a", 90], ["b", 80]], **options)
        first, second = discs(chart)
        return (first - second) / chart.size.width.pt

    assert share() > 0.7
    assert share(from_zero=True) < 0.2


def test_four_dots_differ_in_shape_and_have_a_scale(draw: Draw) -> None:
    rows = [["Research", 3.4, 2.9, 2.2, 2.9], ["Health", 11, 10.5, 11.2, 9.6]]
    chart = draw(["x", "Sweden", "Denmark", "Norway", "Finland"], rows)
    assert {"0", "5", "10", "Sweden", "Finland"} <= set(labels(chart))
    assert chart.findings == ()
    assert "11.2" not in labels(chart)


def test_dots_of_one_place_are_moved_apart(draw: Draw) -> None:
    chart = draw(["x", "a", "b", "c"], [["r", 5, 5, 5], ["s", 1, 2, 9]])
    rows = [box for box in shapes(chart, BLUE) if box[1] > 12]
    ring = [box for box in shapes(chart, "#FFFFFF") if box[1] > 12]
    assert rows[0][0] == pytest.approx(ring[0][0], abs=1)
    assert abs(rows[0][1] - ring[0][1]) > 5


def test_a_missing_value_is_said_in_its_row(draw: Draw) -> None:
    chart = draw(COLUMNS, [["a", None, 3], ["b", None, None], ["c", 1, 2]])
    assert {"2015: no data", "no data"} <= set(labels(chart))
    assert "2015: c: 1. No data for a and b." in chart.alt


def test_dots_are_mirrored(draw: Draw) -> None:
    one, other = (draw(COLUMNS, ROWS, way) for way in ("ltr", "rtl"))
    width = one.size.width.pt
    assert discs(other) == pytest.approx([width - x for x in discs(one)], abs=0.01)


def test_more_than_four_dots_are_a_finding(draw: Draw) -> None:
    chart = draw(["x", *"abcde"], [["r", 1, 2, 3, 4, 5]])
    assert faults(chart) == [("e.yaml:1:6", "D308")]


@any_table
@given(
    numbers=st.lists(
        st.lists(st.integers(-900, 900), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    ),
    size=st.sampled_from([(82.0, 60.0), (170.0, 70.0), (60.0, 60.0)]),
)
def test_any_numbers_find_their_place(
    draw: Draw, numbers: list[list[int]], size: tuple[float, float]
) -> None:
    columns = ["x", *(f"No. {at}" for at in range(2))]
    rows = [[f"Row {at}", *each] for at, each in enumerate(numbers)]
    chart = draw(columns, rows, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(columns, rows, size=size).svg


def test_values_have_the_decimals_of_most_of_them(draw: Draw) -> None:
    chart = draw(["Region", "n"], [["A", 8.2], ["B", 6], ["C", 7.1]])
    assert {"8.2", "6.0", "7.1"} <= set(labels(chart))
    assert "6" in labels(draw(["Region", "n"], [["A", 8.2], ["B", 6], ["C", 7]]))


def test_no_data_stands_after_zero(draw: Draw) -> None:
    chart = draw(["Region", "a", "b"], [["A", -5, 4], ["B", "", ""]])
    assert chart.findings == ()
    places = labels(chart)
    # Zero is right of the middle between the two values.
    assert places["no data"][0] > (places["−5"][0] + places["4"][0]) / 2
