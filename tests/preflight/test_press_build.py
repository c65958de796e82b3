"""From an edition to findings about what it prints: each at its line, on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build import make
from report.desk import Job, open_desk
from report.diagnostics import Finding
from tests.conftest import DAY, HEAD, NewProject

STYLE = """
.block-text { border-top: 0.1pt solid black }
.block-text h4 { font-size: 4pt }
.block-text strong { color: rgb(60 20 90); font-size: 6pt }
"""
BLOCKS = f"""{HEAD}\
sections:
  - section:
      id: first
      title: First
      blocks:
        - text:
            id: lined
            body: Words below a line.
        - text:
            id: small
            body: |
              #### Words that nobody reads

              Words and **purple ones**.
"""


@pytest.fixture
def findings(new_project: NewProject, tmp_path: Path) -> tuple[Finding, ...]:
    """What is found in a press build of an edition whose styles are too fine for print."""
    bundled = new_project()
    style = bundled.read(bundled.find("text.css", ["templates/blocks"])).decode() + STYLE
    project = new_project(BLOCKS, {"/templates/blocks/text.css": style})
    return make(open_desk(project, Job("small", DAY, "press")), tmp_path).findings


def test_findings_of_the_press_name_line_id_and_page(findings: tuple[Finding, ...]) -> None:
    found = {
        (each.code.id, each.mark.line, each.at, each.area.page if each.area else 0)
        for each in findings
        if each.mark and each.code.id.startswith("X1")
    }
    assert found == {
        ("X107", 14, "small", 1),
        ("X108", 11, "lined", 1),
        ("X108", 14, "small", 1),
        ("X109", 14, "small", 1),
    }
