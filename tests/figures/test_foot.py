"""Charts end where their room ends, or whole lines above it: their source stands right below."""

from __future__ import annotations

import re

import pytest

from report.charts import ChartStyle, DrawnChart, draw_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import shapes
from tests.tools.charting import Maker

LINE = 14.0


def height(chart: DrawnChart) -> float:
    match = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', chart.svg.decode())
    assert match is not None
    return float(match[1])


@pytest.mark.parametrize("lines", [6, 7, 9, 14])
@pytest.mark.parametrize("kind", ["bar", "lollipop"])
def test_rows_leave_no_white_at_the_foot(
    kind: str, lines: int, project: Project, style: ChartStyle, cache: Cache, make: Maker
) -> None:
    room = (82.0, (lines * LINE - 7.6) * 25.4 / 72)
    asked = make(kind, ["Name", "N"], [["a", 3], ["b", 2], ["c", 1]], size=room)

    chart = draw_chart(project, asked, style, cache)

    cut = (chart.size.height.pt - height(chart)) / LINE
    assert cut == pytest.approx(round(cut), abs=0.01)
    lowest = max(bottom for _, _, _, bottom in shapes(chart, style.accent))
    assert height(chart) - lowest < 1.5 * LINE  # half the white between two rows
    assert bool(cut > 0.5) == (lines > 9)
