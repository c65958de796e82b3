"""What scatter and bubble charts share: points by two measures, their scales, names and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._along import Plot
from ._codes import NO_DATA, NO_NUMBERS, UNKNOWN_COLUMN, UNNAMED
from ._data import column, few_enough, highlighted, label_column, labelled, named
from ._naming import Disc, Wanted, name_points
from ._pen import CAP, Ink, Pen, tint
from ._scale import GRID, from_zero, grid, grid_colour, tick_names, ticks
from ._words import joined, listed, phrase, sentence

if TYPE_CHECKING:
    from report.charts import ChartStyle
    from report.content.tables import Cell, Column, Table

MAX_NAMED = 60
_RELATED = 0.5  # the correlation (Pearson's) from which on a link is told
_TOLD = 8


@dataclass(frozen=True)
class Point:
    """A row that can be drawn: its values by measure (x, y, size), and whether it stands out."""

    cell: Cell | None
    name: str
    values: tuple[Decimal, ...]
    strong: bool


@dataclass(frozen=True)
class Points:
    """What is drawn: the columns measured, the points, and the names of rows that lack a value."""

    measures: tuple[Column, ...]
    points: tuple[Point, ...]
    lost: tuple[str, ...]
    naming: bool
    picked: bool


def points_of(
    table: Table,
    measures: dict[str, str],
    label: str,
    limit: int,
    marks: tuple[str | tuple[str, ...], str | tuple[str, ...]],
) -> Points:
    """Return the points of a table; `measures` are options and the columns that they name, "" for
    the next column of numbers; `marks` are the rows to highlight and those to name.

    Diagnostic D301, D302, D303, D305, D307, D308.
    """
    at = label_column(table, label)
    named_rows = bool(label) or table.columns[at].kind != "number"
    columns = _columns(table, measures, at if named_rows else -1)
    cells = table.cells(at)
    few_enough(cells, limit)
    if named_rows:
        labelled(cells)
    texts = [cell.text if named_rows else "" for cell in cells]
    strong = highlighted(named(marks[0]), texts)
    picked = highlighted(named(marks[1]), texts, "names")
    points, lost = [], []
    measured = zip(*([cell.value for cell in table.cells(each)] for each in columns), strict=True)
    for row, (cell, values) in enumerate(zip(cells, measured, strict=True)):
        exact = tuple(value for value in values if isinstance(value, Decimal))
        if len(exact) == len(values):
            wanted = not picked or row in picked or row in strong
            name = texts[row] if wanted else ""
            points.append(Point(cell if named_rows else None, name, exact, row in strong))
        else:
            lost.append(texts[row])
    if not points:
        message = "no row has all the values that a point needs"
        raise Diagnostic([NO_DATA.finding(cells[0].mark if cells else table.mark, message)])
    chosen = tuple(table.columns[each] for each in columns)
    few = bool(picked) or len(points) <= MAX_NAMED
    return Points(chosen, tuple(points), tuple(each for each in lost if each), few, bool(picked))


def _columns(table: Table, measures: dict[str, str], label: int) -> list[int]:
    asked = {option: column(table, name, option) for option, name in measures.items() if name}
    for option, at in asked.items():
        if table.columns[at].kind != "number":
            which = table.columns[at]
            message = f"the column “{which.header}” holds no numbers"
            help = "name a column of numbers"
            raise Diagnostic([UNKNOWN_COLUMN.finding(which.mark, message, help=help, at=option)])
    numbers = [at for at, each in enumerate(table.columns) if each.kind == "number" and at != label]
    free = iter([at for at in numbers if at not in asked.values()])
    found = [asked[option] if option in asked else next(free, -1) for option in measures]
    if -1 in found:
        message = f"this chart needs {len(measures)} columns of numbers, not {len(numbers)}"
        help = "write units in the header, and leave missing values empty"
        raise Diagnostic([NO_NUMBERS.finding(table.mark, message, help=help)])
    return found


@dataclass(frozen=True)
class Scales:
    """Where both scales have their lines, and the names of these."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    x_names: tuple[str, ...]
    y_names: tuple[str, ...]


def scales(pen: Pen, points: Points, radii: Sequence[float] = ()) -> Scales:
    """Return round numbers below and above the values of both measures, and beyond the edges of
    discs with these `radii` in points; a scale that begins at zero goes on doing so."""
    found = []
    for which, room in ((0, pen.width * 0.75), (1, pen.height)):
        values = [float(point.values[which]) for point in points.points]
        low, high = min(values), max(values)
        if from_zero(low, high):
            low, high = min(low, 0.0), max(high, 0.0)
        places = ticks(low, high, room)
        # How much a point of paper stands for changes with the scale: a first one tells roughly.
        each = (places[-1] - places[0]) / room
        edges = [(value, radius * each) for value, radius in zip(values, radii, strict=False)]
        if high > 0:
            high = max([high, *(value + reach for value, reach in edges)])
        if low < 0 or not from_zero(low, high):
            low = min([low, *(value - reach for value, reach in edges)])
        found.append(tuple(ticks(low, high, room)))
    units = ["%" if each.unit == "%" else "" for each in points.measures]
    names = [tuple(tick_names(pen.style, p, u)) for p, u in zip(found, units[:2], strict=True)]
    return Scales(found[0], found[1], names[0], names[1])


def plane(pen: Pen, points: Points, scale: Scales, top: float) -> Plot:
    """Return the plot: below `top`, above the names of the scale and of what it measures."""
    left = max(pen.measure(name, pen.small) for name in scale.y_names) + 7
    right = pen.width - pen.measure(scale.x_names[-1], pen.small) / 2 - 1
    bottom = pen.height - pen.leading(pen.small) - pen.leading(title_ink(pen)) - 5
    bottom -= len(_lost_lines(pen, points)) * pen.leading(pen.small)
    xs, ys = (scale.xs[0], scale.xs[-1]), (scale.ys[0], scale.ys[-1])
    return Plot(left, right, top, bottom, xs, ys)


def _lost_lines(pen: Pen, points: Points) -> list[str]:
    if not points.lost:
        return []
    names = listed(pen.style, points.lost)
    return pen.wrap(phrase(pen.style, "missing", labels=names), pen.width, pen.small)


def draw_scales(pen: Pen, points: Points, scale: Scales, plot: Plot) -> None:
    """Draw both scales with what they measure: the upright one above it, the other one below."""
    ys = [plot.y(place) for place in scale.ys]
    low, high = min(ys), max(ys)
    x_ends = plot.x(scale.xs[0]), plot.x(scale.xs[-1])
    grid(pen, x_ends, ys, scale.y_names)
    zeros = []
    if scale.ys[0] < 0.0 in scale.ys:
        zeros.append([(x, plot.y(0.0)) for x in x_ends])
    if scale.xs[0] < 0.0 in scale.xs:
        zeros.append([(plot.x(0.0), y) for y in (low, high)])
    shown = _apart(pen, plot, scale)
    base = high + 4 + pen.small.size
    for at, (place, name) in enumerate(zip(scale.xs, scale.x_names, strict=True)):
        x = plot.x(place)
        pen.line([(x, low), (x, high)], grid_colour(pen.style), GRID, faint=True)
        if at in shown:
            pen.text((x, base), name, pen.small, "middle")
    for line in zeros:
        pen.line(line, pen.style.ink, 0.6)
    ink = title_ink(pen)
    base += pen.leading(ink)
    pen.text((x_ends[1], base), points.measures[0].bare, ink, "end")
    pen.lines((0, base + pen.leading(pen.small)), _lost_lines(pen, points), pen.small)


def _apart(pen: Pen, plot: Plot, scale: Scales) -> set[int]:
    """Return which names of the lower scale are set: all, or the two ends."""
    halves = [pen.measure(name, pen.small) / 2 for name in scale.x_names]
    ends = [(plot.x(p) - h, plot.x(p) + h) for p, h in zip(scale.xs, halves, strict=True)]
    fits = all(a[1] + 4 <= b[0] for a, b in pairwise(ends))
    return set(range(len(ends))) if fits else {0, len(ends) - 1}


def colour_of(pen: Pen, points: Points, point: Point) -> str:
    """Return the colour of a point: accent, and pale where others stand out."""
    style = pen.style
    some = any(each.strong for each in points.points)
    return tint(style.quiet, style.ground, 3.05) if some and not point.strong else style.accent


def name_all(pen: Pen, points: Points, discs: Sequence[Disc], plot: Plot) -> None:
    """Name the points, those that stand out first, then large ones and those at the edges.

    Points that find no room for their names are a D311, which is a note, unless they were picked.
    """
    middle = ((plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2)

    def key(at: int) -> tuple[bool, float, float]:
        disc = discs[at]
        away = abs(disc.x - middle[0]) + abs(disc.y - middle[1])
        return not points.points[at].strong, -round(disc.radius, 3), -round(away, 3)

    wanted = []
    for at in sorted(range(len(discs)), key=key):
        point = points.points[at]
        if point.name and point.cell and (points.naming or point.strong):
            ink = pen.strong if point.strong else Ink(pen.style.small_size, pen.style.text)
            wanted.append(Wanted(discs[at], point.name, ink, point.cell.mark))
    frame = (plot.left + 1, plot.top - 2, pen.width, plot.bottom - 1)
    without = name_points(pen, wanted, discs, frame)
    if without:
        names = ", ".join(f"“{each.text}”" for each in without[:6])
        more = f" and {len(without) - 6} others" if len(without) > 6 else ""
        message = f"there is no room for the names of {names}{more}"
        help = "give the chart more lines, or say in `names` which points are to be named"
        pen.findings.append(UNNAMED.finding(without[0].mark, message, help=help))


def told_points(points: Points, head: str, style: ChartStyle) -> str:
    """Return points in words: `head`, how the measures go together, each point or the extremes."""
    x, y = (each.header for each in points.measures[:2])
    text = head + _link(points, x, y, style)
    named_ones = [each for each in points.points if each.name]
    if named_ones and len(points.points) <= _TOLD:
        text += joined(style, [_pair(points, each, style) for each in named_ones])
    elif named_ones:
        unit = points.measures[1].unit
        ends = []
        for key, pick in (("highest", max), ("lowest", min)):
            found = pick(named_ones, key=lambda each: each.values[1])
            value = style.number(found.values[1], unit)
            ends.append(phrase(style, key, label=found.name, value=value))
        text += joined(style, ends)
    lost = points.lost[:6]
    return text + (sentence(style, "missing", labels=listed(style, lost)) if lost else "")


def _pair(points: Points, point: Point, style: ChartStyle) -> str:
    texts = [
        style.number(value, each.unit)
        for value, each in zip(point.values, points.measures, strict=True)
    ]
    rest = style.words["comma"].join(texts[1:])
    return phrase(style, "point", label=point.name, x=texts[0], y=rest)


def _link(points: Points, x: str, y: str, style: ChartStyle) -> str:
    """Return how two measures go together, from five points on."""
    if len(points.points) < 5:
        return ""
    pairs = [(float(each.values[0]), float(each.values[1])) for each in points.points]
    related = _correlation(pairs)
    key = "together" if related >= _RELATED else "opposed" if related <= -_RELATED else "unrelated"
    return sentence(style, key, x=x, y=y)


def _correlation(pairs: Sequence[tuple[float, float]]) -> float:
    """Return Pearson's coefficient; 0 where one of the two never changes."""
    count = len(pairs)
    mean_x, mean_y = (sum(pair[at] for pair in pairs) / count for at in (0, 1))
    both = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return both / spread**0.5 if spread else 0.0


def title_base(pen: Pen) -> float:
    """Return the first baseline, of the name of the upright scale."""
    return title_ink(pen).size * CAP + 1


def title_ink(pen: Pen) -> Ink:
    """Return the ink of what a scale measures, which is said where other charts have their unit."""
    return Ink(pen.style.label_size, pen.style.quiet)
