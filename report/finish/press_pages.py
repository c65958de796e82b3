"""How many pages go to the press: what is added, and what is asked of those who lay out."""

from __future__ import annotations

from dataclasses import replace

from ..diagnostics import Code, Finding, Mark, Severity
from ..printers import SINGLE_LEAF, Printer, spine
from ..units import Length, mm
from .panels import BLANK

BLANK_PAGES = Code(
    "X301",
    "blank-pages",
    Severity.WARNING,
    """The number of pages is not a multiple of what the printer binds, and blank pages were added.

Sheets are printed on both sides and folded: stapled brochures have a multiple of 4 pages, others
what the preset says (`page_multiple`). The blanks stand before the back cover, and readers take
them for a mistake. Cut as many pages as the finding says, or fill the blank ones: with a photograph
that bleeds, with contacts, with a page for notes.

A single leaf, of one page or two, is bound to nothing, and a leaflet has as many pages as its sheet
has panels. Neither gets blank pages.

Where the cover is a file of its own, its back is not printed. The inside then begins with page 2,
which is a left page; the first page of a book is a right one. So a blank page stands before it. How
many stand at the end follows from the multiple: one there is no fault, and the finding is a note.
""",
)
FEWEST_WITH_COVER = 3
_NO_FAULT = 1
"""A blank page at the end of a book is nothing that a reader wonders at."""
BLEED_MISSING = Code(
    "X302",
    "bleed-missing",
    Severity.ERROR,
    """The printer asks for more bleed than the pages were laid out with.

Whatever runs across the edge of a page has to be printed some millimetres further, because no
knife cuts exactly. What the layout does not paint cannot be added afterwards.

It is found when the edition is read, before anything is laid out. The printer's bleed, or more,
belongs into the format; pictures and grounds then reach as far. A format of your own takes the rest
from one of Colophon's: two lines in `templates/formats/a4-bleed.yaml`, `like: a4` and `bleed: 6mm`,
and `format: a4-bleed` in the edition.
""",
)
NO_INSIDE = Code(
    "X303",
    "no-inside",
    Severity.ERROR,
    """The printer takes the cover as a file of its own, and nothing is left for the inside.

The first page becomes the front cover, the last one the back cover, and they are printed apart
from the pages between them. An edition of one or two pages has none.

Add pages, or choose a printer preset that takes all pages in one file (`cover: own_file: false`).
""",
)
SPINE_TOO_THIN = Code(
    "X304",
    "spine-too-thin",
    Severity.WARNING,
    """The spine of a bound book is too thin to be glued.

Glue holds a book at the edges of its leaves. Print shops ask for some three millimetres of them:
thinner blocks come apart, and their covers sit askew, because no machine scores two folds so near
to each other. How wide the spine is follows from the preset, `leaf:` times the number of leaves and
the two boards of the cover (`board:`), or is what `print: spine:` of the edition says.

A brochure of so few pages is stapled: choose a printer preset that takes all pages in one file
(`cover: own_file: false`). Or add pages, or ask the print shop for thicker paper, and write what it
says into a preset of your own.
""",
)
THINNEST_SPINE = mm(3)


def blanks_for(pages: int, multiple: int, *, own_cover: bool = False) -> int:
    """Return how many blank pages an edition of so many `pages` lacks before its back cover.

    With a cover of its own, the inside lacks them, and begins with a blank page already. A single
    leaf lacks none.
    """
    if pages <= SINGLE_LEAF and not own_cover:
        return 0
    return -(pages - 1 if own_cover else pages) % multiple


def printed_pages(pages: int, blanks: int, *, own_cover: bool = False) -> tuple[int, ...]:
    """Return which pages of the edition, from 1, the main file prints one after the other.

    `BLANK` is a blank page. With a cover of its own, the first page and the last are not in it, and
    it begins with a blank: left pages stay left, with the wide margin at the spine.
    """
    first, last = (BLANK, ()) if own_cover else (1, (pages,))
    return (first, *range(2, pages), *(BLANK,) * blanks, *(last if pages > 1 else ()))


def blanks_finding(
    pages: int, multiple: int, mark: Mark | None, *, own_cover: bool = False
) -> Finding | None:
    """Return X301 for an edition of so many pages, None where no page is blank.

    A blank page before an inside nobody can help; that, and one at its end, are a note.
    """
    blanks = blanks_for(pages, multiple, own_cover=own_cover)
    if own_cover and pages >= FEWEST_WITH_COVER:
        return _blanks_inside(pages, multiple, mark, blanks)
    if own_cover or not blanks:
        return None
    stand = "stands" if blanks == 1 else "stand"
    message = (
        f"{_pages(pages)} are not a multiple of {multiple}: "
        f"{_pages(blanks, 'blank ')} {stand} before the back cover"
    )
    cut, leaf = multiple - blanks, pages - SINGLE_LEAF
    if cut >= pages:
        cut = leaf if leaf <= blanks else 0
    return BLANK_PAGES.finding(mark, message, help=_cut_or_add(cut, blanks))


def spine_finding(
    printer: Printer, inside_pages: int, given: Length | None, mark: Mark | None, stapled: str = ""
) -> Finding | None:
    """Return X304 for a book with so many pages inside, None where its spine can be glued, or where
    the cover has none.

    `given` is the width that the edition says; `stapled` a preset like this one without a cover of
    its own.
    """
    width = given or spine(printer, inside_pages)
    if not printer.cover.own_file or not 0 < width.pt < THINNEST_SPINE.pt:
        return None
    leaves = -(-inside_pages // 2)
    counted = (
        f"{leaves} {'leaf' if leaves == 1 else 'leaves'} of {printer.cover.leaf} and "
        f"{printer.cover.board} of board"
    )
    source = "so the edition says" if given else counted
    message = f"a spine of {width} ({source}) is too thin to be glued: it takes {THINNEST_SPINE}"
    such_as = f", such as {stapled}," if stapled else ""
    help = f"have it stapled: choose a printer{such_as} that takes the cover in the same file"
    return SPINE_TOO_THIN.finding(mark, message, help=help)


def _blanks_inside(pages: int, multiple: int, mark: Mark | None, blanks: int) -> Finding:
    message = (
        f"the inside has {_pages(pages - 2)}: one blank page stands before, so that left pages "
        f"stay left, and {blanks or 'none'} after, for a multiple of {multiple}"
    )
    if blanks <= _NO_FAULT:
        return replace(BLANK_PAGES.finding(mark, message), override=Severity.NOTE)
    # One page fewer is one blank page more, until a multiple is full.
    cut, missing = multiple - blanks, blanks - _NO_FAULT
    help = _cut_or_add(cut if pages - cut >= FEWEST_WITH_COVER else 0, missing)
    return BLANK_PAGES.finding(mark, message, help=help)


def _cut_or_add(cut: int, missing: int) -> str:
    return f"cut {_pages(cut)} or add {missing}" if cut else f"add {_pages(missing)}"


def _pages(count: int, kind: str = "") -> str:
    return f"{count} {kind}page{'' if count == 1 else 's'}"
