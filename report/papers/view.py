"""The preflight report in words, cut to what one line or one page can take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..diagnostics import Finding, Severity
from ..preflight.press import Checked
from ..units import Length
from .values import PageInk, PreflightReport, ReportedFile, result_of
from .words import LINE, Words, file_size, numbered, size_words

_TITLE, _NAME, _MESSAGE = 80, 60, 170
"""How many letters of each are printed."""
_TONES = {
    **dict.fromkeys(("passed", "not applicable"), "quiet"),
    **dict.fromkeys(("error", "warning", "not known"), "bad"),
}
_MOST_NAMES, _MOST_BARS, _MOST_FILES = 6, 24, 3
_CHART = Length(40)
"""How high the bars may be."""
_WIDEST_BAR = Length(26)
_CHART_WIDTH = Length(370)


@dataclass(frozen=True)
class FileWords:
    """A file in words; its digest is parted after the eight digits that people compare."""

    part: str
    name: str
    says: str
    sha256: tuple[str, str]


@dataclass(frozen=True)
class CheckWords:
    """A check in words; `tone` is `good`, `bad` or `quiet`."""

    code: str
    what: str
    result: str
    tone: str


@dataclass(frozen=True)
class Bar:
    """A bar of the chart of ink: its first page; `height` is CSS."""

    page: str
    percent: str
    height: str
    over: bool


@dataclass(frozen=True)
class Chart:
    """The ink of every page, or of every `each` pages the heaviest."""

    bars: tuple[Bar, ...]
    each: int
    width: str
    height: str
    limit: str
    limit_at: str


@dataclass(frozen=True)
class FindingWords:
    """A finding in words."""

    code: str
    word: str
    page: str
    message: str
    accepted: str


@dataclass(frozen=True)
class View:
    """Everything that the template prints."""

    title: str
    kicker: str
    verdict: str
    figures: tuple[tuple[str, str], ...]
    files: tuple[FileWords, ...]
    rows: tuple[tuple[str, str], ...]
    checks: tuple[tuple[CheckWords, ...], ...]
    chart: Chart | None
    findings: tuple[FindingWords, ...]
    more: str
    not_checked: str
    claim: str
    foot: str


def view(report: PreflightReport, words: Words, findings: int) -> View:
    """Return the report in words, with the weightiest `findings` of its findings."""
    chosen = weightiest(report.findings, findings)
    left = len(report.findings) - len(chosen)
    kicker = ["Preflight report"]
    if report.revision:
        kicker.append(f"Revision {report.revision}")
    return View(
        title=words(report.title, _TITLE),
        kicker=" · ".join(kicker),
        verdict=verdict(report),
        figures=tuple(_figures(report)),
        files=tuple(_file(file, report, words) for file in report.files[:_MOST_FILES]),
        rows=tuple(_rows(report, words)),
        checks=_in_halves([_check(each, words) for each in report.checks]),
        chart=_chart(report),
        findings=tuple(_finding(each, words) for each in chosen),
        more=_more(len(chosen), left, report),
        not_checked="; ".join(report.not_checked),
        claim=report.claim,
        foot=" · ".join(_foot(report, words)),
    )


def _more(shown: int, left: int, report: PreflightReport) -> str:
    where = "in the JSON file that comes with this page" if report.is_ours else "not listed here"
    if not left:
        return ""
    return f"and {left} more, {where}" if shown else f"{numbered(left, 'finding')}, {where}"


def weightiest(findings: Sequence[Finding], number: int) -> list[Finding]:
    """Return so many findings, errors first and what is waived last.

    Each kind of finding is among them before any kind is there twice.
    """
    seen: Counter[tuple[str, bool]] = Counter()
    ranked = []
    for finding in findings:
        kind = (finding.code.id, bool(finding.waived))
        ranked.append(((bool(finding.waived), seen[kind], -finding.severity), finding))
        seen[kind] += 1
    chosen = [finding for _, finding in sorted(ranked, key=lambda each: each[0])[:number]]
    order = {id(finding): place for place, finding in enumerate(findings)}
    return sorted(chosen, key=lambda each: (bool(each.waived), -each.severity, order[id(each)]))


def verdict(report: PreflightReport) -> str:
    """Return what came of it in a sentence or two: "No errors. 2 warnings, 1 accepted."."""
    errors = report.count(Severity.ERROR)
    others = [(report.count(Severity.WARNING), "warning"), (report.count(Severity.NOTE), "note")]
    parts = [numbered(number, word) for number, word in others if number]
    if report.waived:
        parts.append(f"{report.waived} accepted with a reason")
    more = f" {', '.join(parts)}." if parts else ""
    if errors:
        unknown = "" if report.checks else " Nothing else could be checked."
        return f"Not ready for the press: {numbered(errors, 'error')}.{more}{unknown}"
    return f"No errors.{more}" if parts else "Nothing was found in what was checked."


def _figures(report: PreflightReport) -> Iterator[tuple[str, str]]:
    pages = report.files[0]
    # An unreadable file has no pages that anybody has counted.
    yield str(pages.pages or "–"), "page" if pages.pages == 1 else "pages"
    if pages.trims:
        more = len(pages.trims) - 1
        also = f", and {numbered(more, 'other size')}" if more else ""
        number, _, unit = size_words(pages.trims[0]).rpartition(" ")
        yield number, f"{unit} trimmed{also}"
    bleed = "–" if pages.bleed is None else f"{round(pages.bleed.mm, 2):g}"
    yield bleed, f"mm bleed, {report.printer.bleed} asked for"
    if report.most_ink is not None:
        yield f"{report.most_ink:.0f}", f"% ink at most, limit {report.printer.ink_limit} %"


def _file(file: ReportedFile, report: PreflightReport, words: Words) -> FileWords:
    part = file.part.capitalize() or ("Pages" if len(report.files) > 1 else "File")
    says = [file_size(file.size), numbered(file.pages, "page") if file.pages else "not readable"]
    if file.part and file.trims:
        says.append(size_words(file.trims[0]))
    if file.conformance:
        says.append(f"says of itself: {words(file.conformance, 40)}")
    digest = file.sha256
    return FileWords(part, words(file.name, _NAME), ", ".join(says), (digest[:8], digest[8:]))


def _rows(report: PreflightReport, words: Words) -> Iterator[tuple[str, str]]:
    printer, profile = report.printer, report.printer.profile
    yield "Printing", f"{words(printer.label, 80)}; preset {words(report.printer_name, 40)}"
    condition = ": ".join(each for each in (profile.condition, profile.info) if each)
    yield "Condition", f"{words(condition)}; profile {words(PurePosixPath(profile.file).name, 60)}"
    if report.plates:
        yield "Inks", _names(report.plates, words)
    if report.fonts:
        outside = [font.name for font in report.fonts if not font.embedded]
        names = _names(outside or [font.name for font in report.fonts], words)
        state = f"{len(outside)} not embedded" if outside else "all embedded"
        yield "Fonts", f"{len(report.fonts)}, {state}: {names}"
    if report.coarsest:
        coarsest, images = report.coarsest, printer.images
        where = f"{coarsest.ppi:.0f} ppi at least, on {_place(coarsest.page, coarsest.part)}"
        asked = f"a warning below {images.warn_below}, an error below {images.error_below}"
        yield "Pictures", f"{report.pictures} placed, {where} ({asked})"


def _names(names: Sequence[str], words: Words) -> str:
    shown = [words(name, 36) for name in names[:_MOST_NAMES]]
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _place(page: int, part: str) -> str:
    return f"the {part}" if part else f"page {page}"


def _check(check: Checked, words: Words) -> CheckWords:
    counts = {"error": check.errors, "warning": check.warnings, "note": check.notes}
    found = [(number, word) for word, number in counts.items() if number]
    state = result = result_of(check)
    if found:
        rest = sum(number for number, _ in found[1:])
        result = numbered(*found[0]) + (f", {rest} more" if rest else "")
    elif check.waived:
        result = f"{check.waived} accepted"
    return CheckWords(check.code, words(check.what), result, _TONES.get(state, "good"))


def _in_halves(checks: list[CheckWords]) -> tuple[tuple[CheckWords, ...], ...]:
    half = (len(checks) + 1) // 2
    return tuple(tuple(each) for each in (checks[:half], checks[half:]) if each)


def _chart(report: PreflightReport) -> Chart | None:
    if report.most_ink is None:
        return None
    limit = report.printer.ink_limit
    top = max(limit, report.most_ink)
    each = -(-len(report.inks) // _MOST_BARS)
    groups = [report.inks[at : at + each] for at in range(0, len(report.inks), each)]
    bars = tuple(_bar(group, _CHART / top, limit) for group in groups)
    width = min(_CHART_WIDTH / len(bars), _WIDEST_BAR) * len(bars)
    at = (_CHART * (limit / top)).css
    return Chart(bars, each, width.css, _CHART.css, f"{limit} %", at)


def _bar(group: Sequence[PageInk], per_percent: Length, limit: int) -> Bar:
    measured = [ink.highest for ink in group if ink.highest is not None]
    highest = max(measured, default=0.0)
    return Bar(
        group[0].part or str(group[0].page),
        f"{highest:.0f}" if measured else "?",
        (per_percent * highest).css,
        highest > limit,
    )


def _finding(finding: Finding, words: Words) -> FindingWords:
    page = str(finding.area.page) if finding.area else ""
    return FindingWords(
        finding.code.id,
        finding.severity.word,
        page,
        words(finding.message, _MESSAGE),
        words(finding.waived, LINE),
    )


def _foot(report: PreflightReport, words: Words) -> Iterator[str]:
    if report.publisher:
        yield words(report.publisher, 60)
    if report.date:
        yield f"Edition of {report.date.isoformat()}"
    yield f"Checked by {report.program}"
