"""What lying and upright bars share: the rows and series, their colours, and the key."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ._data import Series
from ._pen import CAP, Ink, Pen, tint
from ._words import phrase

if TYPE_CHECKING:
    from report.content.tables import Cell


@dataclass(frozen=True)
class Bars:
    """What is drawn: names, series in the order of drawing, and which rows stand out."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    series: tuple[Series, ...]
    strong: frozenset[int]
    dated: bool


def colour_of(pen: Pen, bars: Bars, at: int, row: int) -> str:
    """Return the colour of a bar: its series', or accent and pale where some are highlighted."""
    style = pen.style
    if len(bars.series) > 1:
        colours = [*style.series, tint(style.quiet, style.ground, 3.05)]
        return colours[at % len(colours)]
    if bars.strong and row not in bars.strong:
        return tint(style.quiet, style.ground, 3.05)
    return style.accent


def ink_of(pen: Pen, bars: Bars, row: int) -> Ink:
    """Return the ink of a row: semibold where it is highlighted."""
    return pen.strong if row in bars.strong else pen.label


def worded(pen: Pen, each: Series, value: Decimal | None) -> str:
    """Return a value as its label says it, "no_data" where it is missing."""
    return phrase(pen.style, "no_data") if value is None else pen.style.short(value, each.unit)


def draw_key(pen: Pen, bars: Bars) -> float:
    """Name the series above the bars, each after a square of its colour; return the height."""
    if len(bars.series) < 2:
        return 0.0
    left, base = 0.0, pen.label.size
    side = pen.label.size * CAP
    for at, each in enumerate(bars.series):
        width = pen.measure(each.name, pen.label) + side + 4
        if left and left + width > pen.width:
            left, base = 0.0, base + pen.leading(pen.label)
        pen.rectangle((left, base - side, side, side), colour_of(pen, bars, at, 0))
        pen.text((left + side + 4, base), each.name, pen.label)
        left += width + 14
    return base + 8


def unit_of(bars: Bars) -> str:
    """Return "%" when every series is per cent."""
    return "%" if all(each.unit == "%" for each in bars.series) else ""
