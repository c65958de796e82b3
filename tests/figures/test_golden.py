"""What each kind draws for its documented example, shape by shape and word by word.

It stands in tests/golden/charts/, in points from the top left of the slot. After a change that is
meant, look at the chart, write the files anew with `COLOPHON_GOLDEN=write pytest
tests/figures/test_golden.py`, and read the difference before you commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from report.charts import ChartStyle, DrawnChart, draw_chart
from report.resources import Project, bundled_root
from report.storage import Cache
from tests.tools.charting import example

FOLDER = Path(__file__).parents[1] / "golden" / "charts"
NAMES = sorted(path.stem for path in (bundled_root() / "figures").glob("[!_]*.py"))
DRAWN = re.compile(
    r'<path d="(?P<path>[^"]*)"[^>]*?style="(?P<style>[^"]*)"'
    r"|<!-- (?P<text>.*?) -->\s*<g style=\"(?P<ink>[^\"]*)\" "
    r'transform="translate\((?P<x>[\d.-]+) (?P<y>[\d.-]+)\) scale\((?P<size>[\d.]+)'
)


def account(chart: DrawnChart) -> Iterator[str]:
    """Yield what a chart says, then all that it draws in order, rounded to a tenth of a point."""
    yield chart.alt
    yield f"{chart.size.width.pt:.1f} × {chart.size.height.pt:.1f}"
    for match in DRAWN.finditer(chart.svg.decode()):
        if match["text"] is not None:
            size = 100 * float(match["size"])
            at = f"{_tenth(float(match['x']))} {_tenth(float(match['y']))}"
            yield f"{at} {size:g} pt {match['ink'].removeprefix('fill: ')} “{match['text']}”"
        elif match["path"]:
            points = [float(each) for each in re.findall(r"-?[\d.]+", match["path"])]
            xs, ys = points[::2], points[1::2]
            edges = (min(xs), min(ys), max(xs), max(ys))
            yield f"{' '.join(map(_tenth, edges))} {match['style']}"


def _tenth(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}"  # no minus before a zero


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("name", NAMES)
def test_the_documented_example_is_drawn_as_before(
    name: str, direction: str, project: Project, style: ChartStyle, cache: Cache
) -> None:
    turned = replace(style, direction=direction)
    chart = draw_chart(project, example(project, name), turned, cache)
    found = "".join(f"{line}\n" for line in account(chart))
    path = FOLDER / f"{name}{'-rtl' if direction == 'rtl' else ''}.txt"
    if os.environ.get("COLOPHON_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
