"""A ring: the parts of a whole, at most five, each named where it stands.

The first column names the parts, the first column of numbers gives them. They have to add up: to
100 where they are per cent, to `total` where that is given. Parts that cannot be added up to
anything, or more than five, are better drawn as bars.

- chart:
    kind: donut
    title: Every second company began at a university
    unit: Swedish biotech companies, share by origin
    data:
      columns: [Origin, Share (%)]
      rows: [[Universities, 56], [Other companies, 31], [Abroad, 13]]
    lines: 9
    options: {highlight: Universities}

The parts follow each other clockwise from the top, in the order of the data or sorted, from dark
to light. With `highlight` one part has the accent colour and its value stands in the middle. In
slots where names beside the ring would make it small, they are listed beside or below it, each
after its colour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from math import pi, sin
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import NOT_A_WHOLE, VALUE
from ._data import few_enough, highlighted, label_column, labelled, series
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._place import spread
from ._shades import shades
from ._shapes import around, polygon, sector
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "donut"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_PARTS = 5
_HOLE = 0.62  # of the radius
_STUB = 5.5  # points that a line to a name sticks out from the ring
_REACH = 15.0  # points from the ring to the names beside it
_FIGURES = (22.0, 15.0, 11.0)  # points, the value in the middle


class Spec(BaseModel):
    """The options of a ring."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str = Field("", description="The part to show in the accent colour.")
    sort: Literal["none", "ascending", "descending"] = Field(
        "none", description="The order of the parts by size; none keeps the data's."
    )
    total: Decimal | None = Field(
        None, gt=0, description="What the parts add up to; else 100 for per cent, or their sum."
    )
    label: str = Field("", description="The column that names the parts; else the first.")
    values: str = Field("", description="The column of numbers; else the first.")


@dataclass(frozen=True)
class _Part:
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

    part: _Part
    lines: tuple[tuple[str, Ink], ...]
    width: float
    height: float


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the ring, and the names and values of its parts beside or below it."""
    pen = Pen(figure, style)
    parts = _coloured(pen, _parts(table, spec, style))
    sides = _sides(pen, parts)
    room = sum(max(label.width for label in side) + _REACH for side in sides if side)
    # Lines to the names rise a little above the ring.
    around_it = min(pen.height / 2 - _STUB - 0.5, (pen.width - room) / 2)
    tall = all(sum(label.height + 5 for label in side) - 5 <= pen.height for side in sides)
    rows = _rows(pen, parts, pen.width * 0.46)
    wide = _rows(pen, parts, pen.width)
    beside = min(pen.height, pen.width - _across(pen, rows) - 16) / 2
    below = min(pen.width, pen.height - _deep(pen, wide) - 10) / 2
    if tall and around_it >= max(24.0, 0.62 * max(beside, below)):
        _ring(pen, parts, (_left(sides) + around_it, pen.height / 2), around_it)
        _beside(pen, sides, (_left(sides) + around_it, pen.height / 2), around_it)
    elif beside >= below and _deep(pen, rows) <= pen.height:
        radius = max(beside, 8.0)
        _ring(pen, parts, (radius, pen.height / 2), radius)
        _list(pen, rows, (radius * 2 + 16, (pen.height - _deep(pen, rows)) / 2))
    else:
        radius = max(below, 8.0)
        _ring(pen, parts, (radius, radius), radius)
        _list(pen, wide, (0, radius * 2 + 10))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every part with its value, in the order of the ring."""
    parts = _parts(table, spec, style)
    items = [
        phrase(style, "pair", label=part.name, value=style.number(part.value, part.unit))
        for part in parts
    ]
    return sentence(style, "donut", count=len(parts)) + joined(style, items)


def _parts(table: Table, spec: Spec, style: ChartStyle) -> tuple[_Part, ...]:
    """Return the parts in order; Diagnostic D304, D308 or D310 for what is no whole."""
    label = label_column(table, spec.label)
    which = series(table, [spec.values] if spec.values else (), label, 60)[0]
    cells = table.cells(label)
    few_enough(cells, MAX_PARTS)
    labelled(cells)
    _whole(which.cells, which.values, spec, which.unit)
    values = [value or Decimal(0) for value in which.values]
    order = list(range(len(values)))
    if spec.sort != "none":
        sign = -1 if spec.sort == "descending" else 1
        order.sort(key=lambda row: (sign * values[row], row))
    names = [cell.text for cell in cells]
    strong = highlighted([spec.highlight] if spec.highlight else (), names)
    parts, begin, whole = [], Decimal(0), sum(values, Decimal(0))
    for row in order:
        angles = (float(begin / whole) * 2 * pi, float((begin + values[row]) / whole) * 2 * pi)
        name = style.number(cells[row].value)
        parts.append(_Part(cells[row], name, values[row], which.unit, angles, row in strong))
        begin += values[row]
    return tuple(parts)


def _whole(
    cells: tuple[Cell, ...], values: tuple[Decimal | None, ...], spec: Spec, unit: str
) -> None:
    """Raise Diagnostic when the values are not the parts of one whole."""
    findings = []
    for cell, value in zip(cells, values, strict=True):
        if value is None:
            message = "this part has no value, and a ring is made of all parts of a whole"
            findings.append(
                NOT_A_WHOLE.finding(cell.mark, message, help="fill it in, or draw bars")
            )
        elif value < 0:
            message = f"a part cannot be negative: {cell.text}"
            findings.append(VALUE.finding(cell.mark, message, help="draw a bar chart instead"))
    if findings:
        raise Diagnostic(findings)
    known = [value for value in values if value is not None]
    found = sum(known, Decimal(0))
    if len(known) < 2 or not found:
        message = "a ring is made of two parts or more, of which one is not zero"
        help = "write the rest as a part, or show the figure by itself"
        raise Diagnostic([NOT_A_WHOLE.finding(cells[0].mark, message, help=help)])
    total = spec.total or (Decimal(100) if unit == "%" else found)
    # Each part may have been rounded by half of its last digit.
    digits = min(min(int(value.as_tuple().exponent) for value in known), 0)
    if abs(found - total) > len(known) * Decimal(5).scaleb(digits - 1):
        message = f"the parts add up to {found:f}, not {total:f}"
        rest = f"add a row for the other {total - found:f}, " if found < total else ""
        help = f"{rest}or draw bars, which need not add up"
        raise Diagnostic([NOT_A_WHOLE.finding(cells[-1].mark, message, help=help)])


def _coloured(pen: Pen, parts: tuple[_Part, ...]) -> tuple[_Part, ...]:
    if any(part.strong for part in parts):
        pale = tint(pen.style.quiet, pen.style.ground, 3.05)
        colours = [pen.style.accent if part.strong else pale for part in parts]
    else:
        colours = shades(pen.style, len(parts))
    return tuple(replace(part, colour=each) for part, each in zip(parts, colours, strict=True))


def _ring(pen: Pen, parts: tuple[_Part, ...], centre: tuple[float, float], radius: float) -> None:
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


def _figure(pen: Pen, part: _Part, radius: float) -> Ink | None:
    """Return how the value of a part is set in the middle of a ring, where it has room."""
    inks = [Ink(size, pen.style.text, pen.style.figure_weight) for size in _FIGURES]
    room = radius * _HOLE * 1.66
    return next((ink for ink in inks if pen.measure(_value(pen, part), ink) <= room), None)


def _value(pen: Pen, part: _Part) -> str:
    return pen.style.short(part.value, part.unit)


def _ink(pen: Pen, part: _Part) -> Ink:
    return pen.strong if part.strong else pen.label


def _sides(pen: Pen, parts: tuple[_Part, ...]) -> tuple[list[_Label], list[_Label]]:
    """Return the labels left and right of the ring, each side from top to bottom."""
    room = pen.width * 0.3
    left, right = [], []
    for part in parts:
        name = pen.wrap(part.name, room, _ink(pen, part))
        own = _ink(pen, part) if any(each.strong for each in parts) else pen.strong
        lines = [(_value(pen, part), own), *((line, _ink(pen, part)) for line in name)]
        width = max(pen.measure(line, ink) for line, ink in lines)
        label = _Label(part, tuple(lines), width, pen.leading(pen.label) * len(lines))
        (right if sin(part.middle) >= -1e-9 else left).append(label)
    return left[::-1], right


def _left(sides: tuple[list[_Label], list[_Label]]) -> float:
    """Return the room before the ring."""
    return max((label.width for label in sides[0]), default=-_REACH) + _REACH


def _beside(
    pen: Pen,
    sides: tuple[list[_Label], list[_Label]],
    centre: tuple[float, float],
    radius: float,
) -> None:
    """Set the labels left and right, as near to their parts as the others let them."""
    for labels, side in zip(sides, (-1, 1), strict=True):
        wanted = [
            around(centre, radius, label.part.middle)[1] - pen.label.size * 0.8 for label in labels
        ]
        heights = [label.height + 5 for label in labels]
        for label, top in zip(labels, spread(wanted, heights, 0, pen.height + 5), strict=True):
            edge = centre[0] + side * (radius + _REACH)
            base = top + pen.label.size * CAP + 1.5
            y = base - pen.label.size * CAP / 2
            points = [
                around(centre, radius + 2, label.part.middle),
                around(centre, radius + _STUB, label.part.middle),
                (edge - side * 7, y),
                (edge - side * 3, y),
            ]
            pen.line(points, pen.style.quiet, 0.5)
            # The value in the middle is not said twice.
            said = label.part.strong and _figure(pen, label.part, radius) is not None
            for number, (line, ink) in enumerate(label.lines[1 if said else 0 :]):
                at = (edge, base + number * pen.leading(pen.label))
                pen.text(at, line, ink, "end" if side < 0 else "start", mark=label.part.cell.mark)


def _rows(pen: Pen, parts: tuple[_Part, ...], width: float) -> list[_Label]:
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


def _indent(pen: Pen, parts: tuple[_Part, ...]) -> float:
    side = pen.label.size * CAP
    return side + 4 + max(pen.measure(_value(pen, part), pen.strong) for part in parts) + 5


def _across(pen: Pen, rows: list[_Label]) -> float:
    return _indent(pen, tuple(row.part for row in rows)) + max(row.width for row in rows)


def _deep(pen: Pen, rows: list[_Label]) -> float:
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
