"""A butterfly: two sides of one thing, to the left and the right of a common middle.

The first column names the rows, which stand in the middle; the first column of numbers grows to
one side, the second to the other, on the same scale. For exports and imports, women and men.

- chart:
    kind: butterfly
    title: Sweden sells machines to Japan and buys cars
    unit: Goods, SEK billion
    data:
      columns: [Goods, Exports, Imports]
      rows: [[Machines, 8.1, 3.9], [Medicines, 6.4, 2.2], [Wood, 4.0, 0.1], [Cars, 3.1, 7.3]]
    lines: 8

The value stands at the outer end of each bar. A missing value keeps its place and says so; a
negative one cannot be drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._bars import Fill, pale, solid
from ._codes import VALUE
from ._data import alike
from ._pen import Drawing, Pen
from ._rows import (
    GAP,
    PITCH,
    Rack,
    Rows,
    Sorted,
    centred,
    column_of,
    each_told,
    ink_of,
    other_units,
    rack,
    read_pair,
    worded,
)
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

    from ._pen import Anchor

NAME = "butterfly"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
_THICK = 15.0
_NAMES = 0.34  # of the width, the most that names take
_AIR = 4.0  # points between a bar and its value


class Spec(Sorted):
    """The options of a butterfly chart."""


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    rows = read_pair(table, spec, style, NAME)
    findings = other_units(table, rows, "they have no common scale")
    findings += [
        VALUE.finding(
            cell.mark,
            f"a side of a butterfly cannot be negative: {cell.text}",
            help="draw a bar chart, whose bars have a zero to cross",
        )
        for each in rows.series
        for cell, value in zip(each.cells, each.values, strict=True)
        if value is not None and value < 0
    ]
    if findings:
        raise Diagnostic(findings)
    return rows


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the bars to both sides, the names between them and the values at their ends."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    middle = column_of(pen, rows, _NAMES)[0] + GAP
    side_room = (pen.width - middle) / 2
    heads = [pen.wrap(each.name, side_room, pen.label) for each in rows.series]
    deep = max(map(len, heads))
    head = pen.label.size + (deep - 1) * pen.leading(pen.label) + 6
    least = pen.label.size * 1.2
    place = rack(pen, rows, (head, pen.height), (least, PITCH), _NAMES)
    inner = ((pen.width - middle) / 2, (pen.width + middle) / 2)
    scale = _scale(pen, rows, inner[0])
    for row, lines in enumerate(place.names):
        ink = ink_of(pen, rows, row)
        first = centred(place.middle(row), ink) - (len(lines) - 1) * pen.leading(ink) / 2
        pen.lines((pen.width / 2, first), lines, ink, "middle", mark=rows.cells[row].mark)
    for at, x in enumerate(inner):
        side: Anchor = "start" if at else "end"
        base = pen.label.size + (deep - len(heads[at])) * pen.leading(pen.label)
        pen.lines((x, base), heads[at], pen.label, side)
        for row in range(len(rows.names)):
            _wing(pen, rows, (at, row), place, (x, scale))
        pen.line([(x, place.top), (x, place.foot)], style.ink, 0.6)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return both sides in words: every value of a small chart, else highest and lowest."""
    rows = _rows(table, spec, style)
    first, last = (each.name for each in rows.series)
    head = sentence(style, "butterfly", count=len(rows.names), first=first, last=last)
    return head + each_told(rows, style)


def _scale(pen: Pen, rows: Rows, width: float) -> float:
    """Return points per unit, so that on both sides every bar has room for its value."""
    found = [
        (width - _AIR - pen.measure(worded(pen, each, value), ink_of(pen, rows, row)))
        / float(value)
        for each in rows.series
        for row, value in each.present
        if value
    ]
    return max(min(found, default=0.0), 0.0)


def _fill(pen: Pen, rows: Rows, at: int, row: int) -> Fill:
    if rows.strong and row not in rows.strong:
        return pale(pen)
    return solid(pen.style.ink if at else pen.style.accent)


def _wing(
    pen: Pen, rows: Rows, which: tuple[int, int], place: Rack, scale: tuple[float, float]
) -> None:
    """Draw one bar outward from `x`, and its value."""
    at, row = which
    x, unit = scale
    each, away = rows.series[at], 1 if at else -1
    value = each.values[row]
    thick = min(place.pitch * 0.62, _THICK)
    length = float(value or 0) * unit
    y = place.middle(row)
    if value:
        box = (x if at else x - length, y - thick / 2, length, thick)
        _fill(pen, rows, at, row).paint(pen, box)
    ink = pen.small if value is None else ink_of(pen, rows, row)
    end = (x + away * (length + _AIR), centred(y, ink))
    mark = each.cells[row].mark
    pen.text(end, worded(pen, each, value), ink, "start" if at else "end", mark=mark)
