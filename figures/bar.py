"""Bars: how much of each, compared from a common zero.

The first column names the bars, each column of numbers is one series (up to four). Values stand
at the ends of the bars; where they do not fit above upright ones, a scale stands beside them. The
baseline is always zero.

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

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from ._bars import Bars, colour_of, draw_key, ink_of, worded
from ._codes import OVERSET, TURNED
from ._data import Series, few_enough, highlighted, label_column, labelled, named, series
from ._pen import CAP, Drawing, Pen
from ._upright import stand
from ._words import LANGUAGES, joined, listed, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "bar"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS, MAX_SERIES = 40, 4
_PITCH = 42.0  # points, the widest a row of lying bars is spaced
_THICK = 17.0
_GAP = 8.0  # between label and baseline


class Spec(BaseModel):
    """The options of a bar chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

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
    values: str | tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, in this order; else all."
    )


def _bars(table: Table, spec: Spec, style: ChartStyle) -> Bars:
    label = label_column(table, spec.label)
    found = series(table, named(spec.values), label, MAX_SERIES)
    cells = table.cells(label)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    order = list(range(len(cells)))
    if spec.sort != "none":
        values = found[0].values
        sign = -1 if spec.sort == "descending" else 1
        order.sort(key=lambda row: (values[row] is None, sign * (values[row] or Decimal(0)), row))
    ordered = tuple(cells[row] for row in order)
    strong = highlighted(named(spec.highlight), [cell.text for cell in ordered])
    return Bars(
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
    if upright and stand(pen, bars):
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
        text = sentence(style, "bar_groups", count=count, series=len(bars.series), names=names)
        few = count * len(bars.series) <= 12
        return text + "".join(_told(bars, each, few, style, each.name) for each in bars.series)
    text = sentence(style, "bar_one" if count == 1 else "bar", count=count)
    return text + _told(bars, bars.series[0], count <= 8, style, "")


def _told(bars: Bars, each: Series, whole: bool, style: ChartStyle, head: str) -> str:
    def pair(row: int, value: Decimal, key: str = "pair") -> str:
        return phrase(style, key, label=bars.names[row], value=style.number(value, each.unit))

    missing = [name for name, v in zip(bars.names, each.values, strict=True) if v is None]
    lost = sentence(style, "missing", labels=listed(style, missing)) if missing else ""
    prefix = head + style.words["colon"] if head else ""
    if not each.present:
        return prefix + lost
    if whole:
        return prefix + joined(style, [pair(row, value) for row, value in each.present]) + lost
    high = max(each.present, key=lambda pair: (pair[1], -pair[0]))
    low = min(each.present, key=lambda pair: (pair[1], pair[0]))
    ends = [pair(*high, key="highest"), pair(*low, key="lowest")]
    return prefix + joined(style, ends) + lost


def _lie(pen: Pen, bars: Bars) -> None:
    """Draw lying bars: a column of names, then the bars with their values at the ends."""
    head = draw_key(pen, bars)
    count, per = len(bars.names), len(bars.series)
    widest = max(pen.measure(name, ink_of(pen, bars, row)) for row, name in enumerate(bars.names))
    column = min(widest, pen.width * 0.42)
    wrapped = [
        pen.wrap(name, column, ink_of(pen, bars, row)) for row, name in enumerate(bars.names)
    ]
    column = max(
        pen.measure(line, ink_of(pen, bars, row)) for row, ls in enumerate(wrapped) for line in ls
    )
    pitch = _pitch((pen.height - head) / count, per)
    tallest = max(map(len, wrapped)) * pen.leading(pen.label)
    need = max(tallest, per * pen.label.size * 0.95) + 1
    if pitch < need:
        message = (
            f"{count} rows need {need * count + head:.0f} pt of height, not {pen.height:.0f} pt"
        )
        help = f"give the chart lines: {-(-(need * count + head) // 14):.0f}, or fewer rows"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    left = column + _GAP
    zero, scale = _scale(pen, bars, left)
    thick = min(pitch * (0.62 if per == 1 else 0.8) / per, _THICK)
    for row in range(count):
        middle = head + pitch * (row + 0.5)
        _name(pen, bars, row, wrapped[row], (column, middle))
        for at, each in enumerate(bars.series):
            top = middle + (at - per / 2) * thick
            _bar(pen, bars, (at, row), each, (zero, top, thick, scale))
    pen.line([(zero, head), (zero, head + pitch * count)], pen.style.ink, 0.6)


def _pitch(room: float, per: int) -> float:
    """Return the spacing of rows: on the page's 14 pt grid, or half of it, where that fits."""
    room = min(room, _PITCH if per == 1 else _PITCH + 14 * (per - 1))
    if room < 14:
        return room
    step = 14.0 if room >= 28 else 7.0
    return room // step * step


def _name(pen: Pen, bars: Bars, row: int, lines: Sequence[str], at: tuple[float, float]) -> None:
    """Set the name of a row before the baseline, flush with it, centred on the row."""
    ink = ink_of(pen, bars, row)
    _, middle = at
    first = middle + ink.size * CAP / 2 - (len(lines) - 1) * pen.leading(ink) / 2
    pen.lines((0, first), lines, ink, mark=bars.cells[row].mark)


def _bar(
    pen: Pen,
    bars: Bars,
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
        colour = colour_of(pen, bars, at, row)
        pen.rectangle((min(zero, zero + length), top, abs(length), height), colour)
    ink = pen.small if value is None else ink_of(pen, bars, row)
    base = top + thick / 2 + ink.size * CAP / 2 - (0.5 if len(bars.series) > 1 else 0)
    text = worded(pen, each, value)
    end = zero + length + (-4 if length < 0 else 4)
    pen.text((end, base), text, ink, "end" if length < 0 else "start", mark=each.cells[row].mark)


def _scale(pen: Pen, bars: Bars, left: float) -> tuple[float, float]:
    """Return where zero lies, and points per unit, so that every bar has room for its value."""
    plus: list[tuple[float, float]] = [(0.0, 0.0)]
    minus: list[tuple[float, float]] = [(0.0, 0.0)]
    for each in bars.series:
        for row, value in enumerate(each.values):
            ink = pen.small if value is None else ink_of(pen, bars, row)
            room = pen.measure(worded(pen, each, value), ink) + 5
            (minus if value is not None and value < 0 else plus).append(
                (abs(float(value or 0)), room)
            )
    width = pen.width - left
    scale = min(
        ((width - a - b) / (p + m) for p, a in plus for m, b in minus if p + m), default=0.0
    )
    scale = max(scale, 0.0)
    return left + max(m * scale + b for m, b in minus), scale
