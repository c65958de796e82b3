"""The preflight report in words, cut to what one line or one page can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..diagnostics import Severity
from ..preflight.painted import pages_in_words
from ..preflight.press import Checked
from .chart import Chart, ink_chart
from .found import Found
from .rows import DOT, rows
from .values import UNKNOWN, PreflightReport, ReportedFile, result_of
from .words import Words, file_size, numbered, size_words

_TITLE, _NAME, _WHAT = 80, 60, 46
"""How many letters of each are printed."""
_MOST_FILES = 3
DENSE = 200
"""Where what was found may be no longer, there is little room, and no white is wasted."""


@dataclass(frozen=True)
class FileWords:
    """A file in words; its digest is parted after the eight digits that people compare."""

    part: str
    name: str
    says: str
    sha256: tuple[str, str]


@dataclass(frozen=True)
class CheckWords:
    """A check in words; `tone` is `bad` for what wants to be read, else `quiet`."""

    code: str
    what: str
    result: str
    tone: str


@dataclass(frozen=True)
class FoundWords:
    """What one rule has found, in words; `place` is "" for what is about the whole file."""

    code: str
    word: str
    place: str
    message: str
    accepted: str


@dataclass(frozen=True)
class View:
    """Everything that the template prints. `tone` of the verdict is `ready`, `unsure` or `not`;
    a `dense` page has little white, since there is much to be listed."""

    title: str
    kicker: str
    verdict: str
    detail: str
    tone: str
    figures: tuple[tuple[str, str], ...]
    files: tuple[FileWords, ...]
    rows: tuple[tuple[str, str], ...]
    checks: tuple[tuple[CheckWords, ...], ...]
    chart: Chart | None
    found: tuple[FoundWords, ...]
    more: str
    not_checked: str
    claim: str
    foot: str
    dense: bool


def view(report: PreflightReport, words: Words, found: Sequence[Found], letters: int) -> View:
    """Return the report in words with what was `found`, each in so many letters at most."""
    dense = letters <= DENSE
    left = len(report.findings) - sum(each.findings for each in found)
    kicker = ["Preflight report"]
    if report.revision:
        kicker.append(f"Revision {report.revision}")
    return View(
        title=words(report.title, _TITLE),
        kicker=DOT.join(kicker),
        verdict=verdict(report),
        detail=_detail(report),
        tone=_tone(report),
        figures=tuple(_figures(report)),
        files=tuple(_file(file, report, words) for file in report.files[:_MOST_FILES]),
        rows=tuple((label, row) for label, row in rows(report, words) if row),
        checks=_in_halves([_check(each, words) for each in report.checks]),
        chart=ink_chart(report, dense),
        found=tuple(_found(each, words, letters) for each in found),
        more=_more(bool(found), left, report),
        not_checked="; ".join(report.not_checked),
        claim=report.claim,
        foot=f"Checked by {report.program}",
        dense=dense,
    )


def _more(some: bool, left: int, report: PreflightReport) -> str:
    if not left:
        return ""
    where = "in the JSON file beside this page" if report.is_ours else "listed with --json"
    return f"and {left} more, {where}" if some else f"{numbered(left, 'finding')}, {where}"


def verdict(report: PreflightReport) -> str:
    """Return what came of it in a line: "Ready for the press · 2 remarks"."""
    errors = report.count(Severity.ERROR)
    if errors:
        return f"Not ready for the press{DOT}{numbered(errors, 'error')}"
    remarks = report.count(Severity.WARNING) + report.count(Severity.NOTE) + report.waived
    said = "No errors, but not all could be checked" if report.unjudged else "Ready for the press"
    return said + (f"{DOT}{numbered(remarks, 'remark')}" if remarks else "")


def _tone(report: PreflightReport) -> str:
    if report.count(Severity.ERROR):
        return "not"
    return "unsure" if report.unjudged else "ready"


def _detail(report: PreflightReport) -> str:
    """Return what was found beside errors: "2 warnings, 1 accepted with a reason"."""
    counts = [(report.count(Severity.WARNING), "warning"), (report.count(Severity.NOTE), "note")]
    parts = [numbered(number, word) for number, word in counts if number]
    if report.waived:
        parts.append(f"{report.waived} accepted with a reason")
    if not report.checks:
        parts.append("nothing else could be checked")
    return ", ".join(parts)


def _figures(report: PreflightReport) -> Iterator[tuple[str, str]]:
    pages = report.files[0].pages
    folded = report.binding is not None and report.binding.folding is not None
    # An unreadable file has no pages that anybody has counted.
    yield str(pages or "–"), "page" if pages == 1 else "sides to be folded" if folded else "pages"
    if report.checks:
        results = [result_of(check) for check in report.checks]
        asked = len(results) - results.count("not applicable")
        yield str(results.count("passed")), f"of {numbered(asked, 'check')} passed"
    if report.most_ink is not None:
        pages_known = all(ink.highest is not None for ink in report.inks)
        where = "" if pages_known else " where measured"
        yield (
            f"{report.most_ink:.0f}",
            f"% ink at most{where}, limit {report.printer.ink_limit} %",
        )
    if report.coarsest:
        coarsest, wanted = report.coarsest, report.printer.images.warn_below
        place = report.place(coarsest.page, coarsest.part)
        pictures = numbered(report.pictures, "picture")
        yield f"{coarsest.ppi:.0f}", f"ppi at least of {pictures} ({place}), {wanted} wanted"


def _file(file: ReportedFile, report: PreflightReport, words: Words) -> FileWords:
    several = len(report.files) > 1
    part = file.part.capitalize() or ("Pages" if several else "File")
    says = [file_size(file.size)]
    if not file.pages:
        says.append("not readable")
    elif several:
        says.append(numbered(file.pages, "page"))
    if file.part and file.trims:
        says.append(size_words(file.trims[0]))
    if file.pages:
        says.append(words(file.conformance, 40) or "not PDF/X")
    digest = file.sha256
    return FileWords(part, words(file.name, _NAME), DOT.join(says), (digest[:8], digest[8:]))


def _check(check: Checked, words: Words) -> CheckWords:
    counts = {"error": check.errors, "warning": check.warnings, "note": check.notes}
    found = [(number, word) for word, number in counts.items() if number]
    result = result_of(check)
    grave = bool(check.errors or check.warnings) or result in UNKNOWN
    if found:
        rest = sum(number for number, _ in found[1:])
        result = numbered(*found[0]) + (f", {rest} more" if rest else "")
    elif check.waived:
        result = f"{check.waived} accepted"
    elif result == "not measured":
        result = f"not measured – {check.unmeasured}"
    what = words.sentence(check.what, _WHAT)
    return CheckWords(check.code, what, result, "bad" if grave else "quiet")


def _in_halves(checks: list[CheckWords]) -> tuple[tuple[CheckWords, ...], ...]:
    half = (len(checks) + 1) // 2
    return tuple(tuple(each) for each in (checks[:half], checks[half:]) if each)


def _found(found: Found, words: Words, letters: int) -> FoundWords:
    place = pages_in_words(found.pages) if found.pages else ""
    message = words.sentence(found.message, letters)
    if found.places > max(1, len(found.pages)):
        message += f" ({found.places} places)"
    accepted = words.sentence(found.waived, letters)
    return FoundWords(found.code, found.severity.word, place, message, accepted)
