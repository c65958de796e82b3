"""Tables from workbooks: what a person sees in Excel, and the cell of every finding."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as ExcelTable

from report.content.tables import Part, Table, read_xlsx
from report.diagnostics import Diagnostic, Finding

HUBS = (("Hub", "Share (%)"), ("Lund", 56), ("Uppsala", 44.5))
Change = Callable[[Any], None]


def book(rows: Sequence[Sequence[object]] = HUBS, change: Change = lambda sheet: None) -> bytes:
    """Return a workbook whose only sheet holds `rows`, after `change`."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Hubs"
    for row in rows:
        sheet.append(row)
    change(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(data: bytes, part: Part | None = None) -> tuple[Table, tuple[Finding, ...]]:
    return read_xlsx(data, "data/hubs.xlsx", part or Part())


def values(data: bytes, part: Part | None = None) -> list[list[object]]:
    return [[cell.value for cell in row] for row in read(data, part)[0].rows]


def fault(data: bytes, part: Part | None = None) -> tuple[str, str]:
    """Return place and code of the only finding of a workbook that must not pass."""
    with pytest.raises(Diagnostic) as caught:
        read(data, part)
    (finding,) = caught.value.findings
    assert finding.help or finding.code.id in ("D108", "D116")
    return str(finding.mark), finding.code.id


def test_a_sheet_is_a_table_whose_marks_are_row_and_column() -> None:
    table, findings = read(book())

    assert findings == ()
    assert [column.heading for column in table.columns] == ["Hub", "Share (%)"]
    assert values(book()) == [["Lund", Decimal(56)], ["Uppsala", Decimal("44.5")]]
    assert str(table.rows[1][1].mark) == "data/hubs.xlsx:3:2"


def test_percent_and_days_are_read_as_they_are_shown() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = sheet["B3"].number_format = "0.0%"
        sheet["B2"], sheet["B3"] = 0.56, 0.1 + 0.2
        sheet["C1"], sheet["C2"] = "Founded", datetime.date(1910, 5, 1)
        sheet["C3"] = datetime.datetime(1940, 1, 2)

    table, _ = read(book((("Hub", "Share"), ("Lund", 0), ("Uppsala", 0)), change))

    assert [table.columns[1].unit, table.columns[2].kind] == ["%", "date"]
    assert [row[1].value for row in table.rows] == [Decimal(56), Decimal(30)]
    assert [row[2].value for row in table.rows] == [
        datetime.date(1910, 5, 1),
        datetime.date(1940, 1, 2),
    ]


def test_a_sign_in_the_words_of_a_format_makes_no_percentage() -> None:
    def change(sheet: Any) -> None:
        sheet["B2"].number_format = '0" % of all"'

    assert values(book(change=change))[0] == ["Lund", Decimal(56)]


@pytest.mark.parametrize("cells", ["B2:C4", "$B$2:$C$4", "b2:c4", "Hubs2027", "Found"])
def test_a_range_is_given_by_cells_or_by_name(cells: str) -> None:
    def change(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet.insert_cols(1)
        sheet["A1"] = "A note that does not belong to the table"
        sheet.add_table(ExcelTable(displayName="Found", ref="B2:C4"))
        name = DefinedName("Hubs2027", attr_text="Hubs!$B$2:$C$4")
        sheet.parent.defined_names["Hubs2027"] = name

    assert values(book(change=change), Part("Hubs", cells)) == values(book())


def test_of_several_sheets_the_edition_says_which() -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Other").append(("a", "b"))

    assert fault(book(change=change))[1] == "D116"
    assert values(book(change=change), Part("Hubs")) == values(book())


def test_hidden_sheets_are_not_meant() -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Notes").sheet_state = "hidden"

    assert values(book(change=change)) == values(book())


def test_hidden_rows_and_columns_are_left_out_and_said() -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet["C1"], sheet["C2"], sheet["C3"] = "Secret", 1, 2
        sheet.column_dimensions["C"].hidden = True

    table, (finding,) = read(book(change=change))

    assert [cell.value for cell in table.rows[0]] == ["Uppsala", Decimal("44.5")]
    assert finding.code.id == "D117" and "column C, row 2" in finding.message


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        (lambda sheet: sheet.__setitem__("B3", "=B2*2"), "data/hubs.xlsx:3:2", "D113"),
        (lambda sheet: sheet.__setitem__("B3", "#DIV/0!"), "data/hubs.xlsx:3:2", "D113"),
        (lambda sheet: sheet.__setitem__("B3", True), "data/hubs.xlsx:3:2", "D114"),
        (lambda sheet: sheet.merge_cells("A2:A3"), "data/hubs.xlsx:2:1", "D118"),
    ],
    ids=["formula", "error", "truth", "merged"],
)
def test_what_cannot_be_printed_is_found_at_its_cell(change: Change, place: str, code: str) -> None:
    assert fault(book(change=change)) == (place, code)


@pytest.mark.parametrize("part", [Part("Hub"), Part("", "Hubs!B"), Part("", "B3"), Part("", "A:B")])
def test_a_part_that_is_not_there_is_named(part: Part) -> None:
    code = fault(book(), part)[1]

    assert code == ("D102" if part.range == "B3" else "D116")


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (101 * 1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D115"),
        (b"Hub;Share", "D115"),
        (b"\xd0\xcf\x11\xe0old", "D115"),
        (book()[:900], "D115"),
        (b"x" * (5 * 1024 * 1024 + 1), "D108"),
        (bomb(), "D108"),
    ],
    ids=["empty", "text", "old", "cut", "large", "bomb"],
)
def test_what_is_no_workbook_is_a_finding(data: bytes, code: str) -> None:
    assert fault(data)[1] == code


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
def test_damage_never_ends_in_a_traceback(at: int, junk: bytes) -> None:
    whole = book()
    damaged = whole[: at % len(whole)] + junk + whole[at % len(whole) + len(junk) :]
    try:
        read(damaged)
    except Diagnostic as diagnostic:
        assert diagnostic.findings


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-1e12, 1e12), min_size=1, max_size=6))
def test_numbers_come_back_with_fifteen_digits(numbers: list[float]) -> None:
    rows = [("Hub", "Value"), *((f"hub {at}", number) for at, number in enumerate(numbers))]

    for (_, value), number in zip(values(book(rows)), numbers, strict=True):
        assert isinstance(value, Decimal)
        assert float(value) == pytest.approx(number, rel=1e-14, abs=1e-15)
