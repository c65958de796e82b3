"""Scatter and bubble charts: points where their values are, names that touch nothing."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
THREE: list[list[object]] = [["a", 1, 40], ["b", 2, 30], ["c", 5, 10]]
SIZED: list[list[object]] = [["a", 1, 40, 100], ["b", 5, 10, 25]]
BLUE = "#006AA7"
CROWD = r'<path d="([^"]*)" style="fill: none; stroke: #006aa7'


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], kind: str = "scatter", **options: object) -> DrawnChart:
        columns: list[object] = ["Country", "Growth (%)", "Patents", "Market", "More"]
        request = make(kind, columns[: len(rows[0])], rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_points_are_told_one_by_one(draw: Draw) -> None:
    chart = draw(THREE)
    assert chart.alt == (
        "Scatter chart with 3 points: Growth (%) across, Patents upwards. "
        "a: 1%, 40; b: 2%, 30; c: 5%, 10."
    )
    assert chart.findings == ()


@pytest.mark.parametrize(
    ("ys", "told"),
    [
        ((1, 2, 3, 4, 5), "On the whole, Patents is higher where Growth is higher."),
        ((5, 4, 3, 2, 1), "On the whole, Patents is lower where Growth is higher."),
        ((1, 5, 1, 5, 1), "There is no clear link between Growth and Patents."),
    ],
)
def test_how_measures_go_together(draw: Draw, ys: tuple[int, ...], told: str) -> None:
    assert told in draw([[f"p{at}", at, y] for at, y in enumerate(ys)]).alt


def test_points_stand_where_their_values_are(draw: Draw) -> None:
    a, b, c = shapes(draw(THREE), BLUE)
    assert c[0] - b[0] == pytest.approx(3 * (b[0] - a[0]), rel=1e-3)
    assert c[1] - b[1] == pytest.approx(2 * (b[1] - a[1]), rel=1e-3)


def test_the_area_of_bubbles_is_their_value(draw: Draw) -> None:
    large, small = shapes(draw(SIZED, "bubble"), BLUE)
    assert large[2] - large[0] == pytest.approx(2 * (small[2] - small[0]), rel=1e-2)
    assert large[2] - large[0] == pytest.approx(large[3] - large[1], rel=1e-2)


def test_no_bubble_leaves_the_frame(draw: Draw) -> None:
    chart = draw([["a", 1, 40, 10], ["b", 7.9, 27, 100]], "bubble")
    lines = re.findall(r'<path d="([^"]*)"[^>]*stroke-width: 0.6', chart.svg.decode())
    numbers = [[float(each) for each in re.findall(r"-?[\d.]+", line)] for line in lines]
    top, right = min(each[1] for each in numbers), max(each[2] for each in numbers)
    bubbles = shapes(chart, BLUE)
    assert len(bubbles) == 2
    assert all(each[1] >= top and each[2] <= right for each in bubbles)


def test_bubbles_are_told_with_their_sizes_and_have_a_key(draw: Draw) -> None:
    chart = draw(SIZED, "bubble")
    assert chart.alt == (
        "Bubble chart with 2 discs: Growth (%) across, Patents upwards, Market as area. "
        "a: 1%, 40, 100; b: 5%, 10, 25."
    )
    assert {"Market", "10", "50", "a", "b"} <= set(labels(chart))
    assert chart.findings == ()


def test_thousands_of_points_stay_small(draw: Draw) -> None:
    rows: list[list[object]] = [[f"p{n}", n, n * 37 % 1009] for n in range(2000)]
    chart = draw(rows)
    assert len(chart.svg) < 300_000
    assert chart.findings == ()


def test_measures_can_be_chosen(draw: Draw) -> None:
    chart = draw(SIZED, x="Market", y="Growth")
    assert "Market across, Growth (%) upwards" in chart.alt


def test_missing_values_are_named_below(draw: Draw) -> None:
    chart = draw([*THREE, ["d", None, 4]])
    assert "No data for d." in labels(chart)
    assert chart.alt.endswith("No data for d.")


def test_points_without_room_for_a_name_are_noted(draw: Draw) -> None:
    rows: list[list[object]] = [[f"Much the same point {n}", 5, 5] for n in range(12)]
    rows += [["far", 1, 1]]
    assert {code for _, code in faults(draw(rows))} == {"D311"}
    assert draw(rows, names="far").findings == ()
    assert "Much the same point 3" not in labels(draw(rows, names="far"))


def test_scatter_charts_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("scatter", ["x", "n", "m"], [["a", 1, 1], ["b", 3, 3]])
    left = shapes(draw_chart(project, request, style, cache), BLUE)[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, BLUE)[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-2)


@pytest.mark.parametrize(
    ("rows", "kind", "options", "expected"),
    [
        ([["a", 1]], "scatter", {}, ("e.yaml:1:0", "D301")),
        (THREE, "bubble", {}, ("e.yaml:1:0", "D301")),
        (THREE, "scatter", {"x": "Country"}, ("e.yaml:1:1", "D302")),
        (THREE, "scatter", {"highlight": "z"}, ("e.yaml:200:1", "D303")),
        (THREE, "scatter", {"names": "z"}, ("e.yaml:200:1", "D303")),
        ([["a", 1, 1, -1]], "bubble", {}, ("e.yaml:2:1", "D304")),
        ([["a", 1, None], ["b", None, 1]], "scatter", {}, ("e.yaml:2:1", "D307")),
        ([[f"r{n}", n, n, n] for n in range(61)], "bubble", {}, ("e.yaml:62:1", "D308")),
    ],
)
def test_what_points_cannot_show(
    draw: Draw,
    rows: list[list[object]],
    kind: str,
    options: dict[str, object],
    expected: tuple[str, str],
) -> None:
    assert faults(draw(rows, kind, **options)) == [expected]


@any_table
@given(
    values=st.lists(st.tuples(*[st.integers(0, 1000)] * 3), min_size=1, max_size=20),
    kind=st.sampled_from(["scatter", "bubble"]),
    size=st.sampled_from([(82.0, 70.0), (170.0, 80.0)]),
)
def test_names_touch_nothing_or_are_left_out(
    draw: Draw, values: list[tuple[int, int, int]], kind: str, size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[f"Point {at}", *each] for at, each in enumerate(values)]
    chart = draw(rows, kind, size=size)
    assert {code for _, code in faults(chart)} <= {"D311"}
    assert chart.svg == draw(rows, kind, size=size).svg
    for left, top, right, bottom in shapes(chart, BLUE):
        assert left >= 0 and top >= 0
        assert right <= chart.size.width.pt and bottom <= chart.size.height.pt


@pytest.mark.parametrize("count", [150, 3000])
def test_many_points_are_one_path_of_round_caps(draw: Draw, count: int) -> None:
    chart = draw([[f"p{at}", at % 61, at % 53] for at in range(count)])
    (path,) = re.findall(
        r'<path d="([^"]*)" style="fill: none; stroke: #006aa7', chart.svg.decode()
    )
    assert path.count("M ") == count
    assert "stroke-linecap: round" in chart.svg.decode()
    assert chart.findings == ()


def test_points_below_others_are_left_out_and_most_of_them_are_a_note(draw: Draw) -> None:
    chart = draw([[f"p{at}", at % 9, at % 7] for at in range(300)])
    (path,) = re.findall(
        r'<path d="([^"]*)" style="fill: none; stroke: #006aa7', chart.svg.decode()
    )
    assert path.count("M ") == 63
    assert faults(chart) == [("e.yaml:100:1", "D312")]
    assert "79%" in chart.findings[0].message
    assert chart.alt.startswith("Scatter chart with 300 points")


@pytest.mark.slow
def test_a_hundred_thousand_points_are_a_small_file(draw: Draw) -> None:
    chosen = random.Random(1)
    rows: list[list[object]] = [
        [f"p{at}", round(chosen.gauss(50, 12), 1), round(chosen.gauss(30, 9), 1)]
        for at in range(100_000)
    ]
    chart = draw(rows)
    assert [finding.code.id for finding in chart.findings] == ["D312"]
    assert len(zlib.compress(chart.svg)) < 400_000
