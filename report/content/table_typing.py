"""From raw fields to columns of texts, numbers or dates, with every problem found at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..diagnostics import Finding
from .table_cells import (
    YEAR_HEADERS,
    Value,
    in_range,
    is_formula,
    is_missing,
    iso_date,
    looks_like_date,
    numeral,
    unmistakable,
    year,
)
from .table_codes import (
    CONTROL,
    DUPLICATE_COLUMN,
    FORMULA,
    MIXED,
    NUMBER,
    RAGGED,
    RANGE,
    TOO_BIG,
    UNITS,
    UNNAMED_COLUMN,
    VALUE,
)
from .table_csv import Raw

MAX_CELL = 1000


@dataclass(frozen=True)
class Typed:
    """What the cells of a column turned out to be."""

    kind: Literal["text", "number", "date"]
    values: tuple[Value, ...]
    percent: bool = False


def check_grid(grid: list[list[Raw]]) -> tuple[list[list[Raw]], list[Finding]]:
    """Return the grid without its empty right-hand columns, and what is wrong with its shape."""
    width = max((at + 1 for row in grid for at, raw in enumerate(row) if raw.text), default=0)
    width = min(width, max(len(row) for row in grid))
    grid = [_cut(row, width, len(grid[0])) for row in grid]
    findings = _header_findings(grid[0], width)
    for row in grid:
        findings += [finding for raw in row for finding in _cell_findings(raw)]
    columns = len(grid[0])
    for row in grid[1:]:
        if len(row) != columns:
            more = "more" if len(row) > columns else "fewer"
            place = row[columns].mark if len(row) > columns else row[0].mark
            cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
            heads = f"the {columns} columns" if columns > 1 else "the one column"
            message = f"this row has {cells}, {more} than {heads}"
            help = "leave a missing cell empty; put a text with a separator in quotation marks"
            if len(row) > columns and _splits_a_number(row):
                help = "write numbers without marks for thousands, such as 1200 and not 1,200"
            findings.append(RAGGED.finding(place, message, help=help))
    return grid, findings


def _splits_a_number(row: list[Raw]) -> bool:
    """True where a number such as 1,200 may have become two cells."""
    pairs = pairwise(row)
    return any(
        re.fullmatch(r"-?\d{1,3}", one.text) and re.fullmatch(r"\d{3}", two.text)
        for one, two in pairs
    )


def _cut(row: list[Raw], width: int, columns: int) -> list[Raw]:
    """Return the row without the empty cells to the right of the last column in use."""
    limit = max(width, 1) if columns >= width else columns
    while len(row) > limit and not row[-1].text:
        row = row[:-1]
    return row


def _header_findings(header: list[Raw], width: int) -> list[Finding]:
    findings = []
    seen: dict[str, Raw] = {}
    for at, raw in enumerate(header):
        if not raw.text:
            message = f"column {at + 1} has data and no header"
            help = "name the column in the first row"
            findings.append(UNNAMED_COLUMN.finding(raw.mark, message, help=help))
        elif (key := " ".join(raw.text.casefold().split())) in seen:
            message = f"there is a column “{raw.text}” already, at {seen[key].mark}"
            findings.append(DUPLICATE_COLUMN.finding(raw.mark, message, help="rename one of them"))
        else:
            seen[key] = raw
    return findings


def _cell_findings(raw: Raw) -> list[Finding]:
    if len(raw.text) > MAX_CELL:
        message = f"this cell has {len(raw.text):,} characters; the limit is {MAX_CELL:,}"
        return [TOO_BIG.finding(raw.mark, message)]
    for character in raw.text:
        if character == "\N{REPLACEMENT CHARACTER}" or (
            unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
        ):
            message = f"this cell holds the character U+{ord(character):04X}"
            help = "export the file again as UTF-8, or type the cell anew"
            return [CONTROL.finding(raw.mark, message, help=help)]
    if is_formula(raw.text) and not is_missing(raw.text):
        message = f"“{raw.text[:30]}” is a spreadsheet formula or error, not a value"
        return [FORMULA.finding(raw.mark, message, help="copy the cells and paste values only")]
    return []


def typed_columns(
    grid: list[list[Raw]], units: list[str], delimiter: str
) -> tuple[list[Typed], list[Finding]]:
    """Return the columns of a sound grid (header first), typed, and what was noticed."""
    columns = [[row[at] for row in grid[1:]] for at in range(len(grid[0]))]
    kinds = [_kind(at, grid[0][at].text, column) for at, column in enumerate(columns)]
    pairs = list(zip(kinds, columns, strict=True))
    numbers = [raw for kind, column in pairs if kind == "number" for raw in column]
    mark, findings = _decimal_mark(numbers, delimiter)
    typed = []
    for at, (kind, column) in enumerate(pairs):
        if kind == "number":
            each, more = _numbers(column, mark, units[at])
        elif kind == "date":
            each, more = _dates(column)
        else:
            each, more = _texts(column, at > 0)
        typed.append(each)
        findings += more
    return typed, findings


def _kind(at: int, header: str, column: list[Raw]) -> Literal["text", "number", "date"]:
    texts = [raw.text for raw in column if not is_missing(raw.text)]
    if not texts:
        return "text"
    years = at == 0 or header.casefold() in YEAR_HEADERS
    if all(looks_like_date(text) or (years and year(text) is not None) for text in texts):
        return "date"
    return "number" if all(numeral(text) for text in texts) else "text"


def _decimal_mark(cells: list[Raw], delimiter: str) -> tuple[str, list[Finding]]:
    """Return the decimal mark that the numbers of a file prove, or that its separator stands for.

    Both marks proved, or ambiguous numbers and none proved, are findings (D107).
    """
    found = [(raw, number) for raw in cells if (number := numeral(raw.text))]
    proved = Counter(number.decides for _, number in found if number.decides)
    usual = "," if delimiter == ";" else "."
    mark = max(proved, key=lambda each: (proved[each], each == usual)) if proved else ""
    findings = []
    for raw, number in found:
        if number.decides and number.decides != mark:
            message = f"“{raw.text}” has another decimal mark than the rest of the table (“{mark}”)"
            help = "use one decimal mark throughout"
            findings.append(NUMBER.finding(raw.mark, message, help=help))
        elif number.ambiguous and not mark and delimiter != ",":
            small, large = sorted((value for _, value in number.readings), key=abs)
            message = f"“{raw.text}” can be read as {large:f} or as {small:f}"
            help = f"write {large:f} for the one, {unmistakable(f'{small:f}')} for the other"
            findings.append(NUMBER.finding(raw.mark, message, help=help))
    return mark or usual, findings


def _numbers(column: list[Raw], mark: str, unit: str) -> tuple[Typed, list[Finding]]:
    findings = []
    values: list[Value] = []
    marked = [number.percent for raw in column if (number := numeral(raw.text))]
    percent = any(marked)
    for raw in column:
        number = None if is_missing(raw.text) else numeral(raw.text)
        value = number.read(mark) if number else None
        values.append(value)
        if value is not None and not in_range(value):
            message = f"“{raw.text[:40]}” has more than 15 digits"
            findings.append(RANGE.finding(raw.mark, message, help="use a larger unit, or round"))
        if number and number.percent and unit not in ("", "%"):
            message = f"“{raw.text}” is per cent, but the unit of the column is “{unit}”"
            findings.append(UNITS.finding(raw.mark, message, help="write one unit, in the header"))
        elif number and percent and not number.percent and unit != "%":
            message = f"“{raw.text}” has no % and other cells of the column have one"
            findings.append(
                UNITS.finding(raw.mark, message, help="write % in the header: Share (%)")
            )
    return Typed("number", tuple(values), percent), findings


def _dates(column: list[Raw]) -> tuple[Typed, list[Finding]]:
    findings = []
    values: list[Value] = []
    for raw in column:
        value = None if is_missing(raw.text) else iso_date(raw.text) or year(raw.text)
        if value is None and not is_missing(raw.text):
            message = f"“{raw.text}” is not a day of the calendar"
            findings.append(VALUE.finding(raw.mark, message, help="write it as 2026-11-22"))
        values.append(value)
    return Typed("date", tuple(values)), findings


def _texts(column: list[Raw], warn: bool) -> tuple[Typed, list[Finding]]:
    values = tuple(None if is_missing(raw.text) else raw.text for raw in column)
    present = [raw for raw in column if not is_missing(raw.text)]
    others = [raw for raw in present if numeral(raw.text) is None]
    findings = []
    if warn and len(others) * 2 <= len(present):
        for raw in others:
            message = f"“{raw.text[:40]}” is not a number, so the whole column counts as text"
            help = "write units in the header, and leave a missing value empty"
            findings.append(MIXED.finding(raw.mark, message, help=help))
    return Typed("text", values), findings
