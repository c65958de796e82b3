"""A ring and the words of its parts: beside it, each at its part, or in a list with its colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sin
from typing import TYPE_CHECKING

from ._pen import CAP, Ink, Pen
from ._place import spread
from ._shapes import around, polygon, sector

if TYPE_CHECKING:
    from report.content.tables import Cell


_HOLE = 0.62  # of the radius
_STUB = 5.5  # points above and below the ring, for names that stand a little higher than it
_OFF = 2.0  # points from the ring to the lines that lead to names
_INNER = 0.15  # of a part at either end, where no line begins
_REACH = 15.0  # points from the ring to the names beside it
_FIGURES = (22.0, 15.0, 11.0)  # points, the value in the middle
_WIDE = 0.26  # of the width, the largest radius: rings side by side are alike, whatever their words
_LEAST = 24.0  # points, the radius below which names are listed instead
_AWAY = 16.0  # points between the ring and a list beside it
_EMPTY = 0.25  # of the width: where more stays empty, the ring moves to the middle


@dataclass(frozen=True)
class Part:
    """One part: its cell, name, value, unit and the angles between which it lies."""

    cell: Cell
    name: str
    value: Decimal
    unit: str
    angles: tuple[float, float]
    strong: bool
    colour: str = ""

    @property
    def middle(self) -> float:
        return sum(self.angles) / 2


@dataclass(frozen=True)
class _Label:
    """What is printed of a part: lines of text with their inks, and the size of them all."""

    part: Part
    lines: tuple[tuple[str, Ink], ...]
    width: float
    height: float


def draw_ring(pen: Pen, parts: Sequence[Part]) -> None:
    """Draw the ring with its words where they leave it largest, rather beside it than listed."""
    sides = _sides(pen, parts)
    rooms = [max(label.width for label in side) + _REACH if side else 0.0 for side in sides]
    radius = min(pen.height / 2 - _STUB - 0.5, (pen.width - sum(rooms)) / 2)
    tall = all(sum(label.height + 5 for label in side) - 5 <= pen.height for side in sides)
    rows, wide = _rows(pen, parts, pen.width * 0.46), _rows(pen, parts, pen.width)
    across = _across(pen, rows) + _AWAY
    beside = min(pen.height, pen.width - across) / 2
    below = min(pen.width, pen.height - _deep(wide) - 10) / 2
    if tall and radius >= max(_LEAST, 0.62 * max(beside, below)):
        radius = min(radius, pen.width * _WIDE)
        left = _indented(pen, radius * 2 + sum(rooms)) + rooms[0]
        centre = (left + radius, pen.height / 2)
        _ring(pen, parts, centre, radius)
        _beside(pen, sides, centre, radius)
    elif beside >= below and _deep(rows) <= pen.height:
        radius = max(beside, 8.0)
        left = _indented(pen, radius * 2 + across)
        _ring(pen, parts, (left + radius, pen.height / 2), radius)
        _list(pen, rows, (left + radius * 2 + _AWAY, (pen.height - _deep(rows)) / 2))
    else:
        radius = max(below, 8.0)
        _ring(pen, parts, (radius, radius), radius)
        _list(pen, wide, (0, radius * 2 + 10))


def _indented(pen: Pen, used: float) -> float:
    """Return where what takes `used` points begins: at the edge, or so that it is in the middle."""
    return (pen.width - used) / 2 if pen.width - used > pen.width * _EMPTY else 0.0


def _ring(pen: Pen, parts: Sequence[Part], centre: tuple[float, float], radius: float) -> None:
    """Fill the sectors, a line of the ground between them, and set the value in the middle."""
    hole = radius * _HOLE
    for part in parts:
        if part.value:
            polygon(pen, sector(centre, (hole, radius), part.angles), part.colour)
    for part in parts:
        ends = [around(centre, each, part.angles[0]) for each in (hole - 1, radius + 1)]
        pen.line(ends, pen.style.ground, 1.4, faint=True)
    for part in (part for part in parts if part.strong):
        value = _value(pen, part)
        ink = _figure(pen, part, radius)
        if ink:
            at = (centre[0], centre[1] + ink.size * CAP / 2)
            pen.text(at, value, ink, "middle", mark=part.cell.mark)


def _figure(pen: Pen, part: Part, radius: float) -> Ink | None:
    """Return how the value of a part is set in the middle of a ring, where it has room."""
    inks = [pen.figure_ink(size, pen.style.text) for size in _FIGURES]
    room = radius * _HOLE * 1.66
    return next((ink for ink in inks if pen.measure(_value(pen, part), ink) <= room), None)


def _value(pen: Pen, part: Part) -> str:
    return pen.style.short(part.value, part.unit)


def _ink(pen: Pen, part: Part) -> Ink:
    return pen.strong if part.strong else pen.label


def _sides(pen: Pen, parts: Sequence[Part]) -> tuple[list[_Label], list[_Label]]:
    """Return the labels left and right of the ring, each side from top to bottom."""
    room = pen.width * 0.3
    left: list[_Label] = []
    right: list[_Label] = []
    for part in parts:
        name = pen.wrap(part.name, room, _ink(pen, part))
        lines = [(_value(pen, part), pen.strong), *((line, _ink(pen, part)) for line in name)]
        width = max(pen.measure(line, ink) for line, ink in lines)
        label = _Label(part, tuple(lines), width, pen.leading(pen.label) * len(lines))
        (right if sin(part.middle) >= -1e-9 else left).append(label)
    return left[::-1], right


def _beside(
    pen: Pen,
    sides: tuple[list[_Label], list[_Label]],
    centre: tuple[float, float],
    radius: float,
) -> None:
    """Set the labels left and right, as near to their parts as the others let them."""
    for labels, side in zip(sides, (-1, 1), strict=True):
        # The first line of each label stands at the height of the middle of its part.
        above = pen.label.size * CAP / 2 + 1.5
        beside = radius + _OFF
        wanted = [around(centre, beside, label.part.middle)[1] - above for label in labels]
        heights = [label.height + 5 for label in labels]
        for label, top in zip(labels, spread(wanted, heights, 0, pen.height + 5), strict=True):
            edge = centre[0] + side * (radius + _REACH)
            base = top + pen.label.size * CAP + 1.5
            y = base - pen.label.size * CAP / 2
            end = (edge - side * 3, y)
            start = _begin(label.part, centre, beside, end)
            pen.line([start, end], pen.style.quiet, 0.5)
            # The value in the middle is not said twice.
            said = label.part.strong and _figure(pen, label.part, radius) is not None
            for number, (line, ink) in enumerate(label.lines[1 if said else 0 :]):
                at = (edge, base + number * pen.leading(pen.label))
                pen.text(at, line, ink, "end" if side < 0 else "start", mark=label.part.cell.mark)


def _begin(
    part: Part, centre: tuple[float, float], radius: float, end: tuple[float, float]
) -> tuple[float, float]:
    """Return where a straight line to a label's `end` begins: at the part, as level as can be
    without crossing the ring; at the middle of the part where every line would cross it."""
    first, last = part.angles
    inset = (last - first) * _INNER
    steps = [first + inset + (last - first - 2 * inset) * at / 32 for at in range(33)]
    free = []
    for angle in (part.middle, *steps):
        x, y = around(centre, radius, angle)
        out = around((0.0, 0.0), 1.0, angle)
        if (end[0] - x) * out[0] + (end[1] - y) * out[1] >= 0:
            free.append((x, y))
    middle = around(centre, radius, part.middle)
    return min(free, key=lambda each: abs(each[1] - end[1]), default=middle)


def _rows(pen: Pen, parts: Sequence[Part], width: float) -> list[_Label]:
    """Return the labels as rows of a list, the names wrapped in the room after the values."""
    room = width - _indent(pen, parts)
    found = []
    for part in parts:
        ink = _ink(pen, part)
        lines = pen.wrap(part.name, room, ink)
        broad = max(pen.measure(line, ink) for line in lines)
        height = pen.leading(pen.label) * len(lines) + 3
        found.append(_Label(part, tuple((line, ink) for line in lines), broad, height))
    return found


def _indent(pen: Pen, parts: Sequence[Part]) -> float:
    side = pen.label.size * CAP
    return side + 4 + max(pen.measure(_value(pen, part), pen.strong) for part in parts) + 5


def _across(pen: Pen, rows: list[_Label]) -> float:
    return _indent(pen, tuple(row.part for row in rows)) + max(row.width for row in rows)


def _deep(rows: list[_Label]) -> float:
    return sum(row.height for row in rows) - 3


def _list(pen: Pen, rows: list[_Label], at: tuple[float, float]) -> None:
    """Set the rows: a square of the part's colour, its value, its name."""
    left, top = at
    side = pen.label.size * CAP
    indent = _indent(pen, tuple(row.part for row in rows))
    for row in rows:
        base = top + pen.label.size * 0.95
        pen.rectangle((left, base - side, side, side), row.part.colour)
        value = (left + indent - 5, base)
        pen.text(value, _value(pen, row.part), pen.strong, "end", mark=row.part.cell.mark)
        lines = [line for line, _ in row.lines]
        pen.lines((left + indent, base), lines, row.lines[0][1], mark=row.part.cell.mark)
        top += row.height
