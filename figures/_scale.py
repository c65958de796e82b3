"""Scales that values are read off: round numbers at even steps, and a light grid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from ._pen import tint

if TYPE_CHECKING:
    from report.charts import ChartStyle

    from ._pen import Pen

GRID = 0.6
_APART, _CLOSEST = 33.0, 24.0  # points between the lines of a scale
_UNUSED = 1 / 6


def ticks(low: float, high: float, room: float) -> list[float]:
    """Return round numbers from below `low` to above `high`, about 33 pt of `room` apart.

    Where they would leave a sixth of the scale unused they may stand closer, down to 24 pt.
    """
    if low == high:
        low, high = min(low, 0.0), max(high, 0.0) or (0.0 if low < 0 else 1.0)
    fewest = max(2, min(5, int(room / _APART)))
    most = max(fewest, min(5, int(room / _CLOSEST)))
    tried = [_located(low, high, count) for count in range(fewest, most + 1)]
    unused = [1 - (high - low) / (each[-1] - each[0]) for each in tried]
    enough = [each for each, part in zip(tried, unused, strict=True) if part <= _UNUSED]
    return enough[0] if enough else tried[unused.index(min(unused))]


def _located(low: float, high: float, count: int) -> list[float]:
    """Return at most `count` even steps between round numbers."""
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
    return [float(tick) for tick in locator.tick_values(low, high)]


def from_zero(low: float, high: float) -> bool:
    """Return whether a scale begins at zero: the lowest is less than half of the highest."""
    return low <= 0 <= high or min(abs(low), abs(high)) * 2 < max(abs(low), abs(high))


def tick_names(style: ChartStyle, places: Sequence[float], unit: str) -> list[str]:
    """Return the ticks as the language writes them, all with the decimals that their step needs."""
    step = places[1] - places[0]
    decimals = max(0, 2 - Decimal(repr(step)).adjusted())
    exact = [Decimal(f"{place:.{decimals}f}") + 0 for place in places]
    while decimals and all(each == round(each, decimals - 1) for each in exact):
        decimals -= 1
        exact = [round(each, decimals) for each in exact]
    own = style if unit == "%" or style.large != "short" else style.alike(exact)
    return [own.short(each if each else Decimal(0), unit) for each in exact]


def grid_colour(style: ChartStyle) -> str:
    """Return the colour of grid lines: seen when looked for."""
    return tint(style.quiet, style.ground, 1.28)


def grid(pen: Pen, across: tuple[float, float], ys: Sequence[float], names: Sequence[str]) -> None:
    """Draw light lines from left to right, each with its name before it."""
    left, right = across
    for y, name in zip(ys, names, strict=True):
        pen.line([(left, y), (right, y)], grid_colour(pen.style), GRID, faint=True)
        pen.text((left - 4, y + pen.small.size * 0.33), name, pen.small, "end")


def fitted(
    width: float, before: Sequence[tuple[float, float]], after: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return where zero lies, and points per unit, so that all labels have room in `width`.

    `before` and `after` are (value, room that it needs before or after its place). The scale is
    the largest that leaves every pair its room; 0 when there is no room at all.
    """
    pairs = [((width - a - b), v - u) for u, a in before for v, b in after if v > u]
    scale = max(min((room / span for room, span in pairs), default=0.0), 0.0)
    return max((room - value * scale for value, room in before), default=0.0), scale
