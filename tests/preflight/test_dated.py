"""Which charts and tables of an edition name a source, and say when their numbers were true."""

from __future__ import annotations

import pytest

from report.build import check
from report.desk import Job
from tests.conftest import DAY, HEAD, NewProject


@pytest.mark.parametrize(
    ("data", "more", "found"),
    [
        ("{columns: [Kind, n], rows: [[a, 1]]}", "", {"D401", "D402"}),
        ("{columns: [Kind, n], rows: [[a, 1]]}", "source: A list", {"D402"}),
        ("{columns: [Kind, n], rows: [[a, 1]]}", "source: A list, as_of: 2025", set()),
        ("{columns: [Kind, n], rows: [[a, 1]]}", "source: A list of 2025", set()),
        ("{columns: [Kind, n], rows: [[a, 1]]}", "source: A list, unit: Number in 2025", set()),
        ("{columns: [Kind, n], rows: [[a, 1]]}", "source: A list of 12025 things", {"D402"}),
        ("{columns: [Year, n], rows: [[2024, 1], [2025, 2]]}", "source: A list", set()),
        ("{columns: [Kind, 2024, 2025], rows: [[a, 1, 2]]}", "source: A list", set()),
        ("{columns: [Kind, What], rows: [[a, b]]}", "", set()),
    ],
)
def test_what_names_no_source_and_no_date(
    data: str, more: str, found: set[str], new_project: NewProject
) -> None:
    block = f"{{id: numbers, title: T, data: {data}{', ' if more else ''}{more}}}"
    text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
    project = new_project(f"{text}        - table: {block}\n")

    findings = check(project, Job("small", DAY))

    assert {each.code.id for each in findings if each.code.id in ("D401", "D402")} == found
