"""What charts share that run along time or steps: the stations, the series, the plot, the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._calendar import period
from ._codes import VALUE
from ._data import Series, few_enough, label_column, labelled, series
from ._place import thinned
from ._scale import grid
from ._words import joined, listed, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

    from ._pen import Pen

MAX_ROWS = 2000


@dataclass(frozen=True)
class Along:
    """The stations along the way, in order, and the series.

    `rows` are the rows of the table in that order; `places` how far along each one stands, in
    years or units of the first column where it is `counted`, else in steps.
    """

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    places: tuple[float, ...]
    series: tuple[Series, ...]
    rows: tuple[int, ...]
    counted: bool


def along(table: Table, label: str, values: Sequence[str], limit: int, style: ChartStyle) -> Along:
    """Return what a table says along its label column; Diagnostic D301 to D308.

    A station that occurs twice is a D304.
    """
    at = label_column(table, label)
    found = series(table, values, at, limit)
    cells = table.cells(at)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    periods = [period(cell.value) for cell in cells]
    # Months and quarters are written in words, and stand as far apart as they are.
    months = table.columns[at].kind == "text" and all(periods)
    counted = table.columns[at].kind != "text" or months
    places = [
        years(each[0]) if months and each else _place(cell, row) if counted else float(row)
        for row, (cell, each) in enumerate(zip(cells, periods, strict=True))
    ]
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
    return Along(
        tuple(cells[row] for row in order),
        tuple(style.short(cells[row].value) for row in order),
        tuple(places[row] for row in order),
        tuple(Series(s.name, s.unit, tuple(s.cells[row] for row in order)) for s in found),
        tuple(order),
        counted,
    )


def _place(cell: Cell, row: int) -> float:
    value = cell.value
    if isinstance(value, date):
        return years(value)
    return float(value) if isinstance(value, (int, Decimal)) else float(row)


def years(day: date) -> float:
    """Return a day in years, so that years and days can stand on one scale."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


@dataclass(frozen=True)
class Plot:
    """The plot inside its labels, in points, and the scales across it."""

    left: float
    right: float
    top: float
    bottom: float
    xs: tuple[float, float]
    ys: tuple[float, float]

    def x(self, place: float) -> float:
        """Return where a place along the way stands, in points."""
        low, high = self.xs
        share = (place - low) / (high - low) if high > low else 0.5
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value stands, in points."""
        low, high = self.ys
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def draw_grid(pen: Pen, plot: Plot, places: Sequence[float], names: Sequence[str]) -> None:
    """Draw the scale at the left, with a stronger line at zero."""
    across = (plot.left - 3, plot.right)
    grid(pen, across, [plot.y(place) for place in places], names)
    if 0.0 in places:
        pen.line([(x, plot.y(0.0)) for x in across], pen.style.ink, 0.6)


def draw_stations(pen: Pen, plot: Plot, way: Along) -> None:
    """Name the stations below the plot: all of them, or as many as there is room for."""
    widths = [pen.measure(name, pen.small) for name in way.names]

    def apart(rows: list[int]) -> bool:
        boxes = [_station(plot, way.places[row], widths[row]) for row in rows]
        return all(a[1] + 6 <= b[0] for a, b in pairwise(boxes))

    base = pen.height - 2
    for row in thinned(len(widths), apart) or [len(widths) - 1]:
        left, _ = _station(plot, way.places[row], widths[row])
        pen.text((left, base), way.names[row], pen.small, mark=way.cells[row].mark)
        x = plot.x(way.places[row])
        pen.line([(x, plot.bottom + 1.5), (x, plot.bottom + 4)], pen.style.quiet, 0.5)


def _station(plot: Plot, place: float, width: float) -> tuple[float, float]:
    """Return left and right of a name: centred on its station, moved in at the left edge."""
    left = max(0.0, plot.x(place) - width / 2)
    return left, left + width


def told(way: Along, each: Series, style: ChartStyle) -> str:
    """Return a series in words: from where to where, highest, lowest, and what is missing."""
    missing = [
        style.number(cell.value)
        for cell, value in zip(way.cells, each.values, strict=True)
        if value is None
    ]
    lost = sentence(style, "missing", labels=listed(style, missing[:6])) if missing else ""
    if not each.present:
        return each.name + style.words["colon"] + lost
    values = [value for _, value in each.present]
    begin, end = (style.number(value, each.unit) for value in (values[0], values[-1]))
    parts = [phrase(style, _course(values), name=each.name, begin=begin, end=end)]
    return joined(style, [*parts, *_extremes(way, each, style)]) + lost


def _course(values: Sequence[Decimal]) -> str:
    """Return the phrase for how the values went."""
    steps = [b - a for a, b in pairwise(values)]
    if len(values) == 1:
        return "single"
    if not any(steps):
        return "constant"
    if values[0] == values[-1]:
        return "level"
    key = "rises" if values[-1] > values[0] else "falls"
    steady = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    return f"{key}_steadily" if steady else key


def _extremes(way: Along, each: Series, style: ChartStyle) -> list[str]:
    """Return "highest … in …" and "lowest … in …", unless they are the ends."""
    values = [value for _, value in each.present]
    found = []
    for key, extreme in (("peak", max(values)), ("trough", min(values))):
        if extreme not in (values[0], values[-1]):
            row = next(row for row, value in each.present if value == extreme)
            label = style.number(way.cells[row].value)
            found.append(phrase(style, key, value=style.number(extreme, each.unit), label=label))
    return found
