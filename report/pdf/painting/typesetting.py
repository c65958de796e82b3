"""The text operators: where each string that is shown comes to stand (ISO 32000-1 §9.3, §9.4)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from ..faces import Face, Glyph
from ..printed import Box
from .canvas import Shown
from .graphics import IDENTITY, Matrix, State, height, moved, times, turned

_WORD_GAP = 180
"""A move within a line, in thousandths of the size, from which on it parts words."""


class Typesetter:
    """The text matrices of one content stream; the rest of the text state is in `State`."""

    def __init__(self) -> None:
        self.matrix: Matrix = IDENTITY
        self.line: Matrix = IDENTITY

    def set(self, matrix: Matrix) -> None:
        """Begin at a place (BT, Tm)."""
        self.matrix = self.line = matrix

    def move(self, x: float, y: float) -> None:
        """Go to the start of another line (Td, T*)."""
        self.set(moved(self.line, x, y))

    def glyphs(self, parts: Iterable[Any], face: Face) -> list[Glyph | float]:
        """Return the glyphs of what a Tj or TJ shows, and the moves between them."""
        found: list[Glyph | float] = []
        for part in parts:
            if isinstance(part, bytes):
                found.extend(face.glyphs(part))
            elif isinstance(part, float):
                found.append(part)
        return found

    def show(self, glyphs: list[Glyph | float], face: Face, state: State) -> Shown:
        """Return where the glyphs stand, and move behind them."""
        whole = times(self.matrix, state.matrix)
        lay = _lay_down if face.vertical else _lay
        advance, box, texts = lay(glyphs, state)
        x, y = (0.0, advance) if face.vertical else (advance, 0.0)
        self.matrix = moved(self.matrix, x, y)
        start, end = _point(whole, 0.0, state.rise), _point(whole, x, y + state.rise)
        return Shown(
            texts=texts,
            box=turned(box, whole) if box else None,
            start=start,
            end=end,
            direction=_direction(whole, face.vertical),
            size=abs(state.size) * height(whole),
        )


Laid = tuple[float, Box | None, list[str]]


def _lay(glyphs: list[Glyph | float], state: State) -> Laid:
    """Return the advance, the box of what leaves ink, and the texts, in text space."""
    size, stretch = state.size, state.stretch
    x, left, right, bottom, top = 0.0, math.inf, -math.inf, math.inf, -math.inf
    texts: list[str] = []
    for glyph in glyphs:
        if isinstance(glyph, float):
            x -= glyph / 1000 * size * stretch
            if glyph < -_WORD_GAP and texts and not texts[-1].isspace():
                texts.append(" ")  # as some programs set the space between words
            continue
        texts.append(glyph.text)
        end = x + glyph.width * size * stretch
        if not glyph.blank:
            # No min() and max(): this is the inmost loop of all.
            left = x if x < left else left
            right = end if end > right else right
            bottom = glyph.bottom if glyph.bottom < bottom else bottom
            top = glyph.top if glyph.top > top else top
        # Word space belongs to the one-byte code 32 alone (§9.3.3); wide codes of 32 are rare.
        space = state.letter_space + (state.word_space if glyph.code == 32 else 0.0)
        x = end + space * stretch
    if bottom > top:
        return x, None, texts
    edges = sorted((bottom * size + state.rise, top * size + state.rise))
    sides = sorted((left, right))
    return x, (sides[0], edges[0], sides[1], edges[1]), texts


def _lay_down(glyphs: list[Glyph | float], state: State) -> Laid:
    """Return the same for vertical writing, with the positions that are the default (§9.7.4.3)."""
    size = state.size
    y, low = 0.0, 0.0
    texts: list[str] = []
    for glyph in glyphs:
        if isinstance(glyph, float):
            y -= glyph / 1000 * size
            continue
        texts.append(glyph.text)
        y -= size + state.letter_space
        if not glyph.blank:
            low = y
    half = abs(size) / 2
    return y, ((-half, min(low, 0.0), half, max(low, 0.0)) if low else None), texts


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _direction(matrix: Matrix, vertical: bool) -> tuple[float, float]:
    x, y = (-matrix[2], -matrix[3]) if vertical else (matrix[0], matrix[1])
    length = math.hypot(x, y)
    return (x / length, y / length) if length else (1.0, 0.0)
