"""Pages in, the files for the press out: in inks, with bleed, labelled PDF/X-4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf, Stream

from ..diagnostics import Diagnostic
from ..storage import Content, digest, reading, workshop
from ..units import Length
from .facts import DocumentFacts, Parts, Printing
from .folding import fold
from .gradients import plain_gradients
from .inks import to_inks
from .page_forms import take_producer
from .panels import BLANK
from .press_claims import VERSION, claim
from .press_cover import folds, make_cover, spread
from .press_marks import ROOM, add_marks, make_marks
from .press_pages import BLEED_MISSING, FEWEST_WITH_COVER, NO_INSIDE, printed_pages
from .press_sheet import Sheet, keep_what_is_drawn, set_boxes, set_in_place
from .spoken import tell_words
from .stream_store import OnDisk
from .writing import write

_ID_DIGITS = 8
_SLACK = 0.01


@dataclass(frozen=True)
class _Frame:
    """What is around the pages of a file: the sheet; for each page, the words beside it and how
    far from the left trim it is folded."""

    sheet: Sheet
    slugs: Sequence[tuple[str, ...]]
    folds: Sequence[Sequence[float]]


def finish_press(pdf: Content, facts: DocumentFacts, folder: Path) -> Parts:
    """Return the pages for the press and, under "cover", a cover of its own if there is one.

    They are put into `folder`. The same pages and facts give the same bytes. What only a screen
    needs (links, outline, tags, attachments) is left out.

    Raises:
        ValueError: the facts do not say how the pages are printed.
        Diagnostic: X302 or X303, the pages are not what the printer asks for; X320, a colour that
            cannot be turned into inks.
    """
    printing = facts.printing
    if printing is None:
        raise ValueError("the target of a press file names no printer")
    with workshop(folder) as store, _opened(pdf, printing, store) as pages:
        sheet = _sheet(pages, printing)
        tell_words(pages)
        plain_gradients(pages)
        to_inks(pages, printing, OnDisk(pages, store))
        for page in pages.pages:
            keep_what_is_drawn(page)
        _drop_tags(pages)
        made = {}
        if printing.own_cover:
            made["cover"] = _cover(pages, facts, printing, sheet, folder)
        order = printed_pages(len(pages.pages), printing.blanks, own_cover=printing.own_cover)
        _put_in_order(pages, order)
        for page in pages.pages:
            set_in_place(pages, page, sheet)
            set_boxes(page, sheet)
        _finish(pages, facts, printing, _frame(sheet, facts, printing, order))
        return {"": write(pages, folder / "press.pdf", VERSION), **made}


@contextmanager
def _opened(pdf: Content, printing: Printing, store: Path) -> Iterator[Pdf]:
    """Open what goes to the press one page after the other: the pages, or sheets of them."""
    sheets = printing.folding and fold(pdf, printing.folding, store / "sheets.pdf")
    with reading(sheets or pdf) as stream, pikepdf.open(stream) as pages:
        yield pages


def _sheet(pages: Pdf, printing: Printing) -> Sheet:
    """Return the measures of the pages, which have one size; X302 and X303 as `finish_press`."""
    printer = printing.printer
    count = len(pages.pages)
    if printing.own_cover and count < FEWEST_WITH_COVER:
        message = f"an edition of {count} page{'s'[: count - 1]} has no inside for its cover"
        help = "add pages, or choose a preset that takes all pages in one file"
        mark = printer.cover.mark_of("own_file")
        raise Diagnostic([NO_INSIDE.finding(mark, message, help=help)])
    boxes = {tuple(round(float(side), 4) for side in page.trimbox) for page in pages.pages}
    left, bottom, width, height = boxes.pop()
    if boxes or (left, bottom) != (0, 0):
        raise ValueError("the trimmed pages do not all begin at 0 0 and have one size")
    bleed = min(-float(side) for page in pages.pages for side in list(page.mediabox)[:2])
    if printer.bleed.pt > bleed + _SLACK:
        asked, there = printer.bleed, Length(bleed)
        message = f"the printer asks for {asked} of bleed, and the pages have {there}"
        help = f"write `bleed: {asked}` into the format"
        raise Diagnostic([BLEED_MISSING.finding(printer.mark_of("bleed"), message, help=help)])
    # Whoever folds has to know where, whether or not crop marks are wanted.
    marked = printing.marks or printing.folding
    return Sheet(width, height, printer.bleed.pt, ROOM.pt if marked else 0.0)


def _drop_tags(pages: Pdf) -> None:
    """Leave out where tags were. Marked content stays and means nothing without them."""
    for thing in pages.objects:
        if isinstance(thing, Stream):
            for name in (Name.StructParents, Name.StructParent, Name.AF):
                if name in thing:
                    del thing[name]


def _cover(
    pages: Pdf, facts: DocumentFacts, printing: Printing, sheet: Sheet, folder: Path
) -> Path:
    """Return the file that the first and the last page become."""
    front, back = pages.pages[0], pages.pages[-1]
    leftward = facts.right_to_left
    sides = (front, back) if leftward else (back, front)
    spine = printing.spine.pt
    own = replace(
        facts,
        title=f"{facts.title} (cover)",
        identifier=digest(facts.identifier, "cover"),
    )
    with make_cover(sides, sheet, spine, printing.spine_colour) as cover:
        take_producer(cover, pages)
        slug = _slug(own, _seen_outside(printing.spine, leftward))
        frame = _Frame(spread(sheet, spine), [slug], [folds(sheet, spine)])
        _finish(cover, own, printing, frame)
        return write(cover, folder / "cover.pdf", VERSION)


def _put_in_order(pages: Pdf, order: Sequence[int]) -> None:
    """Leave the pages of the main file, with blanks between them (see `press_pages`)."""
    laid_out = list(pages.pages)
    del pages.pages[:]
    for number in order:
        pages.pages.append(_blank(pages) if number == BLANK else laid_out[number - 1])


def _blank(pages: Pdf) -> Page:
    content = pages.make_stream(b"")
    page = Dictionary(Type=Name.Page, Resources=Dictionary(), Contents=content)
    return Page(pages.make_indirect(page))


def _frame(sheet: Sheet, facts: DocumentFacts, printing: Printing, order: Sequence[int]) -> _Frame:
    """Return what is around the pages of the main file."""
    if printing.folding is None:
        return _Frame(sheet, [*_slugs(facts, order)], [()] * len(order))
    sides = printing.folding.sides
    folded = [[fold.pt for fold in side.folds] for side in sides]
    return _Frame(sheet, [_slug(facts, side.words) for side in sides], folded)


def _slugs(facts: DocumentFacts, order: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield what stands beside each page."""
    for at, page in enumerate(order, 1):
        side = ("recto" if at % 2 else "verso",) if len(order) > 1 else ()
        blank = ("intentionally blank",) if page == BLANK else ()
        place = (f"{at} / {len(order)}",) if len(order) > 1 else ()
        yield _slug(facts, *place, *side, *blank)


def _seen_outside(spine: Length, leftward: bool) -> str:
    """Say what stands where on a cover."""
    first, last = ("front", "back") if leftward else ("back", "front")
    middle = f" – spine {spine}" if spine.pt else ""
    return f"outside: {first}{middle} – {last}"


def _slug(facts: DocumentFacts, *place: str) -> tuple[str, ...]:
    """Return what stands beside a page; the identifier tells two files of one day apart."""
    file = f"file {facts.identifier[:_ID_DIGITS]}"
    return (facts.title, *place, facts.date.isoformat(), file)


def _finish(pdf: Pdf, facts: DocumentFacts, printing: Printing, frame: _Frame) -> None:
    """Give pages that are in place their marks, where there is room for any, and the file its
    claims."""
    if frame.sheet.room:
        marks = make_marks(pdf, facts.font, frame.slugs, crop=printing.marks)
        for page, slug, folded in zip(pdf.pages, frame.slugs, frame.folds, strict=True):
            add_marks(page, frame.sheet, marks, slug, folded)
    claim(pdf, facts, printing.printer.profile, printing.profile)
