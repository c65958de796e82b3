"""Files of rows for personalised copies."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from report.content.row_files import column_name, discreet, read_rows
from report.diagnostics import Code, Diagnostic, Gist, Severity

from ..conftest import pointed

FILE = "guests.csv"


def values(data: str, *needed: str) -> list[dict[str, str]]:
    return [dict(row.values) for row in read_rows(data.encode(), FILE, needed).rows]


def test_rows_are_known_by_the_names_of_their_columns() -> None:
    data = 'First name;E-mail\n" Anna\n Berg ";a@b\n0812;2,50\n'

    assert values(data, "first_name") == [
        {"first_name": "Anna Berg", "e_mail": "a@b"},
        {"first_name": "0812", "e_mail": "2,50"},
    ]


def test_a_workbook_has_rows_as_well() -> None:
    book = openpyxl.Workbook()
    for row in (("Name", "Table"), ("Anna", 7), ("Bo", None)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)

    rows = read_rows(stream.getvalue(), "guests.XLSX", ["name"])

    assert [dict(row.values) for row in rows.rows] == [
        {"name": "Anna", "table": "7"},
        {"name": "Bo", "table": ""},
    ]


@pytest.mark.parametrize(
    ("data", "message", "help"),
    [
        ("¶Naem,Table\nAnna,1\n", "no column “name”", "did you mean “naem”?"),
        ("¶Table\n1\n", "no column “name”", "there are: table"),
        ("Name,¶name\na,b\n", "two columns “name”", "rename"),
        ("¶Name\n", "no rows below", ""),
        ("¶", "is empty", ""),
    ],
)
def test_a_file_that_cannot_be_used_is_said(data: str, message: str, help: str) -> None:
    text, place = pointed(data)

    with pytest.raises(Diagnostic) as refused:
        values(text, "name")

    (finding,) = refused.value.findings
    assert (finding.code.id, str(finding.mark)) == ("D120", f"{FILE}:{place}")
    assert message in finding.message and help in finding.help


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("¶,1", "“name” of row 2 is empty"),
        ("¶Anna\x07,1", "cannot be printed"),
        ("¶" + "a" * 501 + ",1", "has 501 characters"),
        ("Anna,1,¶2", "more cells than there are columns"),
    ],
)
def test_a_row_that_cannot_be_used_is_left_out_and_the_others_are_not(
    row: str, message: str
) -> None:
    text, place = pointed(f"Name,Table\nBo,1\n{row}\nEva,\n")

    rows = read_rows(text.encode(), FILE, ["name"])

    assert [each.number for each in rows.rows] == [1, 3]
    assert rows.count == 3
    (finding,) = rows.findings
    assert (finding.code.id, str(finding.mark)) == ("D121", f"{FILE}:{place}")
    assert message in finding.message


@pytest.mark.parametrize(
    ("data", "help"),
    [
        ('Name\n"Anna" Canary\n', "write a quotation mark that belongs to the text twice"),
        (b"Name\nCanary \xff\n", "save it as “CSV UTF-8” (Excel)"),
        ("Name\nCanary".encode("utf-16"), "save it as “CSV UTF-8” (Excel)"),
    ],
)
def test_no_finding_says_what_stands_in_a_row(data: str | bytes, help: str) -> None:
    with pytest.raises(Diagnostic) as refused:
        read_rows(data if isinstance(data, bytes) else data.encode(), FILE, ["name"])

    (finding,) = refused.value.findings
    assert help in finding.help
    assert "Canary" not in str(refused.value)


def test_names_of_columns_are_small_letters_with_one_line_between() -> None:
    assert column_name(" First  name (given)") == "first_name_given"


def test_what_a_check_finds_in_a_row_is_said_in_a_sentence_without_its_words() -> None:
    rule = Code("A301", "validator", Severity.ERROR, "**What it does.** Reports\nthis. And that.\n")
    words = Gist("Xanthippe is lost")

    found = discreet(replace(rule.finding(None, "Xanthippe is lost"), gist=words))

    assert found.message == "found by a check that reports this"
    assert found.help == "see `explain A301`"
    assert "Xanthippe" not in repr(found)
