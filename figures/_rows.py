"""What charts of rows share: what is read of a table, and the column of names before the rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import NO_NUMBERS, OVERSET, VALUE
from ._data import Series, few_enough, highlighted, label_column, labelled, named, series
from ._pen import CAP, GRID_LINE, Ink, Pen
from ._words import joined, listed, phrase, sentence

if TYPE_CHECKING:
    from report.charts import ChartStyle
    from report.content.tables import Cell, Table
    from report.diagnostics import Finding

MAX_ROWS = 40
PITCH = 42.0  # points, the widest that rows are spaced, whatever is drawn in them
NAMES = 0.42  # of the width, the most that names take
GAP = 8.0  # points between the names and what is drawn
_FEW = 8  # rows that are told one by one


class Choice(BaseModel):
    """Which columns and rows are drawn."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    label: str = Field("", description="The column that names the rows; else the first.")
    values: str | tuple[str, ...] = Field(
        (), description="The columns of numbers to draw, in this order; else all."
    )


class Marked(Choice):
    """A choice of rows some of which may stand out."""

    highlight: str | tuple[str, ...] = Field(
        (), description="The rows to show in the accent colour, the others paler."
    )


class Sorted(Marked):
    """A choice of rows that may be put in order."""

    sort: Literal["none", "ascending", "descending"] = Field(
        "none", description="The order of the rows, by the first series; none keeps the data's."
    )


@dataclass(frozen=True)
class Rows:
    """What is drawn: names, series in the order of drawing, and which rows stand out.

    Where the series are shares, `lost` are the parts by row without which there are none.
    """

    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    series: tuple[Series, ...]
    strong: frozenset[int]
    dated: bool
    lost: tuple[tuple[str, ...], ...] = ()


def read_rows(table: Table, choice: Choice, style: ChartStyle, limits: tuple[int, int]) -> Rows:
    """Return the rows chosen, in order; `limits` are the most rows and series.

    Raises Diagnostic with what cannot be drawn (D301 to D308).
    """
    label = label_column(table, choice.label)
    found = series(table, named(choice.values), label, limits[1])
    cells = table.cells(label)
    few_enough(cells, limits[0])
    labelled(cells)
    order = list(range(len(cells)))
    sort = choice.sort if isinstance(choice, Sorted) else "none"
    if sort != "none":
        values = found[0].values
        sign = -1 if sort == "descending" else 1
        order.sort(key=lambda row: (values[row] is None, sign * (values[row] or Decimal(0)), row))
    ordered = tuple(cells[row] for row in order)
    strong = named(choice.highlight) if isinstance(choice, Marked) else ()
    return Rows(
        ordered,
        tuple(style.number(cell.value) for cell in ordered),
        tuple(Series(s.name, s.unit, tuple(s.cells[row] for row in order)) for s in found),
        highlighted(strong, [cell.text for cell in ordered]),
        table.columns[label].kind == "date",
    )


def read_pair(
    table: Table, choice: Choice, style: ChartStyle, kind: str, limit: int = MAX_ROWS
) -> Rows:
    """Return rows of exactly two columns of numbers; Diagnostic D301 when there is but one."""
    rows = read_rows(table, choice, style, (limit, 2))
    if len(rows.series) < 2:
        message = f"a {kind} chart needs two columns of numbers; here is one"
        help = "add the other column, or name both: values: [2015, 2025]"
        raise Diagnostic([NO_NUMBERS.finding(table.mark, message, help=help)])
    return rows


def other_units(table: Table, rows: Rows, why: str) -> list[Finding]:
    """Return a finding (D304) for each series that has another unit than the first."""
    first = rows.series[0]
    return [
        VALUE.finding(
            next(c.mark for c in table.columns if (c.header, c.unit) == (each.name, each.unit)),
            f"“{each.name}” is in another unit than “{first.name}”: {why}",
            help="give all columns of the chart the same unit",
        )
        for each in rows.series
        if each.unit != first.unit
    ]


def ink_of(pen: Pen, rows: Rows, row: int) -> Ink:
    """Return the ink of a row: semibold where it is highlighted."""
    return pen.strong if row in rows.strong else pen.label


def worded(pen: Pen, each: Series, value: Decimal | None) -> str:
    """Return a value as its label says it, "no_data" where it is missing."""
    return phrase(pen.style, "no_data") if value is None else pen.style.short(value, each.unit)


def unit_of(rows: Rows) -> str:
    """Return "%" when every series is per cent."""
    return "%" if all(each.unit == "%" for each in rows.series) else ""


@dataclass(frozen=True)
class Rack:
    """Where lying rows stand: the left end of what is drawn, their top and spacing, in points."""

    left: float
    top: float
    pitch: float
    names: tuple[tuple[str, ...], ...]

    def middle(self, row: int) -> float:
        """Return the middle of a row."""
        return self.top + self.pitch * (row + 0.5)

    @property
    def foot(self) -> float:
        """Where the last row ends."""
        return self.top + self.pitch * len(self.names)


def rack(
    pen: Pen,
    rows: Rows,
    room: tuple[float, float],
    pitch: tuple[float, float],
    share: float = NAMES,
) -> Rack:
    """Return where the rows stand between two heights, spaced at least and about at most `pitch`.

    They end at the lower height, or whole lines of the page above it. Names take up to a `share` of
    the width. Too little height is a finding of the pen (D306) that says how much there should be.
    """
    left, wrapped = column_of(pen, rows, share)
    count = len(wrapped)
    top, bottom = room
    each = (bottom - top) / count
    least = max(max(map(len, wrapped)) * pen.leading(pen.label), pitch[0]) + 1
    if each < least:
        height = least * count + pen.height - (bottom - top)
        message = f"{count} rows need {height:.0f} pt of height, not {pen.height:.0f} pt"
        help = f"give the chart lines: {-(-height // GRID_LINE):.0f}, or fewer rows"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    return Rack(left, top, spaced(bottom - top, count, max(pitch[1], least)), wrapped)


def column_of(
    pen: Pen, rows: Rows, share: float = NAMES
) -> tuple[float, tuple[tuple[str, ...], ...]]:
    """Return where what is drawn begins, after the names, and the names in their lines."""
    inks = [ink_of(pen, rows, row) for row in range(len(rows.names))]
    widest = max(pen.measure(name, ink) for name, ink in zip(rows.names, inks, strict=True))
    column = min(widest, pen.width * share)
    wrapped = [pen.wrap(name, column, ink) for name, ink in zip(rows.names, inks, strict=True)]
    column = max(
        pen.measure(line, ink) for lines, ink in zip(wrapped, inks, strict=True) for line in lines
    )
    return column + GAP, tuple(map(tuple, wrapped))


def spaced(room: float, count: int, most: float) -> float:
    """Return the spacing of rows that fill a height, or one that is whole lines of the page less.

    It is the least that is not below `most`, where they would be further apart than that.
    """
    spare = max(room - most * count, 0.0) // GRID_LINE
    return (room - spare * GRID_LINE) / count


def draw_names(pen: Pen, rows: Rows, rack: Rack) -> None:
    """Set the names before the rows, each centred on its row."""
    for row, lines in enumerate(rack.names):
        ink = ink_of(pen, rows, row)
        first = rack.middle(row) + ink.size * CAP / 2 - (len(lines) - 1) * pen.leading(ink) / 2
        pen.lines((0, first), lines, ink, mark=rows.cells[row].mark)


def told(rows: Rows, each: Series, style: ChartStyle, head: str = "", few: int = _FEW) -> str:
    """Return a series in words: every value of `few` rows at most, else highest and lowest."""
    missing = [name for name, v in zip(rows.names, each.values, strict=True) if v is None]
    lost = sentence(style, "missing", labels=listed(style, missing)) if missing else ""
    prefix = head + style.words["colon"] if head else ""
    if not each.present:
        return prefix + lost
    if len(rows.names) <= few:
        pairs = [_pair(rows, each, style, "pair", row) for row, _ in each.present]
        return prefix + joined(style, pairs) + lost
    high, _ = max(each.present, key=lambda pair: (pair[1], -pair[0]))
    low, _ = min(each.present, key=lambda pair: (pair[1], pair[0]))
    ends = [_pair(rows, each, style, key, at) for key, at in (("highest", high), ("lowest", low))]
    return prefix + joined(style, ends) + lost


def _pair(rows: Rows, each: Series, style: ChartStyle, key: str, row: int) -> str:
    return phrase(
        style, key, label=rows.names[row], value=style.number(each.values[row], each.unit)
    )


def each_told(rows: Rows, style: ChartStyle) -> str:
    """Return every series in words, with its name where there are several."""
    if len(rows.series) == 1:
        return told(rows, rows.series[0], style)
    few = 12 // len(rows.series)
    return "".join(told(rows, each, style, each.name, few) for each in rows.series)


def centred(at: float, ink: Ink) -> float:
    """Return the baseline of a text whose capitals are to be centred at a height."""
    return at + ink.size * CAP / 2
