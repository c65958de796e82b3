"""Thousands of points in one colour: those that can be seen, and how many lie under others.

Discs of one colour that cover each other are one shape. What adds nothing to it at the resolution
of a plate is left out, so that a hundred thousand points are a small file. They remain shapes in
the theme's own inks, which a raster picture would not be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ._shapes import Point

_DOT = 72 / 600  # points: that of a plate of 600 dpi, by half of which no point is moved in sight


@dataclass(frozen=True)
class Crowd:
    """The points to draw, each within half a plate's dot of its place, and how many are hidden."""

    points: tuple[Point, ...]
    hidden: int


def seen(points: Sequence[Point], radius: float) -> Crowd:
    """Return which discs of `radius` (in points, as all lengths) can be seen, in their order.

    A disc is left out where those before it cover all that a plate of 600 dpi shows of it.
    """
    import numpy as np

    spots = np.rint(np.asarray(points, dtype=float) / _DOT).astype(np.int64)
    reach = round(radius / _DOT)
    corner = spots.min(axis=0) - reach
    width, height = (spots.max(axis=0) - corner + reach + 1).tolist()
    bare, disc = np.ones((height, width), dtype=bool), _disc(reach)
    kept = []
    for at, (x, y) in enumerate((spots - corner).tolist()):
        below = bare[y - reach : y + reach + 1, x - reach : x + reach + 1]
        if (below & disc).any():
            below &= ~disc
            kept.append(at)
    places = (spots[kept] * _DOT).round(2).tolist()
    return Crowd(tuple((x, y) for x, y in places), len(points) - len(kept))


def _disc(reach: int) -> npt.NDArray[np.bool_]:
    """Return the dots of a plate that a disc prints, in a square around its centre."""
    import numpy as np

    along = np.arange(-reach, reach + 1)
    square: Any = along[:, None] ** 2 + along[None, :] ** 2
    return np.asarray(square <= reach**2)
