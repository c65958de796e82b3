"""Names for points, beside them where there is room, further off on a thin line, or not at all.

A greedy placement in the order of importance over the positions of Imhof (“Positioning names on
maps”, The American Cartographer 2, 1975): right first, then left, above and below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from ._pen import CAP, Ink, Pen, tint

if TYPE_CHECKING:
    from report.diagnostics import Mark

Box = tuple[float, float, float, float]
_AIR = 2.5  # points between a disc and its name
_TURNS = (0, 180, 315, 45, 225, 135, 270, 90)  # degrees, clockwise from three o'clock
_REACHES = (0.0, 9.0, 18.0)  # how far names may move off


@dataclass(frozen=True)
class Disc:
    """A point on the plot that takes up room: centre and radius, in points."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Wanted:
    """A name that a disc should have."""

    disc: Disc
    text: str
    ink: Ink
    mark: Mark | None


@dataclass(frozen=True)
class _Spot:
    """A place for a name: its box, and the line that leads there, if it is further off."""

    box: Box
    leader: tuple[tuple[float, float], tuple[float, float]] | None


def name_points(
    pen: Pen, wanted: Sequence[Wanted], discs: Sequence[Disc], frame: Box
) -> list[Wanted]:
    """Set each name where it touches nothing, the first ones first; return those without room.

    Names keep clear of all `discs` and of each other, and stay within `frame`.
    """
    taken: list[_Spot] = []
    left_out = []
    for each in wanted:
        spot = next((s for s in _spots(pen, each) if _free(s, each, discs, taken, frame)), None)
        if spot is None:
            left_out.append(each)
            continue
        taken.append(spot)
        if spot.leader:
            colour = tint(pen.style.quiet, pen.style.ground, 3.05)
            pen.line(spot.leader, colour, 0.4)
        base = spot.box[3] - 0.12 * each.ink.size
        # The grid does not strike names through.
        left, top, right, bottom = spot.box
        air = (left - 0.8, top - 0.8, right - left + 1.6, bottom - top + 1.6)
        pen.ground(air, pen.style.ground)
        pen.text((spot.box[0], base), each.text, each.ink, mark=each.mark)
    return left_out


def _spots(pen: Pen, each: Wanted) -> list[_Spot]:
    """Return the places for a name, best first."""
    width = pen.measure(each.text, each.ink)
    high = (CAP + 0.12) * each.ink.size
    found = []
    for reach in _REACHES:
        for degrees in _TURNS:
            angle = degrees * pi / 180
            gap = each.disc.radius + _AIR + reach
            x, y = each.disc.x + gap * cos(angle), each.disc.y + gap * sin(angle)
            left = x - width * (1 - _side(cos(angle))) / 2
            top = y - high * (1 - _side(sin(angle))) / 2
            leader = None
            if reach:
                near = each.disc.radius + 0.8
                start = (each.disc.x + near * cos(angle), each.disc.y + near * sin(angle))
                leader = (start, (x - cos(angle), y - sin(angle)))
            found.append(_Spot((left, top, left + width, top + high), leader))
    return found


def _side(part: float) -> int:
    """Return 1, 0 or −1: on which side of its point a name stands."""
    return 0 if abs(part) < 0.3 else (1 if part > 0 else -1)


def _free(
    spot: _Spot, each: Wanted, discs: Sequence[Disc], taken: Sequence[_Spot], frame: Box
) -> bool:
    left, top, right, bottom = spot.box
    if left < frame[0] or top < frame[1] or right > frame[2] or bottom > frame[3]:
        return False
    others = [disc for disc in discs if disc is not each.disc]
    # Without a line, a name belongs to the disc that it is nearest to, and by far.
    air = 1.0 if spot.leader else _off(spot.box, each.disc) + 2.0
    if _off(spot.box, each.disc) < 1 or any(_off(spot.box, disc) < air for disc in others):
        return False
    if any(_meet(spot.box, other.box) for other in taken):
        return False
    lines = _dots(spot)
    if any(_within(dot, other.box) for dot in lines for other in taken):
        return False
    if any(hypot(x - d.x, y - d.y) < d.radius + 0.6 for x, y in lines for d in others):
        return False
    return not any(_within(dot, spot.box) for other in taken for dot in _dots(other))


def _off(box: Box, disc: Disc) -> float:
    """Return how far a box is from the edge of a disc; below zero within it."""
    dx = max(box[0] - disc.x, 0.0, disc.x - box[2])
    dy = max(box[1] - disc.y, 0.0, disc.y - box[3])
    return hypot(dx, dy) - disc.radius


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + 3
        and other[0] < one[2] + 3
        and one[1] < other[3] + 1.5
        and other[1] < one[3] + 1.5
    )


def _within(dot: tuple[float, float], box: Box) -> bool:
    return box[0] - 1 < dot[0] < box[2] + 1 and box[1] - 1 < dot[1] < box[3] + 1


def _dots(spot: _Spot) -> list[tuple[float, float]]:
    """Return points along the leading line, close enough to find what it crosses."""
    if spot.leader is None:
        return []
    (x, y), (u, v) = spot.leader
    return [(x + (u - x) * at / 8, y + (v - y) * at / 8) for at in range(9)]
