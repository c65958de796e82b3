"""Small multiples: the same small chart for each series, side by side, on one scale.

The first column is the way along, each column of numbers is a panel of its own (up to sixteen)
with its name above it. Where many lines would cross in one chart, each can be followed here.

- chart:
    kind: small_multiples
    title: All regions grew, two of them fast
    unit: Companies, number at the end of the year
    data:
      columns: [Year, Stockholm, Scania, West, Uppsala, Halland, Norrbotten]
      rows:
        - [2015, 310, 160, 150, 90, 30, 12]
        - [2018, 350, 190, 162, 104, 31, 14]
        - [2021, 402, 240, 171, 131, 36, 13]
        - [2025, 480, 330, 190, 152, 41, 19]
    width: page
    lines: 16
    options: {highlight: [Stockholm, Scania]}

`of: bar` draws upright bars instead of lines. Where the data has a row for each value, `by` names
the column of the groups: each of them is a panel. All panels share one scale, which stands
at the left; a panel ends with its last value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._along import Along, Plot, along, told
from ._codes import OVERSET, VALUE
from ._data import Series, alike, highlighted, named
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._pivot import pivoted
from ._rows import centred
from ._scale import from_zero, grid, tick_names, ticks
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "small_multiples"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_PANELS = 16
_GAP, _LEAD = 14.0, 8.0  # points between panels side by side, and below each other
_NARROWEST, _LOWEST = 44.0, 22.0  # points, the least width and height of what is drawn in one
_SHAPE = 1.5  # the width of a panel in heights, as near as it comes


class Spec(BaseModel):
    """The options of small multiples."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    across: int | None = Field(
        None, ge=1, le=8, description="How many panels stand side by side; null finds it out."
    )
    by: str = Field("", description="The column of groups, each a panel; else each column is one.")
    from_zero: bool | None = Field(
        None, description="Begin the scale at zero; null decides by the data. Bars always do."
    )
    highlight: str | tuple[str, ...] = Field(
        (), description="The panels to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that runs along; else the first.")
    of: Literal["line", "bar"] = Field("line", description="What each panel is: line or bar.")
    values: str | tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, in this order; else all."
    )


@dataclass(frozen=True)
class _Panels:
    """What is drawn: the way that all panels share, and which of them stand out."""

    way: Along
    strong: frozenset[int]
    unit: str


def _panels(table: Table, spec: Spec, style: ChartStyle) -> _Panels:
    values, label = named(spec.values), spec.label
    if spec.by:
        table, values, label = pivoted(table, spec.by, label, values), (), ""
    way = along(table, label, values, MAX_PANELS, style)
    units = {each.unit for each in way.series}
    if len(units) > 1:
        first = way.series[0]
        other = next(each for each in way.series if each.unit != first.unit)
        message = f"“{other.name}” is in another unit than “{first.name}”: they share one scale"
        help = "name columns of one unit in `values`"
        mark = next(each.mark for each in table.columns if each.header == other.name)
        raise Diagnostic([VALUE.finding(mark, message, help=help)])
    strong = highlighted(named(spec.highlight), [each.name for each in way.series])
    return _Panels(way, strong, units.pop())


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the panels in rows, each with its name, its scale and its last value."""
    panels = _panels(table, spec, style)
    pen = Pen(figure, alike(style, panels.way.series))
    places = _scale(pen, panels, spec)
    names = tick_names(pen.style, places, panels.unit)
    sheet = _sheet(pen, panels, names, spec.across)
    if sheet.width < _NARROWEST or sheet.height < _LOWEST:
        message = f"{len(panels.way.series)} panels do not fit into the chart"
        help = "give the chart more lines or a wider width, or draw fewer columns"
        pen.findings.append(OVERSET.finding(None, message, help=help))
        return pen.drawing()
    for at, plot in enumerate(_plots(pen, panels, sheet, places)):
        left = at % sheet.across == 0
        _ground(pen, plot, places, names if left else [""] * len(places))
        _title(pen, panels, sheet, at, plot)
        _stations(pen, panels, plot)
        (_bars if spec.of == "bar" else _line)(pen, panels, at, plot)
        _last(pen, panels, at, plot, bars=spec.of == "bar")
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the panels in words: how many, from where to where, and how each of them goes."""
    panels = _panels(table, spec, style)
    way = panels.way
    first, last = style.number(way.cells[0].value), style.number(way.cells[-1].value)
    head = sentence(style, "panels", count=len(way.series), first=first, last=last)
    return head + "".join(told(way, each, style) for each in way.series)


def _scale(pen: Pen, panels: _Panels, spec: Spec) -> list[float]:
    values = [float(value) for each in panels.way.series for _, value in each.present]
    low, high = min(values), max(values)
    zero = from_zero(low, high) if spec.from_zero is None else spec.from_zero
    if zero or spec.of == "bar":
        low, high = min(low, 0.0), max(high, 0.0)
    return ticks(low, high, pen.height / 2)


@dataclass(frozen=True)
class _Sheet:
    """How the panels lie: how many side by side, the room of what is drawn in one, the pitch.

    `gutter` is the room of the scale at the left; `titles` the lines of each name.
    """

    across: int
    gutter: float
    width: float
    height: float
    pitch: tuple[float, float]
    titles: tuple[tuple[str, ...], ...]
    head: float


def _sheet(pen: Pen, panels: _Panels, names: Sequence[str], across: int | None) -> _Sheet:
    """Return the arrangement whose panels come nearest to the shape that suits them."""
    count = len(panels.way.series)
    choices = [across] if across else range(1, min(count, 8) + 1)
    found = [_arranged(pen, panels, names, min(each, count)) for each in choices]

    def off(sheet: _Sheet) -> tuple[bool, float]:
        cramped = sheet.width < _NARROWEST or sheet.height < _LOWEST
        if cramped:
            return True, -min(sheet.width / _NARROWEST, sheet.height / _LOWEST)
        empty = -count % sheet.across
        return False, abs(log(sheet.width / sheet.height / _SHAPE)) + empty * 0.25

    return min(found, key=off)


def _arranged(pen: Pen, panels: _Panels, names: Sequence[str], across: int) -> _Sheet:
    series = panels.way.series
    gutter = max(pen.measure(name, pen.small) for name in names) + 5
    ends = [pen.style.short(each.present[-1][1], each.unit) for each in series if each.present]
    room = max(pen.measure(text, pen.strong) for text in ends) + 6
    pitch = (pen.width - gutter + _GAP) / across
    full = pitch - _GAP
    titles = tuple(tuple(pen.wrap(each.name, full, pen.strong)) for each in series)
    deep = -(-len(series) // across)
    high = (pen.height + _LEAD) / deep
    head = max(map(len, titles)) * pen.leading(pen.label) + pen.small.size * CAP / 2
    foot = pen.leading(pen.small) + 4
    height = high - _LEAD - head - foot
    return _Sheet(across, gutter, full - room, height, (pitch, high), titles, head)


def _plots(pen: Pen, panels: _Panels, sheet: _Sheet, places: Sequence[float]) -> Iterator[Plot]:
    way = panels.way
    for at in range(len(way.series)):
        row, along_row = divmod(at, sheet.across)
        left = sheet.gutter + along_row * sheet.pitch[0]
        top = row * sheet.pitch[1] + sheet.head
        right, bottom = left + sheet.width, top + sheet.height
        across, up = (way.places[0], way.places[-1]), (places[0], places[-1])
        yield Plot(left, right, top, bottom, across, up)


def _ground(pen: Pen, plot: Plot, places: Sequence[float], names: Sequence[str]) -> None:
    """Draw the grid of a panel, with the names of the scale where the panel is the first."""
    grid(pen, (plot.left, plot.right), [plot.y(place) for place in places], names)
    floor = plot.y(0.0 if 0.0 in places else places[0])
    pen.line([(plot.left, floor), (plot.right, floor)], pen.style.ink, 0.6)


def _title(pen: Pen, panels: _Panels, sheet: _Sheet, at: int, plot: Plot) -> None:
    lines = sheet.titles[at]
    last = plot.top - sheet.head + max(map(len, sheet.titles)) * pen.leading(pen.label)
    base = last - (len(lines) - 1) * pen.leading(pen.label) - pen.label.size * 0.35
    ink = pen.label if panels.strong and at not in panels.strong else pen.strong
    pen.lines((plot.left, base), lines, ink)


def _stations(pen: Pen, panels: _Panels, plot: Plot) -> None:
    """Name the first and the last station below a panel; the last alone where both do not fit."""
    way = panels.way
    base = plot.bottom + 3 + pen.small.size
    first, last = way.names[0], way.names[-1]
    both = pen.measure(first, pen.small) + pen.measure(last, pen.small) + 6
    pen.text((plot.right, base), last, pen.small, "end", mark=way.cells[-1].mark)
    if len(way.names) > 1 and both <= plot.right - plot.left:
        pen.text((plot.left, base), first, pen.small, mark=way.cells[0].mark)


def _colour(pen: Pen, panels: _Panels, at: int) -> str:
    if panels.strong and at not in panels.strong:
        return tint(pen.style.quiet, pen.style.ground, 3.05)
    return pen.style.accent


def _line(pen: Pen, panels: _Panels, at: int, plot: Plot) -> None:
    """Draw the line of a panel in its pieces, with a dot at its end."""
    each, way = panels.way.series[at], panels.way
    colour = _colour(pen, panels, at)
    piece: list[tuple[float, float]] = []
    for place, value in zip((*way.places, 0.0), (*each.values, None), strict=True):
        if value is not None:
            piece.append((plot.x(place), plot.y(float(value))))
            continue
        if len(piece) > 1:
            pen.line(piece, colour, 1.6)
        elif piece:
            pen.dot(piece[0], 2.0, colour)
        piece = []
    if each.present:
        row, last = each.present[-1]
        pen.dot((plot.x(way.places[row]), plot.y(float(last))), 2.2, colour)


def _bars(pen: Pen, panels: _Panels, at: int, plot: Plot) -> None:
    """Draw the bars of a panel, evenly spaced, from zero."""
    values = panels.way.series[at].values
    step, thick = _bar_room(plot, len(values))
    for row, value in enumerate(values):
        if not value:
            continue
        y, zero = plot.y(float(value)), plot.y(0.0)
        left = plot.left + step * (row + 0.5) - thick / 2
        pen.rectangle((left, min(y, zero), thick, abs(y - zero)), _colour(pen, panels, at))


def _bar_room(plot: Plot, count: int) -> tuple[float, float]:
    """Return the spacing of the bars of a panel, and their thickness."""
    step = (plot.right - plot.left) / count
    return step, min(step * 0.72, 26.0)


def _last(pen: Pen, panels: _Panels, at: int, plot: Plot, *, bars: bool) -> None:
    """Set the last value of a panel beside it, or a dash where there is none at all."""
    each: Series = panels.way.series[at]
    if not each.present:
        middle = (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2
        pen.text(middle, "–", Ink(pen.style.small_size, pen.style.quiet), "middle")
        return
    row, last = each.present[-1]
    ink = pen.label if panels.strong and at not in panels.strong else pen.strong
    base = centred(plot.y(float(last)), ink)
    text = pen.style.short(last, each.unit)
    step, thick = _bar_room(plot, len(each.values))
    end = plot.left + step * (row + 0.5) + thick / 2 if bars else plot.x(panels.way.places[row])
    pen.text((end + 5, base), text, ink, mark=each.cells[row].mark)
