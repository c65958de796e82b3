"""What goes on over the page says there what it is: programmes of several days, long tables."""

from __future__ import annotations

import pypdfium2
import pytest

from report.build import build
from report.desk import Job
from report.pdf.structure import read_structure

from ..conftest import DAY, NewProject

HOURS = ", ".join(f'{{start: "{hour:02}:00", title: A talk}}' for hour in range(8, 18))
DAYS = "".join(
    f"              - {{date: 2026-11-2{day}, entries: [{HOURS}]}}\n" for day in (1, 2, 3)
)
ROWS = ", ".join(f"[District {number}, {number}]" for number in range(60))
TEXT = f"""\
title: A small edition
language: LANGUAGE
date: 2026-11-22
publisher: Somebody
sections:
  - section:
      id: first
      title: First
      blocks:
        - agenda:
            title: Programme
            time_zone: UTC+1
            days:
{DAYS}
  - section:
      id: second
      title: Second
      blocks:
        - table:
            title: People
            source: Somebody
            as_of: 2025
            data: {{columns: [Where, How many], rows: [{ROWS}]}}
"""


@pytest.mark.parametrize(
    ("language", "continued"), [("en-GB", "(continued)"), ("sv", "(fortsättning)")]
)
def test_heads_are_repeated_and_say_so(
    language: str, continued: str, new_project: NewProject
) -> None:
    outcome = build(new_project(TEXT.replace("LANGUAGE", language)), Job("small", DAY))
    assert outcome.written

    with pypdfium2.PdfDocument(outcome.path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    titles = {"Programme": "A talk", "People": "District"}
    for title, words in titles.items():
        first, *others = [page for page in pages if words in page]
        assert others, "it goes on over the page"
        assert title in first and f"{title} {continued}" not in first
        assert all(f"{title} {continued}" in page for page in others)
        # Those who listen hear it once.
        heard = read_structure(outcome.path.read_bytes()).root.text
        assert title in heard and continued not in heard
