"""Areas: how a whole and its parts went, one layer on the other.

The first column is the way along (years, dates, steps in words), each column of numbers is one
layer (up to five), from the bottom up, named where it ends.

- chart:
    kind: area
    title: Companies add up
    unit: Life science companies, number at the end of the year
    data:
      columns: [Year, Biotech, Medtech, Services]
      rows:
        - [2015, 210, 300, 40]
        - [2018, 255, 322, 52]
        - [2021, 318, 336, 71]
        - [2025, 402, 351, 98]
    width: page
    lines: 14

The scale begins at zero, since areas are compared by their size; values below zero cannot be
shown. The layer at the bottom is read most easily: put the one that matters there. With
`shares: true` each station adds up to 100 %. Where one value of a station is missing there is
no whole, and nothing is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._along import Along, Plot, along, draw_grid, draw_stations, told
from ._codes import NO_DATA, VALUE
from ._data import Series, alike, mixed_units, named
from ._ends import End, draw_ends, room
from ._pen import CAP, Drawing, Pen
from ._scale import tick_names, ticks
from ._shades import shades
from ._shapes import polygon
from ._words import LANGUAGES, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "area"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_LAYERS = 5
_HUNDRED = Decimal(100)
_GAP = 0.6  # the white between two layers, in points
_POST = 1.5  # half the width of a station that has no neighbour


class Spec(BaseModel):
    """The options of an area chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    label: str = Field("", description="The column that runs along; else the first.")
    shares: bool = Field(False, description="Show each layer in per cent of the whole.")
    values: str | tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, from the bottom up; else all."
    )


@dataclass(frozen=True)
class _Layers:
    """What is drawn: the way, its layers as they are shown, and the whole stations in order."""

    way: Along
    series: tuple[Series, ...]
    whole: tuple[int, ...]
    unit: str


def _layers(table: Table, spec: Spec, style: ChartStyle) -> _Layers:
    way = along(table, spec.label, named(spec.values), MAX_LAYERS, style)
    for each in way.series:
        for row, value in each.present:
            if value < 0:
                message = f"“{each.name}” is negative here, which an area cannot show"
                help = "draw lines instead"
                raise Diagnostic([VALUE.finding(each.cells[row].mark, message, help=help)])
    stations = range(len(way.cells))
    whole = tuple(at for at in stations if all(s.values[at] is not None for s in way.series))
    if not whole:
        message = "no row has a value for every layer"
        help = "fill in the missing values, or name fewer layers in `values`"
        raise Diagnostic([NO_DATA.finding(way.cells[0].mark, message, help=help)])
    units = {each.unit for each in way.series}
    if not spec.shares:
        return _Layers(way, way.series, whole, units.pop() if len(units) == 1 else "")
    return _Layers(way, _shared(way, whole), whole, "%")


def _shared(way: Along, whole: tuple[int, ...]) -> tuple[Series, ...]:
    """Return the series in per cent of their sum; Diagnostic D304 where that is zero."""
    totals = {at: sum(each.values[at] or Decimal(0) for each in way.series) for at in whole}
    for at, total in totals.items():
        if not total:
            help = "leave the row out, or draw values instead of shares"
            message = "the layers add up to zero here, of which there are no shares"
            raise Diagnostic([VALUE.finding(way.cells[at].mark, message, help=help)])
    return tuple(
        Series(
            each.name,
            "%",
            tuple(
                replace(cell, value=(cell.value * _HUNDRED / totals[at]).quantize(Decimal(1)))
                if at in totals and isinstance(cell.value, Decimal)
                else replace(cell, value=None)
                for at, cell in enumerate(each.cells)
            ),
        )
        for each in way.series
    )


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the layers, scales and stations, and the names of the layers at their ends."""
    layers = _layers(table, spec, style)
    pen = Pen(figure, alike(style, layers.series))
    pen.findings += mixed_units(table, layers.way.series)
    tops = _tops(layers, shares=spec.shares)
    highest = max(tops[-1].values())
    places = [0.0, 25.0, 50.0, 75.0, 100.0] if spec.shares else ticks(0.0, highest, pen.height)
    names = tick_names(pen.style, places, layers.unit)
    ends = _ends(pen, layers, tops)
    left = max(pen.measure(name, pen.small) for name in names) + 10
    top = max(pen.small.size * CAP / 2 + 1, pen.label.size * CAP)
    bottom = pen.height - pen.leading(pen.small) - 5
    across = (layers.way.places[0], layers.way.places[-1])
    plot = Plot(left, pen.width - room(pen, ends), top, bottom, across, (places[0], places[-1]))
    draw_grid(pen, plot, places, names)
    _fill(pen, plot, layers, tops)
    pen.line([(plot.left - 3, bottom), (plot.right, bottom)], style.ink, 0.6)
    draw_stations(pen, plot, layers.way)
    draw_ends(pen, plot, ends)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the areas in words: how the whole went, and each of its parts."""
    layers = _layers(table, spec, style)
    way, count = layers.way, len(layers.series)
    first, last = style.number(way.cells[0].value), style.number(way.cells[-1].value)
    if count == 1 and not spec.shares:
        head = sentence(style, "area_one", first=first, last=last)
    else:
        key = "area_shares" if spec.shares else "area"
        head = sentence(style, key, count=count, first=first, last=last)
    parts = "".join(told(way, each, style) for each in layers.series)
    if count == 1 or spec.shares:
        return head + parts
    return head + told(way, _total(layers, phrase(style, "total")), style) + parts


def _total(layers: _Layers, name: str) -> Series:
    cells = [
        replace(
            cell,
            value=sum((each.values[at] or Decimal(0) for each in layers.series), Decimal(0))
            if at in layers.whole
            else None,
        )
        for at, cell in enumerate(layers.series[0].cells)
    ]
    return Series(name, layers.unit, tuple(cells))


def _tops(layers: _Layers, *, shares: bool) -> list[dict[int, float]]:
    """Return the upper edge of each layer by station, from the bottom up."""
    reached = dict.fromkeys(layers.whole, 0.0)
    found = []
    exact = layers.way.series
    for each in exact:
        for at in layers.whole:
            reached[at] += float(each.values[at] or 0)
        found.append(dict(reached))
    if not shares:
        return found
    return [{at: top[at] * 100 / found[-1][at] for at in top} for top in found]


def _ends(pen: Pen, layers: _Layers, tops: list[dict[int, float]]) -> list[End]:
    last = layers.whole[-1]
    found, below = [], 0.0
    for each, top in zip(layers.series, tops, strict=True):
        name = each.name if len(layers.series) > 1 else ""
        lines = tuple(pen.wrap(name, pen.width * 0.26, pen.label)) if name else ()
        middle = (below + top[last]) / 2 if name else top[last]
        value = pen.style.short(each.values[last], each.unit)
        place = layers.way.places[last]
        found.append(End(value, lines, place, middle, pen.label, each.cells[last].mark))
        below = top[last]
    return found


def _fill(pen: Pen, plot: Plot, layers: _Layers, tops: list[dict[int, float]]) -> None:
    """Fill the layers, each in the runs of stations that are whole, with white between them."""
    colours = shades(pen.style, len(tops))
    for run in _runs(layers.whole):
        floor = [(x, plot.y(0.0)) for x, _ in _edge(plot, layers, run, dict.fromkeys(run, 0.0))]
        for number, (top, colour) in enumerate(zip(tops, colours, strict=True)):
            edge = _edge(plot, layers, run, top)
            polygon(pen, [*edge, *reversed(floor)], colour)
            if number:
                pen.line(floor, pen.style.ground, _GAP, faint=True)
            floor = edge


def _edge(
    plot: Plot, layers: _Layers, run: list[int], top: dict[int, float]
) -> list[tuple[float, float]]:
    """Return the upper edge of a layer in points; a single station is a narrow post."""
    points = [(plot.x(layers.way.places[at]), plot.y(top[at])) for at in run]
    if len(points) > 1:
        return points
    ((x, y),) = points
    return [(x - _POST, y), (x + _POST, y)]


def _runs(whole: tuple[int, ...]) -> list[list[int]]:
    """Return the stations in runs without a gap."""
    runs: list[list[int]] = []
    for at in whole:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
