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
a gap: nothing is drawn where nothing is known. Years, dates, quarters (`2026 Q2`) and months
(`2026-03`) keep their distances, words are set evenly.

Forecasts are dashed and end in a ring, from the row on that `forecast` names, or where the column
of words that it names says something. `events` are marked with thin lines, and named above:

    options: {forecast: 2026, events: {2020: Pandemic, 2023-06: New Act on data}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.content.node import Line
from report.diagnostics import Diagnostic

from ._along import Along, Plot, along, draw_grid, draw_stations, told
from ._codes import TOO_MANY
from ._data import Series, alike, highlighted, mixed_units, named
from ._ends import End, draw_ends, room
from ._events import Event, band, draw_events, events, forecast, foreseen, told_marks
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._scale import from_zero, tick_names, ticks
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "line"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_SERIES, MAX_FORESEEN = 6, 3
_BEADED = 3  # lines from this one on have beads, since their colours occur twice
_BEADS = 24.0  # points, the least between two of them
_AHEAD = (2.6, 1.6)


class Spec(BaseModel):
    """The options of a line chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    events: Mapping[str, Line] = Field(
        {},
        description="What to mark along the way: stations, or years and days between them, "
        "each with a few words.",
    )
    forecast: str = Field(
        "",
        description="The first row that is a forecast, drawn dashed from there on; or the "
        "column of words that says something in such rows.",
    )
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
class _Lines(Along):
    """What is drawn: the way and its lines, those that stand out, and what is marked.

    `ahead` are the stations whose values are forecasts; the marks begin with theirs.
    """

    strong: frozenset[int]
    ahead: frozenset[int]
    marks: tuple[Event, ...]


def _lines(table: Table, spec: Spec, style: ChartStyle) -> _Lines:
    way = along(table, spec.label, named(spec.values), MAX_SERIES, style)
    strong = highlighted(named(spec.highlight), [each.name for each in way.series])
    ahead = foreseen(table, way, spec.forecast)
    if ahead and not strong and len(way.series) > MAX_FORESEEN:
        message = f"{len(way.series)} lines with a forecast are more than can be told apart"
        help = f"draw at most {MAX_FORESEEN} lines, or highlight the one that matters"
        raise Diagnostic([TOO_MANY.finding(None, message, help=help, at="forecast")])
    marks = (*forecast(way, ahead, style), *events(way, spec.events))
    parts = {each.name: getattr(way, each.name) for each in fields(way)}
    return _Lines(**parts, strong=strong, ahead=ahead, marks=marks)


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw grid and scales, the lines, and their names at their ends."""
    lines = _lines(table, spec, style)
    pen = Pen(figure, alike(style, lines.series))
    pen.findings += mixed_units(table, lines.series)
    places = _scale(pen, lines, spec)
    names = tick_names(pen.style, places, _unit(lines))
    ends = _ends(pen, lines)
    plot, below = _plot(pen, lines, (places, names), ends)
    draw_grid(pen, plot, places, names)
    draw_stations(pen, plot, lines)
    draw_events(pen, plot, lines.marks)
    for at in reversed(range(len(lines.series))):
        _line(pen, plot, lines, at)
    draw_ends(pen, plot, ends, below)
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
    text = head + "".join(told(lines, each, style) for each in lines.series)
    return text + told_marks(lines, events(lines, spec.events), lines.ahead, style)


def _scale(pen: Pen, lines: _Lines, spec: Spec) -> list[float]:
    """Return where the scale has its lines; the first and the last are its ends."""
    values = [float(value) for each in lines.series for _, value in each.present]
    low, high = min(values), max(values)
    zero = spec.from_zero
    if zero is None:
        zero = from_zero(low, high)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    return ticks(low, high, pen.height)


def _unit(lines: _Lines) -> str:
    """Return "%" when every line is per cent."""
    return "%" if all(each.unit == "%" for each in lines.series) else ""


def _ends(pen: Pen, lines: _Lines) -> list[End]:
    found = []
    for at, each in enumerate(lines.series):
        if not each.present:
            continue
        row, last = each.present[-1]
        ink = _ink(pen, lines, at)
        name = each.name if len(lines.series) > 1 else ""
        wrapped = tuple(pen.wrap(name, pen.width * 0.26, ink)) if name else ()
        value, mark = pen.style.short(last, each.unit), each.cells[row].mark
        found.append(End(value, wrapped, lines.places[row], float(last), ink, mark))
    return found


def _plot(
    pen: Pen, lines: _Lines, scale: tuple[Sequence[float], Sequence[str]], ends: Sequence[End]
) -> tuple[Plot, float]:
    """Return the plot, and where what stands beside it may begin: below the names of events."""
    places, names = scale
    left = max(pen.measure(name, pen.small) for name in names) + 10
    above = max(pen.small.size * CAP / 2 + 1, pen.label.size * CAP)
    bottom = pen.height - pen.leading(pen.small) - 5
    across = (lines.places[0], lines.places[-1])
    plot = Plot(left, pen.width - room(pen, ends), above, bottom, across, (places[0], places[-1]))
    high = band(pen, lines.marks, plot)
    return replace(plot, top=high + above), high


def _colour(pen: Pen, lines: _Lines, at: int) -> str:
    style = pen.style
    if lines.strong:
        return style.accent if at in lines.strong else tint(style.quiet, style.ground, 3.05)
    return style.series[at % len(style.series)]


def _ink(pen: Pen, lines: _Lines, at: int) -> Ink:
    return pen.strong if at in lines.strong else pen.label


def _line(pen: Pen, plot: Plot, lines: _Lines, at: int) -> None:
    """Draw one line in its pieces; a value between two missing ones is a dot."""
    each = lines.series[at]
    colour = _colour(pen, lines, at)
    width = 1.8 if not lines.strong or at in lines.strong else 1.3
    for piece, ahead in _pieces(lines, each):
        points = [(plot.x(place), plot.y(value)) for place, value in piece]
        if len(points) > 1:
            pen.line(points, colour, width, dashes=_AHEAD if ahead else ())
        else:
            pen.dot(points[0], 2.2, colour, hollow=ahead)
        if at >= _BEADED and not lines.strong:
            for point in _beads(points):
                pen.dot(point, 2.2, colour)
    if each.present:
        row, last = each.present[-1]
        end = (plot.x(lines.places[row]), plot.y(float(last)))
        pen.dot(end, 2.6, colour, hollow=row in lines.ahead)


def _beads(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the points of a line that are marked: as many as stand apart."""
    found = [points[0]]
    for point in points[1:]:
        if point[0] - found[-1][0] >= _BEADS:
            found.append(point)
    return found


def _pieces(lines: _Lines, each: Series) -> list[tuple[list[tuple[float, float]], bool]]:
    """Return the runs of (place, value) without a gap, each with whether it is a forecast.

    A forecast begins at the last value before it, so that the line does not break there.
    """
    pieces: list[tuple[list[tuple[float, float]], bool]] = []
    before: tuple[float, float] | None = None
    for row, value in enumerate(each.values):
        if value is None:
            before = None
            continue
        point, ahead = (lines.places[row], float(value)), row in lines.ahead
        if before is None or pieces[-1][1] != ahead:
            pieces.append(([before] if before else [], ahead))
        pieces[-1][0].append(point)
        before = point
    return pieces
