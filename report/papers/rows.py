"""What a print shop enters into its calculation: the labelled rows of the preflight report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..finish.panels import Folding
from ..preflight.painted import pages_in_words
from ..printers import SINGLE_LEAF, Printer
from ..units import Length, Size
from .values import Binding, PreflightReport
from .words import Words, numbered, size_words

DOT = " · "
_MOST_NAMES = 6


def rows(report: PreflightReport, words: Words) -> Iterator[tuple[str, str]]:
    """Yield each label and what stands beside it, "" where there is nothing to say."""
    yield "From", DOT.join(_sender(report, words))
    yield "Make-up", DOT.join(_make_up(report))
    info = report.printer.profile.info or report.printer.label
    yield "Printing", f"{words(info)}{DOT}preset {words(report.printer_name, 40)}"
    if report.files[0].pages:
        yield "Output intent", _intent(report, words)
    yield "Inks", _plates(report, words)
    if report.fonts:
        outside = [font.name for font in report.fonts if not font.embedded]
        names = _names(outside or [font.name for font in report.fonts], words)
        state = f"{len(outside)} not embedded" if outside else "all embedded"
        yield "Fonts", f"{len(report.fonts)}, {state}: {names}"


def _sender(report: PreflightReport, words: Words) -> Iterator[str]:
    if report.publisher:
        yield words(report.publisher, 60)
    if report.date:
        yield f"edition of {report.date.isoformat()}"
    if report.as_of:
        yield f"checked for {report.as_of.isoformat()}"


def _make_up(report: PreflightReport) -> Iterator[str]:
    """Yield what a print shop enters into its calculation."""
    pages, binding, printer = report.files[0], report.binding, report.printer
    if pages.trims:
        more = len(pages.trims) - 1
        also = f" and {numbered(more, 'other size')}" if more else ""
        yield f"Trim {size_words(pages.trims[0])}{also}"
    if pages.pages:
        bleed = pages.bleed or Length(0)
        known = f"Bleed {bleed}" if bleed.pt else "No bleed"
        too_little = bleed.pt < printer.bleed.pt - 0.1
        yield known + (f" ({printer.bleed} asked for)" if too_little else "")
    if binding is not None:
        if binding.folding:
            yield "Crop and fold marks" if binding.marks else "Fold marks"
            yield from _folded(binding.folding, pages.trims)
        else:
            yield "Crop marks" if binding.marks else "No marks"
            yield from _bound(binding, printer, pages.pages)


def _folded(folding: Folding, trims: Sequence[Size]) -> Iterator[str]:
    size = f" to {size_words(Size(folding.width, trims[0].height))}" if trims else ""
    yield f"Folded{size}, {folding.pages} panels, not bound"
    if folding.sheets > 1:
        yield f"{folding.sheets} sheets"
    # The same on each sheet.
    yield from (side.words for side in folding.sides[:2])
    if folding.blanks:
        yield numbered(folding.blanks, "blank panel")


def _bound(binding: Binding, printer: Printer, pages: int) -> Iterator[str]:
    blanks = binding.blanks
    how = f"{printer.bound[0].upper()}{printer.bound[1:]}"
    if binding.own_cover:
        yield f"{how}, spine {binding.spine}, cover a file of its own"
        blanks += 1  # the inside begins with a blank page, so that left stays left
    else:
        yield "Single leaf" if pages <= SINGLE_LEAF else how
    yield "Not imposed"
    yield f"{numbered(blanks, 'blank page')}" if blanks else "No blank pages"


def _intent(report: PreflightReport, words: Words) -> str:
    named, profile = report.files[0].intent, report.printer.profile
    file = words(PurePosixPath(profile.file).name, 60)
    if report.is_ours or named == profile.condition:
        return f"{words(named or profile.condition, 60)}{DOT}{file}"
    asked = f"{words(profile.condition, 60)} ({file}) asked for"
    return f"{words(named, 60)}{DOT}{asked}" if named else f"None{DOT}{asked}"


def _plates(report: PreflightReport, words: Words) -> str:
    """Return the inks that print, and which pages are in other colours."""
    inks = _names(report.plates, words)
    others = [ink for ink in report.inks if ink.colours]
    if not others:
        return inks
    colours = ", ".join(sorted({ink.colours for ink in others}))
    numbers = [ink.page for ink in others if not ink.part]
    where = pages_in_words(numbers) if numbers else report.place(1, others[0].part)
    rest = f"; else {inks}" if inks else ""
    return f"Not known: {colours} on {where}{rest}"


def _names(names: Sequence[str], words: Words) -> str:
    shown = [words(name, 36) for name in names[:_MOST_NAMES]]
    left = len(names) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")
