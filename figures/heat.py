"""Heat tables: rows and columns of numbers, each cell shaded by its value and with it in print.

The first column names the rows, each column of numbers is one column of cells.

- chart:
    kind: heat
    title: Most visits come in spring
    unit: Visitors a month, thousands
    data:
      columns: [Site, Jan, Apr, Jul, Oct]
      rows:
        - [Stockholm, 12, 31, 18, 22]
        - [Gothenburg, 8, 24, 15, 16]
        - [Malmö, 6, 19, 11, 14]
        - [Umeå, 3, 9, 7, 5]
    lines: 8

The higher a value, the darker its cell. Columns of one unit share one scale; columns of different
units are shaded each by itself, and `by_column` says which you want. With `middle` (often 0) there
are two scales: values above it in the accent colour, those below in the theme's second one. Every
cell has its value, so that no one has to tell shades apart. A missing value is a dash in
an empty cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from ._codes import OVERSET
from ._data import alike
from ._pen import CAP, Drawing, Ink, Pen, contrast, tint
from ._rows import Rack, Rows, Sorted, centred, draw_names, each_told, ink_of, rack, read_rows
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

    from ._data import Series

NAME = "heat"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS, MAX_COLUMNS = 40, 14
_READABLE = 5.0  # contrast of values with their cell; uncoated paper leaves 3 of it
_PALEST = 1.06  # contrast of the lowest cell with the page
_GAP = 1.0  # points between cells
_LOW, _HIGH = 12.0, 28.0  # points, the height of rows


class Spec(Sorted):
    """The options of a heat table."""

    by_column: bool | None = Field(
        None, description="Shade each column by itself; null does so where units differ."
    )
    middle: Decimal | None = Field(
        None, description="The value that is neither high nor low, such as 0; else one scale."
    )


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    return read_rows(table, spec, style, (MAX_ROWS, MAX_COLUMNS))


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the heads of the columns, the names of the rows, and the cells with their values."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    heads = _heads(pen, rows)
    ink = Ink(style.small_size, style.text)
    high = max(map(len, heads)) * pen.leading(ink)
    pitch = (max(_LOW, pen.label.size * 1.4), _HIGH)
    place = rack(pen, rows, (high + 2, pen.height), pitch)
    width = (pen.width - place.left) / len(rows.series)
    for at, lines in enumerate(heads):
        first = high - (len(lines) - 1) * pen.leading(ink) - ink.size * (1 - CAP) / 2
        middle = place.left + width * (at + 0.5)
        pen.lines((middle, first), lines, ink, "middle")
    draw_names(pen, rows, place)
    ramps = _ramps(rows, spec)
    for at, each in enumerate(rows.series):
        for row in range(len(rows.names)):
            _cell(pen, rows, place, (at, row, width), _shade(style, ramps[at], each, row))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the table in words: its extent, then its values, or the highest and lowest."""
    rows = _rows(table, spec, style)
    columns = len(rows.series)
    text = sentence(style, "heat", rows=len(rows.names), columns=columns)
    return text + each_told(rows, style)


def _heads(pen: Pen, rows: Rows) -> list[list[str]]:
    """Return the heads of the columns in lines, with units where these differ."""
    ink = Ink(pen.style.small_size, pen.style.text)
    room = pen.width * 0.62 / len(rows.series) - 4
    units = len({each.unit for each in rows.series}) > 1
    return [
        pen.wrap(f"{each.name} ({each.unit})" if units and each.unit else each.name, room, ink)
        for each in rows.series
    ]


@dataclass(frozen=True)
class _Ramp:
    """From which value to which a scale of shades runs, and its middle, if it has one."""

    low: float
    high: float
    middle: float | None

    def at(self, value: float) -> float:
        """Return how far up the scale a value lies, 0 to 1, or −1 to 1 around a middle."""
        if self.middle is None:
            return (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        reach = max(abs(self.low - self.middle), abs(self.high - self.middle))
        return (value - self.middle) / reach if reach else 0.0


def _ramps(rows: Rows, spec: Spec) -> list[_Ramp]:
    apart = spec.by_column
    if apart is None:
        apart = len({each.unit for each in rows.series}) > 1
    middle = None if spec.middle is None else float(spec.middle)
    every = [float(value) for each in rows.series for _, value in each.present]
    found = []
    for each in rows.series:
        values = [float(value) for _, value in each.present] if apart else every
        values = values or [0.0]
        found.append(_Ramp(min(values), max(values), middle))
    return found


def _shade(style: ChartStyle, ramp: _Ramp, each: Series, row: int) -> str:
    """Return the colour of a cell; "" where its value is missing."""
    value = each.values[row]
    return "" if value is None else shade(style, ramp.at(float(value)))


def shade(style: ChartStyle, part: float) -> str:
    """Return the colour that is so far up a scale, −1 to 1; text can be read on it."""
    colour = style.accent if part >= 0 else style.yellow
    most = min(contrast(style.text, style.ground) / _READABLE, contrast(colour, style.ground))
    return tint(colour, style.ground, _PALEST * (most / _PALEST) ** abs(part))


def _cell(pen: Pen, rows: Rows, place: Rack, where: tuple[int, int, float], colour: str) -> None:
    """Draw one cell and its value; one that is too wide for it is a finding (D306)."""
    at, row, width = where
    each = rows.series[at]
    left, top = place.left + width * at, place.middle(row) - place.pitch / 2
    middle = left + width / 2
    value = each.values[row]
    if value is None:
        pen.text((middle, centred(place.middle(row), pen.small)), "–", pen.small, "middle")
        return
    pen.ground((left + _GAP, top + _GAP / 2, width - _GAP, place.pitch - _GAP), colour)
    ink, text = ink_of(pen, rows, row), pen.style.short(value, each.unit)
    if pen.measure(text, ink) > width - _GAP - 2:
        message = f"the value “{text}” is wider than its cell"
        help = "give the chart a wider width, or draw fewer columns"
        pen.findings.append(OVERSET.finding(each.cells[row].mark, message, help=help))
    base = centred(place.middle(row), ink)
    pen.text((middle, base), text, ink, "middle", ground=colour, mark=each.cells[row].mark)
