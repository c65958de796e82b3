"""Large figures in rows: how many stand abreast, and how large their type can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .letter_widths import LetterWidths
from .settings import Design
from .units import Length

_ABREAST = {1: 3, 2: 2, 4: 4, 7: 4, 8: 4}
"""How many of so many figures stand in a row across a page; of other numbers, three."""
_SMALLEST = 0.55
"""The part of its size to which the type is made smaller, before fewer figures stand in a row."""


@dataclass(frozen=True)
class FigureRow:
    """How figures are set: their number in a row, and the size of type; None as the theme says."""

    abreast: int
    size: Length | None = None


def figure_row(
    values: Sequence[str], across: bool, design: Design, widths: LetterWidths
) -> FigureRow:
    """Return how these values are set, `across` the page or in a column.

    All have one size: that at which the widest has room. A value that has none even by itself and
    at the smallest size is left to the rule about words that are too wide (T202).
    """
    style = design.theme.type["figure"]
    widest = max(widths.width(each, style) for each in values)
    for abreast in range(_most(len(values), across, design), 0, -1):
        scale = _room(abreast, across, design).pt / widest if widest else 1.0
        if scale >= 1:
            return FigureRow(abreast)
        if scale >= _SMALLEST or abreast == 1:
            return FigureRow(abreast, Length(round(style.size * max(scale, _SMALLEST), 1)))
    raise AssertionError("one figure has a row of its own")


def _most(count: int, across: bool, design: Design) -> int:
    if across:
        return _ABREAST.get(count, 3)
    # As wide as a small page, a column has room for two.
    traits = design.format.traits
    return 2 if "small" in traits and "narrow" not in traits else 1


def _room(abreast: int, across: bool, design: Design) -> Length:
    page = design.format
    whole = page.measure if across else page.text_column
    return (whole - page.gutter * (abreast - 1)) / abreast
