"""Small multiples: a panel for each series or group, all on one scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, labels, shapes

Draw = Callable[..., DrawnChart]
BLUE = "#006AA7"
WIDE: list[list[object]] = [[2020, 1, 8], [2021, 2, 6], [2022, 4, 4]]
LONG: list[list[object]] = [
    [2020, "North", 1],
    [2021, "North", 2],
    [2020, "South", 8],
    [2022, "South", 4],
    [2022, "North", 4],
]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(columns: list[object], rows: list[list[object]], **options: object) -> DrawnChart:
        request = make("small_multiples", columns, rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_panels_are_told_one_by_one(draw: Draw) -> None:
    chart = draw(["Year", "North", "South"], WIDE)
    assert chart.alt == (
        "2 small charts on one scale, from 2020 to 2022. "
        "North rises throughout, from 1 to 4. South falls throughout, from 8 to 4."
    )
    assert chart.findings == ()
    assert {"North", "South", "2020", "2022", "4"} <= set(labels(chart))


def test_groups_are_panels(draw: Draw) -> None:
    chart = draw(["Year", "Region", "n"], LONG, by="Region")
    assert "North rises throughout, from 1 to 4." in chart.alt
    assert "South falls throughout, from 8 to 4. No data for 2021." in chart.alt


def test_bars_of_all_panels_have_one_scale(draw: Draw) -> None:
    chart = draw(["Year", "North", "South"], WIDE, of="bar")
    heights = [bottom - top for _, top, _, bottom in shapes(chart, BLUE)]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 2, 4, 8, 6, 4])


def test_panels_stand_side_by_side_as_asked(draw: Draw) -> None:
    columns: list[object] = ["Year", "North", "South"]
    beside = labels(draw(columns, WIDE, across=2))
    below = labels(draw(columns, WIDE, across=1))
    assert beside["North"][1] == beside["South"][1]
    assert below["North"][0] == below["South"][0]


def test_small_multiples_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("small_multiples", ["Year", "a", "b"], WIDE, of="bar")
    left = shapes(draw_chart(project, request, style, cache), BLUE)[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, BLUE)[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


@pytest.mark.parametrize(
    ("columns", "rows", "options", "expected"),
    [
        (["Year", "a", "b (%)"], WIDE, {}, ("e.yaml:1:3", "D304")),
        (["Year", "R", "n"], [*LONG, [2020, "North", 3]], {"by": "R"}, ("e.yaml:7:3", "D304")),
        (["Year", "R", "n"], LONG, {"by": "Z"}, ("e.yaml:200:1", "D302")),
        (["Year", "R", "n"], [*LONG, [2020, "", 3]], {"by": "R"}, ("e.yaml:7:2", "D305")),
        (["Year", "a", "b"], WIDE, {"highlight": "c"}, ("e.yaml:200:1", "D303")),
        (["Year", "a", "b"], WIDE, {"size": (20, 10)}, ("e.yaml:100:1", "D306")),
        (["Year", *range(17)], [[2020, *range(17)]], {}, ("e.yaml:1:18", "D308")),
    ],
)
def test_what_small_multiples_cannot_show(
    draw: Draw,
    columns: list[object],
    rows: list[list[object]],
    options: dict[str, object],
    expected: tuple[str, str],
) -> None:
    assert expected in faults(draw([str(each) for each in columns], rows, **options))


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.lists(st.none() | st.integers(-99, 999), min_size=6, max_size=6),
        min_size=1,
        max_size=6,
    ).filter(lambda rows: all(any(row[at] is not None for row in rows) for at in range(6))),
    of=st.sampled_from(["line", "bar"]),
    size=st.sampled_from([(82.0, 90.0), (170.0, 70.0)]),
)
def test_any_panels_fit(
    draw: Draw, rows: list[list[int | None]], of: str, size: tuple[float, float]
) -> None:
    columns: list[object] = ["Year", *(f"Region {at}" for at in range(6))]
    table: list[list[object]] = [[2000 + at, *row] for at, row in enumerate(rows)]
    chart = draw(columns, table, of=of, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(columns, table, of=of, size=size).svg
