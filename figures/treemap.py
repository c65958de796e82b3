"""Tree maps: a whole of many parts, each a rectangle of its size.

The first column names the parts, the column of numbers says how large they are.

- chart:
    kind: treemap
    title: Medicines are half of what is sold abroad
    unit: Exports, SEK billion
    data:
      columns: [Goods, Exports]
      rows:
        - [Medicines, 131]
        - [Medical devices, 42]
        - [Diagnostics, 28]
        - [Laboratory instruments, 21]
        - [Software, 16]
        - [Dental goods, 7]
        - [Other, 5]
    lines: 12
    options: {highlight: Medicines}

Rectangles run from large to small, and hold their name and value where these fit. Those that are
too small have a number, and stand below with it. Up to forty parts can be shown; with fewer than
six, bars are easier to compare. Values below zero have no area and cannot be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._codes import OVERSET, VALUE
from ._data import alike
from ._pen import CAP, Drawing, Ink, Pen, contrast, tint
from ._rows import Marked, Rows, Sorted, read_rows, told
from ._squares import Box, squarified
from ._words import LANGUAGES, listed, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "treemap"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS = 40
_GAP = 1.2  # points between rectangles
_AIR = 4.0  # points between a rectangle's edge and its words
_BETWEEN = 12.0  # points between two entries below


class Spec(Marked):
    """The options of a tree map."""


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    """Return the parts from large to small; Diagnostic D301 to D308."""
    choice = Sorted(**spec.model_dump(), sort="descending")
    rows = read_rows(table, choice, style, (MAX_ROWS, 1))
    each = rows.series[0]
    for row, value in each.present:
        if value < 0:
            message = f"“{rows.names[row]}” is negative, and has no area"
            help = "draw bars instead"
            raise Diagnostic([VALUE.finding(each.cells[row].mark, message, help=help)])
    if not any(value for _, value in each.present):
        message = "all parts are zero, and there is nothing to divide"
        raise Diagnostic([VALUE.finding(each.cells[0].mark, message, help="leave the chart out")])
    return rows


@dataclass(frozen=True)
class _Tile:
    """A rectangle of a part: what stands in it, in lines, or its number among those below."""

    row: int
    box: Box
    lines: tuple[str, ...]
    number: int


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the rectangles with their names and values, and below those that are too small."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    tiles, below = _laid(pen, rows)
    for tile in tiles:
        _draw_tile(pen, rows, tile)
    base = pen.height - len(below) * pen.leading(pen.small) + pen.small.size
    ink = Ink(style.small_size, style.text)
    for number, line in enumerate(below):
        x = 0.0
        for text in line:
            pen.text((x, base + number * pen.leading(ink)), text, ink)
            x += pen.measure(text, ink) + _BETWEEN
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the parts in words, from large to small; of many the largest and the smallest."""
    rows = _rows(table, spec, style)
    head = sentence(style, "treemap", count=len(rows.series[0].present))
    return head + told(rows, rows.series[0], style, few=12)


def _laid(pen: Pen, rows: Rows) -> tuple[list[_Tile], list[list[str]]]:
    """Return the rectangles, and the lines below them, which take room from the rectangles."""
    below: list[list[str]] = []
    while True:
        foot = len(below) * pen.leading(pen.small) + (4 if below else 0)
        room = max(pen.height - foot, 1.0)
        tiles = _tiles(pen, rows, (0.0, 0.0, pen.width, room))
        needed = _below(pen, rows, tiles)
        if len(needed) <= len(below) or foot > pen.height:
            return tiles, needed
        below = needed


def _tiles(pen: Pen, rows: Rows, box: Box) -> list[_Tile]:
    present = [(row, float(value)) for row, value in rows.series[0].present if value]
    boxes = squarified([value for _, value in present], box)
    tiles, number = [], 0
    for (row, _), (left, top, width, height) in zip(present, boxes, strict=True):
        inner = (
            left + (_GAP / 2 if left > 0.01 else 0.0),
            top + (_GAP / 2 if top > 0.01 else 0.0),
            width - _GAP / 2 * ((left > 0.01) + (left + width < box[2] - 0.01)),
            height - _GAP / 2 * ((top > 0.01) + (top + height < box[3] - 0.01)),
        )
        lines = _inside(pen, rows, row, inner)
        number += not lines
        tiles.append(_Tile(row, inner, tuple(lines), 0 if lines else number))
    return tiles


def _inside(pen: Pen, rows: Rows, row: int, box: Box) -> list[str]:
    """Return the name and, last, the value of a part in lines; none when they do not fit."""
    width, height = box[2] - 2 * _AIR, box[3] - 2 * _AIR
    each = rows.series[0]
    value = pen.style.short(each.values[row], each.unit)
    if width < pen.measure(value, pen.label):
        return []
    lines = [*pen.wrap(rows.names[row], width, pen.strong), value]
    deep = (len(lines) - 1) * pen.leading(pen.label) + pen.label.size * CAP
    fits = all(pen.measure(line, pen.strong) <= width for line in lines[:-1]) and deep <= height
    return lines if fits else []


def _below(pen: Pen, rows: Rows, tiles: Sequence[_Tile]) -> list[list[str]]:
    """Return the entries below, in lines: numbered ones, parts of nothing, and what is missing."""
    each = rows.series[0]
    entries = [f"{t.number} {_entry(pen, rows, t.row)}" for t in tiles if t.number]
    entries += [_entry(pen, rows, row) for row, value in each.present if not value]
    missing = [name for name, v in zip(rows.names, each.values, strict=True) if v is None]
    ink = Ink(pen.style.small_size, pen.style.text)
    lines: list[list[str]] = []
    left = 0.0
    for text in entries:
        width = pen.measure(text, ink)
        if lines and left + width <= pen.width:
            lines[-1].append(text)
        else:
            lines.append([text])
            left = 0.0
        left += width + _BETWEEN
    if missing:
        told_missing = phrase(pen.style, "missing", labels=listed(pen.style, missing))
        lines += [[line] for line in pen.wrap(told_missing, pen.width, ink)]
    return lines


def _entry(pen: Pen, rows: Rows, row: int) -> str:
    each = rows.series[0]
    value = pen.style.short(each.values[row], each.unit)
    return phrase(pen.style, "pair", label=rows.names[row], value=value)


def _draw_tile(pen: Pen, rows: Rows, tile: _Tile) -> None:
    """Draw a rectangle with its words, or its number; D306 when not even that fits."""
    style, cell = pen.style, rows.series[0].cells[tile.row]
    # As light as may be: whole slots of the accent would outshine the page.
    colour = tint(style.quiet if rows.strong else style.accent, style.ground, 3.05)
    if tile.row in rows.strong:
        colour = style.accent
    left, top, width, height = tile.box
    if width > 0 and height > 0:
        pen.rectangle(tile.box, colour)
    words = max(style.ground, style.text, key=lambda each: contrast(each, colour))
    if tile.number:
        ink = Ink(style.small_size, words, style.strong_weight)
        text = str(tile.number)
        if pen.measure(text, ink) + 2 > width or ink.size * CAP + 2 > height:
            message = f"“{rows.names[tile.row]}” is too small to be seen beside the others"
            help = "sum up the smallest parts as one, or give the chart more lines"
            pen.findings.append(OVERSET.finding(cell.mark, message, help=help))
            return
        base = top + height / 2 + ink.size * CAP / 2
        pen.text((left + width / 2, base), text, ink, "middle", ground=colour, mark=cell.mark)
        return
    strong, plain = Ink(style.label_size, words, style.strong_weight), Ink(style.label_size, words)
    base = top + _AIR + style.label_size * CAP
    for number, line in enumerate(tile.lines):
        ink = plain if number == len(tile.lines) - 1 else strong
        at = (left + _AIR, base + number * pen.leading(plain))
        pen.text(at, line, ink, ground=colour, mark=cell.mark)
