"""Tables from CSV and Excel: bombs, formulas, ranges that lead nowhere, cells without measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.table_xlsx import Part
from report.content.tables import read_csv, read_xlsx
from report.diagnostics import Diagnostic

from . import workbooks
from .campaign import Case, table, with_blocks
from .conftest import Trial

X, C = "data/x.xlsx", "data/x.csv"
ALL = f"{{file: {X}, range: %s}}"


def edition(data: str) -> str:
    return with_blocks(f"table: {{title: T, data: {data}}}")


# What is asked for, and the codes that may come of it; none where it is a table.
REFERENCES = {
    "S!$A$1:$B$3": "",
    "'S'!$A$1:$B$3": "",
    "S!$B$3:$A$1": "D102",
    "S!$A$1:$XFD$1048576": "D108",
    **dict.fromkeys(
        (
            *("#REF!", "S!#REF!", "S!$A:$B", "S!$1:$3", "Gone!$A$1:$B$2", "'[1]S'!$A$1:$B$2"),
            *("S!$A$1:$B$2,S!$A$3:$B$3", "OFFSET(S!$A$1,0,0,3,2)", "1", "S!$ZZZZ$99999999"),
            *("(" * 10_000, "'" * 10_001, "S!A0:B2", '"S"', "{1,2;3,4}", "S!S!S!A1"),
        ),
        "D116",
    ),
}
RANGES = {
    "A1:B3": "",
    "$a$1:$b$3": "",
    "B3:A1": "D102",
    "A1": "D102",
    "XFD1048576": "D102",
    "A1:XFD1048576": "D108",
    **dict.fromkeys(
        (
            *("A:B", "1:3", "A0:B2", "A1:B", "A1:ZZZZ9", "S!A1:B3", "A1:B3,C1:C3", "☃", "A1:B3 C"),
            *("A" * 5_000, "A1:B-2", "R1C1:R2C2", "../x", ":"),
        ),
        "D116",
    ),
}
CELLS = {
    "<v>1e999</v>": "D112",
    "<v>-1e308</v>": "D112",
    f"<v>{'9' * 400}</v>": "D112",
    f"<v>{'9' * 5000}</v>": "D115",
    f"<v>0.{'0' * 300}1</v>": "",
    "<v>123456789012345</v>": "",
    "<v>nan</v>": "D115",
    "<v>abc</v>": "D115",
    "<f>1+1</f>": "D113",
    '<f t="array" ref="A1:XFD1048576">1</f><v>1</v>': "",
    '<f>HYPERLINK("file:///etc/passwd")</f><v>1</v>': "",
}
KINDS = {
    't="s"': "D115",
    't="b"': "D114",
    't="e"': "D113",
    't="d"': "D115",
    's="9999"': "D115",
}
FORMATS = {
    (-5, "yyyy-mm-dd"): "",
    (2_958_466, "yyyy-mm-dd"): "D113",
    (1e300, "yyyy-mm-dd"): "D113",
    (1e9, "[h]:mm"): "D113",
    (1e15, "0.00%"): "D112",
    (12_345_678_901_234, "0%"): "D111 D112",
    (5, "[" * 200_000): "D115",
    (5, '"' * 999): "",
    (45_000, "[$-x-sysdate]dddd"): "",
}
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
RELATIONS = "xl/_rels/workbook.xml.rels"
PARTS = (
    *(workbooks.BOOK, workbooks.SHEET, "[Content_Types].xml", RELATIONS),
    *("xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml"),
)
BOOKS = {
    "merged without end": (lambda: _merged(b'"A1:XFD1048576"'), "D118"),
    "merged columns": (lambda: _merged(b'"A:B"'), "D115 D118"),
    "merged in thousands": (lambda: _merged(b'"C1:Z9"', 5_000), "D118"),
    "two thousand million hidden columns": (
        lambda: workbooks.columns(b'<col min="1" max="2000000000" hidden="1"/>'),
        "D102",
    ),
    "columns before the first": (
        lambda: workbooks.columns(b'<col min="-5" max="3" hidden="1"/>'),
        "D115",
    ),
    "a million cells": (lambda: workbooks.rows(b"<row><c/></row>", 1_000_000), "D108"),
    "millions of rows": (lambda: workbooks.rows(b"<row/>", 3_100_000), "D108"),
    "a cell of sixty megabytes": (lambda: _words("a" * 60_000_000), "D108"),
    "words that turn the terminal": (lambda: _words("\u202eabc\u2066"), ""),
    "a cell far out": (lambda: workbooks.cell('<c r="XFD1048576"><v>1</v></c>'), "D108"),
    "a cell beyond": (lambda: workbooks.cell('<c r="ZZZZ2"><v>1</v></c>'), "D115"),
    "a cell before the first": (lambda: workbooks.cell('<c r="B-2"><v>1</v></c>'), "D115"),
    "entities in the sheet": (lambda: _before(workbooks.SHEET, LAUGHS), "D115"),
    "entities in the book": (lambda: _before(workbooks.BOOK, LAUGHS), "D115"),
    "a sheet that is elsewhere": (lambda: _sheet_at(b"file:///etc/passwd"), "D116"),
    "a part whose path leads out": (
        lambda: workbooks.altered({}, {"../../evil.xml": b"<a/>"}),
        "",
    ),
    "many parts": (
        lambda: workbooks.altered({}, {f"x/{n}.xml": b"<a/>" for n in range(20_000)}),
        "",
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(600), "D115"),
    "nothing": (b"", "D115"),
    "half of it": (lambda: workbooks.plain()[: len(workbooks.plain()) // 2], "D115"),
    "a table of commas": (b"A,B\na,1\n", "D115"),
}


def _merged(cells: bytes, times: int = 1) -> bytes:
    inside = b"<mergeCell ref=" + cells + b"/>"
    return workbooks.after_rows(b"<mergeCells>" + inside * times + b"</mergeCells>")


def _words(text: str) -> bytes:
    return workbooks.cell(f'<c r="B2" t="inlineStr"><is><t>{text}</t></is></c>')


def _before(part: str, text: bytes) -> bytes:
    return workbooks.altered({part: lambda data: text + data})


def _sheet_at(place: bytes) -> bytes:
    usual = b"/xl/worksheets/sheet1.xml"
    return workbooks.altered({RELATIONS: lambda data: data.replace(usual, place)})


def _workbooks() -> Iterator[Case]:
    for reference, codes in REFERENCES.items():
        files = {X: partial(workbooks.named, reference)}
        yield Case(f"name {reference[:30]}", codes, "", edition(ALL % "N"), files)
    for cells, codes in RANGES.items():
        files = {X: workbooks.plain}
        yield Case(f"range {cells[:30]}", codes, "", edition(ALL % f"'{cells}'"), files)
    for inside, codes in CELLS.items():
        files = {X: partial(workbooks.cell, f'<c r="B2">{inside}</c>')}
        yield Case(f"cell {inside[:30]}", codes, X, edition(X), files)
    for kind, codes in KINDS.items():
        files = {X: partial(workbooks.cell, f'<c r="B2" {kind}><v>99</v></c>')}
        yield Case(f"a cell with {kind}", codes, X, edition(X), files)
    for (value, format), codes in FORMATS.items():
        files = {X: partial(workbooks.formatted, value, format)}
        yield Case(f"{value} as {format[:20]}", codes, X, edition(X), files)
    for part in PARTS:
        for what, data in (("without", None), ("with nothing in", b""), ("with junk in", b"<a/>")):
            files = {X: partial(workbooks.altered, {part: lambda _, data=data: data})}
            yield Case(f"{what} {part}", "D102 D115 D116 -", "", edition(X), files)
    for name, (data, codes) in BOOKS.items():
        yield Case(name, codes, "", edition(X), {X: data})


@table([*_workbooks()], quick=8)
def test_a_workbook_is_a_table_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


FIELDS = {
    "commas": (lambda: b"A,B\n" + b"," * 4_000_000, "D108"),
    "lines": (lambda: b"A,B\n" + b"a\n" * 1_500_000, "D108"),
    "lines of one column": (lambda: b"A\n" + b"1\n" * 200_000, "D108"),
    "empty texts": (lambda: b"A,B\n" + b'"",' * 1_000_000, "D108"),
    "marks": (lambda: b"A,B\n" + b'"' * 4_000_000, "D103 D106 D108"),
    "marks amid words": (lambda: b"A,B\n" + b'"a" b\n' * 500_000, "D106 D108"),
    "spaces": (lambda: b"A,B\n" + b" " * 4_000_000, "D102"),
    "old line ends": (lambda: b"A,B\r" + b"\r" * 4_000_000, "D102 D108"),
    "thousands of columns": (
        lambda: b",".join(b"c%d" % n for n in range(300_000)) + b"\n1\n",
        "D108",
    ),
    "columns of one name": (lambda: b",".join([b"c"] * 60) + b"\n" + b"1," * 59 + b"1\n", "D104"),
    "nothing that can be seen": (lambda: b"A,B\n\0,\0\n", "D109"),
    "a terminal's orders": (lambda: b"A,B\n\x1b[2J\x1b[31m,1\n", "D109"),
    "words that turn around": (lambda: "A,B\n\u202eabc,1\n\u2066x,y\nz,2\n".encode(), ""),
    "a heading that turns around": (lambda: "\u202eA,B\na,b\n1,2,3".encode(), "D103"),
    "UTF-16": (lambda: "A,B\n1,2".encode("utf-16"), "D101"),
    "a workbook": (workbooks.plain(), "D101"),
    "any bytes": (lambda: bytes(range(256)) * 20, "D101"),
    "digits": (lambda: b"A,B\n" + b"9" * 60 + b",1\n", "D112"),
    "formulas": (lambda: b"A,B\n=cmd|' /C calc'!A0,1\n", "D113"),
    "a formula in a heading": (lambda: b"A,=1+1\na,1\n", "D113"),
    "six megabytes": (lambda: b"A,B\n" + b"a,1\n" * 1_500_000, "D108"),
    "a word without end": (lambda: b"A,B\n" + b"a" * 4_000_000 + b",1\n", "D108"),
    "nothing": (lambda: b"", "D102"),
    "a byte order mark": (lambda: b"\xef\xbb\xbf", "D102"),
    "one heading": (lambda: b"A", "D102"),
}


def _fields() -> Iterator[Case]:
    for name, (data, codes) in FIELDS.items():
        yield Case(name, codes, C if codes else "", edition(C), {C: data})


@table([*_fields()], quick=5)
def test_a_file_of_fields_is_a_table_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


SIGNS = st.sampled_from(
    [*',;\t"\n\r =-+@%', "1", "9.5", "1.000,5", "a", "å", "\0", "\u202e", "..", "2026-01-01"]
)


@given(st.lists(SIGNS, max_size=120).map("".join))
@settings(deadline=None)
def test_any_fields_are_a_table_or_findings(text: str) -> None:
    _read(lambda: read_csv(text.encode(), "x.csv"))


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_any_bytes_in_a_workbook_are_a_table_or_findings(data: st.DataObject) -> None:
    whole = bytearray(workbooks.plain())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    _read(lambda: read_xlsx(bytes(whole), "x.xlsx", Part()))


ATTRIBUTES = st.sampled_from(
    ['r="B2"', 'r="C3"', 'r="A9999"', 't="s"', 't="str"', 't="b"', 't="n"', 's="0"', 's="7"', ""]
)
INNER = st.sampled_from(
    ["<v>1</v>", "<v/>", "<v>-</v>", "<f>A1</f>", "<is><t>x</t></is>", "<v>1e9</v>", ""]
)


@given(st.lists(st.tuples(ATTRIBUTES, INNER), min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_any_cells_are_a_table_or_findings(cells: list[tuple[str, str]]) -> None:
    text = "".join(f"<c {kind}>{inner}</c>" for kind, inner in cells)
    _read(lambda: read_xlsx(workbooks.cell(text), "x.xlsx", Part()))


def _read(read: Callable[[], object]) -> None:
    try:
        read()
    except Diagnostic as diagnostic:
        assert diagnostic.findings
        assert all(each.mark and each.message for each in diagnostic.findings)
