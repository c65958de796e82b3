"""Lollipops: bars as thin as they can be, for many rows that are much alike.

The first column names the rows, the first column of numbers gives them. Stems begin at zero, and
the value stands at the dot. Where bars would be a wall of ink, these leave the paper white.

- chart:
    kind: lollipop
    title: Uppsala has the most companies for its people
    unit: Life science companies per 10,000 inhabitants
    data:
      columns: [Region, Companies]
      rows: [[Uppsala, 4.1], [Stockholm, 3.2], [Skåne, 2.9], [Västra Götaland, 1.8], [Dalarna, 0.6]]
    lines: 8
    options: {highlight: Uppsala, sort: descending}

A missing value keeps its row and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._bars import fill_of
from ._data import alike
from ._pen import Drawing, Ink, Pen
from ._rows import (
    MAX_ROWS,
    PITCH,
    Rows,
    Sorted,
    centred,
    draw_names,
    each_told,
    ink_of,
    rack,
    read_rows,
)
from ._scale import fitted
from ._tracks import REACH, tracks
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "lollipop"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
_STEM = 1.5
_AIR = 4.0


class Spec(Sorted):
    """The options of a lollipop chart."""


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    return read_rows(table, spec, style, (MAX_ROWS, 1))


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the stems, their dots, names and values."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    place = rack(pen, rows, (0.0, pen.height), (pen.label.size * 1.1, PITCH))
    found = tracks(pen, rows, printed=True)
    before, after = [(0.0, 0.0)], [(0.0, 0.0)]
    for row, track in enumerate(found):
        text, ink = _text(pen, rows, row, track.after, track.lost)
        room = pen.measure(text, ink) + _AIR + REACH
        (before if track.low < 0 else after).append((track.low, room))
    zero, scale = fitted(pen.width - place.left, before, after)
    zero += place.left
    draw_names(pen, rows, place)
    for row, track in enumerate(found):
        y, x = place.middle(row), zero + track.low * scale
        if track.marks:
            colour = fill_of(pen, rows, 0, row).colour
            pen.line([(zero, y), (x, y)], colour, _STEM)
            pen.dot((x, y), REACH, colour)
        text, ink = _text(pen, rows, row, track.after, track.lost)
        gap = (REACH if track.marks else 0.0) + _AIR
        at = (x - gap, centred(y, ink)) if track.low < 0 else (x + gap, centred(y, ink))
        side = rows.series[0].cells[row].mark
        pen.text(at, text, ink, "end" if track.low < 0 else "start", mark=side)
    pen.line([(zero, place.top), (zero, place.foot)], style.ink, 0.6)
    return pen.drawing()


def _text(pen: Pen, rows: Rows, row: int, value: str, lost: str) -> tuple[str, Ink]:
    """Return what stands at a dot, and its ink."""
    return (lost, pen.small) if lost else (value, ink_of(pen, rows, row))


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words: every value of a small one, else the highest and the lowest."""
    rows = _rows(table, spec, style)
    return sentence(style, "lollipop", count=len(rows.names)) + each_told(rows, style)
