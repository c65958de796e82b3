"""A preflight report to vary."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

from report.diagnostics import Area, Code, Finding, Mark, Severity
from report.papers.values import (
    CoarsestPicture,
    PageInk,
    PreflightReport,
    ReportedFile,
    ReportedFont,
)
from report.preflight.press import Checked
from report.printers import Printer, read_printer
from report.resources import Project
from report.units import Size, mm

HOUSE = Project.at(Path(__file__).parents[2])
"""The project of the bundled files."""


@cache
def coated() -> Printer:
    """Return a bundled preset."""
    return read_printer(HOUSE, "fogra39-coated")


def new_report(**given: Any) -> PreflightReport:
    """Return a report on an edition, with whatever is given otherwise."""
    values: dict[str, Any] = {
        "title": "Health and Life Sciences",
        "files": (reported("life-science-a4-fogra39-coated-r2-press.pdf"),),
        "printer_name": "fogra39-coated",
        "printer": coated(),
        "checks": (Checked("X101", "All colours are inks"),),
        "findings": (),
        "program": "Colophon 0",
        "publisher": "Somebody",
        "date": datetime.date(2026, 11, 22),
        "revision": 2,
        "inks": tuple(PageInk(page, 120.0 + 15 * page) for page in range(1, 13)),
        "plates": ("Cyan", "Magenta", "Yellow", "Black", "PANTONE 3015 C"),
        "fonts": (ReportedFont("SourceSerif4-Regular", True),),
        "pictures": 11,
        "coarsest": CoarsestPicture(228.4, 4),
    }
    return PreflightReport(**{**values, **given})


def reported(name: str, part: str = "", pages: int = 12) -> ReportedFile:
    """Return a file of A4 pages with bleed."""
    digest = "0123456789abcdef" * 4
    trims = (Size(mm(210), mm(297)),)
    return ReportedFile(name, digest, 12_345_678, pages, trims, mm(3), part, "PDF/X-4")


def findings(number: int, message: str = "the picture has 198 ppi", waived: str = "") -> Any:
    """Return so many findings, every third an error, a warning, a note."""
    severities = (Severity.WARNING, Severity.ERROR, Severity.NOTE)
    return tuple(
        Finding(
            Code(f"X{101 + each % 29}", "name", severities[each % 3]),
            f"{message} ({each})",
            Mark("edition.yaml", each + 1, 1),
            area=Area(each % 12 + 1),
            waived=waived,
        )
        for each in range(number)
    )
