"""Slopes: lines between two points in time, named at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import DrawnChart
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"


draw = drawing("slope")


COLUMNS = ["Region", "2015", "2025"]
ROWS = [["Skåne", 7, 11], ["Uppsala", 5, 5], ["Umeå", 9, 3]]


def strokes(chart: DrawnChart, colour: str = BLUE) -> int:
    return chart.svg.decode().count(f"stroke: {colour.lower()}")


def test_slopes_run_from_lowest_to_highest(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    dots = shapes(chart, BLUE)
    assert len(dots) == 6
    heights = sorted(round((top + foot) / 2, 1) for _, top, _, foot in dots)
    assert heights[-1] - heights[0] > chart.size.height.pt * 0.7
    assert len({round(left, 1) for left, *_ in dots}) == 2
    assert strokes(chart) == 3
    assert chart.findings == ()


def test_slopes_are_told_as_rises_and_falls(draw: Draw) -> None:
    assert draw(COLUMNS, ROWS).alt == (
        "Slope chart from 2015 to 2025, number of lines: 3. "
        "Skåne rises from 7 to 11; Uppsala stays at 5; Umeå falls from 9 to 3."
    )


def test_names_stand_at_both_ends_where_there_is_room(draw: Draw) -> None:
    def times(name: str, **options: object) -> int:
        rows = [["Skåne", 7, 11], ["Gothenburg and the west", 5, 5]]
        return draw(COLUMNS, rows, **options).svg.decode().count(f"<!-- {name} -->")

    assert times("Skåne", size=(170, 60)) == 2
    assert times("Skåne", size=(60, 60)) == 1


def test_a_line_without_an_end_is_a_dot_with_its_name(draw: Draw) -> None:
    chart = draw(COLUMNS, [*ROWS, ["Kiruna", None, 4], ["Nowhere", None, None]], size=(70, 70))
    assert chart.findings == ()
    assert strokes(chart) == 3
    assert len(shapes(chart, BLUE)) == 7
    assert {"Kiruna", "2015: No data for Kiruna and Nowhere.", "2025: No data for Nowhere."} <= set(
        labels(chart)
    )
    assert chart.alt.endswith("No data for Kiruna and Nowhere.")


def test_a_highlighted_line_is_drawn_last(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS, highlight="Skåne")
    svg = chart.svg.decode()
    assert strokes(chart) == 1
    assert svg.rindex("fill: #006aa7") > svg.rindex("fill: #8")


def test_slopes_are_mirrored(draw: Draw) -> None:
    one, other = (shapes(draw(COLUMNS, ROWS, way), BLUE) for way in ("ltr", "rtl"))
    width = draw(COLUMNS, ROWS).size.width.pt
    assert [box[0] for box in other] == pytest.approx([width - box[2] for box in one], abs=0.01)


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["x", "n"], [["a", 1]], ("e.yaml:1:0", "D301")),
        (["x", "n", "m", "o"], [["a", 1, 2, 3]], ("e.yaml:1:4", "D308")),
        (["x", "n", "m (%)"], [["a", 1, 2]], ("e.yaml:1:3", "D304")),
        (["x", "n", "m"], [[f"r{n}", n, n] for n in range(13)], ("e.yaml:14:1", "D308")),
    ],
)
def test_what_slopes_cannot_show(
    draw: Draw, columns: list[object], rows: list[list[object]], expected: tuple[str, str]
) -> None:
    assert faults(draw(columns, rows)) == [expected]


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


def test_heads_stand_above_the_middle_of_their_ends_where_they_fit(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    ends = sorted({round((left + right) / 2, 1) for left, _, right, _ in shapes(chart, BLUE)})
    for name, end in zip(("2015", "2025"), ends, strict=True):
        assert labels(chart)[name][0] < end < labels(chart)[name][0] + 20
    long = draw(["Region", "Before " * 9, "After " * 9], ROWS, size=(170, 60))
    assert long.findings == ()
