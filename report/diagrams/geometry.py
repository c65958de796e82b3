"""Boxes and lines on a plane: x to the right, y downwards, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

Point = tuple[float, float]
Line = tuple[Point, ...]
"""Points that straight strokes join."""
_TOUCH = 0.01


@dataclass(frozen=True)
class Box:
    """A rectangle with upright sides."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The point in the middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def grown(self, by: float) -> Box:
        """Return the box with each side moved outwards."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def holds(self, other: Box) -> bool:
        """True when `other` lies inside."""
        return (
            other.x >= self.x - _TOUCH
            and other.y >= self.y - _TOUCH
            and other.right <= self.right + _TOUCH
            and other.bottom <= self.bottom + _TOUCH
        )

    def meets(self, other: Box) -> bool:
        """True when the two share more than an edge."""
        return (
            self.x < other.right - _TOUCH
            and other.x < self.right - _TOUCH
            and self.y < other.bottom - _TOUCH
            and other.y < self.bottom - _TOUCH
        )

    def is_crossed(self, start: Point, end: Point) -> bool:
        """True when a stroke passes through the inside (Liang and Barsky 1984)."""
        return self.share(start, end) > 0

    def share(self, start: Point, end: Point) -> float:
        """Return how much of a stroke lies inside, from 0 to 1; of a point, 0."""
        enter, leave = 0.0, 1.0
        across, down = end[0] - start[0], end[1] - start[1]
        for way, room in (
            (-across, start[0] - self.x - _TOUCH),
            (across, self.right - _TOUCH - start[0]),
            (-down, start[1] - self.y - _TOUCH),
            (down, self.bottom - _TOUCH - start[1]),
        ):
            if way == 0 and room < 0:
                return 0.0
            if way < 0:
                enter = max(enter, room / way)
            elif way > 0:
                leave = min(leave, room / way)
        return max(0.0, leave - enter) if (across or down) else 0.0


def strokes(line: Line) -> Iterator[tuple[Point, Point]]:
    """Yield the straight parts of a line."""
    yield from pairwise(line)


def length(line: Line) -> float:
    """Return how long a line is."""
    return sum(dist(start, end) for start, end in strokes(line))


def along(line: Line, share: float) -> Point:
    """Return the point of a line that has `share` of its length behind it."""
    left = length(line) * share
    for start, end in strokes(line):
        part = length((start, end))
        if left <= part and part > 0:
            at = left / part
            return (start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * at)
        left -= part
    return line[-1]


def around(points: Sequence[Point]) -> Box:
    """Return the smallest box that holds the points."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def mirrored(box: Box, width: float) -> Box:
    """Return a box as it stands in a plane `width` points wide that is read from the right."""
    return Box(round(width - box.right, 2), box.y, box.width, box.height)
