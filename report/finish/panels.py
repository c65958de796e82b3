"""Which pages stand side by side, as panels, on each side of a sheet that is folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ..diagnostics import Area
from ..units import Length, Rect

_NAMES = ("outside", "inside")

BLANK = 0
"""The number of a page that is left blank; those of the others begin at 1."""


@dataclass(frozen=True)
class Panel:
    """A panel where it stands: its page, from 1, or `BLANK`; its left edge, from that of the
    trimmed sheet, and its width."""

    page: int
    start: Length
    width: Length


@dataclass(frozen=True)
class Side:
    """One side of a sheet: its panels from left to right."""

    name: str
    panels: tuple[Panel, ...]

    @property
    def width(self) -> Length:
        """The width of the trimmed sheet."""
        return self.panels[-1].start + self.panels[-1].width

    @property
    def folds(self) -> tuple[Length, ...]:
        """How far from its left trim the sheet is folded."""
        return tuple(panel.start for panel in self.panels[1:])

    @property
    def words(self) -> str:
        """Which pages stand on it, such as `outside: pages 2 – 6 – 1`."""
        return f"{self.name}: pages {' – '.join(str(p.page or 'blank') for p in self.panels)}"


@dataclass(frozen=True)
class Folding:
    """How the pages of an edition become sheets to be folded: every side, in the order in which
    they are printed, and what the print shop calls this way of folding."""

    sides: tuple[Side, ...]
    how: str = ""

    @property
    def width(self) -> Length:
        """The width of the folded sheet: that of its widest panel."""
        return max(panel.width for side in self.sides for panel in side.panels)

    @property
    def pages(self) -> int:
        """The number of pages, without blank panels."""
        return sum(panel.page != BLANK for side in self.sides for panel in side.panels)

    @property
    def blanks(self) -> int:
        """The number of panels without a page."""
        return sum(panel.page == BLANK for side in self.sides for panel in side.panels)

    @property
    def sheets(self) -> int:
        """The number of sheets."""
        return len(self.sides) // len(_NAMES)

    def placed(self, area: Area, height: Length) -> Area | None:
        """Return where an area of a page stands on its side, that of a whole page as its panel,
        which is so high; None for a page that there is not."""
        for number, side in enumerate(self.sides, 1):
            for panel in side.panels:
                if panel.page == area.page:
                    rect = area.rect or Rect(Length(0), Length(0), panel.width, height)
                    return Area(number, replace(rect, x=rect.x + panel.start))
        return None


def folding(
    widths: Sequence[Length],
    sides: Sequence[Sequence[int]],
    pages: int,
    *,
    right_to_left: bool = False,
    how: str = "",
) -> Folding:
    """Return how so many pages are folded.

    `widths` are those of the panels of one sheet in reading order, `sides` their numbers, from 1,
    on its outside and its inside from left to right: from right to left for a language that is
    read so. Pages beyond the panels of one sheet go on another; panels beyond the pages are blank.
    """
    made = []
    for sheet, first in enumerate(range(0, pages, len(widths)), 1):
        which = f"sheet {sheet}, " if pages > len(widths) else ""
        for name, side in zip(_NAMES, sides, strict=True):
            order = side[::-1] if right_to_left else side
            numbers = [first + each if first + each <= pages else BLANK for each in order]
            panels = _abreast(numbers, [widths[each - 1] for each in order])
            made.append(Side(f"{which}{name}", panels))
    return Folding(tuple(made), how)


def _abreast(pages: Sequence[int], widths: Sequence[Length]) -> tuple[Panel, ...]:
    starts = accumulate(widths[:-1], initial=Length(0))
    return tuple(Panel(*each) for each in zip(pages, starts, widths, strict=True))
