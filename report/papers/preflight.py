"""The preflight report as one page: PDF/UA-1 and PDF/A-3a, in the house's own type."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import Code, Diagnostic, Mark, Severity
from ..finish.facts import DocumentFacts
from ..libraries import require
from ..resources import Project
from ..storage import Content, digest
from .data import as_json
from .found import by_rule
from .house import FOLDER, LANGUAGE, SHEETS, House
from .values import PreflightReport
from .view import DENSE, View, view
from .words import plain_text

if TYPE_CHECKING:
    from ..engine.render import Boxed

REPORT_TOO_LONG = Code(
    "X405",
    "report-too-long",
    Severity.ERROR,
    """The preflight report does not fit on its one page, even without its list of findings.

    The report goes to the print shop as one sheet. Its template is `preflight.html` in
    `templates/papers/`, with `preflight.css` beside it; a project's own copy may set type too
    large or say too much.
    Shorten it, or delete the copies to fall back on those that come with Colophon.
    """,
)
_MOST_RULES = 32
"""More never fit on a page."""
_LETTERS = (1500, 320, DENSE, 90)
"""How long what was found may be: in full, and shorter where there is no room."""
_SHARES = (1.0, 0.6, 0.3, 0.15)
"""How far words are shortened, one after the other, where even no finding fits; where that is not
enough, the chart of ink is left out besides."""


def preflight_report(project: Project, report: PreflightReport, format: str = SHEETS[0]) -> bytes:
    """Return the report as a PDF of one page: US Letter for that `format`, else A4.

    As much of what was found as fits is listed, one line a rule; the rest is counted. The same
    report gives the same bytes.

    Raises:
        Diagnostic: X405 where a project's own template does not fit; S101 when a system library
            is missing; whatever the format, theme and template can raise.
        OSError: there is no room on the disk to make it.
    """
    require()
    sheet = _Sheet(project, report, format)
    return sheet.house.finished(sheet.fitted(), lambda raw: _facts(report, raw))


class _Sheet:
    """Lays out the report with less and less of what was found until it is one page."""

    def __init__(self, project: Project, report: PreflightReport, format: str) -> None:
        self._report = report
        self._found = by_rule(report.findings)
        self._has_chart = True
        self._mark = Mark(report.files[0].name)
        self.house = House(project, "preflight", format)
        self._words = self.house.words

    def fitted(self) -> Boxed:
        """Return the page with as much of what was found as it has room for: all in full, all
        shorter, or the gravest (a binary search)."""
        most = min(len(self._found), _MOST_RULES)
        for letters in _LETTERS:
            best = self._laid(most, letters)
            if len(best.pages) == 1:
                return best
        low, high = 0, most
        best = self._without_findings()
        while high - low > 1:
            middle = (low + high) // 2
            tried = self._laid(middle)
            if len(tried.pages) == 1:
                low, best = middle, tried
            else:
                high = middle
        return best

    def _without_findings(self) -> Boxed:
        """Return the page without any finding, its words shortened until they fit."""
        shares = [(share, True) for share in _SHARES]
        for share, self._has_chart in (*shares, (_SHARES[-1], False)):
            self._words = replace(self._words, share=share)
            tried = self._laid(0)
            if len(tried.pages) == 1:
                return tried
        message = f"the preflight report has {len(tried.pages)} pages without any finding"
        help = f"shorten {FOLDER}/preflight.html, or delete the project's copy of it"
        raise Diagnostic([REPORT_TOO_LONG.finding(self._mark, message, help=help)])

    def _laid(self, rules: int, letters: int = _LETTERS[-1]) -> Boxed:
        shown: View = view(self._report, self._words, self._found[:rules], letters)
        if not self._has_chart:
            shown = replace(shown, chart=None)
        return self.house.laid(self._mark, view=shown)


def _facts(report: PreflightReport, raw: Content) -> DocumentFacts:
    return DocumentFacts(
        title=f"Preflight report: {plain_text(report.title)}",
        author=plain_text(report.publisher),
        subject=f"What was checked in {plain_text(report.files[0].name)}",
        keywords=(),
        language=LANGUAGE,
        # A file that is not ours has no date that its report could take.
        date=report.date or datetime.date(2000, 1, 1),
        identifier=digest(report.program, raw, as_json(report)),
    )
