"""A waterfall: how one total becomes another, step by step.

The first column names the steps (up to sixteen), the first column of numbers is what each of them
adds or takes away. Rows named in `totals` are what has come together so far: they stand on the
baseline. Their cells may be empty; a number there has to be the sum of the steps above it. A total
in the first row is where the steps begin.

- chart:
    kind: waterfall
    title: Growth came from new companies, not from old ones
    unit: Life science companies
    data:
      columns: [Step, Companies]
      rows: [[In 2020, 420], [Founded, 165], [Moved in, 45], [Closed, -112], [In 2025, 518]]
    lines: 10
    options: {totals: [In 2020, In 2025]}

What is added is filled, what is taken away is light with an outline, and their values have signs.
Steps stand upright unless their names do not fit below them. A step cannot be missing, because
those after it would have no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from report.diagnostics import Diagnostic

from ._bars import light, solid
from ._codes import TURNED, VALUE
from ._data import alike, highlighted, named
from ._pen import Drawing, Pen
from ._rows import PITCH, Choice, Rows, rack, read_rows
from ._towers import Part, Tower, lie, stand
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table
    from report.diagnostics import Finding

NAME = "waterfall"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS = 16


class Spec(Choice):
    """The options of a waterfall chart."""

    totals: str | tuple[str, ...] = Field(
        (), description="The rows that are what has come together so far."
    )
    orientation: Literal["auto", "horizontal", "vertical"] = Field(
        "auto", description="Lying or upright bars; auto stands them upright where names fit."
    )


@dataclass(frozen=True)
class _Step:
    """One row: from which sum to which, its value, and whether it is a total."""

    begin: Decimal
    end: Decimal
    total: bool

    def said(self, style: ChartStyle, unit: str, full: bool = False) -> str:
        """Return the value as it is printed: steps with their sign, as the language writes it."""
        write = style.number if full else style.short
        if self.total or self.end <= self.begin:
            return write(self.end if self.total else self.end - self.begin, unit)
        # The sign stands where the language puts a minus, which is not everywhere in front.
        return write(self.begin - self.end, unit).replace("−", "+")


def _steps(table: Table, spec: Spec, style: ChartStyle) -> tuple[Rows, tuple[_Step, ...]]:
    """Return the rows and their steps; Diagnostic D304 for each that cannot be placed."""
    rows = read_rows(table, spec, style, (MAX_ROWS, 1))
    totals = _totals(rows, spec)
    findings: list[Finding] = []
    found: list[_Step] = []
    running = Decimal(0)
    for row, (cell, value) in enumerate(
        zip(rows.series[0].cells, rows.series[0].values, strict=True)
    ):
        begin = Decimal(0) if row in totals else running
        if row in totals and row == 0 and value is not None:
            running = value
        elif row in totals and row:
            findings += _wrong(cell, value, running)
        elif value is None:
            message = "a step without a value leaves those after it without a place"
            findings.append(VALUE.finding(cell.mark, message, help="fill in the cell"))
        else:
            running += value
        found.append(_Step(begin, running, row in totals))
    if findings:
        raise Diagnostic(findings)
    return rows, tuple(found)


def _totals(rows: Rows, spec: Spec) -> frozenset[int]:
    return highlighted(named(spec.totals), [cell.text for cell in rows.cells], "totals")


def _wrong(cell: Cell, value: Decimal | None, running: Decimal) -> list[Finding]:
    """Return the finding of a total that is given and is not the sum of its steps."""
    if value is None or value == running:
        return []
    message = f"the steps come to {running:f}, but the total says {cell.text}"
    help = "mend the steps or the total, or add a step for the difference"
    return [VALUE.finding(cell.mark, message, help=help)]


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the steps, each where the one before it ended, and the totals."""
    rows, steps = _steps(table, spec, style)
    pen = Pen(figure, alike(style, rows.series))
    unit = rows.series[0].unit
    towers = [_tower(pen, rows, row, step, unit) for row, step in enumerate(steps)]
    if spec.orientation != "horizontal":
        if stand(pen, rows, towers):
            return pen.drawing()
        if spec.orientation == "vertical":
            message = "the bars lie, because their labels do not fit below them"
            pen.findings.append(TURNED.finding(None, message, at="orientation"))
    lie(pen, rows, towers, rack(pen, rows, (0.0, pen.height), (pen.label.size * 1.2, PITCH)))
    return pen.drawing()


def _tower(pen: Pen, rows: Rows, row: int, step: _Step, unit: str) -> Tower:
    style = pen.style
    if step.total:
        fill = solid(style.ink)
    else:
        fill = light(pen) if step.end < step.begin else solid(style.accent)
    begin, end = float(step.begin), float(step.end)
    return Tower(
        (Part(begin, end, fill),),
        step.said(style, unit),
        pen.strong if step.total else pen.label,
        mark=rows.series[0].cells[row].mark,
        below=max(begin, end) <= 0 and begin != end,
        link=end,
    )


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return the steps in words, each with its sign, and the totals."""
    rows, steps = _steps(table, spec, style)
    unit = rows.series[0].unit
    head = sentence(style, "waterfall", count=len(steps))
    pairs = [
        phrase(style, "pair", label=name, value=step.said(style, unit, full=True))
        for name, step in zip(rows.names, steps, strict=True)
    ]
    return head + joined(style, pairs)
