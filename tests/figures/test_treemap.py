"""Tree maps: areas as large as the values, every part named inside or below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures._pen import tint
from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, fills, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
BLUE = "#006AA7"
PALE = tint(BLUE, "#FFFFFF", 3.05)
GOODS: list[list[object]] = [["Software", 16], ["Medicines", 131], ["Devices", 42]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], **options: object) -> DrawnChart:
        request = make("treemap", ["Goods", "Exports"], rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_parts_are_told_from_large_to_small(draw: Draw) -> None:
    chart = draw(GOODS)
    assert chart.alt == "Tree map with 3 parts. Medicines: 131; Devices: 42; Software: 16."
    assert chart.findings == ()
    assert {"Medicines", "131", "Devices", "42", "Software", "16"} <= set(labels(chart))


def test_areas_are_as_large_as_the_values(draw: Draw) -> None:
    boxes = shapes(draw([["a", 60], ["b", 30], ["c", 10]]), PALE)
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in boxes]
    assert [area / sum(areas) for area in areas] == pytest.approx([0.6, 0.3, 0.1], abs=0.02)


def test_parts_that_are_too_small_stand_below_with_a_number(draw: Draw) -> None:
    chart = draw([*GOODS, ["Laboratory instruments", 6], ["Diagnostics", 5]], size=(100, 60))
    assert chart.findings == ()
    found = labels(chart)
    assert {"1", "2", "1 Laboratory instruments: 6", "2 Diagnostics: 5"} <= set(found)
    bottom = max(box[3] for box in shapes(chart, PALE))
    assert found["1 Laboratory instruments: 6"][1] > bottom


def test_what_is_nothing_or_missing_is_named_below(draw: Draw) -> None:
    chart = draw([*GOODS, ["Wood", 0], ["Glass", None]])
    assert {"Wood: 0", "No data for Glass."} <= set(labels(chart))
    assert chart.alt.endswith("Wood: 0. No data for Glass.")


def test_one_part_stands_out(draw: Draw) -> None:
    assert fills(draw(GOODS, highlight="Devices")).count(BLUE) == 1


def test_tree_maps_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("treemap", ["x", "n"], [["a", 3], ["b", 1]])
    left = shapes(draw_chart(project, request, style, cache), PALE)[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, PALE)[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([["a", -5], ["b", 5]], {}, ("e.yaml:2:2", "D304")),
        ([["a", 0], ["b", 0]], {}, ("e.yaml:2:2", "D304")),
        ([["a", 100_000], ["b", 1]], {}, ("e.yaml:3:2", "D306")),
        ([["a", 1], ["", 1]], {}, ("e.yaml:3:1", "D305")),
        ([["a", 1]], {"highlight": "z"}, ("e.yaml:200:1", "D303")),
        ([[f"r{n}", n + 1] for n in range(41)], {}, ("e.yaml:42:1", "D308")),
    ],
)
def test_what_a_tree_map_cannot_show(
    draw: Draw, rows: list[list[object]], options: dict[str, object], expected: tuple[str, str]
) -> None:
    assert expected in faults(draw(rows, **options))


@any_table
@given(
    numbers=st.lists(st.integers(100, 1000), min_size=1, max_size=14),
    size=st.sampled_from([(82.0, 70.0), (170.0, 60.0)]),
)
def test_every_part_is_named_and_none_overlap(
    draw: Draw, numbers: list[int], size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[f"Part{at}", number] for at, number in enumerate(numbers)]
    chart = draw(rows, size=size)
    assert chart.findings == ()
    assert chart.svg == draw(rows, size=size).svg
    for at in range(len(numbers)):
        assert any(f"Part{at}" in text.replace(":", " ").split() for text in labels(chart))
    boxes = shapes(chart, PALE)
    assert len(boxes) == len(numbers)
    for one in boxes:
        for other in boxes:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert one is other or apart or one[3] <= other[1] or other[3] <= one[1]
