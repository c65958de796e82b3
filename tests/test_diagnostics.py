from __future__ import annotations

import pytest

from report.diagnostics import Code, Diagnostic, Finding, Mark, Severity, in_order

CODE = Code("X101", "example", Severity.WARNING, "An example.")
OTHER = Code("X102", "other", Severity.ERROR)


def test_a_finding_reads_as_place_code_severity_message_and_help() -> None:
    finding = CODE.finding(Mark("a.yaml", 42, 7), "it is small", help="make it larger")

    assert str(finding) == "a.yaml:42:7: X101: warning: it is small\n    help: make it larger"


@pytest.mark.parametrize(
    ("mark", "shown"), [(Mark("a.yaml"), "a.yaml"), (Mark("a.yaml", 3, 1), "a.yaml:3:1")]
)
def test_a_mark_without_a_line_is_the_whole_file(mark: Mark, shown: str) -> None:
    assert str(mark) == shown


def test_a_finding_without_a_mark_begins_with_its_code() -> None:
    assert str(OTHER.finding(None, "no")) == "X102: error: no"


def test_severities_are_ordered_and_named() -> None:
    assert Severity.NOTE < Severity.WARNING < Severity.ERROR
    assert [Severity.named(each.word) for each in Severity] == list(Severity)
    with pytest.raises(KeyError):
        Severity.named("fatal")


def test_a_profile_overrides_the_severity_of_its_codes_only() -> None:
    finding = CODE.finding(None, "it is small")

    assert finding.judged_by({"X101": Severity.ERROR}).severity is Severity.ERROR
    assert finding.judged_by({"X102": Severity.ERROR}).severity is Severity.WARNING


@pytest.mark.parametrize(
    ("code", "waived", "blocks"), [(OTHER, "", True), (OTHER, "for a reason", False), (CODE, "", 0)]
)
def test_only_errors_that_nobody_waived_block(code: Code, waived: str, blocks: bool) -> None:
    assert Finding(code, "no", waived=waived).blocks == blocks


def test_findings_are_sorted_by_place_and_each_one_is_kept_once() -> None:
    late = CODE.finding(Mark("b.yaml", 1, 1), "late")
    early = OTHER.finding(Mark("a.yaml", 2, 9), "early")
    first = CODE.finding(Mark("a.yaml", 2, 1), "first")
    nowhere = CODE.finding(None, "nowhere")

    assert in_order([late, early, first, early, nowhere]) == (nowhere, first, early, late)


def test_a_diagnostic_carries_every_finding_in_words() -> None:
    diagnostic = Diagnostic(iter([CODE.finding(None, "one"), CODE.finding(None, "two")]))

    assert len(diagnostic.findings) == 2
    assert "one" in str(diagnostic) and "two" in str(diagnostic)
