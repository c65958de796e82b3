"""Lines: how something went, over time or in steps.

The first column is the way along (years, dates, steps in words), each column of numbers is one
line (up to six), named at its end.

- chart:
    kind: line
    title: Twice as many companies in nine years
    unit: Life science companies, number at the end of the year
    data: data/companies-by-year.csv
    width: page
    lines: 12
    options: {values: [Biotech, Medtech], highlight: Biotech}

The scale begins at zero when the lowest value is less than half of the highest, or as
`from_zero` says; numbers at the left can always be read off a light grid. A missing value leaves
a gap: nothing is drawn where nothing is known. Years and dates keep their distances, words are
set evenly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import VALUE
from ._data import Series, few_enough, highlighted, label_column, labelled, named, series
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._place import spread, thinned
from ._scale import grid, tick_names, ticks
from ._words import LANGUAGES, joined, listed, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "line"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_SERIES, MAX_ROWS = 6, 2000
_DASHES = ((), (), (), (5.0, 2.0), (5.0, 2.0), (1.5, 1.8))


class Spec(BaseModel):
    """The options of a line chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str | tuple[str, ...] = Field(
        (), description="The lines (headers) to show in the accent colour, the others paler."
    )
    from_zero: bool | None = Field(
        None, description="Begin the scale at zero; null decides by the data."
    )
    label: str = Field("", description="The column that runs along; else the first.")
    values: str | tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, in this order; else all."
    )


@dataclass(frozen=True)
class _Lines:
    """What is drawn: the stations along the way, in order, and the lines."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    places: tuple[float, ...]
    series: tuple[Series, ...]
    strong: frozenset[int]
    counted: bool


@dataclass(frozen=True)
class _Field:
    """The plot inside its labels, in points, and the scales across it."""

    left: float
    right: float
    top: float
    bottom: float
    xs: tuple[float, float]
    ys: tuple[float, float]

    def x(self, place: float) -> float:
        low, high = self.xs
        share = (place - low) / (high - low) if high > low else 0.5
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = self.ys
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def _lines(table: Table, spec: Spec, style: ChartStyle) -> _Lines:
    label = label_column(table, spec.label)
    found = series(table, named(spec.values), label, MAX_SERIES)
    cells = table.cells(label)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    counted = table.columns[label].kind != "text"
    places = [_place(cell, row) if counted else float(row) for row, cell in enumerate(cells)]
    order = sorted(range(len(cells)), key=lambda row: places[row])
    twice = [b for a, b in pairwise(order) if places[a] == places[b]]
    if twice:
        raise Diagnostic(
            VALUE.finding(
                cells[row].mark,
                f"“{cells[row].text}” stands in the data twice",
                help="a line has one value for each time; give each series a column of its own",
            )
            for row in twice
        )
    strong = highlighted(named(spec.highlight), [each.name for each in found])
    return _Lines(
        tuple(cells[row] for row in order),
        tuple(style.short(cells[row].value) for row in order),
        tuple(places[row] for row in order),
        tuple(Series(s.name, s.unit, tuple(s.cells[row] for row in order)) for s in found),
        strong,
        counted,
    )


def _place(cell: Cell, row: int) -> float:
    """Return a cell's distance along: dates in years, so that years and dates can mix."""
    value = cell.value
    if isinstance(value, date):
        return value.year + (value.timetuple().tm_yday - 1) / 366
    return float(value) if isinstance(value, (int, Decimal)) else float(row)


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw grid and scales, the lines, and their names at their ends."""
    lines = _lines(table, spec, style)
    pen = Pen(figure, style)
    places = _scale(pen, lines, spec)
    names = tick_names(style, places, _unit(lines))
    ends = _ends(pen, lines)
    field = _field(pen, lines, (places, names), ends)
    _grid(pen, field, places, names)
    _stations(pen, field, lines)
    for at in reversed(range(len(lines.series))):
        _line(pen, field, lines, at)
    _names(pen, field, lines, ends)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the lines in words: from where to where, highest, lowest, and the trend."""
    lines = _lines(table, spec, style)
    first, last = style.number(lines.cells[0].value), style.number(lines.cells[-1].value)
    if len(lines.cells) == 1:
        head = sentence(style, "line_point", first=first)
    elif len(lines.series) == 1:
        head = sentence(style, "line_one", first=first, last=last)
    else:
        head = sentence(style, "line", count=len(lines.series), first=first, last=last)
    return head + "".join(_told(lines, each, style) for each in lines.series)


def _told(lines: _Lines, each: Series, style: ChartStyle) -> str:
    missing = [
        style.number(cell.value)
        for cell, value in zip(lines.cells, each.values, strict=True)
        if value is None
    ]
    lost = sentence(style, "missing", labels=listed(style, missing[:6])) if missing else ""
    if not each.present:
        return each.name + style.words["colon"] + lost
    values = [value for _, value in each.present]
    begin, end = (style.number(value, each.unit) for value in (values[0], values[-1]))
    steps = [b - a for a, b in pairwise(values)]
    if len(values) == 1:
        key = "single"
    elif not any(steps):
        key = "constant"
    elif values[0] == values[-1]:
        key = "level"
    else:
        key = "rises" if values[-1] > values[0] else "falls"
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            key += "_steadily"
    parts = [phrase(style, key, name=each.name, begin=begin, end=end)]
    parts += _extremes(lines, each, style)
    return joined(style, parts) + lost


def _extremes(lines: _Lines, each: Series, style: ChartStyle) -> list[str]:
    """Return "highest … in …" and "lowest … in …", unless they are the ends of the line."""
    values = [value for _, value in each.present]
    found = []
    for key, extreme in (("peak", max(values)), ("trough", min(values))):
        if extreme not in (values[0], values[-1]):
            row = next(row for row, value in each.present if value == extreme)
            label = style.number(lines.cells[row].value)
            found.append(phrase(style, key, value=style.number(extreme, each.unit), label=label))
    return found


def _scale(pen: Pen, lines: _Lines, spec: Spec) -> list[float]:
    """Return where the scale has its lines; the first and the last are its ends."""
    values = [float(value) for each in lines.series for _, value in each.present]
    low, high = min(values), max(values)
    zero = spec.from_zero
    if zero is None:
        zero = low <= 0 <= high or min(abs(low), abs(high)) * 2 < max(abs(low), abs(high))
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return ticks(low, high, pen.height)


def _unit(lines: _Lines) -> str:
    """Return "%" when every line is per cent."""
    return "%" if all(each.unit == "%" for each in lines.series) else ""


@dataclass(frozen=True)
class _End:
    """The name of a line, at its last value."""

    value: str
    lines: tuple[str, ...]
    row: int
    last: float


def _ends(pen: Pen, lines: _Lines) -> list[_End | None]:
    found: list[_End | None] = []
    for at, each in enumerate(lines.series):
        if not each.present:
            found.append(None)
            continue
        row, last = each.present[-1]
        value = pen.style.short(last, each.unit)
        name = each.name if len(lines.series) > 1 else ""
        wrapped = pen.wrap(name, pen.width * 0.26, _ink(pen, lines, at)) if name else []
        found.append(_End(value, tuple(wrapped), row, float(last)))
    return found


def _field(
    pen: Pen,
    lines: _Lines,
    scale: tuple[Sequence[float], Sequence[str]],
    ends: Sequence[_End | None],
) -> _Field:
    places, names = scale
    left = max(pen.measure(name, pen.small) for name in names) + 7
    texts = [text for end in ends if end for text in (*end.lines, end.value)]
    right = pen.width - max(pen.measure(text, pen.strong) for text in texts) - 8
    top = max(pen.small.size * CAP / 2 + 1, pen.label.size * CAP)
    bottom = pen.height - pen.leading(pen.small) - 5
    along = (lines.places[0], lines.places[-1])
    return _Field(left + 3, right, top, bottom, along, (places[0], places[-1]))


def _grid(pen: Pen, field: _Field, places: Sequence[float], names: Sequence[str]) -> None:
    across = (field.left - 3, field.right)
    grid(pen, across, [field.y(place) for place in places], names)
    if 0.0 in places:
        pen.line([(x, field.y(0.0)) for x in across], pen.style.ink, 0.6)


def _stations(pen: Pen, field: _Field, lines: _Lines) -> None:
    """Name the stations below the plot: all of them, or as many as there is room for."""
    widths = [pen.measure(name, pen.small) for name in lines.names]

    def apart(rows: list[int]) -> bool:
        boxes = [_station(field, lines.places[row], widths[row]) for row in rows]
        return all(a[1] + 6 <= b[0] for a, b in pairwise(boxes))

    base = pen.height - 2
    for row in thinned(len(widths), apart) or [len(widths) - 1]:
        left, _ = _station(field, lines.places[row], widths[row])
        pen.text((left, base), lines.names[row], pen.small, mark=lines.cells[row].mark)
        x = field.x(lines.places[row])
        pen.line([(x, field.bottom + 1.5), (x, field.bottom + 4)], pen.style.quiet, 0.5)


def _station(field: _Field, place: float, width: float) -> tuple[float, float]:
    """Return left and right of a name: centred on its station, moved in at the left edge."""
    left = max(0.0, field.x(place) - width / 2)
    return left, left + width


def _colour(pen: Pen, lines: _Lines, at: int) -> str:
    style = pen.style
    if lines.strong:
        return style.accent if at in lines.strong else tint(style.quiet, style.ground, 3.05)
    return style.series[at % len(style.series)]


def _ink(pen: Pen, lines: _Lines, at: int) -> Ink:
    return pen.strong if at in lines.strong else pen.label


def _line(pen: Pen, field: _Field, lines: _Lines, at: int) -> None:
    """Draw one line in its pieces; a value between two missing ones is a dot."""
    each = lines.series[at]
    colour = _colour(pen, lines, at)
    dashes = _DASHES[at] if not lines.strong else ()
    piece: list[tuple[float, float]] = []
    for place, value in zip((*lines.places, 0.0), (*each.values, None), strict=True):
        if value is not None:
            piece.append((field.x(place), field.y(float(value))))
            continue
        if len(piece) > 1:
            pen.line(
                piece, colour, 1.8 if not lines.strong or at in lines.strong else 1.3, dashes=dashes
            )
        elif piece:
            pen.dot(piece[0], 2.2, colour)
        piece = []
    row, last = each.present[-1] if each.present else (0, None)
    if last is not None:
        pen.dot((field.x(lines.places[row]), field.y(float(last))), 2.6, colour)


def _names(pen: Pen, field: _Field, lines: _Lines, ends: Sequence[_End | None]) -> None:
    """Set value and name of each line at its end, moved apart where they would meet."""
    there = sorted(
        ((field.y(end.last), at, end) for at, end in enumerate(ends) if end), key=lambda e: e[:2]
    )
    step = pen.leading(pen.label)
    sizes = [step * (1 + len(end.lines)) + 2 for _, _, end in there]
    starts = [y - step / 2 for y, _, _ in there]
    tops = spread(starts, sizes, 0.0, pen.height - pen.leading(pen.small) - 2)
    for (y, at, end), top in zip(there, tops, strict=True):
        mark = lines.series[at].cells[end.row].mark
        x = field.x(lines.places[end.row])
        base = top + step / 2 + pen.label.size * CAP / 2
        if abs(top + step / 2 - y) > 4 or x < field.right - 1:
            faint = tint(pen.style.quiet, pen.style.ground, 1.6)
            points = [(x + 4, y), (field.right + 5, top + step / 2)]
            pen.line(points, faint, 0.5, faint=True)
        left = field.right + 7
        pen.text((left, base), end.value, pen.strong, mark=mark)
        ink = _ink(pen, lines, at)
        pen.lines((left, base + step), end.lines, ink, mark=mark)
