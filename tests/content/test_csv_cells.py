"""Fields of CSV files written anew where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.csv_cells import csv_cells, with_cell
from report.diagnostics import Diagnostic, Mark

NAME = "editions/x/data/table.csv"
FILE = (
    '\ufeffCity, "Share, %" ;Note\r\n'
    'Lund;  12 ;"said ""yes"""\r\n'
    "\r\n"
    'Malmö;7;"two\r\nlines"\n'
    "Umeå;;last"
)


@given(number=st.integers(0, 10), words=st.text("abc ,;\t\"'\n1é", max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_words_are_read_as_they_were_given_and_all_else_stays(number: int, words: str) -> None:
    data = FILE.encode()
    fields = csv_cells(data, NAME)
    mark = [*fields][number]
    try:
        after = with_cell(data, NAME, mark, words)
    except Diagnostic as refused:
        # A row of nothing is no row, and a head without its separator is another head.
        assert [each.code.id for each in refused.findings] == ["C127"]
        return
    found = [*csv_cells(after, NAME).values()]
    assert found[number] == words.strip()
    assert found[:number] + found[number + 1 :] == [
        each for at, each in enumerate(fields.values()) if at != number
    ]


@pytest.mark.parametrize(
    ("line", "column", "words", "before", "after"),
    [
        (2, 8, "13", ";  12 ;", ";  13 ;"),
        (2, 12, 'say "no"', '"said ""yes"""', '"say ""no"""'),
        (4, 1, "Malmö; Lund", "Malmö;7", '"Malmö; Lund";7'),
        (4, 9, "one\ntwo", '"two\r\nlines"', '"one\r\ntwo"'),
        (6, 6, "none", ";;", ";none;"),
        (6, 7, "the end", "last", "the end"),
    ],
)
def test_a_field_is_changed_and_nothing_else(
    line: int, column: int, words: str, before: str, after: str
) -> None:
    changed = with_cell(FILE.encode(), NAME, Mark(NAME, line, column), words)

    assert changed.decode() == FILE.replace(before, after)


def test_a_line_for_excel_stays_and_is_no_field() -> None:
    data = b"\xef\xbb\xbfsep=;\r\nCity;Number\r\nLund;12\r\n"
    fields = csv_cells(data, NAME)

    assert [*fields.values()] == ["City", "Number", "Lund", "12"]
    after = with_cell(data, NAME, Mark(NAME, 3, 6), "13")
    assert after == data.replace(b"12", b"13")
