"""Lollipops: stems from zero, values at their dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import DrawnChart
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"


draw = drawing("lollipop")


def heads(chart: DrawnChart, colour: str = BLUE) -> list[tuple[float, float]]:
    """Return the middles of the dots of a colour."""
    return [
        ((left + right) / 2, (top + foot) / 2) for left, top, right, foot in shapes(chart, colour)
    ]


def test_dots_stand_at_their_values_from_zero(draw: Draw) -> None:
    chart = draw(["x", "n"], [["a", 100], ["b", 50], ["c", -50]])
    (a, _), (b, _), (c, _) = heads(chart)
    zero = (b + c) / 2
    assert a - zero == pytest.approx(2 * (b - zero), abs=0.01)
    assert labels(chart)["−50"][0] < c
    assert chart.findings == ()


def test_a_lollipop_chart_is_told(draw: Draw) -> None:
    rows = [["Uppsala", 4.1], ["Skåne", None], ["Dalarna", 0.6]]
    chart = draw(["Region", "n"], rows, sort="ascending", highlight="Uppsala")
    assert chart.alt == (
        "Lollipop chart, number of rows: 3. Dalarna: 0.6; Uppsala: 4.1. No data for Skåne."
    )
    assert "no data" in labels(chart)
    assert len(heads(chart)) == 1
    assert chart.findings == ()


def test_lollipops_are_mirrored(draw: Draw) -> None:
    rows = [["a", 100], ["b", 50]]
    one, other = (draw(["x", "n"], rows, way) for way in ("ltr", "rtl"))
    width = one.size.width.pt
    assert [x for x, _ in heads(other)] == pytest.approx(
        [width - x for x, _ in heads(one)], abs=0.01
    )


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["x", "n", "m"], [["a", 1, 2]], ("e.yaml:1:3", "D308")),
        (["x", "n"], [["–", 1]], ("e.yaml:2:1", "D305")),
        (["x", "n"], [["a", None]], ("e.yaml:2:2", "D307")),
    ],
)
def test_what_lollipops_cannot_show(
    draw: Draw, columns: list[object], rows: list[list[object]], expected: tuple[str, str]
) -> None:
    assert faults(draw(columns, rows)) == [expected]


def test_rows_that_do_not_fit_say_how_high_the_chart_should_be(draw: Draw) -> None:
    chart = draw(["x", "n"], [[f"r{n}", n] for n in range(1, 31)])
    assert "lines: 24" in chart.findings[-1].help


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
