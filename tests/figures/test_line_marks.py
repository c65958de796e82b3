"""Lines with forecasts and events: dashes from the right place on, names that never meet."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
ROWS: list[list[object]] = [[2020, 1], [2021, 2], [2022, 3], [2024, 5]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(columns: list[object], rows: list[list[object]], **options: object) -> DrawnChart:
        return draw_chart(project, make("line", columns, rows, **options), style, cache)

    return chart


def strokes(chart: DrawnChart) -> list[tuple[int, bool]]:
    """Return for each line in the accent how many points it has, and whether it is dashed."""
    found = re.findall(r'<path d="([^"]*)"[^>]*style="([^"]*)"', chart.svg.decode())
    return [
        (len(re.findall(r"-?[\d.]+ -?[\d.]+", path)), "dasharray" in style)
        for path, style in found
        if "fill: none" in style and "stroke: #006aa7" in style
    ]


def test_forecasts_are_dashed_from_the_last_value_before_them(draw: Draw) -> None:
    chart = draw(["Year", "n"], ROWS, forecast=2022)
    assert strokes(chart) == [(2, False), (3, True)]
    assert chart.alt == (
        "Line chart from 2020 to 2024. n rises throughout, from 1 to 5. Forecast from 2022 on."
    )
    assert "forecast" in labels(chart)


def test_a_column_can_say_which_rows_are_forecasts(draw: Draw) -> None:
    rows = [[*row, note] for row, note in zip(ROWS, ["", "", "yes", "yes"], strict=True)]
    chart = draw(["Year", "n", "Foreseen"], rows, forecast="Foreseen")
    assert strokes(chart) == [(2, False), (3, True)]


def test_a_gap_stays_a_gap_where_the_forecast_begins(draw: Draw) -> None:
    rows = [[2020, 1], [2021, 2], [2022, None], [2023, 3], [2024, 5]]
    assert strokes(draw(["Year", "n"], rows, forecast=2022)) == [(2, False), (2, True)]


def test_events_stand_at_their_time_and_are_told(draw: Draw) -> None:
    chart = draw(["Year", "n"], ROWS, events={"2023": "Act", 2020: "Start"})
    assert chart.findings == ()
    assert chart.alt.endswith("from 1 to 5. Marked: 2020: Start; 2023: Act.")
    stations = labels(chart)
    assert stations["Start"][0] < stations["Act"][0]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"forecast": "2023"}, "D303"),
        ({"events": {"2019": "too early"}}, "D303"),
        ({"events": {"2021-02-30": "no such day"}}, "D303"),
        ({"events": {f"2021-0{month}": "a month" for month in range(1, 10)}}, "D308"),
        ({"events": {"2022": "far too many words for a chart " * 4}}, "D306"),
    ],
)
def test_what_cannot_be_marked(draw: Draw, options: dict[str, object], expected: str) -> None:
    chart = draw(["Year", "n"], ROWS, **options)
    assert ("e.yaml:200:1", expected) in faults(chart)


def test_more_lines_than_dashes_can_tell_apart(draw: Draw) -> None:
    rows: list[list[object]] = [[2020, 1, 2, 3, 4], [2021, 2, 3, 4, 5]]
    columns: list[object] = ["Year", "a", "b", "c", "d"]
    assert faults(draw(columns, rows, forecast=2021)) == [("e.yaml:200:1", "D308")]
    assert draw(columns, rows, forecast=2021, highlight="a").findings == ()


def test_close_events_stand_below_each_other_in_as_few_levels_as_they_need(draw: Draw) -> None:
    rows: list[list[object]] = [[1990 + n, n] for n in range(30)]
    wanted = {"1991": "Early", "1992": "Next to it", "1993": "And then", "2017": "Late"}
    chart = draw(["Year", "n"], rows, events=wanted, forecast=2016, size=(60, 42))
    assert chart.findings == ()
    found = labels(chart)
    assert len({round(found[name][1], 1) for name in [*wanted.values(), "forecast"]}) == 2


@any_table
@given(
    years=st.lists(st.integers(2000, 2030), min_size=1, max_size=6, unique=True),
    size=st.sampled_from([(82.0, 60.0), (170.0, 60.0)]),
)
def test_names_of_events_never_meet(
    draw: Draw, years: list[int], size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[2000, 3], [2015, 1], [2030, 2]]
    wanted = {str(year): f"Event of {year}" for year in years}
    chart = draw(["Year", "n"], rows, events=wanted, forecast=2030, size=size)
    assert chart.findings == ()
    assert set(wanted.values()) <= set(labels(chart))
    assert chart.svg == draw(["Year", "n"], rows, events=wanted, forecast=2030, size=size).svg


def test_the_fourth_line_has_beads_since_its_colour_occurs_twice(draw: Draw) -> None:
    rows: list[list[object]] = [[2020 + at, 1, 3, 5, 7 + at % 2] for at in range(5)]
    chart = draw(["Year", "a", "b", "c", "d"], rows, size=(170, 60))
    assert all(not dashed for _, dashed in strokes(chart))
    assert len(shapes(chart, "#006AA7")) == 1 + 5 + 1  # ends of both, and the beads
    marked = draw(["Year", "a", "b", "c", "d"], rows, size=(170, 60), highlight="d")
    assert len(shapes(marked, "#006AA7")) == 1


def test_beads_stand_apart(draw: Draw) -> None:
    rows: list[list[object]] = [[1900 + at, 1, 3, 5, 7] for at in range(120)]
    beads = shapes(draw(["Year", "a", "b", "c", "d"], rows), "#006AA7")[:-1]
    lefts = sorted(left for left, *_ in beads)
    assert all(b - a >= 20 for a, b in pairwise(lefts[:-1]))
