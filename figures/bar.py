"""Bars: how much of each, compared from a common zero.

The first column names the bars, each column of numbers is one series (up to four). Values stand
at the ends of the bars, so there is no scale to read them off; the baseline is always zero.

- chart:
    kind: bar
    title: Nearly four in five are small
    unit: Swedish biotech companies, share by number of employees
    data: {columns: [Employees, Share (%)], rows: [[Fewer than 10, 78], [10 or more, 22]]}
    lines: 5
    options: {highlight: Fewer than 10}

Bars lie, with their labels before them, unless the rows are years or dates. Labels that would not
fit below upright bars turn the chart. A missing value keeps its row and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from ._codes import OVERSET, TURNED
from ._data import Series, few_enough, highlighted, label_column, labelled, series
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._scale import grid, tick_names, ticks
from ._words import LANGUAGES, joined, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "bar"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS, MAX_SERIES = 40, 4
_PITCH = 42.0  # points, the widest a row of lying bars is spaced
_THICK = 17.0
_GAP = 8.0  # between label and baseline


class Spec(BaseModel):
    """The options of a bar chart."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    orientation: Literal["auto", "horizontal", "vertical"] = Field(
        "auto", description="Lying or upright bars; auto stands years and dates upright."
    )
    sort: Literal["none", "ascending", "descending"] = Field(
        "none", description="The order of the bars, by the first series; none keeps the data's."
    )
    highlight: str | tuple[str, ...] = Field(
        (), description="The bars (rows) to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that names the bars; else the first.")
    values: tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, in this order; else all."
    )


@dataclass(frozen=True)
class _Bars:
    """What is drawn: names, series in the order of drawing, and which rows stand out."""

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    series: tuple[Series, ...]
    strong: frozenset[int]
    dated: bool


def _bars(table: Table, spec: Spec, style: ChartStyle) -> _Bars:
    label = label_column(table, spec.label)
    found = series(table, spec.values, label, MAX_SERIES)
    cells = table.cells(label)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    order = list(range(len(cells)))
    if spec.sort != "none":
        values = found[0].values
        sign = -1 if spec.sort == "descending" else 1
        order.sort(key=lambda row: (values[row] is None, sign * (values[row] or Decimal(0)), row))
    wanted = (spec.highlight,) if isinstance(spec.highlight, str) else spec.highlight
    ordered = tuple(cells[row] for row in order)
    strong = highlighted([each for each in wanted if each], [cell.text for cell in ordered])
    return _Bars(
        ordered,
        tuple(style.number(cell.value) for cell in ordered),
        tuple(Series(s.name, s.unit, tuple(s.cells[row] for row in order)) for s in found),
        strong,
        table.columns[label].kind == "date",
    )


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the bars, their names and their values."""
    bars = _bars(table, spec, style)
    pen = Pen(figure, style)
    upright = spec.orientation == "vertical" or (spec.orientation == "auto" and bars.dated)
    if upright and _stand(pen, bars):
        return pen.drawing()
    if upright and spec.orientation == "vertical":
        message = "the bars lie, because their labels do not fit below them"
        pen.findings.append(TURNED.finding(None, message, at="orientation"))
    _lie(pen, bars)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words: every value of a small one, else the highest and the lowest."""
    bars = _bars(table, spec, style)
    count = len(bars.names)
    if len(bars.series) > 1:
        names = listed(style, [each.name for each in bars.series])
        text = phrase(style, "bar groups", count=count, series=len(bars.series), names=names)
        few = count * len(bars.series) <= 12
        return text + "".join(_told(bars, each, few, style, each.name) for each in bars.series)
    text = phrase(style, "bar one" if count == 1 else "bar", count=count)
    return text + _told(bars, bars.series[0], count <= 8, style, "")


def _told(bars: _Bars, each: Series, whole: bool, style: ChartStyle, head: str) -> str:
    def pair(row: int, value: Decimal, key: str = "pair") -> str:
        return phrase(style, key, label=bars.names[row], value=style.number(value, each.unit))

    missing = [name for name, v in zip(bars.names, each.values, strict=True) if v is None]
    lost = phrase(style, "missing", labels=listed(style, missing)) if missing else ""
    prefix = f"{head}: " if head else ""
    if not each.present:
        return prefix + lost
    if whole:
        return prefix + joined(style, [pair(row, value) for row, value in each.present]) + lost
    high = max(each.present, key=lambda pair: (pair[1], -pair[0]))
    low = min(each.present, key=lambda pair: (pair[1], pair[0]))
    ends = [pair(*high, key="highest"), pair(*low, key="lowest")]
    return prefix + joined(style, ends) + lost


def _colour(pen: Pen, bars: _Bars, at: int, row: int) -> str:
    """Return the colour of a bar: its series', or accent and pale where some are highlighted."""
    style = pen.style
    if len(bars.series) > 1:
        colours = [*style.series, tint(style.quiet, style.ground, 3.05)]
        return colours[at % len(colours)]
    if bars.strong and row not in bars.strong:
        return tint(style.quiet, style.ground, 3.05)
    return style.accent


def _inks(pen: Pen, bars: _Bars, row: int) -> Ink:
    return pen.strong if row in bars.strong else pen.label


def _worded(pen: Pen, each: Series, value: Decimal | None) -> str:
    return phrase(pen.style, "no data") if value is None else pen.style.short(value, each.unit)


def _lie(pen: Pen, bars: _Bars) -> None:
    """Draw lying bars: a column of names, then the bars with their values at the ends."""
    key = _key(pen, bars)
    count, per = len(bars.names), len(bars.series)
    widest = max(pen.measure(name, _inks(pen, bars, row)) for row, name in enumerate(bars.names))
    column = min(widest, pen.width * 0.42)
    wrapped = [pen.wrap(name, column, _inks(pen, bars, row)) for row, name in enumerate(bars.names)]
    column = max(
        pen.measure(line, _inks(pen, bars, row)) for row, ls in enumerate(wrapped) for line in ls
    )
    pitch = _pitch((pen.height - key) / count, per)
    tallest = max(map(len, wrapped)) * pen.leading(pen.label)
    need = max(tallest, per * pen.label.size * 0.95) + 1
    if pitch < need:
        message = (
            f"{count} rows need {need * count + key:.0f} pt of height, not {pen.height:.0f} pt"
        )
        help = f"give the chart lines: {-(-(need * count + key) // 14):.0f}, or fewer rows"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    left = column + _GAP
    zero, scale = _scale(pen, bars, left)
    thick = min(pitch * (0.62 if per == 1 else 0.8) / per, _THICK)
    for row in range(count):
        middle = key + pitch * (row + 0.5)
        _name(pen, bars, row, wrapped[row], (column, middle))
        for at, each in enumerate(bars.series):
            top = middle + (at - per / 2) * thick
            _bar(pen, bars, (at, row), each, (zero, top, thick, scale))
    pen.line([(zero, key), (zero, key + pitch * count)], pen.style.ink, 0.6)


def _pitch(room: float, per: int) -> float:
    """Return the spacing of rows: on the page's 14 pt grid, or half of it, where that fits."""
    room = min(room, _PITCH if per == 1 else _PITCH + 14 * (per - 1))
    if room < 14:
        return room
    step = 14.0 if room >= 28 else 7.0
    return room // step * step


def _name(pen: Pen, bars: _Bars, row: int, lines: Sequence[str], at: tuple[float, float]) -> None:
    """Set the name of a row before the baseline, flush with it, centred on the row."""
    ink = _inks(pen, bars, row)
    _, middle = at
    first = middle + ink.size * CAP / 2 - (len(lines) - 1) * pen.leading(ink) / 2
    pen.lines((0, first), lines, ink, mark=bars.cells[row].mark)


def _bar(
    pen: Pen,
    bars: _Bars,
    which: tuple[int, int],
    each: Series,
    place: tuple[float, float, float, float],
) -> None:
    """Draw one lying bar and its value."""
    at, row = which
    zero, top, thick, scale = place
    value = each.values[row]
    length = float(value or 0) * scale
    if value:
        height = thick if len(bars.series) == 1 else thick - 1
        colour = _colour(pen, bars, at, row)
        pen.rectangle((min(zero, zero + length), top, abs(length), height), colour)
    ink = pen.small if value is None else _inks(pen, bars, row)
    base = top + thick / 2 + ink.size * CAP / 2 - (0.5 if len(bars.series) > 1 else 0)
    text = _worded(pen, each, value)
    end = zero + length + (-4 if length < 0 else 4)
    pen.text((end, base), text, ink, "end" if length < 0 else "start", mark=each.cells[row].mark)


def _scale(pen: Pen, bars: _Bars, left: float) -> tuple[float, float]:
    """Return where zero lies, and points per unit, so that every bar has room for its value."""
    plus: list[tuple[float, float]] = [(0.0, 0.0)]
    minus: list[tuple[float, float]] = [(0.0, 0.0)]
    for each in bars.series:
        for row, value in enumerate(each.values):
            ink = pen.small if value is None else _inks(pen, bars, row)
            room = pen.measure(_worded(pen, each, value), ink) + 5
            (minus if value is not None and value < 0 else plus).append(
                (abs(float(value or 0)), room)
            )
    width = pen.width - left
    scale = min(
        ((width - a - b) / (p + m) for p, a in plus for m, b in minus if p + m), default=0.0
    )
    scale = max(scale, 0.0)
    return left + max(m * scale + b for m, b in minus), scale


def _key(pen: Pen, bars: _Bars) -> float:
    """Name the series above the bars, each after a square of its colour; return the height."""
    if len(bars.series) < 2:
        return 0.0
    left, base = 0.0, pen.label.size
    side = pen.label.size * CAP
    for at, each in enumerate(bars.series):
        width = pen.measure(each.name, pen.label) + side + 4
        if left and left + width > pen.width:
            left, base = 0.0, base + pen.leading(pen.label)
        pen.rectangle((left, base - side, side, side), _colour(pen, bars, at, 0))
        pen.text((left + side + 4, base), each.name, pen.label)
        left += width + 14
    return base + 8


@dataclass(frozen=True)
class _Stage:
    """Where upright bars stand: the left end, the spacing, and the scale, in points."""

    left: float
    pitch: float
    top: float
    floor: float
    low: float
    high: float
    numbered: bool

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return self.floor - (value - self.low) / span * (self.floor - self.top)


def _stand(pen: Pen, bars: _Bars) -> bool:
    """Draw upright bars; False, with nothing drawn, when their names do not fit below them."""
    count, per = len(bars.names), len(bars.series)
    pitch = min(pen.width / count, 120.0)
    numbered = _values_fit(pen, bars, pitch if per == 1 else _thickness(pitch, per))
    values = [float(v) for each in bars.series for _, v in each.present] + [0.0]
    places = ticks(min(values), max(values), pen.height)
    names = tick_names(pen.style, places, _unit(bars))
    left = 0.0 if numbered else max(pen.measure(name, pen.small) for name in names) + 4
    pitch = min((pen.width - left) / count, 120.0)
    wrapped = _names_below(pen, bars, pitch)
    if not wrapped:
        return False
    top = _key(pen, bars) + pen.label.size * 1.1
    floor = pen.height - max(map(len, wrapped.values())) * pen.leading(pen.label) - 3
    if numbered and min(values) < 0:
        floor -= pen.label.size + 4
    low, high = (min(values), max(values)) if numbered else (places[0], places[-1])
    stage = _Stage(left, pitch, top, floor, low, high, numbered)
    if not numbered:
        grid(pen, (left, left + pitch * count), [stage.y(place) for place in places], names)
    for row in range(count):
        for at in range(per):
            _upright(pen, bars, (at, row), stage)
        if row in wrapped:
            ink = _inks(pen, bars, row)
            at_foot = (left + pitch * (row + 0.5), _foot(pen, wrapped) + ink.size)
            pen.lines(at_foot, wrapped[row], ink, "middle", mark=bars.cells[row].mark)
    pen.line([(left, stage.y(0)), (left + pitch * count, stage.y(0))], pen.style.ink, 0.6)
    return True


def _foot(pen: Pen, wrapped: Mapping[int, Sequence[str]]) -> float:
    return pen.height - max(map(len, wrapped.values())) * pen.leading(pen.label)


def _thickness(pitch: float, per: int) -> float:
    return min(pitch * (0.66 if per == 1 else 0.82) / per, 34.0)


def _unit(bars: _Bars) -> str:
    return "%" if all(each.unit == "%" for each in bars.series) else ""


def _names_below(pen: Pen, bars: _Bars, pitch: float) -> dict[int, list[str]]:
    """Return the names to be printed below upright bars, wrapped; none when they do not fit."""
    if bars.dated:
        return {row: [bars.names[row]] for row in _shown(pen, bars, pitch)}
    inks = [_inks(pen, bars, row) for row in range(len(bars.names))]
    room = pitch * 0.94
    wrapped = {row: pen.wrap(name, room, inks[row]) for row, name in enumerate(bars.names)}
    wide = any(pen.measure(line, inks[row]) > room for row in wrapped for line in wrapped[row])
    return {} if wide or max(map(len, wrapped.values())) > 3 else wrapped


def _shown(pen: Pen, bars: _Bars, pitch: float) -> list[int]:
    """Return the rows of a time series whose names are printed: all, or every 2nd, 5th, 10th …"""
    count = len(bars.names)
    widest = max(pen.measure(name, pen.strong) for name in bars.names)
    for step in (1, 2, 5, 10, 20):
        if widest + 3 <= pitch * step:
            return list(range(count - 1, -1, -step))[::-1]
    return []


def _values_fit(pen: Pen, bars: _Bars, room: float) -> bool:
    widths = [
        pen.measure(_worded(pen, each, value), _inks(pen, bars, row))
        for each in bars.series
        for row, value in enumerate(each.values)
        if value is not None
    ]
    return max(widths) + 2 <= room


def _upright(pen: Pen, bars: _Bars, which: tuple[int, int], stage: _Stage) -> None:
    """Draw one upright bar; its value above it (below, when negative) unless there is a scale."""
    at, row = which
    each, per = bars.series[at], len(bars.series)
    thick = _thickness(stage.pitch, per)
    left = stage.left + stage.pitch * (row + 0.5) + (at - per / 2) * thick
    value = each.values[row]
    if value is None:
        pen.text((left + thick / 2, stage.y(0) - 3), "–", pen.small, "middle")
        return
    top, zero = stage.y(float(value)), stage.y(0)
    width = thick if per == 1 else thick - 1
    if value:
        box = (left, min(top, zero), width, abs(top - zero))
        pen.rectangle(box, _colour(pen, bars, at, row))
    if stage.numbered:
        ink = _inks(pen, bars, row)
        base = top + (ink.size * CAP + 3 if value < 0 else -3)
        text = _worded(pen, each, value)
        pen.text((left + width / 2, base), text, ink, "middle", mark=each.cells[row].mark)
