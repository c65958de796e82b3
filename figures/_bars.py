"""What lying and upright bars share: their colours, and the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ._pen import CAP, Pen, contrast, tint
from ._rows import Rows

_SEEN = 3.05  # contrast of a bar with the page, a little above what is asked for (1.4.11)
_SLIMMEST = 2.0  # points, the least side of a bar with an outline


@dataclass(frozen=True)
class Fill:
    """How a bar is filled: the colour by which it is seen, and what words on it stand on."""

    colour: str
    face: str

    def paint(self, pen: Pen, box: tuple[float, float, float, float]) -> None:
        """Fill (left, top, width, height), with an outline where the face is light."""
        # Between two outlines nothing of a face would be left.
        if self.face == self.colour or min(box[2:]) < _SLIMMEST:
            pen.rectangle(box, self.colour)
        else:
            pen.frame(box, self.colour, self.face)

    def ink(self, pen: Pen) -> str:
        """Return the colour of words on it: the one of page and text that is read more easily."""
        style = pen.style
        return max(style.ground, style.text, key=lambda each: contrast(each, self.face))


def solid(colour: str) -> Fill:
    """Return a fill of one colour."""
    return Fill(colour, colour)


def light(pen: Pen) -> Fill:
    """Return the fill that is told from all others in grey, too: pale, with an outline."""
    style = pen.style
    return Fill(style.accent, tint(style.accent, style.ground, 1.25))


def pale(pen: Pen) -> Fill:
    """Return the fill of what stands back."""
    return solid(tint(pen.style.quiet, pen.style.ground, _SEEN))


def fills(pen: Pen) -> tuple[Fill, Fill, Fill, Fill]:
    """Return the fills of up to four series, as far apart in grey as they can be."""
    first, second, third = (*pen.style.series, *["#000000"] * 3)[:3]
    third = tint(third, pen.style.ground, _SEEN)
    return solid(first), solid(second), solid(third), light(pen)


def fill_of(pen: Pen, rows: Rows, at: int, row: int) -> Fill:
    """Return the fill of a bar: its series', or accent and pale where some are highlighted."""
    if len(rows.series) > 1:
        return fills(pen)[at]
    if rows.strong and row not in rows.strong:
        return pale(pen)
    return solid(pen.style.accent)


Paint = Callable[[int, tuple[float, float, float, float]], None]


def draw_key(pen: Pen, rows: Rows, paint: Paint | None = None) -> float:
    """Name the series above the rows, each after a square of its colour; return the height.

    `paint` draws the sign of a series into a square, where it is no square.
    """
    if len(rows.series) < 2:
        return 0.0
    left, base = 0.0, pen.label.size
    side = pen.label.size * CAP
    for at, each in enumerate(rows.series):
        width = pen.measure(each.name, pen.label) + side + 4
        if left and left + width > pen.width:
            left, base = 0.0, base + pen.leading(pen.label)
        box = (left, base - side, side, side)
        if paint:
            paint(at, box)
        else:
            fill_of(pen, rows, at, 0).paint(pen, box)
        pen.text((left + side + 4, base), each.name, pen.label)
        left += width + 14
    return base + 8
