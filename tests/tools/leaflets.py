"""A leaflet of six panels, folded as the bundled format has it, and pages for it."""

from __future__ import annotations

from functools import cache

from report.finish.panels import Folding, folding
from report.units import mm
from tests.tools.small_pdfs import lay_out

WIDTHS = tuple(mm(width) for width in (100, 97, 100, 100, 97, 100))
OUTSIDE, INSIDE = (2, 6, 1), (3, 4, 5)
COLOURS = ("red", "lime", "blue", "yellow", "cyan", "magenta")
RGB = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255), (255, 0, 255))
NARROW = (2, 5)
CSS = """
.page { position: absolute; inset: -17mm }
.narrow { page: narrow }
@page narrow { size: 97mm 90mm }
"""


def leaflet(pages: int = 6, *, right_to_left: bool = False) -> Folding:
    """The folding of so many pages."""
    sides = (OUTSIDE, INSIDE)
    return folding(WIDTHS, sides, pages, right_to_left=right_to_left, how="letter fold")


@cache
def panels(count: int = 6) -> bytes:
    """Pages that bleed, each in a colour of its own; the second and the fifth are narrower."""
    sections = [
        f"<div class='{'narrow' if number in NARROW else ''}'>"
        f"<div class=page style='background: {colour}'></div>"
        f"<h2>Panel {number}</h2><a id=x href=#x>link</a></div>"
        for number, colour in enumerate(COLOURS[:count], 1)
    ]
    return lay_out(sections, CSS)
