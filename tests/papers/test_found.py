"""What many findings say is one line a rule, and says no more than they do."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from report.diagnostics import Area, Code, Finding, Mark, Severity
from report.papers.found import Found, by_rule
from report.pdf.printed import Colour, Painted, PrintedFile, PrintedPage
from report.preflight.evidence import Evidence
from report.preflight.painted import Help, told
from report.preflight.rules import x101_colour_not_in_inks as x101
from report.preflight.rules import x125_page_turned as x125
from report.units import Length, Rect
from tests.tools.preflight_reports import coated

RULE = Code("X110", "bleed-not-reached", Severity.ERROR)
WHERE = Rect(Length(0), Length(0), Length(9), Length(9))


def finding(message: str, page: int = 0, waived: str = "", code: Code = RULE) -> Finding:
    area = Area(page) if page else None
    words = f"{message} (page {page})" if page else message
    return Finding(code, words, Mark("a.pdf"), area=area, waived=waived)


def pages(*painted: tuple[Painted, ...], rotate: int = 0) -> Evidence:
    """Return the evidence of a file with pages on which this is painted."""
    made = tuple(
        PrintedPage(at + 1, {}, painted=each, rotate=rotate) for at, each in enumerate(painted)
    )
    file = PrintedFile("1.6", "", made)
    return Evidence(Mark("a.pdf"), datetime.date.min, printed=file, printer=coated())


def one(*findings: Finding) -> Found:
    (found,) = by_rule(findings)
    return found


def test_the_same_on_many_pages_is_said_once() -> None:
    found = one(*(finding("a line ends there", page) for page in (1, 2, 4)))

    assert (found.message, found.pages, found.places, found.findings) == (
        *("a line ends there", (1, 2, 4), 3, 3),
    )


def test_how_many_things_are_meant_is_counted() -> None:
    """By what the rules of the press report with, so that neither changes alone."""
    area = Painted("fill", 1, WHERE)
    groups = [[area, area], [replace(area, page=2)]]
    said = list(told(RULE, pages((), ()), groups, Help("", ""), lambda thing: "it ends there"))

    assert [each.message for each in said] == [
        "it ends there, and 1 more (page 1)",
        "it ends there (page 2)",
    ]
    found = one(*said)
    assert (found.message, found.pages, found.places) == ("it ends there", (1, 2), 3)


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (
            ("it has 110 ppi; 150 are wanted", "it has 98.5 ppi; 150 are wanted"),
            "it has 98.5–110 ppi; 150 are wanted",
        ),
        (("“A 1” of 7 pt is small", "“B 2” of 7 pt is small"), "“A 1” and others of 7 pt is small"),
        (("a line is thin", "an area is thin"), "a line is thin; and others"),
        (("the file holds layers (1)", "the file holds layers (1)"), "the file holds layers (1)"),
    ],
)
def test_what_differs_is_said_as_a_range_or_not_at_all(
    messages: tuple[str, ...], said: str
) -> None:
    assert one(*(finding(each, 1 + at) for at, each in enumerate(messages))).message == said


@pytest.mark.parametrize("count", [2, 5, 30])
def test_other_pages_that_a_finding_names_are_its_pages(count: int) -> None:
    found = one(*x125.check(pages(*[()] * count, rotate=90)))

    assert found.message == "the page is turned by 90°"
    assert (found.pages, found.places) == (tuple(range(1, count + 1)), count)


def test_what_is_about_the_file_has_no_page() -> None:
    assert one(finding("the file has (page 3) in its name (page 3)")).pages == ()
    assert one(finding("the file holds layers (1)")).message == "the file holds layers (1)"


def test_errors_come_first_and_what_is_accepted_last_each_reason_by_itself() -> None:
    other = Code("X101", "", Severity.WARNING)
    found = by_rule(
        (
            finding("a", 1, "agreed"),
            finding("b", code=other),
            finding("c", 2, "another reason"),
            finding("d", 3),
            replace(finding("e", 4), override=Severity.NOTE),
        )
    )

    assert [(each.code, each.severity.word, each.waived) for each in found] == [
        ("X110", "error", ""),
        ("X101", "warning", ""),
        ("X110", "error", "agreed"),
        ("X110", "error", "another reason"),
    ]


def test_colours_that_are_no_inks_are_named_by_what_has_them() -> None:
    """By the words of the rule itself, so that neither changes alone."""
    rgb, lab = Colour("DeviceRGB", (0.0, 0.0, 0.0)), Colour("Lab", (0.0, 0.0, 0.0))
    painted = (
        tuple(Painted("text", 1, WHERE, rgb, "a") for _ in range(13)),
        (Painted("fill", 2, WHERE, rgb), Painted("stroke", 2, WHERE, lab)),
    )
    found = one(*x101.check(pages(*painted)))

    assert found.message == "text, areas and lines in RGB and Lab, not in inks"
    assert found.pages == (1, 2)
