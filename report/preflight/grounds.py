"""What lies below the things of a page: found in a grid, not by looking through all of them."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

from .painted import is_white, really_overprints, sides_of

if TYPE_CHECKING:
    from ..pdf.printed import Painted, PrintedPage

SMALLEST = 3
"""The power of two, in points, of the smallest fields of the grid."""
MOST_LOOKS = 1_000_000
"""The layers that are compared for one page without a thought of how many they are."""
FEW = 20
"""Those compared for one thing afterwards."""
Field: TypeAlias = tuple[int, int, int, int]
"""A field of the grid: the powers of two of its width and height, and its column and row."""


class Grounds:
    """What lies below the things of a page, by their bounding boxes.

    A layer stands in fields that are as wide and high as itself, or up to twice that, and so in
    four at most; a point stands in one field of each size. `looks` counts the layers that things
    were compared with. Where thousands crowd around one place and do not lie below it, the nearest
    of them is taken for the ground in the end.
    """

    def __init__(self, page: PrintedPage) -> None:
        self.looks = 0
        self._painted = page.painted
        self._numbers = {id(thing): number for number, thing in enumerate(page.painted)}
        self._fields: dict[Field, list[int]] = {}
        for number, thing in enumerate(page.painted):
            if _is_layer(thing):
                self._place(number, thing)
        self._sizes = sorted({field[:2] for field in self._fields})

    def below(self, thing: Painted) -> Painted | None:
        """Return the uppermost thing under the middle of another; None for bare paper."""
        left, top, right, bottom = sides_of(thing.rect)
        x, y = (left + right) / 2, (top + bottom) / 2
        own, found = self._numbers[id(thing)], -1
        for wide, high in self._sizes:
            field = (wide, high, math.floor(x / 2.0**wide), math.floor(y / 2.0**high))
            found = max(found, self._uppermost(self._fields.get(field, []), own, found, (x, y)))
        if found < 0 or is_white(self._painted[found]):
            return None
        return self._painted[found]

    def _uppermost(
        self, numbers: list[int], before: int, after: int, point: tuple[float, float]
    ) -> int:
        """Return the last of the layers that the point lies in, of those between two others; -1
        where there is none."""
        x, y = point
        first = self.looks
        for at in range(bisect_left(numbers, before) - 1, -1, -1):
            number = numbers[at]
            if number <= after:
                break
            self.looks += 1
            left, top, right, bottom = sides_of(self._painted[number].rect)
            if left <= x <= right and top <= y <= bottom:
                return number
            if self.looks > MOST_LOOKS and self.looks - first > FEW:
                return number
        return -1

    def _place(self, number: int, thing: Painted) -> None:
        left, top, right, bottom = sides_of(thing.rect)
        wide, high = _power(right - left), _power(bottom - top)
        for column in range(math.floor(left / 2.0**wide), math.floor(right / 2.0**wide) + 1):
            for row in range(math.floor(top / 2.0**high), math.floor(bottom / 2.0**high) + 1):
                self._fields.setdefault((wide, high, column, row), []).append(number)


def _is_layer(thing: Painted) -> bool:
    """True for what hides or colours what lies below it.

    White does neither where it is a veil: something is still seen, and printed, through it.
    """
    if thing.kind not in ("fill", "image", "shading") or not thing.inked or thing.opacity <= 0:
        return False
    veil = thing.opacity < 1 or thing.blend != "Normal" or really_overprints(thing)
    return not (veil and is_white(thing))


def _power(length: float) -> int:
    """Return the power of two that is longer than a length."""
    return max(SMALLEST, math.frexp(length)[1])
