"""README.txt: what the print shop needs to know, on a screenful."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from ..finish.panels import Folding, Side
from ..papers.values import Binding, PreflightReport
from ..papers.view import verdict
from ..papers.words import numbered, size_words
from ..printers import SINGLE_LEAF
from ..units import Size

README = "README.txt"
_LABEL, _WIDTH = 14, 78
_UNIT = re.compile(r"(\d) (mm|%)")
WHAT = {
    "press.pdf": "the pages to print, single and in order",
    "cover.pdf": "the cover to print: back cover, spine and front cover as one page",
    "preflight.pdf": "what was checked in them, on one page",
    "preflight.json": "the same for programs, with all findings",
    "proof.pdf": "to look at and to mark up, not to print from",
    "credits.csv": "the pictures, whose they are and on which terms",
}
"""The parts of a hand-over in the order in which people want them."""
_FOLDED = {**WHAT, "press.pdf": "the sheet to print, one page a side, its panels in place"}


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
    what = _FOLDED if binding.folding else WHAT
    lines += [f"  {name:<{width}}{what.get(part, '')}".rstrip() for name, part in names]
    lines += ["", "To see whether all of it has arrived: sha256sum -c SHA256SUMS", ""]
    lines += textwrap.wrap(report.claim, _WIDTH)
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _rows(report: PreflightReport, binding: Binding) -> Iterator[tuple[str, str]]:
    printer, profile = report.printer, report.printer.profile
    yield "From", report.publisher
    yield "Pages", _pages(report, binding)
    if report.files[0].trims:
        yield "Trimmed size", _size(report.files[0].trims[0], binding.folding)
    bleed = report.files[0].bleed
    yield "Bleed", f"{bleed} on all sides" if bleed else "none"
    yield "Marks", _marks(binding)
    if binding.folding:
        yield from _folding(binding.folding)
    else:
        yield "Binding", _binding(report, binding)
    yield "Paper, press", printer.label
    yield "Condition", ": ".join(each for each in (profile.condition, profile.info) if each)
    yield "Profile", f"{profile.file}, embedded as output intent"
    yield "Inks", ", ".join(report.plates)
    yield "Ink", _ink(report)
    yield "Preflight", verdict(report)


def _pages(report: PreflightReport, binding: Binding) -> str:
    pages, blanks = report.files[0].pages, binding.blanks
    if binding.folding:
        return _panels(binding.folding)
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


def _panels(folding: Folding) -> str:
    sheets = "one sheet" if folding.sheets == 1 else f"{folding.sheets} sheets"
    blank = f", and {numbered(folding.blanks, 'panel')} left blank" if folding.blanks else ""
    return (
        f"{folding.pages}, as panels of {sheets} printed on both sides{blank}; each page of the "
        "file is one side, the outside first"
    )


def _size(trim: Size, folding: Folding | None) -> str:
    folded = f", folded {size_words(Size(folding.width, trim.height))}" if folding else ""
    return f"{size_words(trim)}{folded}"


def _marks(binding: Binding) -> str:
    kinds = [("crop", binding.marks), ("fold", binding.folding)]
    there = " and ".join(f"{kind} marks" for kind, wanted in kinds if wanted)
    return f"{there}, outside the bleed" if there else "none"


def _folding(folding: Folding) -> Iterator[tuple[str, str]]:
    """Yield how a sheet is folded, and the panels of each side from left to right."""
    yield "Folding", ", ".join(filter(None, (folding.how, "at the fold marks; nothing is bound")))
    for label, sides in (("Outside", folding.sides[::2]), ("Inside", folding.sides[1::2])):
        several = len(sides) > 1
        said = [
            f"sheet {number}: {_abreast(side)}" if several else _abreast(side)
            for number, side in enumerate(sides, 1)
        ]
        yield label, f"from the left: {'; '.join(said)}"
    yield "Turned", "the sides lie back to back, head to head"


def _abreast(side: Side) -> str:
    panels = [
        f"{f'page {panel.page}' if panel.page else 'blank'} ({panel.width})"
        for panel in side.panels
    ]
    return ", ".join(panels)


def _binding(report: PreflightReport, binding: Binding) -> str:
    pages, printer = report.files[0].pages, report.printer
    if pages <= SINGLE_LEAF and not binding.own_cover:
        return f"none: a single leaf, printed on {'one side' if pages == 1 else 'both sides'}"
    spine = f", spine {binding.spine}" if binding.own_cover else ""
    multiple = f", in a multiple of {printer.page_multiple}" if printer.page_multiple > 1 else ""
    return f"{printer.bound}{spine}; single pages{multiple}, not imposed"


def _ink(report: PreflightReport) -> str:
    limit = f"limit {report.printer.ink_limit} %"
    most = report.most_ink
    return limit if most is None else f"{most:.0f} % at most, {limit}"


def _labelled(label: str, words: str) -> list[str]:
    if not words:
        return []
    indent = " " * _LABEL
    # A number and its unit stay together.
    text = f"{label:<{_LABEL}}" + _UNIT.sub("\\1\N{NO-BREAK SPACE}\\2", words)
    lines = textwrap.wrap(text, _WIDTH, subsequent_indent=indent)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
