"""Data tables: one rule a test, the exact place of every finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.table_cells import numeral, unmistakable
from report.content.table_csv import Raw
from report.content.table_typing import check_grid
from report.content.tables import (
    Table,
    Year,
    format_millions,
    format_short,
    format_value,
    inline_table,
    read_csv,
)
from report.diagnostics import Diagnostic, Finding, Mark


def read(text: str) -> Table:
    table, findings = read_csv(text.encode(), "data/x.csv")
    assert findings == ()
    return table


def faults(data: str | bytes) -> list[tuple[str, str]]:
    """Return (place, code) of every finding of a file that must not pass."""
    with pytest.raises(Diagnostic) as caught:
        read_csv(data.encode() if isinstance(data, str) else data, "x.csv")
    return [_short(finding) for finding in caught.value.findings]


def _short(finding: Finding) -> tuple[str, str]:
    assert finding.mark is not None
    assert finding.message
    return (f"{finding.mark.line}:{finding.mark.column}", finding.code.id)


def values(table: Table, column: int) -> list[object]:
    return [cell.value for cell in table.cells(column)]


def inline(columns: list[object], rows: list[object]) -> Table:
    return inline_table(columns, rows, lambda row, at: Mark("e.yaml", row + 10, at + 1))[0]


def test_a_table_knows_headers_units_kinds_and_places() -> None:
    table = read('Origin,Share (%),"Paid [SEK million]"\n Academia,56,"1,234.5"\nÖvrigt,44,–\n')
    assert [(c.header, c.unit, c.kind) for c in table.columns] == [
        ("Origin", "", "text"),
        ("Share", "%", "number"),
        ("Paid", "SEK million", "number"),
    ]
    assert values(table, 2) == [Decimal("1234.5"), None]
    assert table.rows[0][0].mark == Mark("data/x.csv", 2, 2)
    assert table.rows[0][2].mark == Mark("data/x.csv", 2, 14)
    assert table.rows[1][1].mark == Mark("data/x.csv", 3, 8)  # in characters, not bytes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_line_decides_the_separator(delimiter: str) -> None:
    table = read(delimiter.join("ab") + "\nx" + delimiter + "1\n")
    assert values(table, 1) == [Decimal(1)]


def test_separators_inside_quotation_marks_do_not_decide() -> None:
    assert [c.header for c in read('"a;b",c\nx,1\n').columns] == ["a;b", "c"]


def test_quoted_fields_hold_separators_quotation_marks_and_line_ends() -> None:
    table = read('a,b\n"x, ""y""\nz",1\nq,2\n')
    assert table.rows[0][0].value == 'x, "y"\nz'
    assert table.rows[1][0].mark.line == 4


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(ends: str) -> None:
    table = read(ends.join(["a,b", "x,1", "y,2", ""]))
    assert table.rows[1][1].mark == Mark("data/x.csv", 3, 3)


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    table, _ = read_csv(b"\xef\xbb\xbfa,b\nx,1\n", "x.csv")
    assert table.columns[0].header == "a"


def test_empty_rows_and_empty_right_hand_columns_are_left_out() -> None:
    table = read("a,b,,\n\nx,1,,\n,,,\ny,2,,\n")
    assert len(table.columns) == 2
    assert [row[0].mark.line for row in table.rows] == [3, 5]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Företag,n\nå,1\n".encode("latin-1"), [("1:2", "D101")]),
        ("a,b\nx,1\n".encode("utf-16"), [("1:1", "D101")]),
        (b"", [("1:1", "D102")]),
        (b"\n\n", [("1:1", "D102")]),
        (b"a,b\n", [("1:1", "D102")]),
        (b"a,b\nx,1,2\ny\n", [("2:5", "D103"), ("3:1", "D103")]),
        (b"a,A\nx,1\n", [("1:3", "D104")]),
        (b"a,,c\nx,1,2\n", [("1:3", "D105")]),
        (b'a,b\nx,"1\ny,2\n', [("2:3", "D106")]),
        (b'a,b\nx,"1"2\n', [("2:6", "D106")]),
        (b"a;b\nx;1.234\n", [("2:3", "D107")]),
        (b"a;b\nx;1,5\ny;1,25\nz;2.5\n", [("4:3", "D107")]),
        (b"a,b\nx,1\0\n", [("2:3", "D109")]),
        ("a,b\nx,1\ufffd\n".encode(), [("2:3", "D109")]),
        (b"a,b\nx,5%\ny,6\n", [("3:3", "D111")]),
        (b"a,b (SEK)\nx,5%\n", [("2:3", "D111")]),
        (b"a,b\nx,1234567890123456\n", [("2:3", "D112")]),
        (b"a,b\nx,1e99\n", [("2:3", "D112")]),
        (b"a,b\nx,=SUM(A1:A3)\ny,#REF!\n", [("2:3", "D113"), ("3:3", "D113")]),
        (b"a,b\n2024-02-30,1\n", [("2:1", "D114")]),
    ],
)
def test_faults_have_a_code_and_a_place(data: bytes, expected: list[tuple[str, str]]) -> None:
    assert faults(data) == expected


def test_all_the_faults_of_a_file_are_found_at_once() -> None:
    assert faults("a,a\nx,=A1\n2024-02-30,1\ny,\x07\n") == [
        ("1:3", "D104"),
        ("2:3", "D113"),
        ("4:3", "D109"),
    ]


def test_limits() -> None:
    assert faults("a,b\n" + "x,1\n" * 100_001) == [("100002:3", "D108")]
    assert faults(",".join("c" * 61) + "\n" + ",".join("1" * 61)) == [("1:121", "D108")]
    assert faults("a,b\n" + "x" * 1001 + ",1\n") == [("2:1", "D108")]
    assert faults(b"a" * (5 * 1024 * 1024 + 1)) == [("1:1", "D108")]


def test_one_word_in_a_column_of_numbers_is_a_warning() -> None:
    table, findings = read_csv(b"a,b\nx,1\ny,12 apples\n", "x.csv")
    assert [_short(finding) for finding in findings] == [("3:3", "D110")]
    assert table.columns[1].kind == "text"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("56", "56"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("+5", "5"),
        ("3.50", "3.50"),
        ('"1,234"', "1234"),
        ('"1,234,567.8"', "1234567.8"),
        ("1 234 567", "1234567"),
        ("1\u00a0234", "1234"),
        ("1’234", "1234"),
        ("1.234", "1.234"),
        ("0.125", "0.125"),
        ("56%", "56"),
        ("56 %", "56"),
        ("1.5E+3", "1.5E+3"),
        ("-0", "0"),
    ],
)
def test_numbers_in_files_with_commas(written: str, expected: str) -> None:
    (value,) = values(read(f"a,b\nx,{written}\n"), 1)
    assert value == Decimal(expected)
    assert str(value) == expected or "E" in expected


@pytest.mark.parametrize(
    "written", ["1,5", "1 5", "1,23,456", "0,1.5", "1..5", "5 %%", "٣", "1_000"]
)
def test_what_is_no_number_stays_text(written: str) -> None:
    table = read(f'first,a\nx,"{written}"\ny,z\nz,z\n')
    assert values(table, 1)[0] == written


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1,5", "2.300"], ["1.5", "2300"]),  # a decimal comma is proved
        (["1.5", "2,300"], ["1.5", "2300"]),  # a decimal point is proved
        (["1.234.567", "1,250"], ["1234567", "1.250"]),
        (["0,125", "1.250"], ["0.125", "1250"]),
        (["1250", "3"], ["1250", "3"]),
    ],
)
def test_what_the_file_proves_decides_its_decimal_mark(
    numbers: list[str], expected: list[str]
) -> None:
    table = read("a;b\n" + "".join(f"x;{each}\n" for each in numbers))
    assert [str(value) for value in values(table, 1)] == expected


@pytest.mark.parametrize("missing", ["", "–", "—", "-", "..", "…", "n/a", "N/A"])
def test_missing_values(missing: str) -> None:
    table = read(f"a,b\nx,1\ny,{missing}\n")
    assert values(table, 1) == [Decimal(1), None]
    assert table.columns[1].kind == "number"


def test_years_and_dates() -> None:
    table = read("When,n\n2019,1500\n2026-11-22,2\n")
    assert values(table, 0) == [Year(2019), date(2026, 11, 22)]
    assert table.columns[0].kind == "date"
    assert values(table, 1) == [Decimal(1500), Decimal(2)]
    assert values(read("a,Year\nx,2019\n"), 1) == [Year(2019)]


def test_columns_are_found_with_or_without_unit_and_in_any_case() -> None:
    table = read("a,Share (%),Share (SEK)\nx,1,2\n")
    assert table.find("Share (SEK)") == 2
    assert table.find("Share") is None
    assert table.find("A") == 0


def test_csv_out_reads_back_the_same() -> None:
    table = read('Year,Share (%),Note\n2019,"1,234.50","a, ""b"""\n2020,,x\n')
    again = read(table.csv().decode())
    assert [[c.value for c in row] for row in again.rows] == [
        [c.value for c in row] for row in table.rows
    ]
    assert table.csv().startswith(b"Year,Share (%),Note\r\n2019,1234.50,")


def test_inline_tables_hold_yaml_values() -> None:
    table = inline(["Origin", "Share (%)"], [["Academia", 56], ["Other", 43.5], ["None", None]])
    assert values(table, 1) == [Decimal(56), Decimal("43.5"), None]
    assert table.rows[1][1].mark == Mark("e.yaml", 11, 2)
    assert values(inline(["When"], [[date(2026, 11, 22)]]), 0) == [date(2026, 11, 22)]


@pytest.mark.parametrize("value", [True, [1], {"a": 1}, float("nan"), float("inf")])
def test_inline_values_that_are_no_cells(value: object) -> None:
    with pytest.raises(Diagnostic) as caught:
        inline(["a", "b"], [["x", 1], ["y", value]])
    (finding,) = caught.value.findings
    assert (_short(finding), finding.mark) == (("11:2", "D114"), Mark("e.yaml", 11, 2))


def test_an_inline_row_that_is_no_list() -> None:
    with pytest.raises(Diagnostic) as caught:
        inline(["a"], ["x"])
    assert [_short(finding) for finding in caught.value.findings] == [("10:0", "D114")]


def test_an_inline_table_without_rows() -> None:
    with pytest.raises(Diagnostic) as caught:
        inline(["a"], [])
    assert [finding.code.id for finding in caught.value.findings] == ["D102"]


@pytest.mark.parametrize(
    ("value", "language", "unit", "expected"),
    [
        (Decimal("-1234.50"), "en-US", "", "−1,234.50"),
        (Decimal("1234.50"), "sv", "", "1\u00a0234,50"),
        (Decimal("56"), "en-US", "%", "56%"),
        (Decimal("56.5"), "sv", "%", "56,5\u00a0%"),
        (Year(2019), "en-US", "", "2019"),
        (date(2026, 11, 22), "en-US", "", "November 22, 2026"),
        (None, "en-US", "", "–"),
        ("as it is", "en-US", "", "as it is"),
    ],
)
def test_values_are_written_as_the_language_does(
    value: object, language: str, unit: str, expected: str
) -> None:
    assert format_value(value, language, unit) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("999999", "en-US", "999,999"),
        ("1500000", "en-US", "1.5\u00a0million"),
        ("1234567", "en-US", "1.23\u00a0million"),
        ("150000000", "en-US", "150\u00a0million"),
        ("1500000", "sv", "1,5\u00a0miljoner"),
        ("1500000", "ja", "150万"),
    ],
)
def test_large_numbers_are_written_short(value: str, language: str, expected: str) -> None:
    assert format_short(Decimal(value), language) == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("250000", "en-US", "0.25\u00a0million"),
        ("-250000", "sv", "−0,25\u00a0miljoner"),
        ("12000000", "fr", "12\u00a0millions"),
        ("500000", "pl", "0,5\u00a0miliona"),
        ("250000", "ja", "25万"),
        ("250000", "hi", "2.5\u00a0लाख"),
    ],
)
def test_millions_are_counted_as_the_language_does(
    value: str, language: str, expected: str
) -> None:
    assert format_millions(Decimal(value), language) == expected


def test_an_unknown_language_is_said_to_be_unknown() -> None:
    with pytest.raises(ValueError, match="xx-nowhere"):
        format_value(Decimal(1), "xx-nowhere")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=80) | st.text('a1,;."%-\n\t =', max_size=60).map(str.encode))
def test_any_bytes_are_a_table_or_findings_with_places(data: bytes) -> None:
    try:
        table, findings = read_csv(data, "x.csv")
    except Diagnostic as diagnostic:
        table, findings = None, diagnostic.findings
        assert findings
    assert all(finding.mark and finding.mark.line >= 1 for finding in findings)
    if table:
        assert all(len(row) == len(table.columns) for row in table.rows)


def test_an_office_document_in_place_of_a_table_is_said_with_its_place() -> None:
    with pytest.raises(Diagnostic) as caught:
        read_csv(b"PK\3\4", "x.csv")

    assert [str(each.mark) for each in caught.value.findings] == ["x.csv:1:1"]


def test_numbers_that_come_again_are_read_once() -> None:
    assert numeral("1.200,50") is numeral("1.200,50")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.decimals(-(10**14), 10**14, places=3, allow_nan=False), min_size=1, max_size=6))
def test_numbers_survive_the_way_out_and_in(numbers: list[Decimal]) -> None:
    table = inline(["a", "b"], [["x", number] for number in numbers])
    assert values(table, 1) == numbers
    assert values(read(table.csv().decode()), 1) == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A,B\n1\n2,3\n", "this row has 1 cell, fewer than the 2 columns"),
        ("A\n1,2\n", "this row has 2 cells, more than the one column"),
    ],
)
def test_one_cell_and_one_column_are_counted_as_one(text: str, words: str) -> None:
    with pytest.raises(Diagnostic) as caught:
        read_csv(text.encode(), "a.csv")

    assert words in [each.message for each in caught.value.findings]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("1.200", "1.2"), ("1.234", "1.2340"), ("1.000", "1.0"), ("12.050", "12.05")],
)
def test_a_number_is_shown_as_it_can_be_read_in_one_way(written: str, shown: str) -> None:

    assert unmistakable(written) == shown


def test_a_number_that_its_comma_has_split_is_helped_with() -> None:
    grid = [
        [Raw(text, Mark("a.csv", line, 1)) for text in row]
        for line, row in enumerate(
            [["Month", "Visitors"], ["January", "1", "200"], ["July", "one", "two"]], 1
        )
    ]

    _, findings = check_grid(grid)

    assert "1200 and not 1,200" in findings[0].help
    assert "quotation marks" in findings[1].help


@pytest.mark.parametrize("said", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n'])
def test_a_line_for_excel_that_names_the_separator_is_obeyed(said: str) -> None:
    table = read(f"{said}Country;Share, in all\nSweden;5\n")

    assert [column.header for column in table.columns] == ["Country", "Share, in all"]
    assert values(table, 1) == [Decimal(5)]
    assert (table.cells(1)[0].mark.line, table.columns[0].mark.line) == (3, 2)
