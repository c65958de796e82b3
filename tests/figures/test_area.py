"""Areas: layers that add up, gaps where something is missing, names where they end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, fills, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
COMPANIES: list[list[object]] = [[2015, 210, 300], [2020, 300, 100], [2025, 400, 350]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], **options: object) -> DrawnChart:
        columns: list[object] = ["Year", "Biotech", "Medtech", "Services", "Other", "More", "Most"]
        request = make("area", columns[: len(rows[0])], rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_areas_are_told_with_their_total(draw: Draw) -> None:
    chart = draw(COMPANIES)
    assert chart.alt == (
        "Area chart with 2 layers, from 2015 to 2025. "
        "Total rises from 510 to 750; lowest 400 in 2020. "
        "Biotech rises throughout, from 210 to 400. "
        "Medtech rises from 300 to 350; lowest 100 in 2020."
    )
    assert chart.findings == ()


def test_one_area_is_told_as_such(draw: Draw) -> None:
    alt = draw([[2020, 1], [2021, 3]]).alt
    assert alt == "Area chart from 2020 to 2021. Biotech rises throughout, from 1 to 3."


def test_layers_stand_on_each_other_from_zero(draw: Draw) -> None:
    chart = draw([[2020, 100, 50], [2021, 100, 50]])
    lower, upper = (shapes(chart, colour)[0] for colour in fills(chart)[:2])
    assert upper[3] == pytest.approx(lower[1])
    assert lower[3] - lower[1] == pytest.approx(2 * (upper[3] - upper[1]), rel=1e-3)


def test_shares_fill_the_height(draw: Draw) -> None:
    chart = draw([[2020, 10, 30], [2021, 500, 500]], shares=True)
    other = draw([[2020, 7, 1], [2021, 1, 9]], shares=True)
    assert shapes(chart, fills(chart)[1])[0][1] == shapes(other, fills(other)[1])[0][1]
    assert {"100%", "50%", "0%"} <= set(labels(chart))
    assert "Biotech rises throughout, from 25% to 50%." in chart.alt


def test_a_station_without_its_whole_is_a_gap(draw: Draw) -> None:
    rows: list[list[object]] = [[2020, 1, 1], [2021, 2, 2], [2022, None, 3], [2023, 4, 4]]
    chart = draw(rows)
    assert len(fills(chart)) == 2 * 2, "two layers in two pieces"
    assert "No data for 2022." in chart.alt


def test_areas_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("area", ["Year", "n"], [[2020, 1], [2021, 3]])
    left = shapes(draw_chart(project, request, style, cache), style.accent)[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, style.accent)[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([[2020, 1, -2], [2021, 1, 2]], {}, ("e.yaml:2:3", "D304")),
        ([[2020, 0, 0], [2021, 1, 2]], {"shares": True}, ("e.yaml:2:1", "D304")),
        ([[2020, None, 2], [2021, 1, None]], {}, ("e.yaml:2:1", "D307")),
        ([[2020, 1, 2], [2020, 1, 2]], {}, ("e.yaml:3:1", "D304")),
        ([[2020, 1, 2, 3, 4, 5, 6], [2021, 1, 2, 3, 4, 5, 6]], {}, ("e.yaml:1:7", "D308")),
    ],
)
def test_what_an_area_cannot_show(
    draw: Draw, rows: list[list[object]], options: dict[str, object], expected: tuple[str, str]
) -> None:
    assert faults(draw(rows, **options)) == [expected]


@any_table
@given(
    rows=st.lists(st.lists(st.integers(1, 10**6), min_size=4, max_size=4), min_size=1, max_size=8),
    shares=st.booleans(),
    size=st.sampled_from([(82.0, 60.0), (170.0, 60.0)]),
)
def test_any_layers_fit_with_their_names(
    draw: Draw, rows: list[list[int]], shares: bool, size: tuple[float, float]
) -> None:
    table: list[list[object]] = [[2000 + at, *row] for at, row in enumerate(rows)]
    chart = draw(table, shares=shares, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(table, shares=shares, size=size).svg
    assert {"Biotech", "Medtech", "Services", "Other"} <= set(labels(chart))
