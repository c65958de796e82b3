"""A ring: the parts of a whole, at most five, each named where it stands.

The first column names the parts, the first column of numbers gives them. They have to add up: to
100 where they are per cent, to `total` where that is given. Parts that cannot be added up to
anything, or more than five, are better drawn as bars.

- chart:
    kind: donut
    title: Every second company began at a university
    unit: Swedish biotech companies, share by origin
    data:
      columns: [Origin, Share (%)]
      rows: [[Universities, 56], [Other companies, 31], [Abroad, 13]]
    lines: 9
    options: {highlight: Universities}

The parts follow each other clockwise from the top, in the order of the data or sorted, from dark
to light. With `highlight` one part has the accent colour and its value stands in the middle. In
slots where names beside the ring would make it small, they are listed beside or below it, each
after its colour.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import pi
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import NOT_A_WHOLE, VALUE
from ._data import few_enough, highlighted, label_column, labelled, series
from ._pen import Drawing, Pen, tint
from ._ring import Part, draw_ring
from ._shades import shades
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "donut"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_PARTS = 5


class Spec(BaseModel):
    """The options of a ring."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str = Field("", description="The part to show in the accent colour.")
    sort: Literal["none", "ascending", "descending"] = Field(
        "none", description="The order of the parts by size; none keeps the data's."
    )
    total: Decimal | None = Field(
        None, gt=0, description="What the parts add up to; else 100 for per cent, or their sum."
    )
    label: str = Field("", description="The column that names the parts; else the first.")
    values: str = Field("", description="The column of numbers; else the first.")


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the ring, and the names and values of its parts beside or below it."""
    parts = _parts(table, spec, style)
    pen = Pen(figure, style.alike(part.value for part in parts if part.unit != "%"))
    draw_ring(pen, _coloured(pen, parts))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every part with its value, in the order of the ring."""
    parts = _parts(table, spec, style)
    items = [
        phrase(style, "pair", label=part.name, value=style.number(part.value, part.unit))
        for part in parts
    ]
    return sentence(style, "donut", count=len(parts)) + joined(style, items)


def _parts(table: Table, spec: Spec, style: ChartStyle) -> tuple[Part, ...]:
    """Return the parts in order; Diagnostic D304, D308 or D310 for what is no whole."""
    label = label_column(table, spec.label)
    which = series(table, [spec.values] if spec.values else (), label, 60)[0]
    cells = table.cells(label)
    few_enough(cells, MAX_PARTS)
    labelled(cells)
    _whole(which.cells, which.values, spec, which.unit)
    values = [value or Decimal(0) for value in which.values]
    order = list(range(len(values)))
    if spec.sort != "none":
        sign = -1 if spec.sort == "descending" else 1
        order.sort(key=lambda row: (sign * values[row], row))
    names = [cell.text for cell in cells]
    strong = highlighted([spec.highlight] if spec.highlight else (), names)
    parts, begin, whole = [], Decimal(0), sum(values, Decimal(0))
    for row in order:
        angles = (float(begin / whole) * 2 * pi, float((begin + values[row]) / whole) * 2 * pi)
        name = style.number(cells[row].value)
        parts.append(Part(cells[row], name, values[row], which.unit, angles, row in strong))
        begin += values[row]
    return tuple(parts)


def _whole(
    cells: tuple[Cell, ...], values: tuple[Decimal | None, ...], spec: Spec, unit: str
) -> None:
    """Raise Diagnostic when the values are not the parts of one whole."""
    findings = []
    for cell, value in zip(cells, values, strict=True):
        if value is None:
            message = "this part has no value, and a ring is made of all parts of a whole"
            findings.append(
                NOT_A_WHOLE.finding(cell.mark, message, help="fill it in, or draw bars")
            )
        elif value < 0:
            message = f"a part cannot be negative: {cell.text}"
            findings.append(VALUE.finding(cell.mark, message, help="draw a bar chart instead"))
    if findings:
        raise Diagnostic(findings)
    known = [value for value in values if value is not None]
    found = sum(known, Decimal(0))
    if len(known) < 2 or not found:
        message = "a ring is made of two parts or more, of which one is not zero"
        help = "write the rest as a part, or show the figure by itself"
        raise Diagnostic([NOT_A_WHOLE.finding(cells[0].mark, message, help=help)])
    total = spec.total or (Decimal(100) if unit == "%" else found)
    # Each part may have been rounded by half of its last digit.
    digits = min(min(int(value.as_tuple().exponent) for value in known), 0)
    if abs(found - total) > len(known) * Decimal(5).scaleb(digits - 1):
        message = f"the parts add up to {found:f}, not {total:f}"
        rest = f"add a row for the other {total - found:f}, " if found < total else ""
        help = f"{rest}or draw bars, which need not add up"
        raise Diagnostic([NOT_A_WHOLE.finding(cells[-1].mark, message, help=help)])


def _coloured(pen: Pen, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    if any(part.strong for part in parts):
        pale = tint(pen.style.quiet, pen.style.ground, 3.05)
        colours = [pen.style.accent if part.strong else pale for part in parts]
    else:
        colours = shades(pen.style, len(parts))
    return tuple(replace(part, colour=each) for part, each in zip(parts, colours, strict=True))
