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

With `stack: sum` the series stand one after the other, with their total at the end; with
`stack: share` every bar is a hundred per cent. What is negative begins at zero, too, on the other
side. A row that lacks a part has no total and no shares, and says what is missing.

Bars lie, with their labels before them, unless the rows are years or dates. Labels that would not
fit below upright bars turn the chart. A missing value keeps its row and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ._bars import draw_key, fill_of
from ._codes import TURNED
from ._data import Series, alike, mixed_units
from ._pen import Drawing, Pen
from ._rows import (
    MAX_ROWS,
    PITCH,
    Rack,
    Rows,
    Sorted,
    centred,
    draw_names,
    each_told,
    ink_of,
    rack,
    read_rows,
    worded,
)
from ._scale import fitted
from ._stacks import Stack, draw_stacks, rounded, stackable, totals, totals_told
from ._upright import stand
from ._words import LANGUAGES, listed, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "bar"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_SERIES = 4
_THICK = 17.0


class Spec(Sorted):
    """The options of a bar chart."""

    orientation: Literal["auto", "horizontal", "vertical"] = Field(
        "auto", description="Lying or upright bars; auto stands years and dates upright."
    )
    stack: Stack | None = Field(
        None,
        description="Stacked series: `sum` with their total, `share` in per cent of it.",
    )


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    rows = read_rows(table, spec, style, (MAX_ROWS, MAX_SERIES))
    return stackable(table, rows, spec.stack) if spec.stack else rows


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the bars, their names and their values."""
    rows = _rows(table, spec, style)
    shown = [*rows.series, totals(rows)] if spec.stack == "sum" else rows.series
    pen = Pen(figure, alike(style, shown))
    pen.findings += mixed_units(table, rows.series)

    def drawn(upright: bool) -> bool:
        if spec.stack:
            return draw_stacks(pen, rows, spec.stack, upright)
        return stand(pen, rows) if upright else _lie(pen, rows)

    upright = spec.orientation == "vertical" or (spec.orientation == "auto" and rows.dated)
    if not (upright and drawn(True)):
        if upright and spec.orientation == "vertical":
            message = "the bars lie, because their labels do not fit below them"
            pen.findings.append(TURNED.finding(None, message, at="orientation"))
        drawn(False)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words: every value of a small one, else the highest and the lowest."""
    rows = _rows(table, spec, style)
    count = len(rows.names)
    if len(rows.series) == 1:
        head = sentence(style, "bar_one" if count == 1 else "bar", count=count)
        return head + each_told(rows, style)
    names = listed(style, [each.name for each in rows.series])
    key = {"sum": "stacked", "share": "shares", None: "bar_groups"}[spec.stack]
    head = sentence(style, key, count=count, series=len(rows.series), names=names)
    if spec.stack == "share":
        return head + each_told(rounded(rows), style)
    return head + each_told(rows, style) + (totals_told(rows, style) if spec.stack else "")


def _lie(pen: Pen, rows: Rows) -> bool:
    """Draw lying bars: a column of names, then the bars with their values at the ends."""
    head = draw_key(pen, rows)
    per = len(rows.series)
    pitch = (per * pen.label.size * 0.95, PITCH + 14 * (per - 1))
    place = rack(pen, rows, (head, pen.height), pitch)
    zero, scale = _scale(pen, rows, place.left)
    draw_names(pen, rows, place)
    for row in range(len(rows.names)):
        for at in range(per):
            _bar(pen, rows, (at, row), place, (zero, scale))
    pen.line([(zero, place.top), (zero, place.foot)], pen.style.ink, 0.6)
    return True


def _bar(
    pen: Pen, rows: Rows, which: tuple[int, int], place: Rack, scale: tuple[float, float]
) -> None:
    """Draw one lying bar and its value."""
    at, row = which
    per, each = len(rows.series), rows.series[at]
    value = each.values[row]
    thick = min(place.pitch * (0.62 if per == 1 else 0.8) / per, _THICK)
    top = place.middle(row) + (at - per / 2) * thick
    zero, length = scale[0], float(value or 0) * scale[1]
    height = thick if per == 1 else thick - 1
    if value:
        box = (min(zero, zero + length), top, abs(length), height)
        fill_of(pen, rows, at, row).paint(pen, box)
    ink = pen.small if value is None else ink_of(pen, rows, row)
    end = zero + length + (-4 if length < 0 else 4)
    side: Literal["start", "end"] = "end" if length < 0 else "start"
    base = centred(top + height / 2, ink)
    pen.text((end, base), worded(pen, each, value), ink, side, mark=each.cells[row].mark)


def _scale(pen: Pen, rows: Rows, left: float) -> tuple[float, float]:
    """Return where zero lies, and points per unit, so that every bar has room for its value."""
    before, after = [(0.0, 0.0)], [(0.0, 0.0)]
    for each in rows.series:
        _rooms(pen, rows, each, before, after)
    zero, scale = fitted(pen.width - left, before, after)
    return left + zero, scale


def _rooms(
    pen: Pen,
    rows: Rows,
    each: Series,
    before: list[tuple[float, float]],
    after: list[tuple[float, float]],
) -> None:
    for row, value in enumerate(each.values):
        ink = pen.small if value is None else ink_of(pen, rows, row)
        room = pen.measure(worded(pen, each, value), ink) + 5
        side = before if value is not None and value < 0 else after
        side.append((float(value or 0), room))
