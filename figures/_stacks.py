"""Stacked bars: the parts of each row one after the other, as they are or as shares of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from report.diagnostics import Diagnostic

from ._bars import draw_key, fill_of
from ._codes import NO_NUMBERS, VALUE
from ._data import Series
from ._pen import Pen
from ._rows import PITCH, Rows, other_units, rack, told, unit_of, worded
from ._towers import Part, Tower, lie, scale_of, stand
from ._words import listed, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report.charts import ChartStyle
    from report.content.tables import Table
    from report.diagnostics import Finding

Stack = Literal["sum", "share"]


def stackable(table: Table, rows: Rows, stack: Stack) -> Rows:
    """Return the rows whose parts are to be stacked; as percentages of each row for `share`.

    A row that lacks a part has no shares. Raises Diagnostic D301 for a single series and D304
    for parts that cannot be added: in different units, or negative ones of a whole.
    """
    if len(rows.series) < 2:
        message = "stacked bars need two columns of numbers or more; here is one"
        help = "leave out `stack`, or add the other parts"
        raise Diagnostic([NO_NUMBERS.finding(table.mark, message, help=help)])
    findings = other_units(table, rows, "they cannot be added")
    if stack == "share":
        findings += _negative(rows)
    if findings:
        raise Diagnostic(findings)
    return _shares(rows) if stack == "share" else rows


def _negative(rows: Rows) -> list[Finding]:
    help = "use `stack: sum`, or leave `stack` out"
    return [
        VALUE.finding(cell.mark, f"a share cannot be negative: {cell.text}", help=help)
        for each in rows.series
        for cell, value in zip(each.cells, each.values, strict=True)
        if value is not None and value < 0
    ]


def _shares(rows: Rows) -> Rows:
    """Return the shares of each row; where a part is missing, the others are unknown as well."""
    sums = totals(rows).values
    return replace(
        rows,
        lost=tuple(lost_parts(rows, row) for row in range(len(rows.names))),
        series=tuple(
            Series(
                each.name,
                "%",
                tuple(
                    replace(
                        cell, value=value * 100 / whole if value is not None and whole else None
                    )
                    for cell, value, whole in zip(each.cells, each.values, sums, strict=True)
                ),
            )
            for each in rows.series
        ),
    )


def totals(rows: Rows) -> Series:
    """Return the sum of each row; missing where one of its parts is."""
    cells = []
    for row, first in enumerate(rows.series[0].cells):
        parts = [each.values[row] for each in rows.series]
        there = [part for part in parts if part is not None]
        known = len(there) == len(parts)
        cells.append(replace(first, value=sum(there, Decimal(0)) if known else None))
    return Series("", unit_of(rows) or rows.series[0].unit, tuple(cells))


def rounded(rows: Rows) -> Rows:
    """Return shares as they are told: in whole per cent."""
    return replace(
        rows,
        series=tuple(
            replace(
                each,
                cells=tuple(
                    replace(cell, value=None if value is None else round(value, 0))
                    for cell, value in zip(each.cells, each.values, strict=True)
                ),
            )
            for each in rows.series
        ),
    )


def draw_stacks(pen: Pen, rows: Rows, stack: Stack, upright: bool) -> bool:
    """Draw stacked bars; False, with nothing drawn, when upright ones have no room for names."""
    towers = [_tower(pen, rows, row, stack) for row in range(len(rows.names))]
    if upright:
        return stand(pen, rows, towers)
    head = _heads(pen, rows, towers) or draw_key(pen, rows)
    lie(pen, rows, towers, rack(pen, rows, (head, pen.height), (pen.label.size * 1.2, PITCH)))
    return True


def _tower(pen: Pen, rows: Rows, row: int, stack: Stack) -> Tower:
    """Return a row: what is positive after zero, what is negative before it, and the sum."""
    parts, ends = [], [0.0, 0.0]
    lost = rows.lost[row] if rows.lost else lost_parts(rows, row)
    for at, each in enumerate(rows.series):
        value = each.values[row]
        if value is None:
            continue
        if value:
            side = value < 0
            begin, ends[side] = ends[side], ends[side] + float(value)
            said = pen.style.short(round(value, 0) if stack == "share" else value, each.unit)
            fill = fill_of(pen, rows, at, row)
            parts.append(Part(begin, ends[side], fill, said, each.cells[row].mark))
    text, ink = _end(pen, rows, row, lost), pen.small if lost else pen.strong
    if stack == "share" and not lost:
        text = ""
    below = ends[1] < 0 and not ends[0]
    brief = "–" if lost else ""
    return Tower(tuple(parts), text, ink, brief, rows.cells[row].mark, below)


def lost_parts(rows: Rows, row: int) -> tuple[str, ...]:
    """Return the names of the parts that a row lacks."""
    return tuple(each.name for each in rows.series if each.values[row] is None)


def _end(pen: Pen, rows: Rows, row: int, lost: Sequence[str]) -> str:
    """Return the sum of a row, or which of its parts is missing."""
    if not lost:
        whole = totals(rows)
        return worded(pen, whole, whole.values[row])
    none = phrase(pen.style, "no_data")
    if len(lost) == len(rows.series):
        return none
    return phrase(pen.style, "pair", label=listed(pen.style, lost), value=none)


def _heads(pen: Pen, rows: Rows, towers: list[Tower]) -> float:
    """Name the series above their parts of the first row; 0 when they do not all fit there."""
    zero, scale = scale_of(pen, rows, towers)
    parts = towers[0].parts
    if len(parts) < len(rows.series):
        return 0.0
    lefts = [zero + min(part.begin, part.end) * scale for part in parts]
    ends = [*lefts[1:], pen.width]
    for each, left, end in zip(rows.series, lefts, ends, strict=True):
        if pen.measure(each.name, pen.label) + 4 > end - left:
            return 0.0
    for each, left in zip(rows.series, lefts, strict=True):
        pen.text((left, pen.label.size), each.name, pen.label)
    return pen.label.size + 4


def totals_told(rows: Rows, style: ChartStyle) -> str:
    """Return the sums in words."""
    return told(rows, totals(rows), style, phrase(style, "total"))
