"""Dots: where each row stands, and how far two of its values lie apart.

The first column names the rows, each column of numbers is one dot (up to four). Two dots of a row
are joined, which is called a dumbbell: a ring is the first, a disc the second value. Both stand
beside their dots. Three or four are read off a scale, and differ in shape.

- chart:
    kind: dot
    title: Every region has gained
    unit: Employees in life science, thousands
    data:
      columns: [Region, 2015, 2025]
      rows: [[Stockholm, 18.2, 24.9], [Skåne, 7.4, 10.8], [Uppsala, 5.1, 8.2], [Halland, 6, 7]]
    lines: 8

The scale begins at zero when the lowest value is less than half of the highest, or as `from_zero`
says: dots, other than bars, are compared by where they are. A missing value is said so in its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ._bars import draw_key, pale
from ._data import alike, mixed_units
from ._pen import Drawing, Pen, contrast
from ._place import spread
from ._rows import (
    MAX_ROWS,
    PITCH,
    Rack,
    Rows,
    Sorted,
    column_of,
    draw_names,
    each_told,
    rack,
    read_rows,
    unit_of,
)
from ._scale import GRID, grid_colour, tick_names, ticks
from ._tracks import (
    REACH,
    SHAPES,
    Shape,
    Track,
    draw_mark,
    draw_values,
    guide,
    sight,
    track_scale,
    tracks,
    zero_line,
)
from ._words import LANGUAGES, listed, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "dot"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_SERIES = 4
_JOIN = 1.8


class Spec(Sorted):
    """The options of a dot chart."""

    join: bool = Field(True, description="Join the dots of a row where there are two.")
    from_zero: bool | None = Field(
        None, description="Have zero on the scale; null decides by the data."
    )


def _rows(table: Table, spec: Spec, style: ChartStyle) -> Rows:
    return read_rows(table, spec, style, (MAX_ROWS, MAX_SERIES))


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the dots of each row, and their values or a scale."""
    rows = _rows(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    pen.findings += mixed_units(table, rows.series)
    printed = len(rows.series) < 3
    found = tracks(pen, rows, printed)
    ends = sight(found, spec.from_zero)
    places = [] if printed else _ticks(pen, found, ends)
    names = tick_names(pen.style, places, unit_of(rows)) if places else []
    if places:
        ends = tuple((v, pen.measure(n, pen.small) / 2) for v, n in zip(places, names, strict=True))
    zero, scale = track_scale(pen, rows, found, column_of(pen, rows)[0], ends)
    head = _heads(pen, rows, found[0], (zero, scale)) or draw_key(
        pen, rows, lambda at, box: _key(pen, rows, at, box)
    )
    foot = pen.leading(pen.small) + 2 if places else 0.0
    room = (head, pen.height - foot)
    place = rack(pen, rows, room, (pen.label.size * 1.1, PITCH))
    for value, name in zip(places, names, strict=True):
        _tick(pen, place, zero + value * scale, name)
    if 0.0 in [value for value, _ in ends]:
        zero_line(pen, rows, found, (place, zero, scale))
    draw_names(pen, rows, place)
    for row, track in enumerate(found):
        _track(pen, rows, row, track, (place, zero, scale), spec.join)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words: every value of a small one, else highest and lowest of each."""
    rows = _rows(table, spec, style)
    count, names = len(rows.names), [each.name for each in rows.series]
    if len(names) == 1:
        head = sentence(style, "dot", count=count)
    elif len(names) == 2 and spec.join:
        head = sentence(style, "dumbbell", count=count, first=names[0], last=names[1])
    else:
        head = sentence(style, "dots", count=count, names=listed(style, names))
    return head + each_told(rows, style)


def _ticks(pen: Pen, found: Sequence[Track], ends: Sequence[tuple[float, float]]) -> list[float]:
    values = [value for track in found for _, value in (*track.marks, *((0, v) for v, _ in ends))]
    return ticks(min(values), max(values), pen.width / 2)


def _tick(pen: Pen, place: Rack, x: float, name: str) -> None:
    """Draw a line of the light grid, with its number below it."""
    pen.line([(x, place.top), (x, place.foot)], grid_colour(pen.style), GRID, faint=True)
    pen.text((x, place.foot + pen.small.size + 2), name, pen.small, "middle")


def _look(pen: Pen, rows: Rows, at: int, row: int | None) -> tuple[Shape, str]:
    """Return shape and colour of a dot: with three or more, each series has its own."""
    style = pen.style
    if len(rows.series) > 2:
        dark = sorted((style.accent, style.ink), key=lambda each: contrast(each, style.ground))
        return SHAPES[at], (dark[0], dark[1], pale(pen).colour, dark[1])[at]
    colour = pale(pen).colour if rows.strong and row not in rows.strong else style.accent
    first = len(rows.series) == 2 and at == 0
    return "ring" if first else "disc", style.accent if row is None else colour


def _key(pen: Pen, rows: Rows, at: int, box: tuple[float, float, float, float]) -> None:
    left, top, side, _ = box
    shape, colour = _look(pen, rows, at, None)
    draw_mark(pen, (left + side / 2, top + side / 2), shape, colour, side / 2 + 0.3)


def _track(
    pen: Pen,
    rows: Rows,
    row: int,
    track: Track,
    place: tuple[Rack, float, float],
    join: bool,
) -> None:
    """Draw one row: its dots, joined where they are two, and the values beside them."""
    rack, zero, scale = place
    y = rack.middle(row)
    guide(pen, rows, row, track, (rack.left, zero + track.low * scale, y))
    gap = (track.high - track.low) * scale
    if join and len(track.marks) == 2 == len(rows.series) and gap > 2 * REACH:
        colour = pale(pen).colour if not rows.strong or row not in rows.strong else pen.style.accent
        ends = [(zero + v * scale, y) for v in (track.low, track.high)]
        pen.line([(ends[0][0] + REACH, y), (ends[1][0] - REACH, y)], colour, _JOIN)
    shifts = _apart([zero + value * scale for _, value in track.marks], rack.pitch)
    for (at, value), shift in zip(track.marks, shifts, strict=True):
        shape, colour = _look(pen, rows, at, row)
        rise = shift if len(rows.series) > 2 else 0.0
        draw_mark(pen, (zero + value * scale, y + rise), shape, colour)
    draw_values(pen, rows, row, track, place)


def _apart(xs: Sequence[float], pitch: float) -> list[float]:
    """Return how far dots are moved up and down, so that none hides another."""
    order = sorted(range(len(xs)), key=lambda at: xs[at])
    groups: list[list[int]] = []
    for at in order:
        if groups and xs[at] - xs[groups[-1][-1]] < 1.8 * REACH:
            groups[-1].append(at)
        else:
            groups.append([at])
    shifts = [0.0] * len(xs)
    for group in groups:
        step = min(2 * REACH, (pitch - 2.5 * REACH) / max(len(group) - 1, 1))
        for number, at in enumerate(group):
            shifts[at] = (number - (len(group) - 1) / 2) * step
    return shifts


def _heads(pen: Pen, rows: Rows, track: Track, scale: tuple[float, float]) -> float:
    """Name the two series above their dots of the first row; 0 when that cannot be."""
    if len(rows.series) != 2 or len(track.marks) != 2:
        return 0.0
    order = sorted(track.marks, key=lambda mark: mark[1])
    names = [rows.series[at].name for at, _ in order]
    widths = [pen.measure(name, pen.label) for name in names]
    xs = [scale[0] + value * scale[1] for _, value in order]
    wanted = [x - width / 2 for x, width in zip(xs, widths, strict=True)]
    starts = spread(wanted, [width + 8 for width in widths], 0.0, pen.width + 8)
    covers = zip(starts, xs, widths, strict=True)
    if any(not left - 2 <= x <= left + width + 2 for left, x, width in covers):
        return 0.0
    for name, left in zip(names, starts, strict=True):
        pen.text((left, pen.label.size), name, pen.label)
    return pen.label.size + 4
