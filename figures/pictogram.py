"""Rows of signs, each of which stands for so many: for numbers of people, houses, things.

The first column names the rows, the first column of numbers says how many. One sign stands for
`each`; the last sign of a row is filled as far as the rest goes.

- chart:
    kind: pictogram
    title: Most of those who work there do research
    unit: Employees of the laboratory, 2025
    data: {columns: [Work, Employees], rows: [[Research, 85], [Teaching, 30], [Service, 17]]}
    lines: 7
    options: {sign: person, each: 10, of: employees, highlight: Research}

Signs are squares unless told otherwise. Left alone, `each` is the roundest number that makes at
most twenty signs of the longest row. A line at the foot says what a sign stands for, the value
stands behind each row, and a missing value keeps its row and says so. At most twelve rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.content.node import Line
from report.diagnostics import Diagnostic

from ._codes import OVERSET, VALUE
from ._data import Series, alike, few_enough, highlighted, label_column, labelled, named, series
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._rows import spaced
from ._signs import GAP, Sign, put, width_of
from ._words import LANGUAGES, joined, listed, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "pictogram"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS, MAX_SIGNS = 12, 20
_LOOSE = 0.42  # the widest gap between two signs, of their height
_HIGHEST, _LEAST = 34.0, 4.5  # points, of a sign
_PITCH = 56.0  # points, the widest that rows are spaced
_OFF = 1.3  # contrast of the empty part of a sign with the page


class Spec(BaseModel):
    """The options of a pictogram."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    sign: Sign = Field("square", description="The sign that is counted with.")
    each: Decimal | None = Field(
        None, gt=0, description="What one sign stands for; else a round number that fits."
    )
    of: Line = Field("", description="Of what, for the line that says so: `employees`.")
    highlight: str | tuple[str, ...] = Field(
        (), description="The rows to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that names the rows; else the first.")
    values: str = Field("", description="The column of numbers; else the first.")


@dataclass(frozen=True)
class _Rows:
    """What is drawn: the names, the numbers, what one sign is worth, and which rows stand out."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    series: Series
    each: Decimal
    strong: frozenset[int]

    def signs(self, row: int) -> float:
        """Return the number of signs of a row, with its fraction."""
        return float((self.series.values[row] or Decimal(0)) / self.each)


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the rows of signs with their names and values, and what a sign stands for."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, [rows.series]))
    key = pen.leading(pen.small) + 7
    count = len(rows.names)
    widest = max(pen.measure(name, _ink(pen, rows, row)) for row, name in enumerate(rows.names))
    column = min(widest, pen.width * 0.34)
    wrapped = [pen.wrap(n, column, _ink(pen, rows, at)) for at, n in enumerate(rows.names)]
    pitch = spaced(pen.height - key, count, _PITCH)
    left = max(pen.measure(line, pen.strong) for lines in wrapped for line in lines) + 8
    height = _height(pen, rows, spec, (pitch, left))
    step = _step(pen, rows, spec, (left, height))
    for row, lines in enumerate(wrapped):
        middle = pitch * (row + 0.5)
        ink = _ink(pen, rows, row)
        base = middle + ink.size * CAP / 2 - (len(lines) - 1) * pen.leading(ink) / 2
        pen.lines((0, base), lines, ink, mark=rows.cells[row].mark)
        _row(pen, rows, spec.sign, (row, middle, left, height, step))
    _key(pen, rows, spec, (left, pitch * count + key - 2.5, min(height, pen.small.size * 1.3)))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every row with its value, after what a sign stands for."""
    rows = _rows(table, spec, style)
    unit = rows.series.unit
    items = [
        phrase(style, "pair", label=rows.names[row], value=style.number(value, unit))
        for row, value in rows.series.present
    ]
    missing = [name for name, v in zip(rows.names, rows.series.values, strict=True) if v is None]
    lost = sentence(style, "missing", labels=listed(style, missing)) if missing else ""
    head = sentence(style, "pictogram", count=len(rows.names), each=_worth(rows, spec, style))
    return head + joined(style, items) + lost


def _rows(table: Table, spec: Spec, style: ChartStyle) -> _Rows:
    label = label_column(table, spec.label)
    which = series(table, [spec.values] if spec.values else (), label, 60)[0]
    cells = table.cells(label)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    help = "draw a bar chart instead"
    below = [which.cells[row] for row, value in which.present if value < 0]
    if below:
        raise Diagnostic(
            VALUE.finding(cell.mark, f"signs cannot be fewer than none: {cell.text}", help=help)
            for cell in below
        )
    most = max(value for _, value in which.present)
    each = spec.each or _round_number(most)
    if most / each > MAX_SIGNS * 5:
        message = f"{most / each:.0f} signs of {each:f} cannot be counted"
        help = f"let a sign stand for more, such as {_round_number(most):f}"
        raise Diagnostic([VALUE.finding(None, message, help=help, at="each")])
    names = tuple(style.number(cell.value) for cell in cells)
    strong = highlighted(named(spec.highlight), [cell.text for cell in cells])
    return _Rows(cells, names, which, each, strong)


def _round_number(most: Decimal) -> Decimal:
    """Return the least of 1, 2, 2.5 and 5, and their tenfolds, that makes at most 20 signs."""
    if not most:
        return Decimal(1)
    least = most / MAX_SIGNS
    power = Decimal(1).scaleb(least.adjusted())
    steps = [Decimal(each) * power for each in ("1", "2", "2.5", "5", "10")]
    fitting = [step for step in steps if step >= least]
    # Things come whole: no sign stands for two and a half of them.
    whole = [step for step in fitting if step == step.to_integral_value()] or fitting
    return (whole if most >= MAX_SIGNS else [max(fitting[0], Decimal(1))])[0].normalize() + 0


def _worth(rows: _Rows, spec: Spec, style: ChartStyle) -> str:
    return f"{style.number(rows.each, rows.series.unit)} {spec.of}".strip()


def _ink(pen: Pen, rows: _Rows, row: int) -> Ink:
    return pen.strong if row in rows.strong else pen.label


def _colours(pen: Pen, rows: _Rows, row: int) -> tuple[str, str]:
    """Return the colour of a row's signs, and of what is empty in the last of them."""
    style = pen.style
    pale = bool(rows.strong) and row not in rows.strong
    colour = tint(style.quiet, style.ground, 3.05 * _OFF) if pale else style.accent
    return colour, tint(style.accent, style.ground, _OFF)


def _said(pen: Pen, rows: _Rows, row: int) -> tuple[str, Ink]:
    value = rows.series.values[row]
    if value is None:
        return phrase(pen.style, "no_data"), pen.small
    ink = _ink(pen, rows, row) if rows.strong else pen.strong
    return pen.style.short(value, rows.series.unit), ink


def _height(pen: Pen, rows: _Rows, spec: Spec, room: tuple[float, float]) -> float:
    """Return how high the signs are, that every row has room for its value; a finding if tiny."""
    pitch, left = room
    step = width_of(spec.sign) + GAP
    height = min(pitch * 0.8, _HIGHEST)
    for row in range(len(rows.names)):
        count = -(-rows.signs(row) // 1)
        space = pen.width - left - pen.measure(*_said(pen, rows, row)) - 6
        if count:
            height = min(height, space / (count * step))
    if height < _LEAST:
        message = f"the signs would be {max(height, 0):.1f} pt high"
        help = "let a sign stand for more (`each`), or give the chart more lines or a wider width"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    return max(height, 1.0)


def _step(pen: Pen, rows: _Rows, spec: Spec, place: tuple[float, float]) -> float:
    """Return how far apart signs begin: further where the longest row leaves the slot empty."""
    left, height = place
    steps = [height * (width_of(spec.sign) + _LOOSE)]
    for row in range(len(rows.names)):
        count = -(-rows.signs(row) // 1)
        if count:
            space = pen.width - left - pen.measure(*_said(pen, rows, row)) - 6
            steps.append(space / count)
    return max(min(steps), height * (width_of(spec.sign) + GAP))


def _row(pen: Pen, rows: _Rows, sign: Sign, place: tuple[int, float, float, float, float]) -> None:
    """Draw the signs of a row, and its value behind them."""
    row, middle, left, height, step = place
    colours = _colours(pen, rows, row)
    rest = rows.signs(row)
    while rest > 1e-9:
        put(pen, sign, (left, middle - height / 2), height, colours, min(rest, 1.0))
        left += step
        rest -= 1
    text, ink = _said(pen, rows, row)
    # Behind the last sign, not behind the gap after it.
    loose = step - height * (width_of(sign) + GAP)
    at = (left + (3 - loose if rows.signs(row) else 0), middle + ink.size * CAP / 2)
    pen.text(at, text, ink, mark=rows.series.cells[row].mark)


def _key(pen: Pen, rows: _Rows, spec: Spec, place: tuple[float, float, float]) -> None:
    """Say at the foot what one sign stands for."""
    left, base, height = place
    colours = (pen.style.accent, pen.style.ground)
    put(pen, spec.sign, (left, base - (pen.small.size * CAP + height) / 2), height, colours)
    left += height * width_of(spec.sign) + 4
    # By itself, so that it keeps its place in what is read from the right.
    pen.text((left, base), "=", pen.small)
    left += pen.measure("=", pen.small) + 4
    pen.text((left, base), _worth(rows, spec, pen.style), pen.small)
