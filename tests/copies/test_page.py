"""The page of the docs about copies: its example is one."""

from __future__ import annotations

import re

from report.build import build
from report.copies.making import build_copies
from report.desk import Job

from ..conftest import DAY, ROOT, NewProject


def test_the_example_of_the_page_makes_copies(new_project: NewProject) -> None:
    page = (ROOT / "docs" / "personalised-copies.md").read_text()
    edition, rows = (
        re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
        for kind in ("yaml", "csv")
    )
    project = new_project(edition)
    file = project.root / "guests.csv"
    file.write_text(rows)
    job = Job("small", DAY)

    assert build(project, job).written
    made = build_copies(project, job, file, "name")

    # The first row asks for a language that this edition has not been translated into.
    assert [each.path.name for each in made.written] == ["berg-jean.pdf"]
    (left_out,) = [each for each in made.findings if each.code.id == "D121"]
    assert "there are: en-GB" in left_out.help

    file.write_text(rows.replace(",sv", ","))
    made = build_copies(project, job, file, "name")
    assert [each.path.name for each in made.written] == ["ida-öst.pdf", "berg-jean.pdf"]
