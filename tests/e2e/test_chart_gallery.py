"""The chart gallery: every kind of chart, in both themes, from the left and from the right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.build import build
from report.charts import kinds
from report.content.blocks.chart import Chart
from report.desk import Job, open_desk
from report.resources import Project

from ..conftest import DAY, ROOT

NAME = "chart-gallery"
BUNDLED = Project.at(ROOT)


def test_the_gallery_shows_every_kind() -> None:
    edition = open_desk(BUNDLED, Job(NAME, DAY)).manuscript.edition
    shown = {block.chart for _, block in edition.blocks() if isinstance(block, Chart)}

    assert sorted(kinds(BUNDLED).keys() - shown) == []


@pytest.mark.parametrize(
    ("language", "variant"), [("", ""), ("ar", ""), ("he", ""), ("", "letterpress")]
)
def test_every_chart_draws_without_a_finding(language: str, variant: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "editions" / NAME, tmp_path / "editions" / NAME)
    job = Job(NAME, DAY, language=language, variant=variant)

    outcome = build(Project.at(tmp_path), job)

    assert outcome.written
    assert [str(each) for each in outcome.findings if not each.waived] == []
