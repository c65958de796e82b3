"""`new chart`: the file it writes draws, is told, and is found out where it fails."""

from __future__ import annotations

import re

import pytest
import yaml

from report.build import build, check
from report.charts import ChartStyle, draw_chart, kind_named
from report.desk import Job
from report.diagnostics import Diagnostic, Finding
from report.new_chart import new_chart
from report.resources import Project
from report.storage import Cache
from tests.tools.chart_marks import faults, labels
from tests.tools.charting import Maker, cache, make, project, style

from .conftest import DAY, HEAD, NewProject

__all__ = ["cache", "make", "project", "style"]
EDITION = f"""{HEAD}sections:
  - section:
      id: one
      title: One
      blocks:
"""


def refused(own: Project, name: str) -> Finding:
    with pytest.raises(Diagnostic) as caught:
        new_chart(own, name)
    (finding,) = caught.value.findings
    return finding


def block(own: Project, name: str) -> str:
    """Return the example at the head of a kind, as it stands in an edition."""
    match = re.search(r"^- chart:\n(?: .*\n)+", kind_named(own, name).doc, re.MULTILINE)
    assert match is not None
    return "".join(f"        {line}\n" for line in match[0].splitlines())


def test_it_draws_and_is_told_as_it_stands(
    new_project: NewProject, style: ChartStyle, cache: Cache, make: Maker
) -> None:
    own = new_project()
    path = new_chart(own, "ranking")
    assert path == own.root / "figures" / "ranking.py"
    assert "starter" not in path.read_text().replace("_starter", "")

    rows = [["South wall", 48], ["Orchard", None], ["Path", 12]]
    chart = draw_chart(own, make("ranking", ["Bed", "Trees"], rows, within=own), style, cache)

    assert chart.findings == ()
    assert chart.alt == "Chart of 3 rows. South wall: 48; Path: 12."
    assert {"South wall", "48", "no data"} <= set(labels(chart))
    below = make("ranking", ["Bed", "Trees"], [["a", -1]], within=own)
    assert faults(draw_chart(own, below, style, cache)) == [("e.yaml:2:2", "D304")]


def test_its_example_stands_in_an_edition_without_a_finding(new_project: NewProject) -> None:
    own = new_project()
    new_chart(own, "ranking")
    text = EDITION + block(own, "ranking")
    assert yaml.safe_load(text)
    assert check(new_project(text), Job("small", DAY)) == ()


def test_code_that_raises_is_found_and_a_proof_shows_the_rest(new_project: NewProject) -> None:
    own = new_project()
    path = new_chart(own, "ranking")
    own = new_project(EDITION + block(own, "ranking"))
    path.write_text(path.read_text().replace("    pen = Pen(", "    1 / 0\n    pen = Pen("))
    line = path.read_text().splitlines().index("    1 / 0") + 1

    screen, proof = (build(own, Job("small", DAY, target)) for target in ("screen", "proof"))

    for outcome in (screen, proof):
        (finding,) = [each for each in outcome.findings if each.code.id == "D204"]
        assert f"figures/ranking.py:{line}:5" in finding.message
        assert finding.mark and finding.mark.file == "editions/small/edition.yaml"
    assert not screen.written
    assert proof.written and proof.path.stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("Trade balance", "trade_balance"),
        ("trade-balance", "trade_balance"),
        ("2026", "small letters"),
        ("_bars", "bars"),
        ("con", "con_1"),
        ("", "small letters"),
        ("../x", "x"),
    ],
)
def test_what_is_no_name(name: str, help: str, new_project: NewProject) -> None:
    finding = refused(new_project(), name)
    assert finding.code.id == "S309" and help in finding.help


def test_nothing_is_written_over(new_project: NewProject) -> None:
    own = new_project()
    path = new_chart(own, "ranking")
    path.write_text(path.read_text() + "# mine")

    assert [refused(own, name).code.id for name in ("ranking", "bar")] == ["S308", "S308"]
    assert path.read_text().endswith("# mine")
    assert [each.name for each in path.parent.iterdir()] == ["ranking.py"]
