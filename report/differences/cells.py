"""How two tables differ, by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..content.tables import Cell, Table
from .nodes import Spot
from .pairing import Known, Pair, moved, paired
from .values import Change, Group

_Row = tuple[Cell, ...]


def cells_differing(
    old: Table, new: Table, spot: Spot, *, translated: bool = False
) -> Iterator[Change]:
    """Yield how two tables differ: columns and rows by what they are called, then cell by cell.

    Where one is in another language (`translated`) and read from the same cells, these tell more
    than words.
    """
    columns, rows = _paired_columns(old, new), paired(_rows(old), _rows(new))
    if translated and _same_cells(old, new):
        columns = list(zip(_columns(old), _columns(new), strict=True))
        rows = list(zip(_rows(old), _rows(new), strict=True))
    both = [(one, other) for one, other in columns if one and other]
    both.sort(key=lambda pair: pair[1].part)
    yield from _around(columns, spot, "column", lambda at: old.columns[at].heading, new)
    for one, other in both:
        before, after = old.columns[one.part], new.columns[other.part]
        if before.heading != after.heading:
            sides, marks = (before.heading, after.heading), (before.mark, after.mark)
            yield spot.change(Group.TABLES, "heading", sides, marks)
    yield from _around(rows, spot, "row", lambda at: _line(old.rows[at]), new)
    for first, second in rows:
        if first and second:
            pairs = [(one.part, other.part) for one, other in both]
            yield from _in_row((old, first.part), (new, second.part), pairs, spot)


def _same_cells(old: Table, new: Table) -> bool:
    """True for tables that were read from the same places, and say the same but for words."""

    def told(table: Table) -> list[object]:
        numbers = [[isinstance(cell.value, str) or cell.value for cell in r] for r in table.rows]
        marks = [cell.mark for row in table.rows for cell in row]
        return [[column.mark for column in table.columns], marks, numbers]

    return told(old) == told(new)


def _in_row(
    old: tuple[Table, int], new: tuple[Table, int], columns: Sequence[tuple[int, int]], spot: Spot
) -> Iterator[Change]:
    before, after = old[0].rows[old[1]], new[0].rows[new[1]]
    for one, other in columns:
        if before[one].text.strip() != after[other].text.strip():
            marks = before[one].mark, after[other].mark
            inside = spot.inside(_name(after, new[1]))
            what = new[0].columns[other].heading
            texts = before[one].text.strip(), after[other].text.strip()
            yield inside.change(Group.TABLES, what, texts, marks)


def _around(
    pairs: Sequence[Pair[int]], spot: Spot, what: str, line: Callable[[int], str], new: Table
) -> Iterator[Change]:
    """Yield the rows or columns that are only on one side, and those that were moved."""
    both = [(one, other) for one, other in pairs if one and other]
    both.sort(key=lambda pair: pair[1].part)
    gone = moved([one.part for one, _ in both], [other.name for _, other in both])
    for at, (one, other) in enumerate(both):
        if at in gone:
            places = f"{what} {one.part + 1}", f"{what} {other.part + 1}"
            yield spot.inside(other.name).change(Group.TABLES, what, places, kind="moved")
    for first, second in pairs:
        if second and not first:
            heading = what == "column"
            place = new.columns[second.part].mark if heading else new.rows[second.part][0].mark
            words = new.columns[second.part].heading if heading else _line(new.rows[second.part])
            yield spot.change(Group.TABLES, what, ("", words), (None, place), "added")
        elif first and not second:
            yield spot.change(Group.TABLES, what, (line(first.part), ""), kind="removed")


def _paired_columns(old: Table, new: Table) -> list[Pair[int]]:
    """Return the columns by their headings, and those that were renamed by their cells."""
    pairs = paired(_columns(old), _columns(new))
    gone = [replace(one, given=False) for one, other in pairs if one and not other]
    come = [replace(other, given=False) for one, other in pairs if other and not one]
    return [each for each in pairs if all(each)] + paired(gone, come)


def _columns(table: Table) -> list[Known[int]]:
    return [
        Known(at, column.heading, True, " ".join(cell.text for cell in table.cells(at)))
        for at, column in enumerate(table.columns)
    ]


def _rows(table: Table) -> list[Known[int]]:
    return [Known(at, _name(row, at), False, _line(row)) for at, row in enumerate(table.rows)]


def _name(row: _Row, at: int) -> str:
    return row[0].text.strip() or f"row {at + 1}"


def _line(row: _Row) -> str:
    return " | ".join(cell.text.strip() for cell in row)
