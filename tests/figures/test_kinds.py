"""Each kind of chart: what it draws, what it says, and what it refuses, with the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache

Draw = Callable[..., DrawnChart]
SHARES = [["Academia", 56], ["Other", 44]]


@pytest.fixture
def draw(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> Draw:
    def chart(
        kind: str, columns: list[object], rows: list[object], **options: object
    ) -> DrawnChart:
        return draw_chart(project, make(kind, columns, rows, **options), style, cache)

    return chart


def fills(chart: DrawnChart, colour: str) -> list[tuple[float, float, float, float]]:
    """Return (left, top, right, bottom) of every shape filled with `colour`, in points."""
    found = []
    for path, style in re.findall(r'<path d="([^"]*)"[^>]*style="([^"]*)"', chart.svg.decode()):
        if f"fill: {colour.lower()}" in style:
            points = [float(each) for each in re.findall(r"-?[\d.]+", path)]
            xs, ys = points[::2], points[1::2]
            found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def faults(chart: DrawnChart) -> list[tuple[str, str]]:
    return [(str(finding.mark), finding.code.id) for finding in chart.findings]


# Waffle


def test_a_waffle_fills_as_many_squares_as_the_share_says(draw: Draw) -> None:
    chart = draw("waffle", ["Origin", "Share (%)"], SHARES, labels=False)
    squares = fills(chart, "#006AA7")
    assert len(squares) == 56
    assert len({round(right - left, 3) for left, _, right, _ in squares}) == 1
    assert max(bottom for *_, bottom in squares) == pytest.approx(chart.size.height.pt, abs=0.1)


def test_a_waffle_fills_the_highlighted_share(draw: Draw) -> None:
    chart = draw("waffle", ["Origin", "n"], SHARES, highlight="Other", labels=False)
    assert len(fills(chart, "#006AA7")) == 44


def test_a_waffle_of_three_shares_gives_every_square_away_once(draw: Draw) -> None:
    rows = [["a", 33.4], ["b", 33.3], ["c", 33.3]]
    chart = draw("waffle", ["x", "n"], rows, labels=False)
    filled = {colour for colour, _, _ in chart.colours}
    assert sorted(len(fills(chart, colour)) for colour in filled) == [33, 33, 34]


def test_colours_hold_on_a_panel_too(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    from coloraide import Color

    panel = replace(style, ground=style.ice)
    rows = [[2020, 40, 30, 20], [2025, 41, 29, 10]]
    for kind in ("bar", "line", "waffle"):
        for options in ({}, {"highlight": "2025" if kind != "line" else "a"}):
            request = make(kind, ["Year", "a", "b", "c"], rows, **options)
            for colour, role, ground in draw_chart(project, request, panel, cache).colours:
                assert Color(colour).contrast(Color(ground)) >= (3 if role == "graphic" else 4.5)


def test_two_waffles_side_by_side_are_alike(draw: Draw) -> None:
    one = draw("waffle", ["x", "n (%)"], [["Academia", 56]])
    other = draw("waffle", ["x", "n (%)"], [["Fewer than ten employees", 78]])
    assert fills(one, "#006AA7")[0] == fills(other, "#006AA7")[0]


def test_filled_squares_stand_out_from_page_and_empty_squares(draw: Draw) -> None:
    from coloraide import Color

    chart = draw("waffle", ["x", "n (%)"], [["a", 40], ["b", 30], ["c", 20]])
    graphics = [(colour, ground) for colour, role, ground in chart.colours if role == "graphic"]
    assert len({ground for _, ground in graphics}) == 2
    for colour, ground in graphics:
        assert Color(colour).contrast(Color(ground)) >= 3


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["a", 50], ["b", -1]], [("e.yaml:3:2", "D304")]),
        ([["a", 60], ["b", 50]], [("e.yaml:3:2", "D304")]),
        ([["a", "x"], ["b", "y"]], [("e.yaml:1:0", "D301")]),
        ([["a", 20], ["", 30]], [("e.yaml:3:1", "D305")]),
        ([["a", 1], ["b", 1], ["c", 1], ["d", 1]], [("e.yaml:5:1", "D308")]),
    ],
)
def test_what_a_waffle_cannot_show(
    draw: Draw, rows: list[object], expected: list[tuple[str, str]]
) -> None:
    assert faults(draw("waffle", ["x", "n"], rows)) == expected


def test_a_waffle_of_counts_has_a_whole(draw: Draw) -> None:
    chart = draw("waffle", ["x", "n"], [["a", 225], ["b", 225]], total=450, labels=False)
    assert len(fills(chart, "#006AA7")) == 50
    assert "each stands for 4.5" in chart.alt


def test_an_unknown_highlight_is_found_at_the_option(draw: Draw) -> None:
    chart = draw("waffle", ["x", "n"], SHARES, highlight="Academai")
    assert faults(chart) == [("e.yaml:200:1", "D303")]
    assert chart.findings[0].help == "did you mean “Academia”?"


# Bar


def test_bars_begin_at_zero_and_are_as_long_as_their_values(draw: Draw) -> None:
    chart = draw("bar", ["x", "n"], [["a", 100], ["b", 50], ["c", -25]])
    a, b, c = fills(chart, "#006AA7")
    assert a[0] == b[0] == c[2]
    assert (a[2] - a[0]) == pytest.approx(2 * (b[2] - b[0]), abs=1e-3)
    assert (a[2] - a[0]) == pytest.approx(4 * (c[2] - c[0]), abs=1e-3)


def test_upright_bars_begin_at_zero_too(draw: Draw) -> None:
    chart = draw("bar", ["Year", "n"], [[2024, 1000], [2025, 990]])
    a, b = fills(chart, "#006AA7")
    assert a[3] == b[3]
    assert (b[3] - b[1]) == pytest.approx(0.99 * (a[3] - a[1]), abs=1e-3)


def test_bars_are_mirrored_for_scripts_from_right_to_left(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    request = make("bar", ["x", "n"], [["a", 100]])
    left = fills(draw_chart(project, request, style, cache), "#006AA7")[0]
    mirrored = replace(style, direction="rtl")
    right = fills(draw_chart(project, request, mirrored, cache), "#006AA7")[0]
    assert right[0] == pytest.approx(request.size.width.pt - left[2], abs=1e-3)


def test_sorted_bars_and_missing_values(draw: Draw) -> None:
    rows = [["a", 1], ["b", None], ["c", 3]]
    assert "c: 3; a: 1. No data for b." in draw("bar", ["x", "n"], rows, sort="descending").alt
    assert "a: 1; c: 3. No data for b." in draw("bar", ["x", "n"], rows, sort="ascending").alt


def test_many_bars_are_told_by_their_ends(draw: Draw) -> None:
    rows = [[f"Row {n}", n * 10] for n in range(1, 13)]
    chart = draw("bar", ["x", "n"], rows)
    assert chart.alt == "Bar chart with 12 bars. Highest: Row 12, 120; lowest: Row 1, 10."
    assert chart.findings == ()


def test_labels_too_wide_for_upright_bars_turn_them(draw: Draw) -> None:
    rows = [[f"Radiopharmaceuticals {n}", n] for n in range(1, 7)]
    chart = draw("bar", ["x", "n"], rows, orientation="vertical")
    assert faults(chart) == [("e.yaml:200:1", "D309")]
    assert len({left for left, *_ in fills(chart, "#006AA7")}) == 1


def test_more_rows_than_the_slot_holds_are_a_finding_with_the_height(draw: Draw) -> None:
    chart = draw("bar", ["x", "n"], [[f"Row {n}", n] for n in range(1, 31)])
    assert ("e.yaml:100:1", "D306") in faults(chart)
    assert "lines: 24" in next(f.help for f in chart.findings if f.mark and f.mark.line == 100)


def test_names_of_three_lines_take_the_room_that_the_grid_would_leave(draw: Draw) -> None:
    rows: list[object] = [
        ["A region with quite a long name", 7],
        *([f"Row {n}", n] for n in range(4)),
    ]
    chart = draw("bar", ["x", "n"], rows, size=(45, 60))  # 34 pt a row, and 28 on the grid
    assert faults(chart) == []


def test_numbers_may_be_names_in_options(draw: Draw) -> None:
    chart = draw("bar", ["Year", "2015"], [[2024, 1], [2025, 2]], values=2015, highlight=2025)
    assert chart.findings == ()
    assert len(fills(chart, "#006AA7")) == 1


def test_series_are_compared_by_name(draw: Draw) -> None:
    chart = draw("bar", ["x", "2015", "2025"], [["a", 1, 2], ["b", 3, 4]], values=["2025", "2015"])
    assert (
        chart.alt
        == (
            "Bar chart with 2 groups of 2 bars: 2025 and 2015. 2025: a: 2; b: 4. 2015: a: 1; b: 3. "
        ).strip()
    )
    assert chart.findings == ()


@pytest.mark.parametrize(
    ("columns", "rows", "options", "expected"),
    [
        (["x", "n"], [["a", 1]], {"values": ["m"]}, ("e.yaml:200:1", "D302")),
        (["x", "n"], [["a", 1]], {"values": ["x"]}, ("e.yaml:1:1", "D302")),
        (["x", "n"], [["a", 1]], {"label": "y"}, ("e.yaml:200:1", "D302")),
        (["x", "n"], [["a", 1]], {"highlight": ["b"]}, ("e.yaml:200:1", "D303")),
        (["x", "n"], [["a", "–"]], {}, ("e.yaml:2:2", "D307")),
        (["x", "y"], [["a", "b"]], {}, ("e.yaml:1:0", "D301")),
        (["x", "n", "m"], [["a", None, 1]], {"values": ["n"]}, ("e.yaml:2:2", "D307")),
        (["x", "n"], [[f"r{n}", n] for n in range(41)], {}, ("e.yaml:42:1", "D308")),
        (["x", *"abcde"], [["r", 1, 2, 3, 4, 5]], {}, ("e.yaml:1:6", "D308")),
        (["x", "n"], [["–", 1]], {}, ("e.yaml:2:1", "D305")),
    ],
)
def test_what_bars_cannot_show(
    draw: Draw,
    columns: list[object],
    rows: list[object],
    options: dict[str, object],
    expected: tuple[str, str],
) -> None:
    chart = draw("bar", columns, rows, **options)
    assert faults(chart) == [expected]
    assert chart.findings[0].message


@pytest.mark.parametrize("options", [{}, {"values": ["n"]}])
@pytest.mark.parametrize("cells", [("1234,50 €", "20,00 €"), ("EUR 12", "EUR 1.5")])
def test_a_unit_in_every_cell_is_said_to_belong_into_the_header(
    draw: Draw, cells: tuple[str, ...], options: dict[str, object]
) -> None:
    chart = draw("bar", ["x", "n"], [["a", cells[0]], ["b", cells[1]]], **options)

    assert faults(chart) == [("e.yaml:1:2", "D302")]
    unit = "€" if "€" in cells[0] else "EUR"
    assert f"“{unit}”" in chart.findings[0].message
    assert f"“n ({unit})”" in chart.findings[0].help


# Line


def test_a_line_is_told_with_its_trend_and_extremes(draw: Draw) -> None:
    chart = draw("line", ["Year", "n"], [[2020, 10], [2021, 30], [2022, 5], [2023, 20]])
    assert chart.alt == (
        "Line chart from 2020 to 2023. n rises from 10 to 20; highest 30 in 2021; lowest 5 in 2022."
    )
    assert chart.findings == ()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([1, 2, 3], "n rises throughout, from 1 to 3."),
        ([3, 2, 1], "n falls throughout, from 3 to 1."),
        ([2, 2, 2], "n stays at 2."),
        ([2, 3, 2], "n begins and ends at 2; highest 3 in 2021."),
        ([None, 4, None], "n is 4. No data for 2020 and 2022."),
    ],
)
def test_trends(draw: Draw, numbers: list[object], told: str) -> None:
    rows = [[2020 + at, number] for at, number in enumerate(numbers)]
    assert draw("line", ["Year", "n"], rows).alt.endswith(told)


def test_a_missing_value_leaves_a_gap(draw: Draw) -> None:
    def strokes(rows: list[object]) -> int:
        chart = draw("line", ["Year", "n"], rows)
        return chart.svg.decode().count("stroke: #006aa7")

    whole = [[2020, 1], [2021, 2], [2022, 3], [2023, 4]]
    assert strokes(whole) == 1
    assert strokes([*whole[:2], [2022, None], [2023, 4], [2024, 5]]) == 2


def test_stations_are_in_order_and_keep_their_distances(draw: Draw) -> None:
    chart = draw("line", ["Year", "n"], [[2030, 3], [2020, 1], [2021, 2]])
    path = re.search(r'd="([^"]*)"[^>]*stroke: #006aa7', chart.svg.decode())
    assert path
    xs = [float(each) for each in re.findall(r"-?[\d.]+", path[1])][::2]
    assert xs[2] - xs[1] == pytest.approx(9 * (xs[1] - xs[0]), rel=1e-3)


@pytest.mark.parametrize(
    "months", [["2025-01", "2025-02", "2025-11"], ["2025 Q1", "2025-02", "2025-11"]]
)
def test_months_keep_their_distances(draw: Draw, months: list[str]) -> None:
    chart = draw("line", ["Month", "n"], [[month, at + 1] for at, month in enumerate(months)])
    path = re.search(r'd="([^"]*)"[^>]*stroke: #006aa7', chart.svg.decode())
    assert path
    xs = [float(each) for each in re.findall(r"-?[\d.]+", path[1])][::2]
    assert xs[2] - xs[1] > 8 * (xs[1] - xs[0])


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (["Year", "n"], [[2020, 1], [2020, 2]], [("e.yaml:3:1", "D304")]),
        (["Year", "n"], [[2020, 1], ["–", 2]], [("e.yaml:3:1", "D305")]),
        (["Year", *"abcdefg"], [[2020, 1, 2, 3, 4, 5, 6, 7]], [("e.yaml:1:8", "D308")]),
    ],
)
def test_what_lines_cannot_show(
    draw: Draw, columns: list[object], rows: list[object], expected: list[tuple[str, str]]
) -> None:
    assert faults(draw("line", columns, rows)) == expected


def test_an_unknown_line_is_found_at_the_option(draw: Draw) -> None:
    chart = draw("line", ["Year", "Biotech"], [[2020, 1]], highlight="biotech")
    assert faults(chart) == [("e.yaml:200:1", "D303")]
    assert "Biotech" in chart.findings[0].help


def test_names_of_lines_that_end_together_do_not_overlap(draw: Draw) -> None:
    rows = [[2020, 5, 6, 7, 8], [2021, 10, 10.1, 10.2, 10]]
    chart = draw("line", ["Year", "North", "South", "East", "West"], rows)
    assert chart.findings == ()


# Timeline

EVENTS = [
    [1910, "Radiumhemmet opens"],
    ["late 1930s", "It moves to Karolinska"],
    [2025, "The goal of Vision eHealth"],
]


def rings(chart: DrawnChart) -> int:
    return chart.svg.decode().count("fill: #ffffff")


def test_a_timeline_tells_its_entries_in_order(draw: Draw) -> None:
    chart = draw("timeline", ["Year", "Event"], EVENTS[::-1], size=(170, 30))
    assert chart.alt == (
        "Timeline with 3 entries, from 1910 to 2025. 1910: Radiumhemmet opens; "
        "late 1930s: It moves to Karolinska; 2025: The goal of Vision eHealth."
    )
    assert chart.findings == ()
    assert rings(chart) == 1


@pytest.mark.parametrize(
    ("written", "place", "about"),
    [
        ("1938", 1938, False),
        (1938, 1938, False),
        ("1930s", 1935, True),
        ("the 1930s", 1935, True),
        ("early 1930s", 1932, True),
        ("Mid-1930s", 1935, True),
        ("late 1930s", 1938, True),
        ("c. 1910", 1910, True),
        ("about 1910", 1910, True),
        (date(2026, 1, 1), 2026, False),
        ("before the war", None, False),
        ("1930", 1930, False),
    ],
)
def test_times_are_placed_by_rule(
    draw: Draw, written: object, place: float | None, about: bool
) -> None:
    chart = draw("timeline", ["When", "Event"], [[1900, "a"], [written, "b"], [2050, "c"]])
    if place is None:
        assert faults(chart) == [("e.yaml:3:1", "D305")]
        return
    assert rings(chart) == about
    assert chart.findings == ()
    dots = [box for box in fills(chart, "#ffffff" if about else "#006aa7") if box[2] - box[0] < 8]
    ends = [box for box in fills(chart, "#006aa7") if box[2] - box[0] < 8]
    first, last = min(ends), max(ends)
    middle = sorted({*dots, first, last})[1]
    share = (middle[0] + middle[2] - first[0] - first[2]) / (
        last[0] + last[2] - first[0] - first[2]
    )
    assert share * 150 + 1900 == pytest.approx(place, abs=0.2)


def test_words_of_another_time_have_a_place_of_their_own(draw: Draw) -> None:
    rows = [[1938, "before the war", "Karolinska"], [2025, "now", "A goal"]]
    chart = draw("timeline", ["At", "When", "Event"], rows)
    assert "before the war: Karolinska; now: A goal." in chart.alt
    assert chart.findings == ()


def test_entries_that_do_not_fit_are_a_finding(draw: Draw) -> None:
    rows = [[2000 + n, "Something rather long happened in this year"] for n in range(12)]
    assert {("e.yaml:100:1", "D306")} <= set(faults(draw("timeline", ["Year", "Event"], rows)))


def test_crowded_entries_stand_on_both_sides(draw: Draw) -> None:
    rows = [[2000 + n, "A laboratory is opened"] for n in range(6)]
    assert draw("timeline", ["Year", "Event"], rows, size=(82, 60)).findings == ()


def test_an_entry_without_text_and_one_without_time(draw: Draw) -> None:
    chart = draw("timeline", ["Year", "Event"], [[1910, ""], ["–", "x"], [1911, "y"]])
    assert faults(chart) == [("e.yaml:2:2", "D305"), ("e.yaml:3:1", "D305")]


def test_a_label_without_glyphs_is_a_finding(draw: Draw) -> None:
    assert faults(draw("bar", ["x", "n"], [["日本", 1]])) == [("e.yaml:100:1", "D205")] * 2


@pytest.mark.parametrize("kind", ["area", "bar", "dot", "line", "range"])
def test_two_units_on_one_scale_are_noticed(
    kind: str, project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    rows: list[list[object]] = [[2020, 1, 20], [2021, 2, 30]]
    mixed = draw_chart(project, make(kind, ["y", "a (EUR)", "b (kg)"], rows), style, cache)
    assert [(f.code.id, str(f.mark)) for f in mixed.findings] == [("D313", "e.yaml:1:3")]
    alike = draw_chart(project, make(kind, ["y", "a (kg)", "b (kg)"], rows), style, cache)
    assert alike.findings == ()
