"""The cells of a workbook (Office Open XML, ECMA-376), as fields that know their place.

What is printed in Excel is what counts: the values that it saved with its formulas, per cent where
a cell is shown in per cent, days where it is shown as a day. A mark's line is the row, its column
the column: 5:2 is the cell B5.
"""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from ..diagnostics import Diagnostic, Finding, Mark
from .table_codes import (
    FORMULA,
    HIDDEN,
    MERGED,
    RANGE,
    TOO_BIG,
    VALUE,
    WORKBOOK,
    WORKBOOK_PART,
)
from .table_csv import Raw
from .workbook_limits import MAX_CELLS, MAX_COLUMN, check_workbook

_PERCENT = "%"
_DIGITS = 15
_SAVE = "open it in Excel or LibreOffice and save it as .xlsx, or as CSV UTF-8"


@dataclass(frozen=True)
class Part:
    """The part of a workbook that is the table: a sheet, and cells of it; "" for all there is.

    `range` is `B3:F20`, or the name of a range or of a table. `mark` is where it was asked for.
    """

    sheet: str = ""
    range: str = ""
    mark: Mark | None = None


def read_cells(data: bytes, name: str, part: Part) -> tuple[list[list[Raw]], list[Finding]]:
    """Return the rows of cells as text, and what was noticed.

    Raises Diagnostic: D115 for a file that cannot be read, D116 for a sheet or range that is not
    there, D108 for one that is too large.
    """
    shown, formulas = _workbooks(data, name)
    sheet, bounds = _cells_of(shown, part, name)
    (left, top, right, bottom) = bounds
    if (right - left + 1) * (bottom - top + 1) > MAX_CELLS:
        message = f"the table has more than {MAX_CELLS:,} cells"
        raise Diagnostic([TOO_BIG.finding(Mark(name, top, left), message)])
    findings = [*_merged(sheet, bounds, name)]
    rows: list[list[Raw]] = []
    hidden = _Hidden(sheet)
    for row in range(top, bottom + 1):
        if hidden.row(row):
            continue
        cells: list[Raw] = []
        for column in range(left, right + 1):
            if hidden.column(column):
                continue
            mark = Mark(name, row, column)
            formula = formulas[sheet.title].cell(row, column) if formulas else None
            text, faults = _text(sheet.cell(row, column), formula, mark)
            cells.append(Raw(text, mark))
            findings += faults
        if any(raw.text for raw in cells):
            rows.append(cells)
    findings += hidden.findings(bounds, name)
    return rows, findings


def _workbooks(data: bytes, name: str) -> tuple[Any, Any]:
    """Return the workbook with the saved values of formulas, and with the formulas themselves.

    The second is None where there are none.
    """
    import openpyxl

    def read(values: bool) -> Any:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            has_formulas = check_workbook(archive, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is not kept: charts, extensions, styles
            return read(True), read(False) if has_formulas else None
    except Diagnostic:
        raise
    except Exception:  # a damaged workbook fails in many ways, and none may end a build
        old = data.startswith(b"\xd0\xcf\x11\xe0")
        what = "an old Excel file (.xls), or one with a password" if old else "no workbook (.xlsx)"
        finding = WORKBOOK.finding(Mark(name), f"“{name}” is {what}, or is damaged", help=_SAVE)
        raise Diagnostic([finding]) from None


Bounds = tuple[int, int, int, int]


def _cells_of(workbook: Any, part: Part, name: str) -> tuple[Any, Bounds]:
    """Return the sheet, and the first and last column and row of the table."""
    named = _named(workbook, part.range) if part.range else None
    if named is not None:
        sheet, bounds = named
        if part.sheet and sheet.title != part.sheet:
            message = (
                f"the range “{part.range}” is on the sheet “{sheet.title}”, not “{part.sheet}”"
            )
            raise Diagnostic([WORKBOOK_PART.finding(part.mark, message)])
        return sheet, bounds
    sheet = _sheet(workbook, part, name)
    if not part.range:
        return sheet, (sheet.min_column, sheet.min_row, sheet.max_column, sheet.max_row)
    cells = _bounds(part.range.strip().upper())
    if cells is None:
        known = [*workbook.defined_names, *(t for s in workbook.worksheets for t in s.tables)]
        near = get_close_matches(part.range, known, 1)
        help = f"did you mean “{near[0]}”?" if near else "write it as B3:F20, or name it in Excel"
        message = f"“{name}” has no range “{part.range}”"
        raise Diagnostic([WORKBOOK_PART.finding(part.mark, message, help=help)])
    return sheet, cells


def _bounds(cells: str) -> Bounds | None:
    """Return first and last column and row of cells such as B3:F20; None for no such cells."""
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    except (ValueError, TypeError):
        return None
    if None in (left, top, right, bottom) or min(left, top) < 1:
        return None  # whole columns or rows, which have no end, or no cells at all
    return left, top, right, bottom


def _named(workbook: Any, name: str) -> tuple[Any, Bounds] | None:
    """Return sheet and cells of a named range or a table; None for no such name.

    A name may stand for anything: for a formula, or for cells of a sheet that is gone.
    """
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    for sheet in sheets.values():
        if name in sheet.tables:
            bounds = _bounds(str(sheet.tables[name].ref))
            return (sheet, bounds) if bounds else None
    scopes = [workbook.defined_names, *(sheet.defined_names for sheet in sheets.values())]
    for scope in scopes:
        places = _destinations(scope[name]) if name in scope else []
        bounds = _bounds(places[0][1]) if len(places) == 1 else None
        if bounds and places[0][0] in sheets:
            return sheets[places[0][0]], bounds
    return None


def _destinations(name: Any) -> list[tuple[str, str]]:
    """Return sheet and cells that a name stands for; none where it is no name of cells."""
    try:
        return [*name.destinations]
    except Exception:  # the text of a name is a formula, and formulas are broken in many ways
        return []


def _sheet(workbook: Any, part: Part, name: str) -> Any:
    """Return the sheet that is meant: the named one, or the only one that is not hidden."""
    names = [each.title for each in workbook.worksheets]
    if part.sheet in names:
        return workbook[part.sheet]
    listed = ", ".join(f"“{each}”" for each in names)
    if part.sheet:
        near = get_close_matches(part.sheet, names, 1)
        help = f"did you mean “{near[0]}”?" if near else f"there are {listed}"
        message = f"“{name}” has no sheet “{part.sheet}”"
        raise Diagnostic([WORKBOOK_PART.finding(part.mark, message, help=help)])
    visible = [each for each in workbook.worksheets if each.sheet_state == "visible"]
    if not visible:
        message = f"“{name}” has no sheet that can be seen"
        raise Diagnostic([WORKBOOK_PART.finding(part.mark, message, help=_SAVE)])
    if len(visible) != 1:
        message = f"“{name}” has {len(visible)} sheets, and the edition does not say which"
        help = f"write `data: {{file: {name.rpartition('/')[2]}, sheet: …}}`; there are {listed}"
        raise Diagnostic([WORKBOOK_PART.finding(part.mark, message, help=help)])
    return visible[0]


class _Hidden:
    """The rows and columns of a sheet that a person cannot see, and that are not printed."""

    def __init__(self, sheet: Any) -> None:
        self._rows = {at for at, each in sheet.row_dimensions.items() if each.hidden}
        self._columns: set[int] = set()
        for each in sheet.column_dimensions.values():
            if each.hidden:
                last = min(each.max or 0, MAX_COLUMN)
                self._columns.update(range(each.min or 0, last + 1))

    def row(self, number: int) -> bool:
        return number in self._rows

    def column(self, number: int) -> bool:
        return number in self._columns

    def findings(self, bounds: Bounds, name: str) -> Iterator[Finding]:
        """Yield one finding for all that was left out."""
        from openpyxl.utils import get_column_letter

        left, top, right, bottom = bounds
        rows = [f"row {at}" for at in sorted(self._rows) if top <= at <= bottom]
        columns = [
            f"column {get_column_letter(at)}" for at in sorted(self._columns) if left <= at <= right
        ]
        if rows or columns:
            message = f"hidden in the sheet, and left out: {', '.join([*columns, *rows][:12])}"
            help = "unhide them in Excel if they belong to the table"
            yield HIDDEN.finding(Mark(name, top, left), message, help=help)


def _merged(sheet: Any, bounds: Bounds, name: str) -> Iterator[Finding]:
    left, top, right, bottom = bounds
    for each in sheet.merged_cells.ranges:
        if each.min_col <= right and each.max_col >= left and each.min_row <= bottom:
            if each.max_row < top:
                continue
            message = f"the cells {each.coord} are merged into one"
            help = "unmerge them and write the value into each cell it holds for"
            yield MERGED.finding(Mark(name, each.min_row, each.min_col), message, help=help)


def _text(cell: Any, formula: Any, mark: Mark) -> tuple[str, list[Finding]]:
    """Return a cell as the text that a person reads, and what is wrong with it."""
    value = cell.value
    if value is None and formula is not None and formula.data_type == "f":
        message = f"the formula in {formula.coordinate} has no saved result"
        help = "open the file in Excel, let it calculate, and save it"
        return "", [FORMULA.finding(mark, message, help=help)]
    if cell.data_type == "e":
        message = f"the cell {cell.coordinate} holds the error {value}"
        return "", [FORMULA.finding(mark, message, help="mend the formula in the workbook")]
    if isinstance(value, bool):
        message = f"the cell {cell.coordinate} holds a truth value"
        return "", [VALUE.finding(mark, message, help="write it as a word, such as yes or no")]
    if isinstance(value, (int, float)):
        if not abs(value) < 10**_DIGITS:
            message = f"the number in {cell.coordinate} has more than {_DIGITS} digits"
            return "", [RANGE.finding(mark, message, help="use a larger unit, or round")]
        return _number(value, _PERCENT in _format(cell)), []
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}", []
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}", []
    if isinstance(value, datetime.date):
        return value.isoformat(), []
    return "" if value is None else str(value).strip(), []


def _format(cell: Any) -> str:
    """Return how a cell shows its number, without the words that stand in quotation marks."""
    return "".join(str(cell.number_format).split('"')[::2])


def _number(value: float, percent: bool) -> str:
    """Return a number with the fifteen digits that Excel keeps, and as many decimals at most."""
    number = Decimal(f"{value:.15g}") * (100 if percent else 1)
    if int(number.as_tuple().exponent) < -_DIGITS:
        number = round(number, _DIGITS)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text
