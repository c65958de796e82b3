"""Which pages stand side by side on sheets that are nested, folded and stapled in the fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..units import Size
from .facts import Imposition
from .panels import BLANK

NO_ROOM = Code(
    "X311",
    "no-room-on-sheet",
    Severity.ERROR,
    """The sheets of a booklet leave no room for its pages.

    The target says what the printer cannot print along the edges (`sheets: edge:`), and half a
    sheet is no wider or no higher than that. Office printers leave out 3 to 6 mm: write
    `edge: 5mm`.
    """,
)
SMALL_TYPE = Code(
    "X312",
    "small-type-in-booklet",
    Severity.NOTE,
    """A booklet prints its pages so much smaller that their text becomes hard to read.

Two A4 pages on a sheet of A4 have two thirds of their size, and text of 9.5 points is 6.4 points
there: small, and legible. Square pages have less than half. Below 5 points, which print shops take
for the smallest type, most people give up. What is smaller on the page than the text, such as
credits, is not asked about: nobody would read it in a booklet of half the size.

For a look at the order of the pages that is well. For readers, print `--target booklet-full`: the
pages in their own size, on paper twice as large.
""",
)
NOT_A_BOOKLET = Code(
    "X313",
    "leaflet-as-booklet",
    Severity.ERROR,
    """A leaflet is asked for as a booklet.

A booklet is a pile of sheets, two pages on each side, folded in the middle and stapled. The pages
of a leaflet are the panels of one sheet, which has folds of its own and no staples: in the order of
a booklet nothing of it would fit together.

Build the leaflet for the press. For a look at it folded, build the proof and print it on both
sides in full size, turned at the short edge: it shows both sides of the sheet and where to fold.
Or give the edition a format that is bound, such as `format: a5`, for a booklet.
""",
)
SMALLEST_TEXT = 5.0
"""In points on paper, as the presets of print shops have it."""


@dataclass(frozen=True)
class Half:
    """One half of one side of a sheet: its page, from 1, or `BLANK`."""

    page: int
    sheet: int
    """The sheet, from 0 for the one outside."""
    right: bool


@dataclass(frozen=True)
class Position:
    """Where a page is put on its side of the sheet, in points from the sheet's lower left corner.

    `x` and `y` are where the corner of the trimmed page goes, `scale` its size; what reaches
    beyond `clip` (left, bottom, width, height) belongs to the other half.
    """

    x: float
    y: float
    scale: float
    clip: tuple[float, float, float, float]


def signature(pages: int, right_to_left: bool = False) -> tuple[tuple[Half, Half], ...]:
    """Return what stands left and right on each side: the outermost sheet's front, its back, …

    Blank pages to a multiple of four stand before the last page, so that the back cover stays
    outside. A single page is the front. Read from right to left, the fold is at the other side.

    Raises:
        ValueError: there are no pages.
    """
    order = _filled(pages)
    last = len(order) - 1
    sides = []
    for sheet in range(len(order) // 4):
        at = 2 * sheet
        for left, right in ((last - at, at), (at + 1, last - at - 1)):
            pair = (order[right], order[left]) if right_to_left else (order[left], order[right])
            sides.append((Half(pair[0], sheet, False), Half(pair[1], sheet, True)))
    return tuple(sides)


def _filled(pages: int) -> Sequence[int]:
    if pages < 1:
        raise ValueError("there are no pages to fold")
    blanks = [BLANK] * (-pages % 4)
    if pages == 1:
        return [1, *blanks]
    return [*range(1, pages), *blanks, pages]


def position(half: Half, page: Size, paper: Imposition) -> Position:
    """Return where a page of this size stands: at the fold, halfway up, as large as it fits.

    A page never grows beyond its own size, and keeps out of the unprintable edge.

    **Creep**: folded around each other, each sheet is held away from the staples by all the
    sheets outside of it, and stands out at the fore-edge by their thickness, the number of
    those sheets times that of one (printwiki.org, “Creep” and “Shingling”). Its pages move as
    far toward the fold, so that after trimming the outer margins are the same throughout. What
    would pass the fold is cut there: it would lie in it.

    Raises:
        Diagnostic: X311, the edge takes the whole sheet.
    """
    half_width, height = paper.sheet_width.pt / 2, paper.sheet_height.pt
    scale = scale_of(page, paper)
    wide, high = page.width.pt * scale, page.height.pt * scale
    creep = half.sheet * paper.leaf.pt
    x = half_width - creep if half.right else half_width - wide + creep
    y = (height - high) / 2
    left = max(x, half_width) if half.right else x
    right = x + wide if half.right else min(x + wide, half_width)
    return Position(x, y, scale, (left, y, right - left, high))


def scale_of(page: Size, paper: Imposition) -> float:
    """Return the size that pages have on the sheets, where 1 is their own; X311 as `position`."""
    scale = min(
        1.0,
        (paper.sheet_width.pt / 2 - paper.edge.pt) / page.width.pt,
        (paper.sheet_height.pt - 2 * paper.edge.pt) / page.height.pt,
    )
    if scale <= 0:
        message = f"the unprintable edge, {paper.edge}, leaves no room on half a sheet"
        help = "write what the printer cannot print, such as 5mm, at sheets: edge: of the target"
        raise Diagnostic([NO_ROOM.finding(None, message, help=help)])
    return scale


def text_finding(page: Size, paper: Imposition, size: float, mark: Mark | None) -> Finding | None:
    """Return X312 where text of this size, in points, becomes too small, None where it does not;
    X311 as `position`."""
    scale = scale_of(page, paper)
    # On paper nobody sees a twentieth of a point.
    if scale == 1 or size * scale >= SMALLEST_TEXT - 0.05:
        return None
    message = (
        f"pages are printed at {scale * 100:.0f} % of their size: text of {size:g} pt becomes "
        f"{size * scale:.2g} pt"
    )
    help = "for readers, build --target booklet-full, in full size on paper twice as large"
    return SMALL_TYPE.finding(mark, message, help=help)
