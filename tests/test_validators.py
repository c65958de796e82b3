"""The validator's verdict in words."""

from __future__ import annotations

import pikepdf
import pytest

from report.validators import Failure, validate
from tests.tools.small_pdfs import changed, elements, finished


def test_a_conforming_file_has_no_failures():
    assert validate(finished()) == ()


def test_failures_name_standard_clause_and_count():
    def damage(pdf):
        for cell in elements(pdf, "TH"):
            del cell.A

    failures = validate(changed(finished(), damage))
    assert failures and {failure.standard for failure in failures} == {"PDF/UA-1"}
    assert all(failure.clause and failure.message for failure in failures)


def test_a_failure_reads_as_a_sentence():
    failure = Failure("PDF/UA-1", "7.5", "a head has no scope", 3)
    assert str(failure) == "PDF/UA-1, clause 7.5: a head has no scope (3 times)"


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_a_failure_of_both(data):
    assert {failure.standard for failure in validate(data)} == {"PDF/UA-1", "PDF/A-3a"}


def test_the_contents_of_a_thousand_sections_are_judged():
    # Each entry names the next: a chain, which the validator follows by itself to 256 only.
    def add_entries(pdf):
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"Section {n}", 0) for n in range(1000))

    failures = validate(changed(finished(), add_entries))
    assert "file" not in {failure.clause for failure in failures}
