"""Rings: parts that add up, named where they stand, in every slot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, fills, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
SHARES = [["Universities", 56], ["Other companies", 31], ["Abroad", 13]]
COUNTS = [["Universities", 50], ["Companies", 20], ["Abroad", 15], ["Hospitals", 10], ["?", 5]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], unit: str = "", **options: object) -> DrawnChart:
        request = make("donut", ["Origin", f"Share{unit}"], rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_a_ring_is_told_part_by_part(draw: Draw) -> None:
    chart = draw(SHARES, " (%)")
    assert (
        chart.alt == "Ring chart of 3 parts. Universities: 56%; Other companies: 31%; Abroad: 13%."
    )
    assert chart.findings == ()


def test_parts_follow_clockwise_from_the_top_and_fill_what_they_are(draw: Draw) -> None:
    chart = draw([["a", 50], ["b", 50]])
    first, second = (shapes(chart, colour)[0] for colour in fills(chart)[:2])
    assert first[0] == pytest.approx(second[2], abs=0.5), "the first half lies at the right"
    assert first[3] - first[1] == pytest.approx(2 * (first[2] - first[0]), abs=0.1)


def test_neighbours_differ_in_grey(draw: Draw) -> None:
    from coloraide import Color

    luminances = [Color(each).luminance() + 0.05 for each in fills(draw(COUNTS))[:5]]
    steps = [light / dark for dark, light in pairwise(luminances)]
    assert min(steps) > 1.25


def test_one_part_stands_out_with_its_value_in_the_middle(draw: Draw) -> None:
    chart = draw(SHARES, " (%)", highlight="Abroad")
    assert fills(chart)[:3].count("#006AA7") == 1
    assert chart.svg.decode().count("<!-- 13% -->") == 1, "not beside its name as well"


def test_sorting(draw: Draw) -> None:
    assert "b: 3; a: 1." in draw([["a", 1], ["b", 3]], sort="descending").alt


@pytest.mark.parametrize("size", [(82, 45), (60, 34), (60, 80), (170, 60), (44, 70)])
def test_every_slot_names_every_part_once(draw: Draw, size: tuple[float, float]) -> None:
    chart = draw(COUNTS, size=size)
    assert chart.findings == ()
    assert {"Universities", "Companies", "Abroad", "Hospitals"} <= set(labels(chart))


def test_rings_side_by_side_are_alike_whatever_their_words(draw: Draw) -> None:
    def width(rows: list[list[object]]) -> float:
        chart = draw(rows, size=(82, 60))
        edges = [each for colour in fills(chart)[: len(rows)] for each in shapes(chart, colour)]
        return max(each[2] for each in edges) - min(each[0] for each in edges)

    assert width(COUNTS) == pytest.approx(width([["a", 70], ["b", 30]]), abs=0.1)


def test_rings_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("donut", ["x", "n"], [["a", 70], ["b", 30]])
    right = shapes(draw_chart(project, request, style, cache), "#0B2A4A")[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    left = shapes(turned, "#0B2A4A")[0]
    assert left[0] == pytest.approx(request.size.width.pt - right[2], abs=1e-3)


def test_rounded_shares_make_a_whole(draw: Draw) -> None:
    assert draw([["a", 33.3], ["b", 33.3], ["c", 33.3]], " (%)").findings == ()


@pytest.mark.parametrize(
    ("rows", "unit", "options", "expected"),
    [
        ([["a", 50], ["b", 43]], " (%)", {}, ("e.yaml:3:2", "D310")),
        ([["a", 50], ["b", 60]], " (%)", {}, ("e.yaml:3:2", "D310")),
        ([["a", 50], ["b", 60]], "", {"total": 100}, ("e.yaml:3:2", "D310")),
        ([["a", 50], ["b", None]], " (%)", {}, ("e.yaml:3:2", "D310")),
        ([["a", 100]], " (%)", {}, ("e.yaml:2:2", "D310")),
        ([["a", 0], ["b", 0]], "", {}, ("e.yaml:2:2", "D310")),
        ([["a", -5], ["b", 105]], " (%)", {}, ("e.yaml:2:2", "D304")),
        ([[each, 1] for each in "abcdef"], "", {}, ("e.yaml:7:1", "D308")),
        ([["a", 1], ["", 1]], "", {}, ("e.yaml:3:1", "D305")),
        ([["a", 1], ["b", 1]], "", {"highlight": "c"}, ("e.yaml:200:1", "D303")),
    ],
)
def test_what_a_ring_cannot_show(
    draw: Draw,
    rows: list[list[object]],
    unit: str,
    options: dict[str, object],
    expected: tuple[str, str],
) -> None:
    chart = draw(rows, unit, **options)
    assert faults(chart) == [expected]


def test_what_is_missing_is_said(draw: Draw) -> None:
    (finding,) = draw([["a", 50], ["b", 43]], " (%)").findings
    assert finding.message == "the parts add up to 93, not 100"
    assert "add a row for the other 7" in finding.help


@any_table
@given(
    numbers=st.lists(st.integers(1, 500), min_size=2, max_size=5),
    size=st.sampled_from([(82.0, 45.0), (170.0, 60.0), (60.0, 40.0), (50.0, 80.0)]),
)
def test_short_names_always_find_their_place(
    draw: Draw, numbers: list[int], size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[f"Part {at}", number] for at, number in enumerate(numbers)]
    chart = draw(rows, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(rows, size=size).svg
    width, height = chart.size.width.pt, chart.size.height.pt
    assert all(0 <= x <= width and 0 <= y <= height + 2 for x, y in labels(chart).values())


def test_in_a_wide_slot_the_ring_stands_in_the_middle(draw: Draw) -> None:
    chart = draw(SHARES, " (%)", size=(170, 60))
    boxes = [box for colour in fills(chart)[:3] for box in shapes(chart, colour)[:1]]
    middle = (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2
    assert abs(middle - chart.size.width.pt / 2) < chart.size.width.pt * 0.06
    narrow = draw(SHARES, " (%)", size=(82, 60))
    assert min(x for x, _ in labels(narrow).values()) < 1
