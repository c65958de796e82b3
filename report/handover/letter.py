"""README.txt: what the print shop needs to know, on a screenful."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from ..papers.values import Binding, PreflightReport
from ..papers.view import verdict
from ..papers.words import size_words

README = "README.txt"
_LABEL, _WIDTH = 14, 78
WHAT = {
    "press.pdf": "the pages to print, single and in order",
    "cover.pdf": "the cover to print: back cover, spine and front cover as one page",
    "preflight.pdf": "what was checked in them, on one page",
    "preflight.json": "the same for programs, with all findings",
    "proof.pdf": "to look at and to mark up, not to print from",
    "credits.csv": "the pictures, whose they are and on which terms",
}
"""The parts of a hand-over in the order in which people want them."""


def readme(report: PreflightReport, binding: Binding, names: Sequence[tuple[str, str]]) -> bytes:
    """Return the text for the print shop in UTF-8; `names` are (file name, part)."""
    head = [report.title, f"Revision {report.revision}"]
    if report.date:
        head[1] += f", edition of {report.date.isoformat()}"
    lines = [*head, ""]
    for label, words in _rows(report, binding):
        lines += _labelled(label, words)
    lines += ["", "Files"]
    width = max(len(name) for name, _ in names) + 2
    lines += [f"  {name:<{width}}{WHAT.get(part, '')}".rstrip() for name, part in names]
    lines += ["", "To see whether all of it has arrived: sha256sum -c SHA256SUMS", ""]
    lines += textwrap.wrap(report.claim, _WIDTH)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _rows(report: PreflightReport, binding: Binding) -> Iterator[tuple[str, str]]:
    printer, profile = report.printer, report.printer.profile
    yield "From", report.publisher
    yield "Pages", _pages(report, binding)
    if report.files[0].trims:
        yield "Trimmed size", size_words(report.files[0].trims[0])
    bleed = report.files[0].bleed
    yield "Bleed", f"{bleed} on all sides" if bleed else "none"
    yield "Marks", "crop marks, outside the bleed" if binding.marks else "none"
    yield "Binding", _binding(printer.page_multiple, binding)
    yield "Paper, press", printer.label
    yield "Condition", ": ".join(each for each in (profile.condition, profile.info) if each)
    yield "Profile", f"{profile.file}, embedded as output intent"
    yield "Inks", ", ".join(report.plates)
    yield "Ink", _ink(report)
    yield "Preflight", verdict(report)


def _pages(report: PreflightReport, binding: Binding) -> str:
    pages, blanks = report.files[0].pages, binding.blanks
    if binding.own_cover:
        # See finish/press_pages.py: the inside begins with a blank page, so that left stays left.
        last = {0: "", 1: " and the last"}.get(blanks, f" and the last {blanks}")
        are = "are" if blanks else "is"
        return f"{pages} inside, the first{last} {are} left blank; the cover is a file of its own"
    if not blanks:
        return str(pages)
    return (
        f"{pages}, of which {blanks} before the back cover {'is' if blanks == 1 else 'are'} blank"
    )


def _binding(multiple: int, binding: Binding) -> str:
    if binding.own_cover:
        return f"bound, spine {binding.spine}"
    return f"pages come as a multiple of {multiple}, not imposed"


def _ink(report: PreflightReport) -> str:
    limit = f"limit {report.printer.ink_limit} %"
    most = report.most_ink
    return limit if most is None else f"{most:.0f} % at most, {limit}"


def _labelled(label: str, words: str) -> list[str]:
    if not words:
        return []
    indent = " " * _LABEL
    return textwrap.wrap(f"{label:<{_LABEL}}{words}", _WIDTH, subsequent_indent=indent)
