"""Schedules: bars from day to day, milestones, groups, and a calendar that there is room for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.charts.modules import load, register
from report.resources import Project, bundled_root
from report.storage import Cache
from tests.tools.chart_marks import faults, labels, shapes
from tests.tools.charting import any_table

Draw = Callable[..., DrawnChart]
COLUMNS = ["Task", "Begins", "Ends", "Part"]
PLAN = [
    ["Tender", "2026-03", "2026-08", "Building"],
    ["Recruitment", "2027 Q1", "2027 Q3", "Staff"],
    ["Construction", "2026-09", "2027-10", "Building"],
    ["Opening", date(2028, 2, 1), "", "Staff"],
]
ACCENT = "#006AA7"


def calendar() -> ModuleType:
    folder = bundled_root() / "figures"
    sources = {path.stem: (path.name, path.read_bytes()) for path in folder.glob("*.py")}
    return load(register(sources), "_calendar")


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(rows: list[list[object]], **options: object) -> DrawnChart:
        request = make("gantt", COLUMNS[: len(rows[0])], rows, **{"size": (170, 60), **options})
        return draw_chart(project, request, style, cache)

    return chart


def test_a_schedule_is_told_group_by_group(draw: Draw) -> None:
    chart = draw(PLAN, today=date(2026, 11, 22))
    assert chart.alt == (
        "Schedule with 4 entries, from Mar 2026 to February 1, 2028. "
        "Building: Tender: Mar 2026 to Aug 2026; Construction: Sep 2026 to Oct 2027. "
        "Staff: Recruitment: 2027 Q1 to 2027 Q3; Opening: February 1, 2028. "
        "Marked: November 22, 2026."
    )
    assert chart.findings == ()
    assert {"Building", "Staff", "Nov 22, 2026", "Feb 1, 2028"} <= set(labels(chart))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        (date(2026, 3, 5), (2026, 3, 5), (2026, 3, 5)),
        ("2026-03-05", (2026, 3, 5), (2026, 3, 5)),
        ("2028-02", (2028, 2, 1), (2028, 2, 29)),
        ("2026-12", (2026, 12, 1), (2026, 12, 31)),
        ("2026 Q4", (2026, 10, 1), (2026, 12, 31)),
        ("2026-Q1", (2026, 1, 1), (2026, 3, 31)),
        ("Q2 2026", (2026, 4, 1), (2026, 6, 30)),
        (2026, (2026, 1, 1), (2026, 12, 31)),
        ("2026", (2026, 1, 1), (2026, 12, 31)),
    ],
)
def test_a_time_lasts_from_its_first_day_to_its_last(
    written: object, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert calendar().period(written) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "written", ["soon", "2026-13", "2026-02-30", "2026 Q5", "March 2026", "", None, 12, 9999]
)
def test_what_is_no_time(written: object) -> None:
    assert calendar().period(written) is None


def test_bars_are_as_long_as_they_last_their_ends_included(draw: Draw) -> None:
    chart = draw([["a", 2026, 2026], ["b", 2027, 2028]])
    one, two = shapes(chart, ACCENT)
    assert two[0] == pytest.approx(one[2], abs=0.01)
    assert (two[2] - two[0]) / (one[2] - one[0]) == pytest.approx(731 / 365, rel=1e-3)


def test_a_day_without_an_end_is_a_diamond_and_a_month_is_not(draw: Draw) -> None:
    chart = draw([["a", "2026-01", ""], ["b", date(2026, 4, 1), ""]])
    bar, diamond = shapes(chart, ACCENT)
    assert bar[2] - bar[0] > 3 * (bar[3] - bar[1])
    assert diamond[2] - diamond[0] == pytest.approx(diamond[3] - diamond[1], abs=0.01)


def test_schedules_are_mirrored(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("gantt", COLUMNS[:3], [["a", 2026, 2027], ["b", 2028, 2028]], size=(170, 40))
    left = shapes(draw_chart(project, request, style, cache), ACCENT)[0]
    turned = draw_chart(project, request, replace(style, direction="rtl"), cache)
    right = shapes(turned, ACCENT)[0]
    assert right[2] == pytest.approx(request.size.width.pt - left[0], abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([["a", "soon", 2027]], {}, ("e.yaml:2:2", "D305")),
        ([["a", "", 2027]], {}, ("e.yaml:2:2", "D305")),
        ([["a", 2026, "late"]], {}, ("e.yaml:2:3", "D305")),
        ([["a", 2027, 2026]], {}, ("e.yaml:2:3", "D304")),
        ([["", 2026, 2027]], {}, ("e.yaml:2:1", "D305")),
        ([[f"r{n}", 2026, 2027] for n in range(31)], {}, ("e.yaml:32:1", "D308")),
        ([["a", 2026, 2027]], {"end": "Finish"}, ("e.yaml:200:1", "D302")),
        ([["a", 2026, 2027]], {"highlight": "b"}, ("e.yaml:200:1", "D303")),
        ([["a", 2026, 2027]], {"size": (10, 30)}, ("e.yaml:100:1", "D306")),
        ([[f"r{n}", 2026, 2027] for n in range(20)], {}, ("e.yaml:100:1", "D306")),
    ],
)
def test_what_a_schedule_cannot_show(
    draw: Draw, rows: list[list[object]], options: dict[str, object], expected: tuple[str, str]
) -> None:
    assert expected in faults(draw(rows, **options))


@any_table
@given(
    tasks=st.lists(
        st.tuples(
            st.dates(date(1000, 1, 1), date(2998, 1, 1)),
            st.one_of(st.none(), st.integers(0, 40), st.integers(0, 4000)),
        ),
        min_size=1,
        max_size=8,
    ),
    near=st.booleans(),
)
def test_any_plan_has_a_calendar_and_stays_inside(
    draw: Draw, tasks: list[tuple[date, int | None]], near: bool
) -> None:
    rows: list[list[object]] = []
    for at, (first, days) in enumerate(tasks):
        first = date(2026, first.month, min(first.day, 28)) if near else first
        last = None if days is None else min(first + timedelta(days), date(2999, 12, 31))
        rows.append([f"Task {at}", first, last])
    chart = draw(rows)
    assert chart.findings == ()
    assert len(shapes(chart, ACCENT)) == len(rows)
    for left, _, right, _ in shapes(chart, ACCENT):
        assert left >= 0 and right <= chart.size.width.pt + 6


def test_long_names_take_the_room_that_there_is(draw: Draw) -> None:
    long = "Environmental permit and a public consultation in three towns of the county"
    rows = [[long, "2026-03", "2026-08", "Building"], *PLAN]
    assert draw(rows, size=(82, 80)).findings == ()
    low = draw(rows, size=(82, 30))
    assert any("pt of height" in finding.message for finding in low.findings)
