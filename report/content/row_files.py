"""Files of rows: what each personalised copy of an edition says differently.

Rows are about people. What is wrong with one is said by its place alone: no finding quotes a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .table_codes import ENCODING, QUOTES
from .table_csv import Raw, decode, delimiter_of, records
from .table_xlsx import Part, read_cells

BAD_ROWS = Code(
    "D120",
    "rows-unusable",
    Severity.ERROR,
    """The file that `build --rows` is given cannot be used at all, so no copy is made.

    Its first line has to name the columns, each once. The edition says under `row:` which of them
    it needs: `{{ row.first_name }}` is the column “First name”, in small letters and with `_`
    between words. Columns that the edition does not name may stand there, and are not looked at.
    """,
)
ROW_LEFT_OUT = Code(
    "D121",
    "row-left-out",
    Severity.ERROR,
    """One row of the file that `build --rows` is given cannot be made into a copy; the others are.

    A value that the edition prints is missing, is longer than anything that is printed, or holds
    what cannot be printed; the language is none that the edition has been translated into; or the
    row has more cells than there are columns, which most often is a comma in a value without
    quotation marks. Mend the row, and build once more.
    """,
)
LANGUAGE = "language"
"""The column that chooses the language of a copy, where there is one."""
MOST_LETTERS = 500
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_RULE = "**What it does.** "
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Row:
    """What one copy says differently, by the names of columns; `number` counts the rows from 1."""

    number: int
    mark: Mark
    values: Mapping[str, str] = field(repr=False, compare=False)
    marks: Mapping[str, Mark] = field(repr=False, compare=False)


@dataclass(frozen=True)
class Rows:
    """The rows of a file that can be used, and what is wrong with the others.

    `count` is the number of all rows; columns are known by their names.
    """

    count: int
    columns: Mapping[str, Mark]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def read_rows(data: bytes, file: str, needed: Sequence[str]) -> Rows:
    """Return the rows of a CSV file or a workbook; each has a value in all `needed` columns.

    A row that cannot be used is left out, and a finding (D121). Raises Diagnostic where the whole
    file cannot be used: with D120, or with what is wrong with it as a table.
    """
    try:
        if file.lower().endswith(_WORKBOOKS):
            grid, findings = read_cells(data, file, Part(mark=Mark(file)))
        else:
            text = decode(data, file)
            grid, findings = records(text, delimiter_of(text), file)
    except Diagnostic as diagnostic:
        raise Diagnostic(map(_of_table, diagnostic.findings)) from None
    findings = [*map(_of_table, findings)]
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if not errors and len(grid) < 2:
        message = "the file has no rows below its heads" if grid else "the file is empty"
        errors.append(BAD_ROWS.finding(Mark(file, 1, 1), message))
    if errors:
        raise Diagnostic(errors)
    columns = _columns(grid[0], file, needed)
    rows: list[Row] = []
    for number, cells in enumerate(grid[1:], 1):
        row = _row(number, cells, columns)
        faults = [*_faults(row, cells, columns, needed)]
        findings += faults
        if not faults:
            rows.append(row)
    marks = {name: grid[0][at].mark for name, at in columns.items()}
    return Rows(len(grid) - 1, marks, tuple(rows), tuple(findings))


def discreet(finding: Finding) -> Finding:
    """Return a finding with what its code says of all such cases, and no word of this one."""
    first = " ".join(finding.code.doc.strip().partition("\n\n")[0].split())
    message = first.removeprefix(_RULE)
    if message != first:  # of a rule, whose page begins with what it does: “Reports …”
        does = message.partition(". ")[0]
        message = f"found by a check that {does[:1].lower()}{does[1:]}"
    help = f"see `explain {finding.code.id}`"
    return replace(finding, message=message.rstrip("."), help=help, gist=None)


def _of_table(finding: Finding) -> Finding:
    """Return what is wrong with the file as a table, without its words. How to mend a CSV file is
    said in words of its own code's, which quote nothing."""
    told = discreet(finding)
    return replace(told, help=finding.help) if finding.code in (ENCODING, QUOTES) else told


def column_name(head: str) -> str:
    """Return the name of a column by its head: “First name” is `first_name`."""
    return re.sub(r"\W+", "_", head.casefold()).strip("_")


def _columns(heads: Sequence[Raw], file: str, needed: Sequence[str]) -> Mapping[str, int]:
    """Return the places of columns by their names; Diagnostic D120 with all that is wrong."""
    found: dict[str, int] = {}
    errors: list[Finding] = []
    for at, head in enumerate(heads):
        name = column_name(head.text)
        if name in found:
            message = f"there are two columns “{name}”"
            errors.append(BAD_ROWS.finding(head.mark, message, help="rename one of them"))
        elif name:
            found[name] = at
    for name in needed:
        if name not in found:
            near = get_close_matches(name, found, 1)
            help = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(found)}"
            message = f"there is no column “{name}”, and it is needed"
            errors.append(BAD_ROWS.finding(Mark(file, 1, 1), message, help=help))
    if errors:
        raise Diagnostic(errors)
    return found


def _row(number: int, cells: Sequence[Raw], columns: Mapping[str, int]) -> Row:
    there = {name: cells[at] for name, at in columns.items() if at < len(cells)}
    values = {name: " ".join(raw.text.split()) for name, raw in there.items()}
    marks = {name: raw.mark for name, raw in there.items()}
    return Row(number, Mark(cells[0].mark.file, cells[0].mark.line, 1), values, marks)


def _faults(
    row: Row, cells: Sequence[Raw], columns: Mapping[str, int], needed: Sequence[str]
) -> Iterator[Finding]:
    width = max(columns.values()) + 1
    if any(raw.text for raw in cells[width:]):
        message = f"row {row.number} has more cells than there are columns"
        help = "put a value with a comma or semicolon into quotation marks"
        yield ROW_LEFT_OUT.finding(cells[width].mark, message, help=help)
    for name in needed:
        value, mark = row.values.get(name, ""), row.marks.get(name, row.mark)
        what = ""
        if not value:
            what = "is empty"
        elif len(value) > MOST_LETTERS:
            what = f"has {len(value)} characters; the most is {MOST_LETTERS}"
        elif _CONTROL.search(value):
            what = "holds a character that cannot be printed"
        if what:
            yield ROW_LEFT_OUT.finding(mark, f"“{name}” of row {row.number} {what}")
