"""Long tables, one row for each value, as wide ones: a column for each group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic

from ._codes import TOO_MANY, VALUE
from ._data import column, labelled, series

if TYPE_CHECKING:
    from report.content.tables import Cell, Table


def pivoted(table: Table, by: str, label: str, values: tuple[str, ...]) -> Table:
    """Return a table of labels and a column of numbers for each group that the column `by` names.

    Where a group has no row for a label, the value is missing. Diagnostic D301, D302, D305, D308;
    D304 where a group has two.
    """
    group = column(table, by, "by")
    others = [at for at in range(len(table.columns)) if at != group]
    words = [at for at in others if table.columns[at].kind != "number"]
    along = column(table, label, "label") if label else (words or others or [group])[0]
    found = series(table, values, along, 60)
    if len(found) > 1:
        message = f"{len(found)} columns of numbers for groups that have one each"
        help = f"name the one to draw: values: {found[0].name}"
        raise Diagnostic([TOO_MANY.finding(table.columns[along].mark, message, help=help)])
    labelled(table.cells(group))
    labelled(table.cells(along))
    stations: dict[str, Cell] = {}
    heads: dict[str, Cell] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for head, station, cell in zip(
        table.cells(group), table.cells(along), found[0].cells, strict=True
    ):
        if (head.text, station.text) in cells:
            message = f"“{head.text}” has two values for “{station.text}”"
            raise Diagnostic([VALUE.finding(cell.mark, message, help="leave one of them out")])
        stations.setdefault(station.text, station)
        heads.setdefault(head.text, head)
        cells[head.text, station.text] = cell
    number = next(each for each in table.columns if each.header == found[0].name)
    columns = [replace(number, header=name, mark=cell.mark) for name, cell in heads.items()]
    rows = tuple(
        (station, *(_cell(cells.get((name, text)), station) for name in heads))
        for text, station in stations.items()
    )
    return replace(table, columns=(table.columns[along], *columns), rows=rows)


def _cell(cell: Cell | None, station: Cell) -> Cell:
    return cell or replace(station, text="", value=None)
