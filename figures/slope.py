"""Slopes: what has risen and what has fallen between two points in time.

The first column names the lines (up to twelve), the first column of numbers is where they begin,
the second where they end. Names and values stand at both ends, as near to them as the others let
them.

- chart:
    kind: slope
    title: Uppsala has overtaken Gothenburg
    unit: Employees in life science, thousands
    data:
      columns: [Region, 2015, 2025]
      rows: [[Skåne, 7.4, 10.8], [Uppsala, 5.1, 8.2], [Gothenburg, 6.3, 7.0], [Umeå, 2.2, 2.9]]
    lines: 12
    options: {highlight: Uppsala}

The scale runs from the lowest value to the highest: a slope shows change, not size. In narrow
slots names stand at the beginning only. A line that lacks an end is a dot, and what is missing is
said below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._bars import pale
from ._data import alike
from ._pen import CAP, Drawing, Pen, tint
from ._place import spread
from ._rows import Marked, Rows, centred, ink_of, other_units, read_pair
from ._words import LANGUAGES, joined, listed, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

    from ._pen import Anchor

NAME = "slope"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS = 12
_NAMES = 0.3  # of the width, the most that names take at one end
_PLOT = 0.3  # of the width, the least that is left to the lines when names stand at both ends
_AIR = 5.0  # points between name, value and end
_LEAD = 9.0  # points more, where lines lead from ends to values


class Spec(Marked):
    """The options of a slope chart."""


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    rows = read_pair(table, spec, style, NAME, MAX_ROWS)
    findings = other_units(table, rows, "there is no slope between them")
    if findings:
        raise Diagnostic(findings)
    return rows


@dataclass(frozen=True)
class _End:
    """One end of the lines: where it is, which way its words run, and where each of them stands.

    `named` are the rows whose names stand there.
    """

    x: float
    away: float
    named: frozenset[int]
    middles: dict[int, float]
    lead: float

    @property
    def anchor(self) -> Anchor:
        """Words before the beginning end there."""
        return "end" if self.away < 0 else "start"


@dataclass(frozen=True)
class _Field:
    """The plot: its top and foot in points, and the lowest and highest value."""

    top: float
    foot: float
    low: float
    high: float

    def y(self, value: Decimal) -> float:
        span = (self.high - self.low) or 1.0
        part = (float(value) - self.low) / span if self.high > self.low else 0.5
        return self.foot - part * (self.foot - self.top)


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the lines from end to end, and names and values at both."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    foot = _missing(pen, rows)
    field = _field(pen, rows, foot)
    wrapped = _wrapped(pen, rows)
    ends = _ends(pen, rows, field, wrapped)
    for each, end, (x, anchor) in zip(rows.series, ends, _heads(pen, rows, ends), strict=True):
        pen.text((x, pen.label.size), each.name, pen.label, anchor)
        line = [(end.x, pen.label.size + 5), (end.x, field.foot + 4)]
        pen.line(line, tint(style.quiet, style.ground, 1.6), 0.5, faint=True)
    order = sorted(range(len(rows.names)), key=lambda row: (row in rows.strong, -row))
    for row in order:
        _line(pen, rows, row, (ends[0].x, ends[1].x), field)
    for at, end in enumerate(ends):
        _words(pen, rows, at, end, (field, wrapped))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every line in words: from where to where it rises or falls."""
    rows = _rows(table, spec, style)
    begin, end = rows.series
    head = sentence(style, "slope", count=len(rows.names), first=begin.name, last=end.name)
    parts, missing = [], []
    for name, first, last in zip(rows.names, begin.values, end.values, strict=True):
        if first is None or last is None:
            missing.append(name)
            continue
        key = "rises" if last > first else "falls" if last < first else "constant"
        values = {"begin": style.number(first, begin.unit), "end": style.number(last, end.unit)}
        parts.append(phrase(style, key, name=name, **values))
    lost = sentence(style, "missing", labels=listed(style, missing)) if missing else ""
    return head + joined(style, parts) + lost


def _missing(pen: Pen, rows: Rows) -> float:
    """Say at the foot what is missing; return where the plot may end."""
    words = pen.style.words
    said = []
    for each in rows.series:
        names = [n for n, value in zip(rows.names, each.values, strict=True) if value is None]
        if names:
            lost = phrase(pen.style, "missing", labels=listed(pen.style, names))
            said.append(each.name + words["colon"] + lost)
    lines = [line for text in said for line in pen.wrap(text, pen.width, pen.small)]
    top = pen.height - len(lines) * pen.leading(pen.small)
    pen.lines((0.0, top + pen.small.size), lines, pen.small)
    return top


def _field(pen: Pen, rows: Rows, foot: float) -> _Field:
    values = [float(value) for each in rows.series for _, value in each.present]
    head = pen.label.size + 8 + pen.label.size * CAP / 2
    return _Field(head + 2, foot - pen.label.size * CAP / 2 - 4, min(values), max(values))


def _wrapped(pen: Pen, rows: Rows) -> list[list[str]]:
    """Return the names in lines that leave the plot its room."""
    width = pen.width * _NAMES
    return [pen.wrap(name, width, ink_of(pen, rows, row)) for row, name in enumerate(rows.names)]


def _heads(pen: Pen, rows: Rows, ends: Sequence[_End]) -> list[tuple[float, Anchor]]:
    """Return where the names of both ends stand: above the middle of their lines, if they fit."""
    halves = [pen.measure(each.name, pen.label) / 2 for each in rows.series]
    first, last = (end.x for end in ends)
    fit = halves[0] <= first and halves[1] <= pen.width - last
    if fit and sum(halves) + _AIR <= last - first:
        return [(first, "middle"), (last, "middle")]
    return [(end.x, end.anchor) for end in ends]


def _value_width(pen: Pen, rows: Rows, at: int) -> float:
    each = rows.series[at]
    texts = [pen.style.short(value, each.unit) for _, value in each.present]
    return max((pen.measure(text, pen.strong) for text in texts), default=0.0)


def _ends(pen: Pen, rows: Rows, field: _Field, wrapped: Sequence[Sequence[str]]) -> list[_End]:
    """Return both ends; all names stand at the second one where the plot keeps enough room."""
    first, last = (frozenset(row for row, _ in each.present) for each in rows.series)
    widths = [
        max(pen.measure(line, ink_of(pen, rows, row)) for line in lines) + _AIR
        for row, lines in enumerate(wrapped)
    ]
    sides = [_value_width(pen, rows, at) + _LEAD + _AIR for at in (0, 1)]
    both = pen.width - sum(sides) - 2 * max(widths) >= pen.width * _PLOT
    ends = []
    for at, named in enumerate((first, last if both else last - first)):
        lines = [names if row in named else [""] for row, names in enumerate(wrapped)]
        middles = _middles(pen, rows, at, field, lines)
        lead = _lead(rows, at, field, middles)
        side = _value_width(pen, rows, at) + lead
        side += max((widths[row] for row in named), default=0.0)
        side = max(side, pen.measure(rows.series[at].name, pen.label))
        ends.append(_End(*((pen.width - side, 1.0) if at else (side, -1.0)), named, middles, lead))
    return ends


def _middles(
    pen: Pen, rows: Rows, at: int, field: _Field, wrapped: Sequence[Sequence[str]]
) -> dict[int, float]:
    """Return the heights of the words of an end by row, none upon another."""
    there = sorted(rows.series[at].present, key=lambda each: (-each[1], each[0]))
    sizes = [max(len(wrapped[row]), 1) * pen.leading(pen.label) for row, _ in there]
    starts = [field.y(value) - size / 2 for (_, value), size in zip(there, sizes, strict=True)]
    half = pen.leading(pen.label) / 2
    tops = spread(starts, sizes, field.top - half, field.foot + half)
    return {row: top + size / 2 for (row, _), top, size in zip(there, tops, sizes, strict=True)}


def _lead(rows: Rows, at: int, field: _Field, middles: dict[int, float]) -> float:
    """Return the room for lines that lead to the words, where some stand off their ends."""
    off = [abs(middles[row] - field.y(value)) for row, value in rows.series[at].present]
    return _LEAD + _AIR if max(off, default=0.0) > 3 else _AIR


def _line(pen: Pen, rows: Rows, row: int, xs: tuple[float, float], field: _Field) -> None:
    """Draw a line with its ends; an end alone where the other is missing."""
    plain = bool(rows.strong) and row not in rows.strong
    colour = pale(pen).colour if plain else pen.style.accent
    values = [each.values[row] for each in rows.series]
    points = [(x, field.y(v)) for x, v in zip(xs, values, strict=True) if v is not None]
    if len(points) == 2:
        pen.line(points, colour, 1.2 if plain else 1.8)
    for point in points:
        pen.dot(point, 2.6, colour)


def _words(
    pen: Pen, rows: Rows, at: int, end: _End, place: tuple[_Field, Sequence[Sequence[str]]]
) -> None:
    """Set the values of an end, and the names after them."""
    field, wrapped = place
    each, faint = rows.series[at], tint(pen.style.quiet, pen.style.ground, 1.6)
    wide = _value_width(pen, rows, at)
    for row, value in each.present:
        middle, y = end.middles[row], field.y(value)
        if abs(middle - y) > 1 and end.lead > _AIR:
            points = [(end.x + end.away * 4, y), (end.x + end.away * (end.lead - 2), middle)]
            pen.line(points, faint, 0.5, faint=True)
        x = end.x + end.away * end.lead
        # Figures are flush right at both ends.
        before = x if end.away < 0 else x + wide
        mark = each.cells[row].mark
        own = ink_of(pen, rows, row) if rows.strong else pen.strong
        base = centred(middle, own)
        pen.text((before, base), pen.style.short(value, each.unit), own, "end", mark=mark)
        if row in end.named:
            ink = ink_of(pen, rows, row)
            lines = wrapped[row]
            first = centred(middle, ink) - (len(lines) - 1) * pen.leading(ink) / 2
            pen.lines((x + end.away * (wide + _AIR), first), lines, ink, end.anchor, mark=mark)
