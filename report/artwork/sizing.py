"""Logos of equal weight: the eye compares areas, not heights."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from ..units import Length, Size

CLEAR = 0.8
"""How much of the width and height of its cell a logo takes at most: the rest stays clear."""
MOST, LEAST = 0.3, 0.18
"""The share of its room that a logo covers: of those of ordinary shape the most, and beside very
long or tall ones the least, so that these are not too small beside them."""


def common_share(ratios: Iterable[float], room: Size) -> float:
    """Return the share of their rooms that logos of these shapes cover side by side."""
    sizes = (fitted(ratio, _clear(room)) for ratio in ratios)
    smallest = min((each.width.pt * each.height.pt for each in sizes), default=0.0)
    return min(MOST, max(LEAST, smallest / (room.width.pt * room.height.pt)))


def balanced(ratio: float, room: Size, share: float = MOST) -> Size:
    """Return the size of a logo `ratio` times as wide as high: the same area for all in equal
    rooms, with white on all sides."""
    area = room.width.pt * room.height.pt * share
    most = fitted(ratio, _clear(room))
    width = min(sqrt(area * ratio), most.width.pt)
    return Size(Length(round(width, 2)), Length(round(width / ratio, 2)))


def _clear(room: Size) -> Size:
    return Size(room.width * CLEAR, room.height * CLEAR)


def fitted(ratio: float, room: Size) -> Size:
    """Return the largest size that fits the room."""
    width = min(room.width.pt, room.height.pt * ratio)
    return Size(Length(round(width, 2)), Length(round(width / ratio, 2)))
