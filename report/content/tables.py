"""Data tables: from a file or from YAML to one frozen value whose every cell knows its mark.

A header ends in its unit where it has one: `Share (%)`, `Revenue [SEK million]`. Rows and
right-hand columns that are empty throughout are left out. The rules for separators stand in
`table_csv`, those for numbers, dates and missing values in `table_cells`; every problem of a
table is found at once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from ..diagnostics import Diagnostic, Finding, Mark, Severity, in_order
from .node import Words
from .table_cells import Value, Year
from .table_codes import EMPTY, TOO_BIG, VALUE
from .table_csv import Raw, decode, delimiter_of, records
from .table_format import (
    MILLION,
    format_millions,
    format_month,
    format_month_day,
    format_short,
    format_value,
)
from .table_typing import check_grid, typed_columns
from .table_xlsx import Part, read_cells

__all__ = [
    "MILLION",
    "Cell",
    "Column",
    "Part",
    "Table",
    "Value",
    "Year",
    "format_millions",
    "format_month",
    "format_month_day",
    "format_short",
    "format_value",
    "inline_table",
    "read_csv",
    "read_xlsx",
]

Kind = Literal["text", "number", "date"]
MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 100_000, 60
MAX_PRINTED = 5000
"""The rows of a table that is printed, not drawn as a chart."""
_UNIT = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*[^()\[\]\d\s][^()\[\]]*)[)\]]\Z", re.DOTALL)


@dataclass(frozen=True)
class Cell:
    """One value, as written and as understood (None: missing), and where it stands."""

    text: str
    value: Value
    mark: Mark


@dataclass(frozen=True)
class Column:
    """The name of a column, its unit ("" where it has none), and what its cells are."""

    header: str
    unit: str
    kind: Kind
    mark: Mark

    @property
    def heading(self) -> str:
        """The header with its unit, as a table prints it."""
        if not self.unit:
            return self.header
        heading = f"{self.header} ({self.unit})"
        return self.header.saying(heading) if isinstance(self.header, Words) else heading

    @property
    def bare(self) -> str:
        """The header, with its unit where numbers are printed without it: each brings its own %."""
        return self.header if self.unit == "%" else self.heading


@dataclass(frozen=True)
class Table:
    """A named table; every row has one cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    mark: Mark
    unsettled: str = ""
    """The language of words in it that still want their translation; "" where there are none."""

    def cells(self, column: int) -> tuple[Cell, ...]:
        """Return the cells of one column, top to bottom."""
        return tuple(row[column] for row in self.rows)

    def find(self, name: str) -> int | None:
        """Return the index of the column called `name`, with or without its unit, or None."""
        wanted = name.strip()
        for names in (
            [column.heading for column in self.columns],
            [column.header for column in self.columns],
        ):
            if names.count(wanted) == 1:
                return names.index(wanted)
        folded = [column.header.casefold() for column in self.columns]
        return folded.index(wanted.casefold()) if folded.count(wanted.casefold()) == 1 else None

    def csv(self) -> bytes:
        """Return the data as CSV (RFC 4180): UTF-8, commas, decimal points, ISO dates."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(column.heading for column in self.columns)
        for row in self.rows:
            writer.writerow(_plain(cell.value) for cell in row)
        return stream.getvalue().encode()


def read_csv(data: bytes, name: str) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table of a CSV file, and what was noticed; `name` is its path as people know it.

    Raises Diagnostic with all the findings of the file when one of them is an error.
    """
    place = Mark(name, 1, 1)
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        raise Diagnostic([TOO_BIG.finding(place, message)])
    text = decode(data, name)
    delimiter = delimiter_of(text)
    grid, findings = records(text, delimiter, name)
    return _table(name, grid, findings, delimiter)


def read_xlsx(data: bytes, name: str, part: Part) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table of a workbook, and what was noticed; `name` is its path as people know it.

    Raises Diagnostic with all the findings of the file when one of them is an error.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        raise Diagnostic([TOO_BIG.finding(Mark(name), message)])
    grid, findings = read_cells(data, name, part)
    return _table(name, grid, findings, ",")


def inline_table(
    columns: Sequence[object],
    rows: Sequence[object],
    mark_of: Callable[[int, int], Mark],
    name: str = "data",
) -> tuple[Table, tuple[Finding, ...]]:
    """Return the table written in YAML as `columns` and `rows`, and what was noticed.

    `mark_of(row, column)` says where a value stands; row -1 is the header, column -1 the row
    itself. Texts follow the rules of comma-separated files. Raises Diagnostic like `read_csv`.
    """
    findings: list[Finding] = []
    grid = []
    for number, row in enumerate((columns, *rows), -1):
        if not isinstance(row, (list, tuple)):
            message = f"row {number + 1} is not a list of cells"
            help = "write each row as a list: [Academia, 56]"
            findings.append(VALUE.finding(mark_of(number, -1), message, help=help))
            continue
        grid.append([_raw(value, mark_of(number, at), findings) for at, value in enumerate(row)])
    if len(grid) < 2:
        _stop_at_errors(findings)
    if not grid:
        grid = [[Raw("", mark_of(-1, -1))]]
    return _table(name, grid, findings, ",", mark_of(-1, -1))


def _raw(value: object, mark: Mark, findings: list[Finding]) -> Raw:
    """Return a YAML value as text that the rules of cells read; a finding where there is none."""
    if value is None:
        return Raw("", mark)
    if isinstance(value, str):
        return Raw(value.strip(), mark)
    if isinstance(value, date) and not isinstance(value, datetime):
        return Raw(value.isoformat(), mark)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        if number.is_finite():
            text = f"{number:f}" if abs(number.adjusted()) < 40 else f"{number:.2e}"
            return Raw(text if len(text) < 60 else f"{number:.3e}", mark)
    shown = {True: "yes/true", False: "no/false"}.get(value) if isinstance(value, bool) else None
    message = f"{shown or repr(value)[:40]} is neither a text, a number nor a date"
    help = "put it in quotation marks if it is a text"
    findings.append(VALUE.finding(mark, message, help=help))
    return Raw("", mark)


def _table(
    name: str,
    grid: list[list[Raw]],
    findings: Iterable[Finding],
    delimiter: str,
    mark: Mark | None = None,
) -> tuple[Table, tuple[Finding, ...]]:
    """Return the typed table of a grid of raw fields, header first."""
    noticed = list(findings)
    place = mark or (grid[0][0].mark if grid else Mark(name, 1, 1))
    noticed += _size_findings(grid, place)
    _stop_at_errors(noticed)
    grid, shape = check_grid(grid)
    noticed += shape
    if len({len(row) for row in grid}) > 1:
        _stop_at_errors(noticed)
    heads = [split_unit(raw.text) for raw in grid[0]]
    typed, typing = typed_columns(grid, [unit for _, unit in heads], delimiter)
    noticed += typing
    _stop_at_errors(noticed)
    columns = tuple(
        Column(head, unit or ("%" if each.percent else ""), each.kind, raw.mark)
        for (head, unit), raw, each in zip(heads, grid[0], typed, strict=True)
    )
    rows = tuple(
        tuple(Cell(raw.text, typed[at].values[number], raw.mark) for at, raw in enumerate(row))
        for number, row in enumerate(grid[1:])
    )
    return Table(name, columns, rows, place), in_order(noticed)


def _size_findings(grid: list[list[Raw]], place: Mark) -> list[Finding]:
    if len(grid) < 2:
        help = "the first row names the columns; give at least one row below it"
        what = "is empty" if not grid or not any(r.text for r in grid[0]) else "has no rows of data"
        return [EMPTY.finding(place, f"the table {what}", help=help)]
    if len(grid) - 1 > MAX_ROWS:
        message = f"the table has {len(grid) - 1:,} rows; the limit is {MAX_ROWS:,}"
        return [TOO_BIG.finding(grid[MAX_ROWS + 1][0].mark, message)]
    wide = max(grid, key=len)
    if len(wide) > MAX_COLUMNS:
        message = f"the table has {len(wide)} columns; the limit is {MAX_COLUMNS}"
        return [TOO_BIG.finding(wide[MAX_COLUMNS].mark, message)]
    return []


def _stop_at_errors(findings: list[Finding]) -> None:
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise Diagnostic(in_order(findings))


def split_unit(header: str) -> tuple[str, str]:
    """Return header and unit: "Share (%)" is ("Share", "%"), "Staff (2024)" has no unit."""
    match = _UNIT.match(header)
    return (match[1], match[2].strip()) if match else (header, "")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Year):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
