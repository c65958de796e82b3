"""The preflight report as values, and as JSON for programs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Finding, Severity, as_data
from ..preflight.press import Checked
from ..printers import Printer
from ..units import Length, Size

NO_CLAIM = (
    "These are the checks of Colophon, and no certification to an ISO standard is claimed: "
    "ISO 15930-7 (PDF/X-4) is what the file was made by, not what an accredited validator found."
)
NO_CLAIM_FOREIGN = (
    "These are the checks of Colophon, and no certification to an ISO standard is claimed: no "
    "accredited validator has seen the file."
)
NOT_CHECKED = (
    "how colours look on the press: a contract proof shows that",
    "words and hairlines inside photographs, which are pixels",
    "trapping, folding and imposition",
    "the programs inside the embedded fonts, and their licences",
    "every clause of ISO 15930-7",
)


@dataclass(frozen=True)
class ReportedFile:
    """A file that was checked. `part` is "" for the pages, "cover" for a cover of its own.

    `trims` are the sizes of its trimmed pages, each once; `bleed` is the narrowest on any side
    that the boxes give, None where they give none. `conformance` is what it says of itself.
    """

    name: str
    sha256: str
    size: int
    pages: int
    trims: tuple[Size, ...]
    bleed: Length | None
    part: str = ""
    conformance: str = ""


@dataclass(frozen=True)
class PageInk:
    """The heaviest inking of a page, in percent; None where it could not be measured."""

    page: int
    highest: float | None
    part: str = ""


@dataclass(frozen=True)
class CoarsestPicture:
    """The placed picture with the fewest pixels per inch of paper."""

    ppi: float
    page: int
    part: str = ""


@dataclass(frozen=True)
class ReportedFont:
    """A font of the files."""

    name: str
    embedded: bool


@dataclass(frozen=True)
class PreflightReport:
    """What was checked in the files for one hand-over, and what came of it.

    `date` is that of the edition, None for a file that is not ours; then `publisher` is "" and
    `revision` 0. `plates` are the inks that print, process colours first.
    """

    title: str
    files: tuple[ReportedFile, ...]
    printer_name: str
    printer: Printer
    checks: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    program: str
    publisher: str = ""
    date: datetime.date | None = None
    revision: int = 0
    inks: tuple[PageInk, ...] = ()
    plates: tuple[str, ...] = ()
    fonts: tuple[ReportedFont, ...] = ()
    pictures: int = 0
    coarsest: CoarsestPicture | None = None
    not_checked: tuple[str, ...] = NOT_CHECKED

    @property
    def is_ours(self) -> bool:
        """True for the files of an edition."""
        return self.date is not None

    @property
    def claim(self) -> str:
        """The sentence that says what is not claimed."""
        return NO_CLAIM if self.is_ours else NO_CLAIM_FOREIGN

    @property
    def pages(self) -> int:
        """The number of pages of all files."""
        return sum(file.pages for file in self.files)

    @property
    def most_ink(self) -> float | None:
        """The heaviest inking of any page, in percent; None where nothing was measured."""
        return max((ink.highest for ink in self.inks if ink.highest is not None), default=None)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity that are not waived."""
        return sum(1 for each in self.findings if each.severity is severity and not each.waived)

    @property
    def waived(self) -> int:
        """The number of findings that somebody has accepted."""
        return sum(1 for each in self.findings if each.waived)


def result_of(check: Checked) -> str:
    """Return what came of a check: the gravest that was found, `error`, `warning`, `note` or
    `waived`; else `not applicable`, `not known` where it could not be asked, or `passed`."""
    found = {
        "error": check.errors,
        "warning": check.warnings,
        "note": check.notes,
        "waived": check.waived,
        "not applicable": not check.asked,
        "not known": not check.answered,
    }
    return next((word for word, number in found.items() if number), "passed")


def as_json(report: PreflightReport) -> bytes:
    """Return the report as JSON in UTF-8; keys keep their names and order from now on."""
    text = json.dumps(_data(report), indent=2, ensure_ascii=False, allow_nan=False)
    # What is no text in UTF-8 (half of a pair, in a damaged file's title) would stop the writing.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _data(report: PreflightReport) -> dict[str, Any]:
    coarsest = report.coarsest
    return {
        "report": "colophon-preflight",
        "version": 1,
        "program": report.program,
        "title": report.title,
        "publisher": report.publisher or None,
        "date": report.date.isoformat() if report.date else None,
        "revision": report.revision or None,
        "files": [_file(file) for file in report.files],
        "printer": _printer(report.printer_name, report.printer),
        "result": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "waived": report.waived,
        },
        "checks": [_check(check) for check in report.checks],
        "findings": [as_data(finding) for finding in report.findings],
        "ink": [
            {"part": ink.part, "page": ink.page, "percent": _rounded(ink.highest)}
            for ink in report.inks
        ],
        "plates": list(report.plates),
        "fonts": [{"name": font.name, "embedded": font.embedded} for font in report.fonts],
        "pictures": {
            "placed": report.pictures,
            "lowest_ppi": _rounded(coarsest.ppi) if coarsest else None,
            "part": coarsest.part if coarsest else None,
            "page": coarsest.page if coarsest else None,
        },
        "not_checked": list(report.not_checked),
        "claim": report.claim,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def _file(file: ReportedFile) -> dict[str, Any]:
    return {
        "part": file.part,
        "name": file.name,
        "sha256": file.sha256,
        "bytes": file.size,
        "pages": file.pages,
        "trim_mm": [_size(trim) for trim in file.trims],
        "bleed_mm": None if file.bleed is None else round(file.bleed.mm, 2),
        "says_of_itself": file.conformance or None,
    }


def _size(size: Size) -> Sequence[float]:
    return [round(size.width.mm, 2), round(size.height.mm, 2)]


def _printer(name: str, printer: Printer) -> dict[str, Any]:
    return {
        "preset": name,
        "label": printer.label,
        "condition": printer.profile.condition,
        "registry": printer.profile.registry,
        "info": printer.profile.info or None,
        "profile": printer.profile.file,
        "ink_limit": printer.ink_limit,
        "bleed_mm": round(printer.bleed.mm, 2),
        "safe_mm": round(printer.safe.mm, 2),
        "page_multiple": printer.page_multiple,
    }


def _check(check: Checked) -> dict[str, Any]:
    return {
        "code": check.code,
        "what": check.what,
        "result": result_of(check),
        "errors": check.errors,
        "warnings": check.warnings,
        "notes": check.notes,
        "waived": check.waived,
        "reasons": list(check.reasons),
    }
