"""The panels of a folded sheet, which are laid out as pages, side by side on its two sides.

What comes out is as what went in, only wider: the trimmed page begins at 0 0 and bleeds all around.
So a leaflet goes to the press, or is proofed, as any two pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Object, Page, Pdf, String

from ..storage import Content, reading
from .press_sheet import Box, as_array, numbers
from .writing import write


@dataclass(frozen=True)
class Folding:
    """The panels on each side of the sheet from left to right: numbers of pages, from 1."""

    sides: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Side:
    """One side of the sheet: its pages, and where the trim of each begins, in points from the
    trimmed sheet's left edge."""

    pages: tuple[int, ...]
    starts: tuple[float, ...]
    width: float

    @property
    def folds(self) -> tuple[float, ...]:
        """How far from the left trim the sheet is folded."""
        return self.starts[1:]


def sides_of(pdf: Pdf, folding: Folding) -> tuple[Side, ...]:
    """Return the sides of the sheet that the pages of a laid-out PDF are set on.

    Raises:
        ValueError: the pages are not those that the sides name, or not all of one height.
    """
    named = sorted(number for side in folding.sides for number in side)
    if named != list(range(1, len(pdf.pages) + 1)):
        raise ValueError("the pages are not the panels of the sheet")
    boxes = [[round(float(edge), 4) for edge in page.trimbox] for page in pdf.pages]
    if len({(left, bottom, top) for left, bottom, _, top in boxes} | {(0.0, 0.0, boxes[0][3])}) > 1:
        raise ValueError("the trimmed pages do not all begin at 0 0 and have one height")
    found = []
    for side in folding.sides:
        ends = tuple(accumulate(boxes[number - 1][2] for number in side))
        found.append(Side(side, (0.0, *ends[:-1]), ends[-1]))
    return tuple(found)


def fold(pdf: Content, folding: Folding, path: Path) -> Path:
    """Write the laid-out pages side by side, one page for each side of the sheet, to `path`.

    A panel is cut at its folds, where its neighbour begins, and bleeds where the sheet ends. Links,
    outline and tags are left out: they are for screens, where panels are pages.

    Raises:
        ValueError: as `sides_of` does.
    """
    with reading(pdf) as stream, pikepdf.open(stream) as pages, pikepdf.new() as sheet:
        if Name.Producer in pages.docinfo:
            sheet.docinfo[Name.Producer] = String(str(pages.docinfo[Name.Producer]))
        for side in sides_of(pages, folding):
            _add(sheet, side, [pages.pages[number - 1] for number in side.pages])
        return write(sheet, path)


def _add(sheet: Pdf, side: Side, pages: Sequence[Page]) -> None:
    bleed = min(-float(edge) for page in pages for edge in list(page.mediabox)[:2])
    height = float(pages[0].trimbox[3])
    drawn, shown = [], Dictionary()
    for index, (page, start) in enumerate(zip(pages, side.starts, strict=True)):
        width = float(page.trimbox[2])
        left = -bleed if index == 0 else 0.0
        right = width + bleed if index == len(pages) - 1 else width
        name = f"/Panel{index + 1}"
        shown[name] = _form(sheet, page, (left, -bleed, right, height + bleed))
        drawn.append(f"q 1 0 0 1 {numbers(start, 0)} cm {name} Do Q\n")
    made = sheet.add_blank_page()
    made.obj.Contents = sheet.make_stream("".join(drawn).encode("ascii"))
    made.obj.Resources = Dictionary(XObject=shown)
    made.obj.MediaBox = as_array((-bleed, -bleed, side.width + bleed, height + bleed))
    made.obj.BleedBox = made.obj.MediaBox
    made.obj.TrimBox = as_array((0.0, 0.0, side.width, height))


def _form(sheet: Pdf, page: Page, shown: Box) -> Object:
    """Return the page as one thing to draw, cut to `shown`; fonts and pictures are shared."""
    form = page.as_form_xobject()
    form.Resources = page.resources
    form = sheet.copy_foreign(form)
    form.BBox = as_array(shown)
    if Name.StructParents in form:
        del form.StructParents
    return form
