"""A share as squares: one hundred of them, so many of which are filled.

For one or a few shares of a whole that a reader should *see* rather than calculate. The first
column names the shares, the first column of numbers gives them in squares (per cent, when there
are a hundred).

- chart:
    kind: waffle
    title: Most begin at a university
    unit: Swedish biotech companies, share by origin
    data: {columns: [Origin, Share (%)], rows: [[Academia, 56], [Other, 44]]}
    lines: 12
    options: {highlight: Academia}

With `highlight` one share is filled and the rest is ground; without it, a single share (or the
first of two) is. Three shares are filled one after the other, which is as many as can be told
apart. Squares are filled from the lower left, row by row; in a low, wide slot, column by column.
Shares are rounded to whole squares by largest remainder; the label and the alt text keep the
value as given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import floor
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import VALUE
from ._data import few_enough, highlighted, label_column, labelled, series
from ._pen import CAP, Drawing, Ink, Pen, contrast, tint
from ._place import spread
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "waffle"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
_GAP = 0.13  # of a square's pitch
_OFF = 1.3  # contrast of an empty square with the page
_FIGURE = 30.0  # points, a single value beside or below the squares


class Spec(BaseModel):
    """The options of a waffle chart."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str = Field("", description="The share to fill; the others stay ground.")
    columns: int = Field(
        0, ge=0, le=50, description="Squares in a row; 0 chooses 10, or more in a wide slot."
    )
    squares: int = Field(100, ge=4, le=400, description="Squares altogether.")
    total: Decimal = Field(
        Decimal(100), gt=0, description="What all the squares stand for: 100, for per cent."
    )
    labels: bool = Field(True, description="Print value and name of each filled share.")
    label: str = Field("", description="The column that names the shares; else the first.")
    values: str = Field("", description="The column of numbers; else the first.")


@dataclass(frozen=True)
class _Part:
    cell: Cell
    name: str
    value: Decimal
    unit: str
    squares: int


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the squares, and the values of the filled shares beside or below them."""
    parts = _filled(table, spec)
    pen = Pen(figure, style)
    colours = _colours(style, len(parts))
    columns = spec.columns or _columns(pen, spec, len(parts))
    beside = spec.labels and columns < 15
    below = pen.leading(pen.label) + 6 if spec.labels and not beside else 0.0
    rows = -(-spec.squares // columns)
    # The last square has no gap after it: the outer ones end where the slot ends.
    pitch = min((pen.height - below) / (rows - _GAP), pen.width / (columns - _GAP))
    if beside:
        pitch = min(pitch, (pen.width - _label_width(pen, parts) - 12) / (columns - _GAP))
    _squares(pen, (rows, columns, pitch), spec.squares, [p.squares for p in parts], colours)
    if beside:
        _labels_beside(pen, parts, colours, (columns - _GAP) * pitch + 12, (rows - _GAP) * pitch)
    elif spec.labels:
        _labels_below(pen, parts, colours, (rows - _GAP) * pitch)
    return pen.drawing()


def _columns(pen: Pen, spec: Spec, count: int) -> int:
    """Return ten columns for high slots; for wide ones 20 where so many fill the slot, else 25."""
    if pen.width < pen.height * 2.4:
        return 10
    words = _FIGURE + 8 if count == 1 else pen.leading(pen.label) + 6
    rows = -(-spec.squares // 20)
    high = (rows - _GAP) * pen.width / (20 - _GAP) + (words if spec.labels else 0.0)
    return 20 if high <= pen.height else 25


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return what the squares show: every share with its value and number of squares."""
    each = style.number((spec.total / spec.squares).normalize() + 0, _parts(table, spec)[0].unit)
    items = [
        phrase(
            style,
            "waffle_part_one" if part.squares == 1 else "waffle_part",
            label=part.name,
            value=style.number(part.value, part.unit),
            squares=part.squares,
        )
        for part in _parts(table, spec)
    ]
    head = sentence(style, "waffle", total=spec.squares, each=each)
    return head + joined(style, items)


def _parts(table: Table, spec: Spec) -> tuple[_Part, ...]:
    """Return the shares that are there; Diagnostic D304 for what cannot be part of the whole."""
    label = label_column(table, spec.label)
    which = series(table, [spec.values] if spec.values else (), label, 60)[0]
    cells = table.cells(label)
    rows = [(cells[row], which.cells[row], value) for row, value in which.present]
    labelled([cell for cell, _, _ in rows])
    findings = []
    running = Decimal(0)
    for _, cell, value in rows:
        running += max(value, Decimal(0))
        if value < 0:
            message = f"a share cannot be negative: {cell.text}"
            findings.append(VALUE.finding(cell.mark, message, help="draw a bar chart instead"))
        elif running > spec.total >= running - value:
            message = f"the shares add up to more than {spec.total:f} here: {running:f}"
            help = "for counts, say what the whole is: options: {total: 450}"
            findings.append(VALUE.finding(cell.mark, message, help=help))
    if findings:
        raise Diagnostic(findings)
    counts = _whole([value * spec.squares / spec.total for _, _, value in rows])
    return tuple(
        _Part(cell, str(cell.text), value, which.unit, count)
        for (cell, _, value), count in zip(rows, counts, strict=True)
    )


def _whole(shares: list[Decimal]) -> list[int]:
    """Return whole numbers whose sum is the rounded sum of the shares (largest remainder)."""
    counts = [floor(share) for share in shares]
    spare = int(sum(shares, Decimal(0)) + Decimal("0.5")) - sum(counts)
    by_rest = sorted(range(len(shares)), key=lambda at: (counts[at] - shares[at], at))
    for at in by_rest[:spare]:
        counts[at] += 1
    return counts


def _filled(table: Table, spec: Spec) -> tuple[_Part, ...]:
    """Return the shares to be filled: the highlighted one, the first of two, or all."""
    parts = _parts(table, spec)
    if spec.highlight:
        chosen = highlighted([spec.highlight], [part.name for part in parts])
        return tuple(part for at, part in enumerate(parts) if at in chosen)
    if len(parts) <= 2:
        return parts[:1]
    few_enough([part.cell for part in parts], 3)
    return parts


def _colours(style: ChartStyle, count: int) -> list[str]:
    if count == 1:
        return [style.accent]
    # The third has to stand out from the empty squares as well as from the page.
    return [style.accent, style.ink, tint(style.quiet, style.ground, 3.05 * _OFF)][:count]


def _squares(
    pen: Pen, grid: tuple[int, int, float], total: int, counts: list[int], colours: list[str]
) -> None:
    """Fill the squares from the lower left: by rows when the grid is high, by columns if wide."""
    rows, columns, pitch = grid
    light = tint(pen.style.accent, pen.style.ground, _OFF)
    side = pitch * (1 - _GAP)
    fills = [colour for count, colour in zip(counts, colours, strict=True) for _ in range(count)]
    for number in range(total):
        if columns > rows * 2:
            column, row = divmod(number, rows)
        else:
            row, column = divmod(number, columns)
        box = (column * pitch, (rows - 1 - row) * pitch, side, side)
        if number < len(fills):
            pen.rectangle(box, fills[number], against=(light,))
        else:
            pen.ground(box, light)


def _value(pen: Pen, part: _Part) -> str:
    return pen.style.short(part.value, part.unit)


def _label_width(pen: Pen, parts: tuple[_Part, ...]) -> float:
    """Return the width beside the squares: a quarter of the slot, or more for long words.

    It does not depend on the words otherwise, so that two waffles side by side are alike.
    """
    need = [pen.measure(_value(pen, part), _value_ink(pen, parts, "")) for part in parts]
    need += [pen.measure(word, pen.label) for part in parts for word in part.name.split()]
    return min(max(*need, pen.width * 0.26), pen.width * 0.45)


def _value_ink(pen: Pen, parts: tuple[_Part, ...], colour: str) -> Ink:
    """Return the ink of the values: one is large, as figures of the page are, several smaller."""
    if len(parts) == 1:
        return pen.figure_ink(_FIGURE, colour)
    return Ink(13.0, colour, pen.style.strong_weight)


def _labels_beside(
    pen: Pen, parts: tuple[_Part, ...], colours: list[str], left: float, height: float
) -> None:
    """Set each value with its name below it, level with its squares; a single one at their head."""
    size = _value_ink(pen, parts, "").size
    step = pen.leading(pen.label)
    wrapped = [pen.wrap(part.name, pen.width - left, pen.label) for part in parts]
    air = 9 if len(parts) == 1 else 5
    heights = [size * CAP + air + len(lines) * step for lines in wrapped]
    total = sum(part.squares for part in parts)
    middles, filled = [], 0.0
    for part in parts:
        middles.append(height * (filled + part.squares / 2) / max(total, 100))
        filled += part.squares
    # From the foot upward, as the squares are filled.
    rises = [m - h / 2 for m, h in zip(middles, heights, strict=True)]
    rises = [height - heights[0]] if len(parts) == 1 else rises
    rises = spread(rises, [each + 8 for each in heights], 0.0, height + 8)
    for at, (part, colour) in enumerate(zip(parts, colours, strict=True)):
        top = height - rises[at] - heights[at]
        ink = _value_ink(pen, parts, _readable(pen, colour))
        pen.text((left, top + size * CAP), _value(pen, part), ink, mark=part.cell.mark)
        base = top + size * CAP + air + pen.label.size * CAP
        pen.lines((left, base), wrapped[at], pen.label, mark=part.cell.mark)


def _labels_below(pen: Pen, parts: tuple[_Part, ...], colours: list[str], height: float) -> None:
    """Set values and names in one line below the squares, each after its colour."""
    if len(parts) == 1 and pen.height - height >= _FIGURE + 8:
        value, base = _value(pen, parts[0]), height + 8 + _FIGURE * CAP
        ink = pen.figure_ink(_FIGURE, pen.style.accent)
        pen.text((0, base), value, ink, mark=parts[0].cell.mark)
        left = pen.measure(value, ink) + 8
        pen.text((left, base), parts[0].name, pen.label, mark=parts[0].cell.mark)
        return
    left, base = 0.0, height + 4 + pen.label.size
    size = pen.label.size * CAP
    for part, colour in zip(parts, colours, strict=True):
        pen.rectangle((left, base - size, size, size), colour)
        value = _value(pen, part)
        pen.text((left + size + 4, base), value, pen.strong, mark=part.cell.mark)
        left += size + 4 + pen.measure(value + " ", pen.strong)
        pen.text((left, base), part.name, pen.label, mark=part.cell.mark)
        left += pen.measure(part.name, pen.label) + 14


def _readable(pen: Pen, colour: str) -> str:
    """Return the colour where it can be read as text on the ground, else the text's own."""
    return colour if contrast(colour, pen.style.ground) >= 4.5 else pen.style.text
