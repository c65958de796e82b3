"""Rows of a table as the items of a list: an agenda or a list of people from CSV or Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..diagnostics import Diagnostic, Finding, in_order
from .node import AnyNode, nearest, read_model
from .table_codes import UNKNOWN_COLUMN
from .tables import Cell, Table
from .yaml import Document, Path, Place

Row = Mapping[str, Cell]


def rows_of(table: Table, known: Sequence[str], needed: Sequence[str]) -> tuple[Row, ...]:
    """Return the cells of each row by the names of their columns, in small letters.

    Raises Diagnostic D119 for columns that are not `known`, and for `needed` ones that are not
    there.
    """
    names = [column.header.strip().casefold() for column in table.columns]
    findings: list[Finding] = []
    for name, column in zip(names, table.columns, strict=True):
        if name not in known:
            message = f"there is no column “{column.header}” here"
            help = nearest(name, list(known))
            findings.append(UNKNOWN_COLUMN.finding(column.mark, message, help=help))
    for name in needed:
        if name not in names:
            message = f"the column “{name}” is missing"
            findings.append(UNKNOWN_COLUMN.finding(table.mark, message))
    if findings:
        raise Diagnostic(in_order(findings))
    return tuple(dict(zip(names, row, strict=True)) for row in table.rows)


def read_rows(
    rows: Sequence[Row],
    model: type[AnyNode],
    shape: Callable[[dict[str, str]], dict[str, Any]] = dict,
) -> Iterator[AnyNode]:
    """Yield each row as a `model`, whose fields know their cells; Diagnostic with all errors.

    `shape` turns the texts of a row, by column, into what the model reads. Words from a file are
    printed as they are: neither names nor Markdown are read in them.
    """
    findings: list[Finding] = []
    for row in rows:
        texts = {name: cell.text for name, cell in row.items() if cell.text}
        places: dict[Path, Place] = {(name,): Place(cell.mark) for name, cell in row.items()}
        first = next(iter(places.values()))
        file = first.mark.file
        document = Document(file, shape(texts), {(): first, **places}, {})
        try:
            yield read_model(model, document)
        except Diagnostic as diagnostic:
            findings += diagnostic.findings
    if findings:
        raise Diagnostic(findings)
