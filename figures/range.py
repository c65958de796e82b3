"""Ranges: from where to where each row reaches.

The first column names the rows, the first column of numbers is where they begin, the second where
they end. The values stand at the ends, or both after the bar where one would hide the line of zero.
For salaries, temperatures, estimates with their margins.

- chart:
    kind: range
    title: Approval takes half a year, or three
    unit: Months from application to decision, shortest and longest
    data:
      columns: [Procedure, Shortest, Longest]
      rows: [[Clinical trial, 2, 5], [Medical device, 6, 18], [New medicine, 12, 36]]
    lines: 6

The scale begins at zero when the lowest value is less than half of the highest, or as `from_zero`
says. Where one end is missing the other is a ring, and the row says what is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pydantic import Field

from report.diagnostics import Diagnostic

from ._bars import pale
from ._codes import VALUE
from ._data import alike, mixed_units
from ._pen import Drawing, Pen
from ._rows import PITCH, Rows, Sorted, column_of, draw_names, each_told, rack, read_pair
from ._tracks import (
    REACH,
    Track,
    draw_mark,
    draw_values,
    guide,
    sight,
    track_scale,
    tracks,
    values_in_the_way,
    zero_line,
)
from ._words import LANGUAGES, joined, listed, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "range"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
_THICK = 8.0
_FEW = 10  # rows that are told one by one


class Spec(Sorted):
    """The options of a range chart."""

    from_zero: bool | None = Field(
        None, description="Have zero on the scale; null decides by the data."
    )


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    """Return the rows; Diagnostic D304 for each that ends before it begins."""
    rows = read_pair(table, spec, style, NAME)
    begin, end = rows.series
    help = f"the first column is where a range begins: values: [{begin.name}, {end.name}]"
    findings = [
        VALUE.finding(
            cell.mark, f"the range ends at {cell.text}, before it begins at {first.text}", help=help
        )
        for cell, first, low, high in zip(
            end.cells, begin.cells, begin.values, end.values, strict=True
        )
        if low is not None and high is not None and high < low
    ]
    if findings:
        raise Diagnostic(findings)
    return rows


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the ranges, their names and both their values."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    pen.findings += mixed_units(table, rows.series)
    found = tracks(pen, rows, printed=True)
    ends = sight(found, spec.from_zero)
    left = column_of(pen, rows)[0]
    zero, scale = track_scale(pen, rows, found, left, ends)
    if ends and values_in_the_way(pen, rows, found, (zero, scale)):
        found = _both_after(pen, found)
        zero, scale = track_scale(pen, rows, found, left, ends)
    place = rack(pen, rows, (0.0, pen.height), (pen.label.size * 1.1, PITCH))
    draw_names(pen, rows, place)
    if ends:
        zero_line(pen, rows, found, (place, zero, scale))
    for row, track in enumerate(found):
        y, x = place.middle(row), zero + track.low * scale
        guide(pen, rows, row, track, (place.left, x, y))
        colour = _colour(pen, rows, row)
        if len(track.marks) == 2:
            # The ends of the bar are the values; where both are one, it is as wide as a line.
            width = max((track.high - track.low) * scale, 1.0)
            pen.rectangle((x, y - _THICK / 2, width, _THICK), colour)
        elif track.marks:
            draw_mark(pen, (x, y), "ring", colour, REACH)
        draw_values(pen, rows, row, track, (place, zero, scale))
    return pen.drawing()


def _both_after(pen: Pen, found: Sequence[Track]) -> tuple[Track, ...]:
    """Return the rows with both values after their bars: nothing stands on the line of zero."""
    return tuple(
        replace(
            track,
            before="",
            after=phrase(pen.style, "range_ends", low=track.before, high=track.after),
        )
        if track.before
        else track
        for track in found
    )


def _colour(pen: Pen, rows: Rows, row: int) -> str:
    plain = rows.strong and row not in rows.strong
    return pale(pen).colour if plain else pen.style.accent


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words: every range of a small one, else highest and lowest ends."""
    rows = _rows(table, spec, style)
    begin, end = rows.series
    count = len(rows.names)
    head = sentence(style, "range", count=count, first=begin.name, last=end.name)
    if count > _FEW:
        return head + each_told(rows, style)
    parts, missing = [], []
    for name, low, high in zip(rows.names, begin.values, end.values, strict=True):
        if low is None or high is None:
            missing.append(name)
            continue
        ends = {"low": style.number(low, begin.unit), "high": style.number(high, end.unit)}
        parts.append(phrase(style, "range_part", label=name, **ends))
    lost = sentence(style, "missing", labels=listed(style, missing)) if missing else ""
    return head + joined(style, parts) + lost
