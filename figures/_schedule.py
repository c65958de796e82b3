"""The tasks of a schedule: what is done when, read from the rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic, Finding

from ._calendar import period, spoken
from ._codes import NO_DATA, NO_LABEL, VALUE
from ._data import column, few_enough, highlighted, label_column, labelled

if TYPE_CHECKING:
    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

_MAX_ROWS = 30
_Row = tuple["Cell", ...]


@dataclass(frozen=True)
class Task:
    """One row: its name, first and last day, and whether it is a milestone."""

    cell: Cell
    name: str
    group: str
    first: date
    last: date
    point: bool
    begins: str
    ends: str
    strong: bool


@dataclass(frozen=True)
class Columns:
    """The names of the columns of a schedule; "" for the next one in the table's own order."""

    label: str
    start: str
    end: str
    group: str


@dataclass(frozen=True)
class _Places:
    """Where the columns stand in a row; None for those that the table does not have."""

    label: int
    start: int
    end: int | None
    group: int | None


def tasks_of(
    table: Table, columns: Columns, highlight: Sequence[str], style: ChartStyle
) -> tuple[Task, ...]:
    """Return the tasks, groups together; Diagnostic D304 or D305 for times that are none.

    D302, D303, D307 and D308 are raised as by other kinds.
    """
    at = _places(table, columns)
    cells = table.cells(at.label)
    few_enough(cells, _MAX_ROWS)
    labelled(cells)
    strong = highlighted(highlight, [cell.text for cell in cells])
    found, findings = [], []
    for number, row in enumerate(table.rows):
        read = _task(row, at, number in strong, style)
        if isinstance(read, Task):
            found.append(read)
        else:
            findings += read
    if findings:
        raise Diagnostic(findings)
    if not found:
        raise Diagnostic([NO_DATA.finding(table.mark, "there is no task to be drawn")])
    groups = list(dict.fromkeys(task.group for task in found))
    return tuple(sorted(found, key=lambda task: groups.index(task.group)))


def _places(table: Table, columns: Columns) -> _Places:
    count = len(table.columns)
    return _Places(
        label_column(table, columns.label) if columns.label else 0,
        column(table, columns.start, "start") if columns.start else min(1, count - 1),
        column(table, columns.end, "end") if columns.end else (2 if count > 2 else None),
        column(table, columns.group, "group") if columns.group else (3 if count > 3 else None),
    )


def _task(row: _Row, at: _Places, strong: bool, style: ChartStyle) -> Task | list[Finding]:
    """Return a row as a task, or what is wrong with its times."""
    begins, ends = row[at.start], row[at.end] if at.end is not None else None
    if ends is not None and ends.value is None:
        ends = None
    findings, times = [], []
    for cell in (begins, ends):
        time = period(cell.value) if cell else None
        if time:
            times.append(time)
        elif cell:
            what = f"“{cell.text}” is no time" if cell.text else "this task has no beginning"
            help = "write a date (2026-03-15), a month (2026-03), 2026 Q1 or 2026"
            findings.append(NO_LABEL.finding(cell.mark, what, help=help))
    if findings:
        return findings
    first, last = times[0][0], times[-1][1]
    if last < first and ends:
        message = f"this task ends before it begins: {begins.text} to {ends.text}"
        return [VALUE.finding(ends.mark, message, help="mend one of the two times")]
    group = row[at.group] if at.group is not None else None
    return Task(
        row[at.label],
        style.number(row[at.label].value),
        style.number(group.value) if group and group.text else "",
        first,
        last,
        ends is None and first == last,
        spoken(begins.value, style),
        spoken((ends or begins).value, style),
        strong,
    )
