"""The lines of a diagram as a drawing in SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

from ..units import Length, Size
from .geometry import Box, Line, Point, around

HEAD_LENGTH, HEAD_WIDTH = 5.5, 5.0
_MARGIN = 3.0


@dataclass(frozen=True)
class Drawing:
    """Lines as SVG, and the box in which they are drawn, in points."""

    svg: bytes
    box: Box

    @property
    def size(self) -> Size:
        """The size of the box."""
        return Size(Length(self.box.width), Length(self.box.height))


def drawn(
    lines: Sequence[Line], colour: str, width: float, heads: Sequence[tuple[Point, Point]] = ()
) -> Drawing:
    """Return lines of one colour and width, in points, with an arrowhead at the end of `heads`.

    A head is given by a point before it, from which it comes, and its tip.
    """
    tops = [tip for _, tip in heads]
    box = around([*(point for line in lines for point in line), *tops]).grown(_MARGIN)
    x, y, across, down = (_number(each) for each in (box.x, box.y, box.width, box.height))
    strokes = "".join(_path(line) for line in lines)
    tips = "".join(_tip(before, tip) for before, tip in heads)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" '
        f'viewBox="{x} {y} {across} {down}">'
        f'<path d="{strokes}" fill="none" stroke="{colour}" stroke-width="{_number(width)}"/>'
    )
    svg += f'<path d="{tips}" fill="{colour}"/>' if tips else ""
    return Drawing(f"{svg}</svg>".encode(), box)


def _path(line: Line) -> str:
    first, *others = (f"{_number(x)} {_number(y)}" for x, y in line)
    return f"M{first}" + "".join(f"L{each}" for each in others)


def _tip(before: Point, tip: Point) -> str:
    far = dist(before, tip) or 1.0
    across, down = (tip[0] - before[0]) / far, (tip[1] - before[1]) / far
    x, y = tip[0] - across * HEAD_LENGTH, tip[1] - down * HEAD_LENGTH
    half = HEAD_WIDTH / 2
    corners = ((x - down * half, y + across * half), tip, (x + down * half, y - across * half))
    return _path(corners) + "Z"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
