"""Charts in other scripts: letters are joined, lines begin at the right, squares break in turn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from report.charts import ChartRequest, ChartStyle, DrawnChart, draw_chart
from report.pictures import chart_words
from report.resources import Project, bundled_root
from report.settings import read_language
from report.storage import Cache

NOTO = bundled_root() / "assets/fonts/noto"
ROWS = [["ببب", 100], ["ب", 50]]


def style_of(style: ChartStyle, language: str, *files: str) -> ChartStyle:
    """Return the style of charts in a language, in these of the Noto fonts."""
    found = read_language(Project.at(bundled_root()), language)
    return replace(
        style,
        fonts=(*(NOTO / file for file in files), *style.fonts),
        families=(" ".join(re.findall("[A-Z]+[a-z]*", files[0].split("-")[0])), *style.families),
        language=language,
        direction=found.direction,
        strong_weight=700,
        figure_weight=400,
        words=chart_words(found),
    )


def glyphs(chart: DrawnChart, label: str) -> list[str]:
    """Return the outlines of which a label is made, from left to right."""
    group = re.search(rf"<!-- {label} -->(.*?)</g>", chart.svg.decode(), re.DOTALL)
    assert group is not None
    return re.findall(r'<use xlink:href="#([^"]*)"', group[1])


@pytest.fixture
def arabic(style: ChartStyle) -> ChartStyle:
    return style_of(style, "ar", "NotoNaskhArabic-Regular.ttf", "NotoNaskhArabic-Bold.ttf")


def test_arabic_letters_are_joined(
    project: Project, arabic: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    chart = draw_chart(project, make("bar", ["x", "n"], ROWS), arabic, cache)

    assert chart.findings == ()
    final, medial, initial = glyphs(chart, "ببب")
    assert len({final, medial, initial, *glyphs(chart, "ب")}) == 4, "a letter has four forms"
    # The last letter stands at the left, and is the final form of other words as well.
    again = draw_chart(project, make("bar", ["x", "n"], [["سب", 1]]), arabic, cache)
    outline = re.compile(r'<path id="[^"]*" d="([^"]*)"')
    assert outline.findall(chart.svg.decode())[0] in outline.findall(again.svg.decode())


def test_figures_among_arabic_words_keep_their_order(
    project: Project, arabic: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    chart = draw_chart(project, make("bar", ["x", "n"], [["ب 12", 1], ["12", 2]]), arabic, cache)

    one, two = glyphs(chart, "12")
    assert glyphs(chart, "ب 12")[:2] == [one, two]


@pytest.mark.parametrize(
    ("kind", "columns", "rows"),
    [
        ("bar", ["x", "n"], [["ب", 100], ["س", 50]]),
        ("line", ["x", "n"], [["ب", 1], ["س", 2], ["م", 3]]),
        ("waffle", ["x", "n (%)"], [["ب", 30], ["س", 70]]),
        ("timeline", ["x", "n"], [["2024", "ب"], ["2026", "س"]]),
    ],
)
def test_the_first_label_stands_at_the_right(
    project: Project,
    arabic: ChartStyle,
    cache: Cache,
    make: Callable[..., ChartRequest],
    kind: str,
    columns: list[object],
    rows: list[object],
) -> None:
    chart = draw_chart(project, make(kind, columns, rows, size=(160, 60)), arabic, cache)

    places = {
        label: float(x)
        for label, x in re.findall(
            r"<!-- (.*?) -->\s*<g [^>]*translate\(([\d.]+)", chart.svg.decode()
        )
    }
    middle = chart.size.width.pt / 2
    first, last = ("2024", "2026") if kind == "timeline" else ("ب", "س")
    if kind in ("line", "timeline"):
        assert places[first] > middle > places[last]
    elif kind == "bar":
        assert min(places[first], places[last]) > middle, "names at the right, bars to the left"
    else:
        squares = re.findall(r'd="M ([\d.]+) .*?fill: #006aa7', chart.svg.decode(), re.DOTALL)
        assert max(map(float, squares)) > max(places.values()), "squares, then the words"


def test_japanese_labels_break_between_squares(
    project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    japanese = style_of(style, "ja", "NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf")
    rows = [["すべての川を合わせた水、そのごく一部。", 1], ["海", 2]]
    chart = draw_chart(project, make("bar", ["x", "n"], rows, size=(60, 60)), japanese, cache)

    lines = re.findall(r"<!-- ([^\d]*?) -->", chart.svg.decode())
    assert chart.findings == ()
    assert "".join(lines) == "すべての川を合わせた水、そのごく一部。海" and len(lines) > 2
    assert not any(line[0] in "、。" for line in lines)
