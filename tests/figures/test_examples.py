"""The example on each kind's page of documentation draws as it stands there, without findings."""

from __future__ import annotations

import pytest

from report.charts import ChartStyle, draw_chart
from report.resources import Project, bundled_root
from report.storage import Cache
from tests.tools.charting import example

NAMES = sorted(path.stem for path in (bundled_root() / "figures").glob("[!_]*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_the_documented_example_draws(
    name: str, project: Project, style: ChartStyle, cache: Cache
) -> None:
    drawn = draw_chart(project, example(project, name), style, cache)
    assert drawn.findings == ()
    assert len(drawn.alt) > 40
