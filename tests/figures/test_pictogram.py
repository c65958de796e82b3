"""Pictograms: as many signs as there are things, the last one as full as the rest goes."""

from __future__ import annotations

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
WORK = [["Research", 85], ["Teaching", 30], ["Service", 17]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], **options: object) -> DrawnChart:
        request = make("pictogram", ["Work", "Employees"], rows, **options)
        return draw_chart(project, request, style, cache)

    return chart


def test_a_pictogram_is_told_row_by_row(draw: Draw) -> None:
    chart = draw(WORK, each=10, of="employees", sign="person")
    assert chart.alt == (
        "Pictogram with 3 rows, in which each sign stands for 10 employees. "
        "Research: 85; Teaching: 30; Service: 17."
    )
    assert chart.findings == ()
    assert "10 employees" in labels(chart)


def test_there_are_as_many_signs_as_the_value_says(draw: Draw) -> None:
    chart = draw([["a", 35], ["b", 20]], each=10)
    signs = shapes(chart, "#006AA7")
    assert len(signs) == 4 + 2 + 1, "rows, and the sign of the key"
    whole, half = signs[0], signs[3]
    assert half[2] - half[0] == pytest.approx((whole[2] - whole[0]) / 2, abs=0.01)
    assert len({round(right - left, 3) for left, _, right, _ in [*signs[:3], *signs[4:6]]}) == 1


@pytest.mark.parametrize("sign", ["square", "circle", "person", "house"])
def test_every_sign_is_cut_where_its_share_ends(draw: Draw, sign: str) -> None:
    def extent(value: int) -> tuple[float, float]:
        chart = draw([["a", value]], each=50, sign=sign, size=(60, 20))
        assert chart.findings == ()
        boxes = shapes(chart, "#006AA7")
        return min(left for left, *_ in boxes), max(right for *_, right, _ in boxes)

    left, one = extent(50)
    assert extent(100)[1] - extent(75)[1] == pytest.approx((one - left) / 2, abs=0.05)


def test_what_a_sign_stands_for_is_a_round_number(draw: Draw) -> None:
    for most, each in ((20, "1"), (21, "2"), (85, "5"), (402, "25"), (9_000, "500")):
        assert f"each sign stands for {each}." in draw([["a", most]]).alt


def test_missing_and_zero_keep_their_rows(draw: Draw) -> None:
    chart = draw([["a", 5], ["b", None], ["c", 0]])
    assert {"a", "b", "c", "no data", "0"} <= set(labels(chart))
    assert chart.alt.endswith("a: 5; c: 0. No data for b.")


def test_highlighted_rows_have_the_accent(draw: Draw) -> None:
    chart = draw(WORK, each=10, highlight="Service")
    assert len(shapes(chart, "#006AA7")) == 2 + 1


def test_pictograms_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("pictogram", ["x", "n"], [["a", 3]])
    left = shapes(draw_chart(project, request, style, cache), "#006AA7")[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, "#006AA7")[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([["a", -5], ["b", 5]], {}, ("e.yaml:2:2", "D304")),
        ([["a", 500]], {"each": 1}, ("e.yaml:200:1", "D304")),
        ([["a", 90]], {"each": 1}, ("e.yaml:100:1", "D306")),
        ([[f"r{n}", n] for n in range(13)], {}, ("e.yaml:14:1", "D308")),
        ([["a", 1]], {"highlight": "c"}, ("e.yaml:200:1", "D303")),
    ],
)
def test_what_a_pictogram_cannot_show(
    draw: Draw, rows: list[list[object]], options: dict[str, object], expected: tuple[str, str]
) -> None:
    assert expected in faults(draw(rows, **options))


@any_table
@given(
    numbers=st.lists(st.none() | st.integers(0, 10**7), min_size=1, max_size=6),
    sign=st.sampled_from(["square", "circle", "person", "house"]),
    size=st.sampled_from([(82.0, 60.0), (170.0, 60.0)]),
)
def test_any_numbers_fit_beside_short_names(
    draw: Draw, numbers: list[int | None], sign: str, size: tuple[float, float]
) -> None:
    rows: list[list[object]] = [[f"Row {at}", number] for at, number in enumerate(numbers)]
    chart = draw(rows, sign=sign, size=size)
    assert {code for _, code in faults(chart)} <= (
        {"D307"} if not any(number is not None for number in numbers) else set()
    )
    for left, top, right, bottom in shapes(chart, "#006AA7"):
        assert left >= 0 and top >= -0.1
        assert right <= chart.size.width.pt + 0.1 and bottom <= chart.size.height.pt + 0.1


def test_signs_stand_further_apart_where_there_is_room(draw: Draw) -> None:
    wide = draw(WORK, size=(170, 50), each=10, sign="person")
    narrow = draw(WORK, size=(82, 50), each=10, sign="person")
    reach = [max(box[2] for box in shapes(chart, "#006AA7")) for chart in (wide, narrow)]
    assert reach[0] > 1.15 * reach[1]
    assert wide.findings == narrow.findings == ()
