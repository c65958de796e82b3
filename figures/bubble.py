"""Bubbles: two measures by place and a third by size, each bubble named where there is room.

The first column names the bubbles; the first three columns of numbers say how far along they
stand, how high, and how large their area is (or those that `x`, `y` and `size` name).

- chart:
    kind: bubble
    title: The largest market is not the fastest
    data:
      columns: [Country, Growth (%), Share of exports (%), Market (EUR billion)]
      rows:
        - [Germany, 2.1, 14, 48]
        - [United States, 5.8, 27, 95]
        - [Japan, 1.2, 5, 30]
        - [Brazil, 7.9, 3, 12]
        - [China, 6.5, 9, 70]
    width: page
    lines: 18

The area of a bubble is proportional to its value, as the key above the chart shows. Values below
zero have no area and cannot be shown. Small bubbles lie on large ones.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import pi, sqrt
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._along import Plot
from ._codes import VALUE
from ._naming import Disc
from ._pen import CAP, Drawing, Pen
from ._plane import (
    Point,
    Points,
    colour_of,
    draw_scales,
    name_all,
    plane,
    points_of,
    scales,
    title_base,
    title_ink,
    told_points,
)
from ._shapes import around, polygon
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "bubble"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS = 60
_LARGEST, _SMALLEST = 24.0, 7.0  # radius of the largest bubble in points, by the slot's size
_LEAST = 1.0  # radius below which nothing is seen


class Spec(BaseModel):
    """The options of a bubble chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str | tuple[str, ...] = Field(
        (), description="The bubbles to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that names the bubbles; else the first.")
    names: str | tuple[str, ...] = Field(
        (), description="The bubbles to name; else all that there is room for."
    )
    size: str = Field("", description="The column of their areas; else the third of numbers.")
    x: str = Field("", description="The column that runs along; else the first of numbers.")
    y: str = Field("", description="The column that runs upwards; else the next of numbers.")


def _points(table: Table, spec: Spec) -> Points:
    measures = {"x": spec.x, "y": spec.y, "size": spec.size}
    points = points_of(table, measures, spec.label, MAX_ROWS, (spec.highlight, spec.names))
    for each in points.points:
        if each.values[2] < 0:
            mark = each.cell.mark if each.cell else table.mark
            message = "a bubble cannot have an area below zero"
            help = "show this measure along or upwards, or leave the row out"
            raise Diagnostic([VALUE.finding(mark, message, help=help)])
    return points


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the key, both scales, the bubbles, large ones first, and their names."""
    points = _points(table, spec)
    pen = Pen(figure, style)
    most = max(float(each.values[2]) for each in points.points) or 1.0
    reach = min(max(sqrt(pen.width * pen.height) * 0.09, _SMALLEST), _LARGEST)
    scale = scales(pen, points, [_radius(each, most, reach) for each in points.points])
    top = _head(pen, points, most, reach)
    plot = _roomy(plane(pen, points, scale, top), points, most, reach)
    draw_scales(pen, points, scale, plot)
    discs = _discs(plot, points, most, reach)
    for at in sorted(range(len(discs)), key=lambda at: (-discs[at].radius, at)):
        disc = discs[at]
        _disc(pen, disc, style.ground, disc.radius + 0.8)
        pen.dot((disc.x, disc.y), disc.radius, colour_of(pen, points, points.points[at]))
    name_all(pen, points, discs, plot)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the bubbles in words: what is measured, how it goes together, and the bubbles."""
    points = _points(table, spec)
    x, y, size = (each.heading for each in points.measures)
    head = sentence(style, "bubble", count=len(points.points), x=x, y=y, size=size)
    return told_points(points, head, style)


def _discs(plot: Plot, points: Points, most: float, reach: float) -> list[Disc]:
    return [
        Disc(
            plot.x(float(each.values[0])),
            plot.y(float(each.values[1])),
            _radius(each, most, reach),
        )
        for each in points.points
    ]


def _radius(point: Point, most: float, reach: float) -> float:
    return max(reach * sqrt(float(point.values[2]) / most), _LEAST)


def _roomy(plot: Plot, points: Points, most: float, reach: float) -> Plot:
    """Return the plot moved in by as much as bubbles stick out of it."""
    discs = _discs(plot, points, most, reach)
    return replace(
        plot,
        left=plot.left + max(max(plot.left - d.x + d.radius for d in discs), 0.0),
        right=plot.right - max(max(d.x + d.radius - plot.right for d in discs), 0.0),
        top=plot.top + max(max(plot.top - d.y + d.radius for d in discs), 0.0),
        bottom=plot.bottom - max(max(d.y + d.radius - plot.bottom for d in discs), 0.0),
    )


def _disc(pen: Pen, disc: Disc, colour: str, radius: float) -> None:
    """Fill a disc of the page's colour, which parts a bubble from those below it."""
    steps = [around((disc.x, disc.y), radius, 2 * pi * at / 48) for at in range(48)]
    polygon(pen, steps, colour, seen=False)


def _head(pen: Pen, points: Points, most: float, reach: float) -> float:
    """Draw the name of the upright scale and the key of sizes; return where the plot begins."""
    ink = title_ink(pen)
    title, measured = points.measures[1].bare, points.measures[2]
    unit = "%" if measured.unit == "%" else ""
    values = _keyed([point.values[2] for point in points.points])
    radii = [reach * sqrt(float(value) / most) for value in values]
    texts = [pen.style.short(value, unit) for value in values]
    widths = [
        pen.measure(text, pen.small) + 2 * r + 11 for text, r in zip(texts, radii, strict=True)
    ]
    named = pen.measure(measured.bare, ink)
    alone = pen.measure(title, ink) + 16 + named + sum(widths) > pen.width
    middle = max(radii[-1], ink.size * CAP / 2) + 1
    x = 0.0 if alone else pen.width - named - sum(widths)
    base = middle + ink.size * CAP / 2
    pen.text((x, base), measured.bare, ink)
    x += named
    for text, radius, width in zip(texts, radii, widths, strict=True):
        pen.dot((x + 8 + radius, middle), radius, pen.style.quiet, hollow=radius > 1.5)
        pen.text((x + 11 + 2 * radius, base), text, pen.small)
        x += width
    if alone:
        base = middle * 2 + title_base(pen) + 2
    pen.text((0, base), title, ink)
    return max(base + pen.leading(ink), 2 * middle + 6)


def _keyed(sizes: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return two round sizes for the key: one of the small bubbles', and one of the large ones'."""
    most = max(sizes) or Decimal(1)
    large = _round(most * 3 / 5)
    return _round(min(max(min(sizes), most / 20), large / 4)), large


def _round(value: Decimal) -> Decimal:
    """Return the number next below that begins with 1, 2 or 5 and goes on in zeros."""
    if not value:
        return Decimal(1)
    size = Decimal(1).scaleb(value.adjusted())
    found = next(step * size for step in (5, 2, 1) if step * size <= value)
    return found.quantize(Decimal(1)) if found >= 1 else found
