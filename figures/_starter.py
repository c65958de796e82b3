"""Rows by size: one dot for each, on a line from zero.

The paragraph above is what the list of chart kinds says, in one sentence. This one, and all that
follows, is the page about the kind: what the columns of its table are, and what it does with
values that are missing. The example is what others copy; it has to draw without a finding.

- chart:
    kind: starter
    title: The south wall is where the apples are
    unit: Apple trees by bed, number in 2025
    data: {columns: [Bed, Trees], rows: [[South wall, 48], [Orchard, 31], [Path, 12]]}
    source: Survey of the garden
    lines: 5
    options: {highlight: South wall}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

# What the bundled kinds share is there for yours, too: columns by name and with findings (_data),
# a pen that measures in points and reports what does not fit (_pen), words by language (_words).
from ._codes import VALUE
from ._data import Series, few_enough, highlighted, label_column, labelled, series
from ._pen import CAP, Drawing, Pen
from ._words import joined, phrase

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

# The name by which editions call the kind: that of the file.
NAME = "starter"
# The languages that `describe` has words for. In others, a finding (D207) asks for an `alt:`.
LANGUAGES = frozenset({"en"})
MAX_ROWS = 12


class Spec(BaseModel):
    """What `options:` can say. An option that is not here, or of another type, is a finding."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str = Field("", description="The row to show in the accent colour.")


def _rows(table: Table, spec: Spec) -> tuple[tuple[Cell, ...], Series, frozenset[int]]:
    """Return the cells of names, the numbers, and the rows that stand out.

    Each of these helpers raises a Diagnostic, with its place, for what cannot be drawn.
    """
    at = label_column(table, "")
    cells = table.cells(at)
    few_enough(cells, MAX_ROWS)
    labelled(cells)
    strong = highlighted([spec.highlight] if spec.highlight else [], [cell.text for cell in cells])
    numbers = series(table, (), at, 60)[0]
    below = [numbers.cells[row] for row, value in numbers.present if value < 0]
    if below:
        # A finding of your own: a message in plain words, the cell that is to blame, a way out.
        message, help = "this kind has no room left of zero", "draw a bar chart instead"
        raise Diagnostic(VALUE.finding(cell.mark, message, help=help) for cell in below)
    return cells, numbers, strong


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the rows. The figure has the size of the slot; the pen counts in points from its top
    left, and mirrors all of it for what is read from the right."""
    cells, numbers, strong = _rows(table, spec)
    pen = Pen(figure, style)
    names = [style.number(cell.value) for cell in cells]
    said = [
        phrase(style, "no_data") if value is None else style.short(value, numbers.unit)
        for value in numbers.values
    ]
    # Text is measured in the theme's fonts: nothing is placed by guess.
    left = max(pen.measure(name, pen.strong) for name in names) + 10
    room = pen.width - left - max(pen.measure(each, pen.strong) for each in said) - 10
    most = max(value for _, value in numbers.present) or 1
    pitch = min(pen.height / len(cells), 28.0)
    for row, value in enumerate(numbers.values):
        middle = pitch * (row + 0.5)
        base = middle + pen.label.size * CAP / 2
        ink = pen.strong if row in strong else pen.label
        pen.text((0, base), names[row], ink, mark=cells[row].mark)
        end = left + float((value or 0) / most) * room
        colour = style.accent if row in strong or not strong else style.quiet
        if value is not None:
            pen.line([(left, middle), (end, middle)], colour, 0.8)
            pen.dot((end, middle), 3.0, colour)
        pen.text((end + 7, base), said[row], ink, mark=numbers.cells[row].mark)
    # The pen tells what colours and sizes were used, and which labels met or left the slot.
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the chart in words, for those who cannot see it: what it says, not how it looks."""
    cells, numbers, _ = _rows(table, spec)
    items = [
        phrase(
            style,
            "pair",
            label=style.number(cells[row].value),
            value=style.number(value, numbers.unit),
        )
        for row, value in numbers.present
    ]
    return f"Chart of {len(cells)} rows. " + joined(style, items)
