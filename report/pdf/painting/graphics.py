"""Matrices, rectangles and the graphics state of the walk through a page (ISO 32000-1 §8.3, §8.4).

Unlike the values that stages hand on, the state is changed in place and copied by the operator q:
a page changes it thousands of times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

from ..colours import GRAY, Space
from ..faces import Face
from ..printed import Box, Colour

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix_of(values: Sequence[float]) -> Matrix:
    """Return six numbers as a matrix; raises TypeError or ValueError for anything else."""
    a, b, c, d, e, f = values
    return (a + 0.0, b + 0.0, c + 0.0, d + 0.0, e + 0.0, f + 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first` and `then` the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """Return the matrix with its origin moved by x and y of its own units."""
    a, b, c, d, e, f = matrix
    return (a, b, c, d, x * a + y * c + e, x * b + y * d + f)


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where the matrix puts a point."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def turned(box: Box, matrix: Matrix) -> Box:
    """Return the upright rectangle around a rectangle that the matrix is applied to."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    xs = (a * left + c * bottom, a * left + c * top, a * right + c * bottom, a * right + c * top)
    ys = (b * left + d * bottom, b * left + d * top, b * right + d * bottom, b * right + d * top)
    return (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


def upright(edges: Sequence[float]) -> Box:
    """Return four numbers of a file as a box with its edges in order."""
    left, right = sorted((edges[0], edges[2]))
    bottom, top = sorted((edges[1], edges[3]))
    return (left, bottom, right, top)


def union(one: Box, other: Box) -> Box:
    """Return the rectangle around two."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def common(one: Box, other: Box) -> Box | None:
    """Return what two rectangles share, be it a line; None where they are apart or not finite."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def curved(start: float, first: float, second: float, end: float) -> tuple[float, float]:
    """Return how low and high a Bézier curve goes, in one coordinate."""
    low, high = min(start, end), max(start, end)
    if low <= first <= high and low <= second <= high:
        return low, high
    # Where the derivative is zero: a t² + b t + c = 0.
    a = end - start + 3 * (first - second)
    b = 2 * (start - 2 * first + second)
    c = first - start
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    turns = (-c / b if b else 0.0,) if not a else ((root - b) / (2 * a), (-root - b) / (2 * a))
    for t in turns:
        if 0 < t < 1:
            u = 1 - t
            value = u**3 * start + 3 * u * u * t * first + 3 * u * t * t * second + t**3 * end
            low, high = min(low, value), max(high, value)
    return low, high


def scale(matrix: Matrix) -> float:
    """Return how many times longer the matrix makes things, in the middle of all directions."""
    a, b, c, d, _, _ = matrix
    return math.sqrt(abs(a * d - b * c))


def height(matrix: Matrix) -> float:
    """Return how many times higher above its baseline the matrix makes type."""
    a, b, c, d, _, _ = matrix
    along = math.hypot(a, b)
    return abs(a * d - b * c) / along if along else math.hypot(c, d)


class State:
    """The graphics state. `group_opacity` and `group_blend` are those that the transparency group
    around has been painted with; `clip` is the rectangle around the clipping path. In the cell of
    a pattern, `area` is what the pattern fills."""

    def __init__(self, matrix: Matrix, clip: Box) -> None:
        self.matrix = matrix
        self.clip = clip
        self.area: Box | None = None
        self.fill_space: Space = GRAY
        self.fill: Colour = BLACK
        self.fill_pattern: Any = None
        self.stroke_space: Space = GRAY
        self.stroke: Colour = BLACK
        self.stroke_pattern: Any = None
        self.line_width = 1.0
        self.fill_opacity = self.stroke_opacity = self.group_opacity = 1.0
        self.blend = self.group_blend = "Normal"
        self.fill_overprint = self.stroke_overprint = False
        self.mode = 0
        self.soft_mask = False
        self.type: Face | None = None
        self.size = 0.0
        self.letter_space = self.word_space = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.render = 0

    def copied(self) -> State:
        """Return a state that changes by itself."""
        state = State.__new__(State)
        state.__dict__.update(self.__dict__)
        return state

    def inside_group(self) -> None:
        """Take on what holds at the start of a transparency group (§11.6.6)."""
        self.group_opacity *= self.fill_opacity
        if self.blend != "Normal":
            self.group_blend = self.blend
        self.fill_opacity = self.stroke_opacity = 1.0
        self.blend = "Normal"
        self.soft_mask = False


BLACK = GRAY.colour((0.0,))
