"""What a content stream has set so far, as far as inks and overprinting depend on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import Matrix

from ..pdf.colours import GRAY, Space

# Text rendering modes that fill, and that stroke (ISO 32000-1 §9.3.6).
_FILLING = (0, 2, 4, 6)
_STROKING = (1, 2, 5, 6)


@dataclass(frozen=True, slots=True)
class State:
    """The graphics state (ISO 32000-1 §8.4): current spaces, whether fill and stroke are black
    alone, whether they cover fully, the type, and whether overprinting is switched on."""

    ctm: Matrix
    fill: Space = GRAY
    stroke: Space = GRAY
    fill_black: bool = False
    stroke_black: bool = False
    fill_covers: bool = True
    stroke_covers: bool = True
    masked: bool = False
    blended: bool = False
    text: Matrix = field(default_factory=Matrix)
    size: float = 0.0
    leading: float = 0.0
    mode: int = 0
    drawn_glyphs: bool = False
    over: bool = False

    def space(self, stroke: bool) -> Space:
        """Return the current space of strokes or fills."""
        return self.stroke if stroke else self.fill

    def coloured(self, stroke: bool, space: Space, black: bool) -> State:
        """Return the state with another colour."""
        if stroke:
            return replace(self, stroke=space, stroke_black=black)
        return replace(self, fill=space, fill_black=black)

    @property
    def shows_through(self) -> bool:
        """True when what is painted now mixes with what lies below."""
        covers = self.fill_covers and self.stroke_covers
        return self.masked or self.blended or not covers

    @property
    def type_size(self) -> float:
        """The size of type on paper, in points."""
        whole = self.text @ self.ctm
        return abs(self.size) * math.hypot(whole.c, whole.d)

    def prints_over(self, below: float) -> bool:
        """True when text, set now, is black alone, covers fully and is smaller than `below`.

        The glyphs of a Type 3 font are drawings in colours of their own.
        """
        fills, strokes = self.mode in _FILLING, self.mode in _STROKING
        if self.masked or self.blended or self.drawn_glyphs or not (fills or strokes):
            return False
        if fills and not (self.fill_black and self.fill_covers):
            return False
        if strokes and not (self.stroke_black and self.stroke_covers):
            return False
        return self.type_size < below


def matrix_of(values: Any) -> Matrix:
    """Return a matrix of six numbers, the plain one for anything else."""
    numbers: Sequence[float] = [float(value) for value in values or ()]
    return Matrix(*numbers) if len(numbers) == 6 else Matrix()
