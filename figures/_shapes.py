"""Closed shapes in the pen's points: polygons, discs and sectors of rings."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ._pen import Pen

Point = tuple[float, float]
_POINT = 0.01  # points
_STEP = pi / 90  # two degrees: at 60 pt of radius a chord is 0.01 pt off its arc


def polygon(
    pen: Pen,
    points: Sequence[Point],
    colour: str,
    *,
    against: Sequence[str] = (),
    seen: bool = True,
) -> None:
    """Fill the shape between the points; what is not `seen` (a ground) needs no contrast.

    `against` are further colours that it must stand out from.
    """
    from matplotlib.patches import Polygon

    if seen:
        pen._note(colour, "graphic", "")
        for ground in against:
            pen._note(colour, "graphic", ground)
    pen._add(Polygon(list(points), closed=True, facecolor=colour, linewidth=0, clip_on=False))


def dots(pen: Pen, points: Sequence[Point], radius: float, colour: str) -> None:
    """Fill a disc at each of many points, all as one path.

    Each is a line of no length to speak of with round caps, which ISO 32000-1 §8.5.3.2 paints as a
    disc: a tenth of the bytes of its outline. Of no length at all, PDFium would lengthen it.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    pen._note(colour, "graphic", "")
    ends = [end for x, y in points for end in ((x, y), (x + _POINT, y))]
    path = Path(ends, [Path.MOVETO, Path.LINETO] * len(points))
    patch = PathPatch(path, edgecolor=colour, linewidth=2 * radius, facecolor="none")
    patch.set(capstyle="round", clip_on=False)
    pen._add(patch)


def around(centre: Point, radius: float, angle: float) -> Point:
    """Return the point at `angle`, in radians clockwise from twelve o'clock."""
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def sector(centre: Point, radii: Point, angles: Point) -> list[Point]:
    """Return the outline of a sector of a ring: (inner, outer) radius, (first, last) angle."""
    (inner, outer), (first, last) = radii, angles
    count = max(2, round((last - first) / _STEP) + 1)
    steps = [first + (last - first) * at / (count - 1) for at in range(count)]
    out = [around(centre, outer, angle) for angle in steps]
    return out + [around(centre, inner, angle) for angle in reversed(steps)]
