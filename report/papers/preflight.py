"""The preflight report as one page: PDF/UA-1 and PDF/A-3a, in the house's own type."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..diagnostics import Code, Diagnostic, Mark, Severity
from ..finish.facts import DocumentFacts
from ..libraries import require
from ..resources import Project
from ..settings import Design, FontFace, read_format, read_language, read_theme
from ..storage import Content, digest, whole, workshop
from ..styles import generated
from ..templates import Templates
from .data import as_json
from .found import by_rule
from .values import PreflightReport
from .view import DENSE, View, view
from .words import Words, plain_text

if TYPE_CHECKING:
    from ..engine.render import Engine, Rendered

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
THEME, LANGUAGE = "nordic", "en"
"""The paper is Colophon's own, and print shops read English; its look is not the edition's."""
SHEETS = ("a4", "us-letter")
"""The formats that it is laid out for: those that offices print, whatever the brochure's is."""
_FOLDER = "templates/papers"
# Titles and names come in scripts that the theme's fonts lack.
_MORE_FONTS = (
    FontFace(family="Noto Naskh Arabic", file="noto/NotoNaskhArabic-Regular.ttf"),
    FontFace(family="Noto Sans Hebrew", file="noto/NotoSansHebrew-Regular.ttf"),
)
_MOST_RULES = 32
"""More never fit on a page."""
_LETTERS = (1500, 320, DENSE, 90)
"""How long what was found may be: in full, and shorter where there is no room."""
_SHARES = (1.0, 0.6, 0.3, 0.15)
"""How far words are shortened, one after the other, where even no finding fits; where that is not
enough, the chart of ink is left out besides."""


def preflight_report(project: Project, report: PreflightReport, format: str = "a4") -> bytes:
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
    rendered = sheet.fitted()
    # The engine and what finishes its pages are imported late, as in the pipeline.
    from ..finish.screen import finish_screen

    with workshop(project.build) as shop:
        raw = shop / "raw.pdf"
        noticed = sheet.engine.write([rendered], raw)
        findings = (*sheet.engine.findings, *rendered.findings, *noticed)
        if findings:
            raise Diagnostic(findings)
        return whole(finish_screen(raw, _facts(report, raw), shop)[""])


class _Sheet:
    """Lays out the report with less and less of what was found until it is one page."""

    def __init__(self, project: Project, report: PreflightReport, format: str) -> None:
        from ..engine.render import Engine

        self._report = report
        self._found = by_rule(report.findings)
        self._design = _design(project, format)
        self._words = Words.of(project, self._design.theme)
        self._has_chart = True
        self._templates = Templates(project, {}, {})
        self._mark = Mark(report.files[0].name)
        self._project = project
        self.engine: Engine = Engine(self._serve, _styles(project, self._design))

    def fitted(self) -> Rendered:
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

    def _without_findings(self) -> Rendered:
        """Return the page without any finding, its words shortened until they fit."""
        shares = [(share, True) for share in _SHARES]
        for share, self._has_chart in (*shares, (_SHARES[-1], False)):
            self._words = replace(self._words, share=share)
            tried = self._laid(0)
            if len(tried.pages) == 1:
                return tried
        message = f"the preflight report has {len(tried.pages)} pages without any finding"
        help = f"shorten {_FOLDER}/preflight.html, or delete the project's copy of it"
        raise Diagnostic([REPORT_TOO_LONG.finding(self._mark, message, help=help)])

    def _laid(self, rules: int, letters: int = _LETTERS[-1]) -> Rendered:
        shown: View = view(self._report, self._words, self._found[:rules], letters)
        if not self._has_chart:
            shown = replace(shown, chart=None)
        html = self._templates.render("papers/preflight.html", self._mark, view=shown)
        return self.engine.render(str(html), self._mark)

    def _serve(self, path: str) -> tuple[bytes, str]:
        """Return a font file; LookupError for anything else, of which the paper has none."""
        folder, _, rest = path.partition("/")
        if folder != "fonts" or PurePosixPath(rest).suffix != ".ttf":
            raise LookupError(f"there is no “{path}”")
        return self._project.read(self._project.find(rest, ["assets/fonts"])), "font/ttf"


def _design(project: Project, format: str) -> Design:
    theme = read_theme(project, THEME)
    theme = theme.model_copy(update={"fonts": (*theme.fonts, *_MORE_FONTS)})
    name = format if format in SHEETS else SHEETS[0]
    page, language = read_format(project, name), read_language(project, LANGUAGE)
    return Design(page, theme, language, name, THEME, LANGUAGE)


def _styles(project: Project, design: Design) -> dict[str, str]:
    paths = (
        project.find("base.css", ["templates"]),
        project.find("preflight.css", [_FOLDER]),
    )
    sheets: Iterator[tuple[str, str]] = ((project.shown(p), project.read_text(p)) for p in paths)
    return {"(generated)": generated(design), **dict(sheets)}


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
