"""Checking what goes to the press: our own files, and any PDF that a print shop might get."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Finding, Mark, Severity
from ..storage import Content
from ..units import Length, Rect
from .codes import FAILED_RULE
from .evidence import Evidence
from .registry import Stage, rules
from .runner import inspect
from .unconverted import unconverted, unmeasured

if TYPE_CHECKING:
    from ..pdf.plates import RgbToInks
    from ..pdf.printed import PrintedFile, PrintedPage
    from ..printers import Printer

_NO_DAY = datetime.date.min
_SAID_BY = {"X103": "P310", "X104": "P311", "X111": "T209"}
"""What is known of our own pages before they are printed, and is not said twice."""
_SEE = {"X104": "X103", "X107": "X106", "X127": "X118"}
"""Which rule says the worse of the same thing, so that silence of the other is no praise."""
_OF_INKS = "X105"
_OF_TRIM = ("X110", "X111")
_NOWHERE = Rect(Length(0), Length(0), Length(0), Length(0))


@dataclass(frozen=True)
class Checked:
    """One rule of the press: `what` it looks for, in a line, and what came of it.

    `asked` is False where there was nothing to ask about; `answered` is False where the rule
    itself failed, or a file could not be read to its end, so that nothing is proved by silence.
    `reasons` are those given for what was waived. `unmeasured` are the colours that kept a rule
    about inks from judging all pages, such as "RGB on 3 pages". `see` is the code of another rule
    that has found worse of the same kind.
    """

    code: str
    what: str
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    waived: int = 0
    reasons: tuple[str, ...] = ()
    asked: bool = True
    answered: bool = True
    unmeasured: str = ""
    see: str = ""


@dataclass(frozen=True)
class Preflight:
    """What was found in a PDF; `printed` is None where it could not be read at all."""

    printed: PrintedFile | None
    findings: tuple[Finding, ...]
    checks: tuple[Checked, ...]

    @property
    def blocked(self) -> bool:
        """True when there are errors."""
        return any(finding.blocks for finding in self.findings)


def preflight(
    name: str,
    data: Content,
    printer: Printer,
    profile_digest: str = "",
    severities: Mapping[str, Severity] | None = None,
    *,
    of_rgb: RgbToInks | None = None,
) -> Preflight:
    """Return what a printer's preset finds wrong with any PDF, shown as `name`; never raises.

    `profile_digest` is the SHA-256 of the preset's ICC profile in hexadecimal; `severities`
    override those of the rules, as a target's do. `of_rgb` says what a print shop would make of
    colours that are not in inks; without it they are taken for less ink than any press lays down.
    """
    profile = severities or {}
    try:
        printed, noticed = read_for_press(data, name, printer, of_rgb)
    except Diagnostic as diagnostic:
        findings = tuple(each.judged_by(profile) for each in diagnostic.findings)
        return Preflight(None, findings, ())
    evidence = Evidence(
        Mark(name),
        _NO_DAY,
        "press",
        printed=printed,
        printer=printer,
        profile_digest=profile_digest,
    )
    stages: tuple[Stage, ...] = ("press",)
    findings = inspect(evidence, stages, profile, (), noticed)
    return Preflight(printed, findings, checked([evidence], findings))


def read_for_press(
    data: Content, name: str, printer: Printer, of_rgb: RgbToInks | None = None
) -> tuple[PrintedFile, tuple[Finding, ...]]:
    """Return what a PDF prints, with its inks measured, and what was wrong with the file.

    Raises Diagnostic where nothing of it can be read.
    """
    from ..pdf.plates import coverage, plain_inks
    from ..pdf.printed import Coverage
    from ..pdf.reading import read_printed

    printed, noticed = read_printed(data, name)
    measured = coverage(data, printer.ink_limit, of_rgb or plain_inks)
    if printed.pages and not measured:
        first = printed.pages[0].number
        measured = (Coverage(first, 0.0, _NOWHERE, unmeasured="damage to the file"),)
    return replace(printed, coverage=measured), noticed


def checked(cases: Sequence[Evidence], findings: Iterable[Finding]) -> tuple[Checked, ...]:
    """Return what came of each rule of the press, by code; `findings` are judged and waived."""
    found = tuple(findings)
    failed = {each.mark.file for each in found if each.code.id == FAILED_RULE.id and each.mark}
    codes = {each.code.id for each in found}
    known = {each for each in rules() if not any(_is_unknown(each, case) for case in cases)}
    pages = [unconverted(page) for case in cases if case.printed for page in case.printed.pages]
    made = []
    for id, rule in rules().items():
        if rule.stage != "press":
            continue
        own = [each for each in found if each.code.id in (id, _SAID_BY.get(id))]
        asked = any(case.printed is not None and rule.concerns(case) for case in cases)
        colours = unmeasured(id, pages)
        see = _SEE.get(id, "")
        made.append(
            Checked(
                id,
                rule.looks_for,
                errors=_count(own, Severity.ERROR),
                warnings=_count(own, Severity.WARNING),
                notes=_count(own, Severity.NOTE),
                waived=sum(1 for each in own if each.waived),
                reasons=tuple(dict.fromkeys(each.waived for each in own if each.waived)),
                asked=asked or bool(own),
                answered=id in known and rule.shown not in failed and not colours,
                unmeasured=colours,
                see=see if codes & {see, _SAID_BY.get(see)} and not own else "",
            )
        )
    return tuple(made)


def _is_unknown(id: str, case: Evidence) -> bool:
    """True where a page was not read to its end, or lacks what the rule measures from: what is
    wrong with the rest is not known."""
    if case.printed is None:
        return False
    unmeasured = id == _OF_INKS and any(each.unmeasured for each in case.printed.coverage)
    untrimmed = id in _OF_TRIM and any(not _is_trimmed(page) for page in case.printed.pages)
    return unmeasured or untrimmed or any(page.unread for page in case.printed.pages)


def _is_trimmed(page: PrintedPage) -> bool:
    """True for a page that says where it is cut: what reaches an edge is not known otherwise."""
    left, bottom, right, top = page.boxes.get("TrimBox", (0.0, 0.0, 0.0, 0.0))
    return right > left and top > bottom


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(1 for each in findings if each.severity is severity and not each.waived)
