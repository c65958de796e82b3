"""The example on each kind's page of documentation draws as it stands there, without findings."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml

from report.charts import ChartRequest, ChartStyle, draw_chart, kinds
from report.resources import Project, bundled_root
from report.storage import Cache

NAMES = sorted(path.stem for path in (bundled_root() / "figures").glob("[!_]*.py"))
BASELINE = 14 * 25.4 / 72
CSV = {
    "columns": ["Year", "Biotech", "Medtech"],
    "rows": [[2016, 200, 310], [2020, 290, 330], [2025, 402, 351]],
}


@pytest.mark.parametrize("name", NAMES)
def test_the_documented_example_draws(
    name: str, project: Project, style: ChartStyle, cache: Cache, make: Callable[..., ChartRequest]
) -> None:
    source = re.search(r"^- chart:\n(?: .*\n)+", kinds(project)[name].doc, re.MULTILINE)
    assert source
    chart = yaml.safe_load(source[0])[0]["chart"]
    data = chart["data"] if isinstance(chart["data"], dict) else CSV
    size = ({"page": 170}.get(chart.get("width"), 82), chart["lines"] * BASELINE)
    request = make(name, data["columns"], data["rows"], size=size, **chart.get("options", {}))
    drawn = draw_chart(project, request, style, cache)
    assert drawn.findings == ()
    assert len(drawn.alt) > 40
