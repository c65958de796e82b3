"""The names of lines and layers, set where they end, moved apart where they would meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._pen import CAP, Ink, Pen, tint
from ._place import spread

if TYPE_CHECKING:
    from report.diagnostics import Mark

    from ._along import Plot


_GAP = 3.5  # points between a value and the name on its line
_SHARE = 0.26  # of the width, the most that they take on one line
_LED = 3.05  # the contrast of the lines that lead to names


@dataclass(frozen=True)
class End:
    """What stands at an end: the last value, and the name in lines; `place` and `level` are its
    place along the way and on the scale."""

    value: str
    lines: tuple[str, ...]
    place: float
    level: float
    ink: Ink
    mark: Mark | None


def room(pen: Pen, ends: Sequence[End]) -> float:
    """Return the width that the ends need right of the plot, in points."""
    if _on_one_line(pen, ends):
        return max(_width(pen, end) for end in ends) + 8
    texts = [text for end in ends for text in (*end.lines, end.value)]
    return max((pen.measure(text, pen.strong) for text in texts), default=0.0) + 8


def _on_one_line(pen: Pen, ends: Sequence[End]) -> bool:
    """True where there are names, and each has room on the line of its value."""
    narrow = all(_width(pen, end) <= pen.width * _SHARE for end in ends)
    return narrow and any(end.lines for end in ends) and all(len(end.lines) < 2 for end in ends)


def _width(pen: Pen, end: End) -> float:
    """Return how wide value and name are one after the other, in points."""
    return pen.measure(end.value, pen.strong) + sum(
        _GAP + pen.measure(line, pen.strong) for line in end.lines
    )


def draw_ends(pen: Pen, plot: Plot, ends: Sequence[End], top: float = 0.0) -> None:
    """Set value and name of each at its end, below `top`; lines lead to those that had to move."""
    there = sorted(ends, key=lambda end: plot.y(end.level))
    step = pen.leading(pen.label)
    one_line = _on_one_line(pen, ends)
    sizes = [step if one_line else step * (1 + len(end.lines)) + 2 for end in there]
    starts = [plot.y(end.level) - step / 2 for end in there]
    tops = spread(starts, sizes, top, pen.height - pen.leading(pen.small) - 2)
    # Where one stands out, the others' values are as quiet as their names.
    marked = any(end.ink == pen.strong for end in there)
    for end, start in zip(there, tops, strict=True):
        x, y = plot.x(end.place), plot.y(end.level)
        base = start + step / 2 + pen.label.size * CAP / 2
        if abs(start + step / 2 - y) > 4 or x < plot.right - 1:
            points = [(x + 4, y), (plot.right + 5, start + step / 2)]
            pen.line(points, tint(pen.style.quiet, pen.style.ground, _LED), 0.5)
        left = plot.right + 7
        ink = end.ink if marked else pen.strong
        pen.text((left, base), end.value, ink, mark=end.mark)
        after = (left + pen.measure(end.value, ink) + _GAP, base)
        pen.lines(after if one_line else (left, base + step), end.lines, end.ink, mark=end.mark)
