"""Every block, page type and chart in every format and theme: built, and without an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build import build
from report.desk import Job
from report.reference.examples import examples
from report.reference.pictures import throwaway
from report.resources import Project
from report.settings import names_of
from tests.conftest import DAY, ROOT

BUNDLED = Project.at(ROOT)
DESIGNS = [
    pytest.param(
        theme, format, marks=() if (theme, format) == ("letterpress", "a5") else pytest.mark.slow
    )
    for theme in names_of(BUNDLED, "theme")
    for format in names_of(BUNDLED, "format")
]


@pytest.mark.parametrize(("theme", "format"), DESIGNS)
def test_all_examples_build_in_every_format_and_theme(
    theme: str, format: str, tmp_path: Path
) -> None:
    project = throwaway(BUNDLED, tmp_path, examples(BUNDLED))
    path = project.editions / "examples" / "edition.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("theme:")]
    path.write_text("\n".join([f"theme: {theme}", *lines, ""]))

    outcome = build(project, Job("examples", DAY, format=format))

    blocking = [str(finding) for finding in outcome.findings if finding.blocks]
    assert blocking == [] and outcome.written
    # What lies on something else, is cut off or pale is no question of an example's words.
    looks = {"T201", "T202", "T207", "T208", "T209", "T213", "A202", "A203", "D206"}
    assert [str(each) for each in outcome.findings if each.code.id in looks] == []
