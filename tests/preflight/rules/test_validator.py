"""A301: what the validator says of the finished file."""

from __future__ import annotations

from report.validators import Failure
from tests.preflight.builders import evidence, mark, only, page, run


def test_each_broken_clause_is_a_finding() -> None:
    failures = (Failure("PDF/UA-1", "7.18.5", "no description", 3), Failure("PDF/A-3a", "6.1", "x"))
    found = only(evidence(failures=failures), "A301")
    assert [each.mark for each in found] == [mark(1), mark(1)]
    assert found[0].message == "PDF/UA-1, clause 7.18.5: no description (3 times)"
    assert found[0].blocks


def test_letters_that_no_font_has_are_told_once() -> None:
    failures = (Failure("PDF/UA-1", "PDFUA1-NOTDEF-GLYPH-001", "font object 13 0"),)
    only(evidence(failures=failures), "A301")
    only(evidence(failures=failures, pages=(page(runs=(run("東", missing="東"),)),)), "T201")
