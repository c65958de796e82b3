"""Which columns and rows of a table a chart draws; every choice that fails is a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic, Finding

from ._codes import NO_DATA, NO_LABEL, NO_NUMBERS, TOO_MANY, UNITS, UNKNOWN_COLUMN, UNKNOWN_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table


_WITH_UNIT = re.compile(
    r"(?P<before>[^\d\s.,+−-]{1,12})?\s?[+−-]?\d[\d.,'’\s]*?\s?(?P<after>[^\d\s.,+−-]{1,12})?"
)
_LONGEST = 3  # decimals: more are a matter of measuring, and each is left as it was written


@dataclass(frozen=True)
class Series:
    """One column of numbers: its header, its unit and its cells."""

    name: str
    unit: str
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[Decimal | None, ...]:
        """The numbers, None where one is missing; with as many decimals each, if most have some."""
        return _even([c.value if isinstance(c.value, Decimal) else None for c in self.cells])

    @property
    def present(self) -> tuple[tuple[int, Decimal], ...]:
        """The numbers that are there, each with its row."""
        return tuple((row, v) for row, v in enumerate(self.values) if v is not None)


def _even(values: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """Return numbers with the decimals of the longest, where most have decimals.

    Spreadsheets drop the last zeros: 8.2, 6 and 7.1 are 8.2, 6.0 and 7.1.
    """
    places = [max(-int(v.as_tuple().exponent), 0) for v in values if v is not None]
    if not places or sum(map(bool, places)) * 2 <= len(places) or max(places) > _LONGEST:
        return tuple(values)
    unit = Decimal(1).scaleb(-max(places))
    return tuple(None if v is None else v.quantize(unit) for v in values)


def alike(style: ChartStyle, shown: Sequence[Series]) -> ChartStyle:
    """Return the style that writes the numbers of all these series alike; see `ChartStyle`."""
    return style.alike(v for each in shown if each.unit != "%" for _, v in each.present)


def mixed_units(table: Table, shown: Sequence[Series]) -> list[Finding]:
    """Return a D313 for the first series that has another unit than those before it."""
    other = next((each for each in shown if each.unit != shown[0].unit), None)
    if other is None:
        return []
    message = f"“{other.name}” is in another unit than “{shown[0].name}”: they share one scale"
    help = "name columns of one unit in `values`"
    at = next(c.mark for c in table.columns if (c.header, c.unit) == (other.name, other.unit))
    return [UNITS.finding(at, message, help=help)]


def named(option: str | Sequence[str]) -> tuple[str, ...]:
    """Return the names that an option holds: none, one by itself, or several."""
    return tuple(each for each in ([option] if isinstance(option, str) else option) if each)


def near(name: str, names: Iterable[str]) -> str:
    """Return a help that offers the name most like `name`, or all of them."""
    known = list(dict.fromkeys(names))
    folded = {each.casefold(): each for each in reversed(known)}
    match = get_close_matches(name.casefold(), folded, 1, 0.6)
    if match:
        return f"did you mean “{folded[match[0]]}”?"
    return "there is " + ", ".join(f"“{each}”" for each in known[:12])


def column(table: Table, name: str, option: str) -> int:
    """Return the index of the column called `name`; Diagnostic D302, at the option, if none."""
    found = table.find(name)
    if found is None:
        message = f"the table has no column “{name}”"
        help = near(name, (each.header for each in table.columns))
        raise Diagnostic([UNKNOWN_COLUMN.finding(None, message, help=help, at=option)])
    return found


def label_column(table: Table, name: str) -> int:
    """Return the column that names the rows: the one asked for, else the first not of numbers."""
    if name:
        return column(table, name, "label")
    kinds = [each.kind for each in table.columns]
    return next((at for at, kind in enumerate(kinds) if kind != "number"), 0)


def series(table: Table, names: Sequence[str], label: int, limit: int) -> tuple[Series, ...]:
    """Return the columns of numbers asked for, or all but the labels; Diagnostic D301, D302, D308.

    At most `limit` columns; all values missing is D307.
    """
    columns = table.columns
    numbers = [at for at, each in enumerate(columns) if each.kind == "number" and at != label]
    empty = [at for at in range(len(columns)) if all(c.value is None for c in table.cells(at))]
    with_units = [at for at in range(len(columns)) if at != label and _unit_in(table.cells(at))]
    chosen = [column(table, name, "values") for name in names] or numbers or empty or with_units[:1]
    findings = [_not_numbers(table, at) for at in chosen if at not in (*numbers, *empty)]
    if not chosen:
        help = "write units in the header, and leave missing values empty"
        message = "the table has no column of numbers to draw"
        findings.append(NO_NUMBERS.finding(table.mark, message, help=help))
    elif set(chosen) <= set(empty):
        cell = table.cells(chosen[0])[0]
        findings.append(NO_DATA.finding(cell.mark, "every value to be drawn is missing"))
    if len(chosen) > limit:
        message = f"{len(chosen)} columns of numbers are more than this chart can tell apart"
        help = f"name at most {limit}: values: [{columns[chosen[0]].header}, …]"
        findings.append(TOO_MANY.finding(columns[chosen[limit]].mark, message, help=help))
    if findings:
        raise Diagnostic(findings)
    return tuple(Series(columns[at].header, columns[at].unit, table.cells(at)) for at in chosen)


def _not_numbers(table: Table, at: int) -> Finding:
    which = table.columns[at]
    message = f"the column “{which.header}” holds no numbers"
    if unit := _unit_in(table.cells(at)):
        message = f"the cells of the column “{which.header}” hold “{unit}” beside their numbers"
        help = f"write the unit in the header, “{which.header} ({unit})”, and only numbers below it"
        return UNKNOWN_COLUMN.finding(which.mark, message, help=help)
    return UNKNOWN_COLUMN.finding(which.mark, message, help="name a column of numbers")


def _unit_in(cells: Sequence[Cell]) -> str:
    """Return what stands beside the number in every cell that is filled in: “€” of “1234,50 €”."""
    found = [_WITH_UNIT.fullmatch(cell.text.strip()) for cell in cells if cell.value is not None]
    units = {match and (match["after"] or match["before"]) for match in found}
    return next(iter(units)) or "" if len(units) == 1 else ""


def labelled(cells: Sequence[Cell]) -> None:
    """Raise Diagnostic D305 when one of the cells that name the rows is missing."""
    empty = [cell for cell in cells if cell.value is None]
    if empty:
        help = "fill in the cell"
        raise Diagnostic(
            [NO_LABEL.finding(cell.mark, "this row has no label", help=help) for cell in empty]
        )


def few_enough(cells: Sequence[Cell], limit: int) -> None:
    """Raise Diagnostic D308, at the first row too many, when there are more than `limit`."""
    if len(cells) > limit:
        message = f"{len(cells)} rows are more than this chart can show; the limit is {limit}"
        help = "sum up the smaller ones, or print a table"
        raise Diagnostic([TOO_MANY.finding(cells[limit].mark, message, help=help)])


def highlighted(
    wanted: Sequence[str], labels: Sequence[str], option: str = "highlight"
) -> frozenset[int]:
    """Return the places of the wanted labels; Diagnostic D303, at the option, for each unknown."""
    missing = [name for name in wanted if name not in labels]
    if missing:
        raise Diagnostic(
            UNKNOWN_LABEL.finding(
                None, f"there is no “{name}” in the data", help=near(name, labels), at=option
            )
            for name in missing
        )
    return frozenset(at for at, label in enumerate(labels) if label in wanted)
