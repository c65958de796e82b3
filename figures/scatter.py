"""Points: how two measures go together, each point named where there is room.

The first column names the points, the first two columns of numbers say how far along and how
high they stand (or those that `x` and `y` name).

- chart:
    kind: scatter
    title: Who spends more on research patents more
    data:
      columns: [Country, Research (% of GDP), Patents per million people]
      rows:
        - [Sweden, 3.4, 430]
        - [Denmark, 2.8, 330]
        - [Finland, 3.0, 320]
        - [Norway, 1.9, 120]
        - [Germany, 3.1, 310]
        - [Spain, 1.4, 40]
    lines: 16
    options: {highlight: Sweden}

Names keep clear of points and of each other: right of the point, or wherever there is room,
further off on a thin line. Points whose names find no room are named in a note of the build; say
in `names` which ones you want. With more than 60 points only those are named that `highlight`
or `names` ask for. Points that lack a value are named below the chart.

Up to 100,000 points are drawn, smaller the more there are. Those that lie wholly under others are
left out of the file; where that is every second one, a note of the build says so, since nobody
can see any longer where they are densest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from ._codes import CROWDED
from ._crowd import seen
from ._naming import Disc
from ._pen import Drawing, Pen
from ._plane import (
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
from ._shapes import dots
from ._words import LANGUAGES, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "scatter"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS, MAX_SINGLE = 100_000, 100
_RADII = ((100, 2.6), (2000, 1.8), (MAX_ROWS, 1.2))
"""The radius in points of up to so many points."""
_CROWDED = 0.5
"""The part of all points that lie under others, from which on density is lost."""


class Spec(BaseModel):
    """The options of a scatter chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str | tuple[str, ...] = Field(
        (), description="The points to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that names the points; else the first.")
    names: str | tuple[str, ...] = Field(
        (), description="The points to name; else all that there is room for."
    )
    x: str = Field("", description="The column that runs along; else the first of numbers.")
    y: str = Field("", description="The column that runs upwards; else the next of numbers.")


def _points(table: Table, spec: Spec) -> Points:
    measures = {"x": spec.x, "y": spec.y}
    return points_of(table, measures, spec.label, MAX_ROWS, (spec.highlight, spec.names))


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw both scales, the points, those that stand out above the others, and their names."""
    points = _points(table, spec)
    pen = Pen(figure, style)
    scale = scales(pen, points)
    plot = plane(pen, points, scale, title_base(pen) + pen.leading(title_ink(pen)))
    draw_scales(pen, points, scale, plot)
    pen.text((0, title_base(pen)), points.measures[1].bare, title_ink(pen))
    radius = next(each for most, each in _RADII if len(points.points) <= most)
    discs = [
        Disc(plot.x(float(each.values[0])), plot.y(float(each.values[1])), radius)
        for each in points.points
    ]
    back = _crowd(pen, points, discs) if len(discs) > MAX_SINGLE else []
    front = sorted(set(range(len(discs))) - set(back))
    for at in sorted(front, key=lambda at: points.points[at].strong):
        disc = discs[at]
        pen.dot((disc.x, disc.y), disc.radius, colour_of(pen, points, points.points[at]))
    name_all(pen, points, discs, plot)
    return pen.drawing()


def _crowd(pen: Pen, points: Points, discs: Sequence[Disc]) -> list[int]:
    """Draw the points that do not stand out, and return them; D312 where most cannot be seen."""
    back = [at for at, each in enumerate(points.points) if not each.strong]
    if not back:
        return []
    crowd = seen([(discs[at].x, discs[at].y) for at in back], discs[0].radius)
    dots(pen, crowd.points, discs[0].radius, colour_of(pen, points, points.points[back[0]]))
    if crowd.hidden > len(back) * _CROWDED:
        share = 100 * crowd.hidden // len(back)
        message = f"{share}% of the points lie under others, so that density cannot be seen"
        help = "draw a sample of the rows, or count them in classes and draw a heat table"
        pen.findings.append(CROWDED.finding(None, message, help=help))
    return back


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the points in words: what is measured, how it goes together, and the points."""
    points = _points(table, spec)
    x, y = (each.heading for each in points.measures)
    head = sentence(style, "scatter", count=len(points.points), x=x, y=y)
    return told_points(points, head, style)
