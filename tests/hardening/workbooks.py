"""Workbooks that are hostile: a small sound one, and ways to change its parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import openpyxl
from openpyxl.workbook.defined_name import DefinedName

Change = Callable[[bytes], bytes | None]
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
END = b"</sheetData>"
_CELL = re.compile(rb'<c r="B2"[^>]*>.*?</c>')


@cache
def plain() -> bytes:
    """Return a workbook with the sheet S: the columns A and B, and two rows."""
    return _saved(openpyxl.Workbook())


def _saved(book: openpyxl.Workbook) -> bytes:
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    for row in (["A", "B"], ["a", 1], ["b", 2.5]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def named(reference: str) -> bytes:
    """Return a workbook in which the name N stands for a reference."""
    book = openpyxl.Workbook()
    book.defined_names["N"] = DefinedName("N", attr_text=reference)
    return _saved(book)


def formatted(value: float, format: str) -> bytes:
    """Return a workbook whose cell B2 has a value and a format of numbers."""
    book = openpyxl.load_workbook(io.BytesIO(plain()))
    cell = book["S"]["B2"]
    cell.value, cell.number_format = value, format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def altered(changes: Mapping[str, Change], more: Mapping[str, bytes] | None = None) -> bytes:
    """Return the workbook with its parts changed, left out where a change gives None."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = changes.get(part, lambda data: data)(old.read(part))
            if data is not None:
                new.writestr(part, data)
        for part, data in (more or {}).items():
            new.writestr(part, data)
    return stream.getvalue()


def cell(text: str) -> bytes:
    """Return the workbook with another XML for its cell B2."""
    return altered({SHEET: lambda data: _CELL.sub(lambda _: text.encode(), data)})


def after_rows(text: bytes) -> bytes:
    """Return the workbook with more XML after the rows of its sheet."""
    return altered({SHEET: lambda data: data.replace(END, END + text)})


def rows(row: bytes, count: int) -> bytes:
    """Return the workbook with a row many times more."""
    return altered({SHEET: lambda data: data.replace(END, row * count + END)})


def columns(text: bytes) -> bytes:
    """Return the workbook with what is said of its columns."""
    start = b"<sheetData>"
    return altered({SHEET: lambda data: data.replace(start, b"<cols>" + text + b"</cols>" + start)})
