"""Heat tables: darker is more, every value can be read on its cell, what is missing is a dash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, fills, labels
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
VISITS: list[list[object]] = [["Lund", 1, 9], ["Umeå", 5, 3]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(
        rows: list[list[object]], heads: str = "Jan Apr Jul Oct", **options: object
    ) -> DrawnChart:
        columns: list[object] = ["Site", *(head.replace("_", " ") for head in heads.split(" "))][
            : len(rows[0])
        ]
        return draw_chart(project, make("heat", columns, rows, **options), style, cache)

    return chart


def test_a_heat_table_is_told_column_by_column(draw: Draw) -> None:
    chart = draw(VISITS)
    assert chart.alt == (
        "Heat table with 2 rows and 2 columns. Jan: Lund: 1; Umeå: 5. Apr: Lund: 9; Umeå: 3."
    )
    assert chart.findings == ()
    assert {"Jan", "Apr", "Lund", "Umeå", "1", "5", "9", "3"} <= set(labels(chart))


def test_the_higher_the_darker(draw: Draw) -> None:
    one, five, nine, three = (Color(each).luminance() for each in fills(draw(VISITS)))
    assert one > three > five > nine


def test_columns_of_other_units_are_shaded_by_themselves(draw: Draw) -> None:
    chart = draw([["a", 10, 2], ["b", 90, 4]], heads="n Share_(%)")
    assert fills(chart)[:2] == fills(chart)[2:]


def test_around_a_middle_there_are_two_colours(draw: Draw) -> None:
    rows: list[list[object]] = [["a", -4], ["b", 4], ["c", 0]]
    low, high, none = (Color(each) for each in fills(draw(rows, middle=0)))
    assert low["blue"] < low["red"], "towards yellow"
    assert high["blue"] > high["red"], "towards blue"
    assert none.luminance() > max(low.luminance(), high.luminance())


def test_what_is_missing_is_a_dash_without_a_cell(draw: Draw) -> None:
    chart = draw([["a", 1], ["b", None]])
    assert len(fills(chart)) == 1
    assert "–" in labels(chart)
    assert chart.alt.endswith("No data for b.")


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([["a", "x"]], {}, "D301"),
        ([["a", 1]], {"highlight": "z"}, "D303"),
        ([[f"r{n}", n] for n in range(41)], {}, "D308"),
        ([[f"r{n}", n] for n in range(40)], {}, "D306"),
        ([["a", 123456789, 1, 2, 3]], {"size": (40, 20)}, "D306"),
    ],
)
def test_what_a_heat_table_cannot_show(
    draw: Draw, rows: list[list[object]], options: dict[str, object], expected: str
) -> None:
    assert {code for _, code in faults(draw(rows, **options))} == {expected}


@any_table
@given(
    rows=st.lists(
        st.lists(st.none() | st.integers(-999, 999), min_size=4, max_size=4),
        min_size=2,
        max_size=6,
    ).filter(lambda rows: all(any(row[at] is not None for row in rows) for at in range(4))),
    middle=st.sampled_from([None, 0, 100]),
    size=st.sampled_from([(82.0, 60.0), (170.0, 60.0)]),
)
def test_every_value_can_be_read(
    draw: Draw, rows: list[list[int | None]], middle: int | None, size: tuple[float, float]
) -> None:
    table: list[list[object]] = [[f"Row {at}", *row] for at, row in enumerate(rows)]
    chart = draw(table, middle=middle, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(table, middle=middle, size=size).svg
    for colour, role, ground in chart.colours:
        assert role == "text"
        assert Color(colour).contrast(Color(ground)) >= 4.5
