"""Stacked bars: parts one after the other, their total or their shares, lying and upright."""

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
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
BLUE, INK = "#006AA7", "#0B2A4A"
COLUMNS = ["Country", "Biotech", "Medtech"]
ROWS = [["Sweden", 400, 600], ["Norway", 100, 300]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(
        rows: list[list[object]], columns: list[object] | None = None, **options: object
    ) -> DrawnChart:
        request = make("bar", columns or list(COLUMNS), rows, **{"stack": "sum"} | options)
        return draw_chart(project, request, style, cache)

    return chart


def bars(chart: DrawnChart, colour: str) -> list[tuple[float, float, float, float]]:
    """Return the shapes of a colour but for the squares of the key."""
    return [box for box in shapes(chart, colour) if box[3] > 12]


def test_parts_follow_each_other_and_end_with_their_total(draw: Draw) -> None:
    chart = draw(ROWS)
    (first, _), (second, _) = bars(chart, BLUE), bars(chart, INK)
    assert second[0] - first[2] == pytest.approx(0.8, abs=0.01), "a seam of ground"
    assert second[2] - first[0] == pytest.approx((first[2] - first[0]) * 2.5, rel=0.02)
    assert {"1,000", "400", "Biotech", "Medtech"} <= set(labels(chart))
    assert chart.findings == ()


def test_stacks_are_told_with_their_totals(draw: Draw) -> None:
    assert draw(ROWS).alt == (
        "Stacked bar chart with 2 bars of 2 parts: Biotech and Medtech. "
        "Biotech: Sweden: 400; Norway: 100. Medtech: Sweden: 600; Norway: 300. "
        "Total: Sweden: 1,000; Norway: 400."
    )


def test_shares_are_as_long_as_each_other(draw: Draw) -> None:
    chart = draw(ROWS, stack="share")
    assert len({round(right, 3) for *_, right, _ in bars(chart, INK)}) == 1
    assert {"40%", "60%", "25%", "75%"} <= set(labels(chart))
    assert chart.alt.endswith("Medtech: Sweden: 60%; Norway: 75%.")


def test_upright_stacks_stand_on_each_other(draw: Draw) -> None:
    chart = draw([[2024, 30, 60], [2025, 40, 20]])
    (first, _), (second, _) = bars(chart, BLUE), bars(chart, INK)
    assert first[1] - second[3] == pytest.approx(0.8, abs=0.01), "a seam of ground"
    assert (first[0], first[2]) == (second[0], second[2])
    assert {"90", "60", "2024"} <= set(labels(chart))


def test_what_is_negative_begins_at_zero_too(draw: Draw) -> None:
    chart = draw([["a", 30, -10], ["b", -20, -10]], columns=["x", "n", "m"])
    zero = bars(chart, BLUE)[0][0]
    assert bars(chart, INK)[0][2] == pytest.approx(zero, abs=1)
    assert bars(chart, BLUE)[1][2] == pytest.approx(zero, abs=1)
    places = labels(chart)
    assert places["−30"][0] < zero < places["20"][0]


def test_a_missing_part_leaves_no_total_and_no_shares(draw: Draw) -> None:
    rows = [["Sweden", 400, None], ["Norway", 100, 300]]
    chart = draw(rows)
    assert "Medtech: no data" in labels(chart)
    assert chart.alt.endswith("Total: Norway: 400. No data for Sweden.")
    shares = draw(rows, stack="share")
    assert len(bars(shares, BLUE)) == 1
    assert "Medtech: no data" in labels(shares)
    none = draw([["Sweden", None, None], ["Norway", 100, 300]], stack="share")
    assert "no data" in labels(none)
    upright = draw([[2024, 400, None], [2025, 100, 300]], size=(40, 60))
    assert "–" in labels(upright) or "Medtech: no data" in labels(upright)


def test_four_parts_are_told_apart_in_grey(draw: Draw) -> None:
    from coloraide import Color

    chart = draw([["r", 5, 6, 7, 8]], columns=["x", "a", "b", "c", "d"])
    for colour, role, ground in chart.colours:
        assert Color(colour).contrast(Color(ground)) >= (3 if role == "graphic" else 4.5)
    faces = {ground for _, role, ground in chart.colours if role == "text"} - {"#FFFFFF"}
    lights = sorted(Color(face).luminance() for face in faces)
    assert len(lights) == 4
    assert all((b + 0.05) / (a + 0.05) > 1.5 for a, b in pairwise(lights))


@pytest.mark.parametrize(
    ("columns", "rows", "stack", "expected"),
    [
        (["x", "n"], [["a", 1]], "sum", ("e.yaml:1:0", "D301")),
        (["x", "n", "m (%)"], [["a", 1, 2]], "sum", ("e.yaml:1:3", "D304")),
        (["x", "n", "m"], [["a", 1, -2]], "share", ("e.yaml:2:3", "D304")),
    ],
)
def test_what_cannot_be_stacked(
    draw: Draw,
    columns: list[object],
    rows: list[list[object]],
    stack: str,
    expected: tuple[str, str],
) -> None:
    assert faults(draw(rows, columns=columns, stack=stack)) == [expected]


def test_stacks_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("bar", list(COLUMNS), ROWS, stack="sum")
    left = shapes(draw_chart(project, request, style, cache), INK)[0]
    mirrored = replace(style, direction="rtl")
    right = shapes(draw_chart(project, request, mirrored, cache), INK)[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


@any_table
@given(
    numbers=st.lists(
        st.lists(st.integers(-900, 900), min_size=3, max_size=3), min_size=1, max_size=5
    ),
    years=st.booleans(),
    size=st.sampled_from([(82.0, 60.0), (170.0, 70.0), (60.0, 60.0)]),
)
def test_any_numbers_find_their_place(
    draw: Draw, numbers: list[list[int]], years: bool, size: tuple[float, float]
) -> None:
    rows = [[2000 + at if years else f"Row {at}", *each] for at, each in enumerate(numbers)]
    chart = draw(rows, columns=["x", "One", "Two", "Three"], size=size)
    assert chart.findings == ()
    assert chart.svg == draw(rows, columns=["x", "One", "Two", "Three"], size=size).svg
