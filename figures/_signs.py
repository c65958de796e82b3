"""The signs that pictograms count with: solid shapes, one point high, cut where a share ends."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Literal

from ._shapes import Point, polygon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._pen import Pen

Sign = Literal["square", "circle", "person", "house"]


def _arc(centre: Point, radius: float, first: float, last: float) -> list[Point]:
    """Return points along an arc; angles in degrees, clockwise from three o'clock."""
    count = max(2, round(abs(last - first) / 6) + 1)
    turns = [(first + (last - first) * at / (count - 1)) * pi / 180 for at in range(count)]
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in turns]


# Outlines in a box that is one high, and as wide as said.
_OUTLINES: dict[Sign, tuple[float, tuple[list[Point], ...]]] = {
    "square": (0.86, ([(0, 0.07), (0.86, 0.07), (0.86, 0.93), (0, 0.93)],)),
    "circle": (0.92, (_arc((0.46, 0.5), 0.46, 0, 354),)),
    "person": (
        0.46,
        (
            _arc((0.23, 0.15), 0.15, 0, 354),
            [
                *_arc((0.16, 0.51), 0.16, 180, 270),
                *_arc((0.30, 0.51), 0.16, 270, 360),
                (0.46, 1.0),
                (0.0, 1.0),
            ],
        ),
    ),
    "house": (
        0.9,
        ([(0.45, 0.02), (0.9, 0.44), (0.9, 1.0), (0.0, 1.0), (0.0, 0.44)],),
    ),
}
GAP = 0.16  # between two signs, of their height


def width_of(sign: Sign) -> float:
    """Return how wide a sign is, of its height."""
    return _OUTLINES[sign][0]


def put(
    pen: Pen, sign: Sign, at: Point, height: float, colours: tuple[str, str], share: float = 1.0
) -> None:
    """Draw a sign with its top left at `at`: `share` of its width in the first colour.

    The rest is there in the second, a light ground, so that a part is seen to be one.
    """
    wide, outlines = _OUTLINES[sign]
    colour, light = colours
    for outline in outlines:
        if share < 1:
            polygon(pen, _placed(outline, at, height), light, seen=False)
        part = _before(outline, wide * share) if share < 1 else outline
        if len(part) > 2:
            against = (light,) if share < 1 else ()
            polygon(pen, _placed(part, at, height), colour, against=against)


def _placed(outline: Sequence[Point], at: Point, height: float) -> list[Point]:
    return [(at[0] + x * height, at[1] + y * height) for x, y in outline]


def _before(outline: Sequence[Point], edge: float) -> list[Point]:
    """Return the part of an outline left of `edge` (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for at, (x, y) in enumerate(outline):
        before_x, before_y = outline[at - 1]
        if (x <= edge) != (before_x <= edge):
            share = (edge - before_x) / (x - before_x)
            kept.append((edge, before_y + share * (y - before_y)))
        if x <= edge:
            kept.append((x, y))
    return kept
