"""The panels of a folded sheet, which are laid out as pages, side by side on its two sides.

What comes out is as what went in, only wider: the trimmed page begins at 0 0 and bleeds all around.
So a leaflet goes to the press, or is proofed, as any two pages.
"""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Pdf

from ..storage import Content, reading
from .page_forms import page_form, take_producer
from .panels import BLANK, Folding, Side
from .press_sheet import as_array, numbers
from .spoken import tell_words
from .writing import write_draft

_SLACK = 0.01


def fold(pdf: Content, folding: Folding, path: Path) -> Path:
    """Write the laid-out pages side by side, one page for each side of the sheet, to `path`.

    A panel is cut at its folds, where its neighbour begins, and bleeds where the sheet ends. Links,
    outline and tags are left out: they are for screens, where panels are pages.

    Raises:
        ValueError: the pages are not those that the sides name, or not as large as their panels.
    """
    with reading(pdf) as stream, pikepdf.open(stream) as pages, pikepdf.new() as sheet:
        take_producer(sheet, pages)
        height, bleed = _measures(pages, folding)
        tell_words(pages)
        for side in folding.sides:
            _add(sheet, pages, side, (height, bleed))
        return write_draft(sheet, path)


def _measures(pdf: Pdf, folding: Folding) -> tuple[float, float]:
    """Return the height of the pages and their bleed, in points; ValueError as `fold`."""
    panels = {panel.page: panel for side in folding.sides for panel in side.panels if panel.page}
    if sorted(panels) != list(range(1, len(pdf.pages) + 1)):
        raise ValueError("the pages are not the panels of the sheet")
    height = float(pdf.pages[0].trimbox[3])
    for number, page in enumerate(pdf.pages, 1):
        wanted = (0.0, 0.0, panels[number].width.pt, height)
        if any(abs(float(a) - b) > _SLACK for a, b in zip(page.trimbox, wanted, strict=True)):
            raise ValueError("the trimmed pages are not as large as their panels")
    return height, min(-float(edge) for page in pdf.pages for edge in list(page.mediabox)[:2])


def _add(sheet: Pdf, pages: Pdf, side: Side, measures: tuple[float, float]) -> None:
    height, bleed = measures
    drawn, shown = [], Dictionary()
    for index, panel in enumerate(side.panels):
        if panel.page == BLANK:
            continue
        left = -bleed if panel == side.panels[0] else 0.0
        right = panel.width.pt + (bleed if panel == side.panels[-1] else 0.0)
        name = f"/Panel{index + 1}"
        page = pages.pages[panel.page - 1]
        shown[name] = page_form(sheet, page, (left, -bleed, right, height + bleed))
        drawn.append(f"q 1 0 0 1 {numbers(panel.start.pt, 0)} cm {name} Do Q\n")
    made = sheet.add_blank_page()
    made.obj.Contents = sheet.make_stream("".join(drawn).encode("ascii"))
    made.obj.Resources = Dictionary(XObject=shown)
    made.obj.MediaBox = as_array((-bleed, -bleed, side.width.pt + bleed, height + bleed))
    made.obj.BleedBox = made.obj.MediaBox
    made.obj.TrimBox = as_array((0.0, 0.0, side.width.pt, height))
