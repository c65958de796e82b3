"""A clean edition's evidence, in which each test spoils one thing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from report.diagnostics import Finding, Mark
from report.preflight.evidence import (
    ChartEvidence,
    Evidence,
    FactEvidence,
    PageEvidence,
    PhotoEvidence,
    TableEvidence,
    TextLine,
    TextRun,
)
from report.preflight.registry import rules
from report.units import Rect, mm, pt

DAY = datetime.date(2026, 11, 22)


def rect(x: float, y: float, width: float, height: float) -> Rect:
    """Return a rectangle measured in points."""
    return Rect(pt(x), pt(y), pt(width), pt(height))


TRIM = Rect(mm(0), mm(0), mm(210), mm(297))
TYPE_AREA = rect(60, 70, 480, 700)


def mark(line: int) -> Mark:
    """Return a place in the edition."""
    return Mark("editions/x/edition.yaml", line, 9)


def line(text: str, y: float, **changes: object) -> TextLine:
    """Return a line of text in the left half of the type area; `number` is its y."""
    values: dict[str, object] = {
        "rect": rect(60, y, 200, 10),
        "room": rect(60, y, 230, 10),
        "at": "hubs-text",
        "mark": mark(30),
        "number": int(y),
        "region": 1,
    }
    return TextLine(text, **{**values, **changes})  # type: ignore[arg-type]


def run(text: str = "Words", **changes: object) -> TextRun:
    """Return a run of text in the type area."""
    values: dict[str, object] = {
        "rect": rect(60, 100, 200, 10),
        "at": "hubs-text",
        "mark": mark(30),
        "families": ("Source Serif 4",),
    }
    return TextRun(text, **{**values, **changes})  # type: ignore[arg-type]


def page(number: int = 1, **changes: object) -> PageEvidence:
    """Return a full page."""
    values: dict[str, object] = {
        "section": "hubs",
        "mark": mark(20),
        "trim": TRIM,
        "bleed": TRIM.inset(mm(-5)),
        "safe": TRIM.inset(mm(5)),
        "type_area": TYPE_AREA,
        "runs": (run(),),
        "lines": (line("Words", 100), line("and more words", 114, starts=False)),
    }
    return PageEvidence(number, **{**values, **changes})  # type: ignore[arg-type]


def photo(**changes: object) -> PhotoEvidence:
    """Return a photo with all its rights."""
    values: dict[str, object] = {
        "file": "harbour.jpg",
        "at": "harbour",
        "mark": mark(40),
        "entry_mark": Mark("editions/x/photos/credits.yaml", 3, 5),
        "credit": "Photo: Anna Berg",
        "alt": "A ferry.",
        "licence": "CC-BY-4.0",
        "ppi": 300.0,
    }
    return PhotoEvidence(**{**values, **changes})  # type: ignore[arg-type]


def chart(**changes: object) -> ChartEvidence:
    """Return a chart in dark blue on white."""
    values: dict[str, object] = {
        "at": "sizes",
        "mark": mark(50),
        "alt": "Bars.",
        "colours": (("#006AA7", "graphic", "#FFFFFF"), ("#16202B", "text", "#FFFFFF")),
    }
    return ChartEvidence(**{**values, **changes})  # type: ignore[arg-type]


def table(**changes: object) -> TableEvidence:
    """Return a chart that names its source and date."""
    values = {"at": "sizes", "mark": mark(50), "what": "chart", "source": "Counted", "dated": True}
    return TableEvidence(**{**values, **changes})  # type: ignore[arg-type]


def evidence(**changes: object) -> Evidence:
    """Return the evidence of an edition in which there is nothing to find."""
    values: dict[str, object] = {
        "mark": mark(1),
        "as_of": DAY,
        "use": "screen",
        "warn_below": 150,
        "error_below": 100,
        "facts": (FactEvidence("biobanks", mark(10), "Biobank Sweden"),),
        "photos": (photo(),),
        "charts": (chart(),),
        "tables": (table(),),
        "pages": (page(),),
    }
    return Evidence(**{**values, **changes})  # type: ignore[arg-type]


def ask_all(given: Evidence) -> list[Finding]:
    """Return what all rules together find."""
    return [finding for rule in rules().values() for finding in rule.check(given)]


def only(given: Evidence, code: str) -> list[Finding]:
    """Return the findings of some evidence, which must be there and all have the code given."""
    found = ask_all(given)
    assert {finding.code.id for finding in found} == {code}
    return found


def messages(findings: Iterable[Finding]) -> str:
    """Return all messages, one a line."""
    return "\n".join(finding.message for finding in findings)
