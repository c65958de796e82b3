"""Butterflies: two sides on one scale, names in the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import Draw, any_table, drawing

BLUE = "#006AA7"


draw = drawing("butterfly")


INK = "#0B2A4A"
COLUMNS = ["Goods", "Exports", "Imports"]
ROWS = [["Machines", 8, 4], ["Cars", 3, 8]]


def test_both_sides_have_one_scale(draw: Draw) -> None:
    chart = draw(COLUMNS, ROWS)
    (long, short), (half, full) = shapes(chart, BLUE), shapes(chart, INK)
    assert long[2] == short[2] < half[0] == full[0]
    assert long[2] - long[0] == pytest.approx(full[2] - full[0], abs=0.01)
    assert long[2] - long[0] == pytest.approx(2 * (half[2] - half[0]), abs=0.01)
    x, _ = labels(chart)["Machines"]
    assert long[2] < x < half[0]
    assert chart.findings == ()


def test_a_butterfly_is_told_side_by_side(draw: Draw) -> None:
    assert draw(COLUMNS, ROWS, sort="ascending").alt == (
        "Butterfly chart of Exports and Imports, number of rows: 2. "
        "Exports: Cars: 3; Machines: 8. Imports: Cars: 8; Machines: 4."
    )


def test_a_missing_side_says_so(draw: Draw) -> None:
    chart = draw(COLUMNS, [*ROWS, ["Other", None, 3]])
    assert len(shapes(chart, BLUE)) == 2
    assert labels(chart)["no data"][0] < labels(chart)["Other"][0]
    assert chart.findings == ()


def test_butterflies_are_mirrored(draw: Draw) -> None:
    one, other = (shapes(draw(COLUMNS, ROWS, way), BLUE) for way in ("ltr", "rtl"))
    width = draw(COLUMNS, ROWS).size.width.pt
    assert [box[0] for box in other] == pytest.approx([width - box[2] for box in one], abs=0.01)


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["x", "n"], [["a", 1]], ("e.yaml:1:0", "D301")),
        (["x", "n", "m"], [["a", 1, -2]], ("e.yaml:2:3", "D304")),
        (["x", "n", "m (%)"], [["a", 1, 2]], ("e.yaml:1:3", "D304")),
    ],
)
def test_what_butterflies_cannot_show(
    draw: Draw, columns: list[object], rows: list[list[object]], expected: tuple[str, str]
) -> None:
    assert faults(draw(columns, rows)) == [expected]


@any_table
@given(
    numbers=st.lists(
        st.lists(st.integers(0, 900), min_size=2, max_size=2),
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
