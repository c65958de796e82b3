"""Single fields of a CSV file, found by their place and written anew where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Mark
from .scalars import NOT_IN_PLACE
from .table_csv import decode, delimiter_of, records

_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_BARE = re.compile(r"[^\n]*")
# A field with one of these has to stand in quotation marks (RFC 4180 §2.6), or would for others.
_TO_QUOTE = re.compile(r"[\t;,\"\n]")


@dataclass(frozen=True)
class _Grid:
    """A file's fields by their places, in its text with "\\n" at the ends of lines."""

    text: str
    delimiter: str
    fields: Mapping[Mark, str]


def csv_cells(data: bytes, name: str) -> Mapping[Mark, str]:
    """Return the words of each field by its place; Diagnostic where the file cannot be read."""
    return _grid(data, name).fields


def with_cell(data: bytes, name: str, mark: Mark, words: str) -> bytes:
    """Return the file with other words in the field at `mark`, and every other byte as it was.

    Spaces around the words are no part of them. Raises Diagnostic where the file cannot be read,
    or the words cannot stand there without a change of others (C127).
    """
    grid = _grid(data, name)
    text, words = grid.text, words.strip()
    start = _offset(text, mark)
    quoted = _QUOTED.match(text, start)
    end = quoted.end() if quoted else _end_of_bare(text, start, grid.delimiter)
    new = words
    if quoted or _TO_QUOTE.search(words):
        new = '"' + words.replace('"', '""') + '"'
    raw = data.decode("utf-8")
    places = _places(raw)
    newline = "\r\n" if "\r\n" in raw else "\n"
    made = raw[: places[start]] + new.replace("\n", newline) + raw[places[end] :]
    wanted = [words if each == mark else old for each, old in grid.fields.items()]
    if not _holds(made.encode(), name, grid.delimiter, wanted):
        message = "this cannot be written here without changing something else"
        help = "change it in the file itself"
        raise Diagnostic([NOT_IN_PLACE.finding(mark, message, help=help)])
    return made.encode()


def _holds(data: bytes, name: str, delimiter: str, wanted: list[str]) -> bool:
    """True for a file with these fields; a head of two lines can be read with other separators."""
    try:
        grid = _grid(data, name)
    except Diagnostic:
        return False
    return grid.delimiter == delimiter and [*grid.fields.values()] == wanted


def _grid(data: bytes, name: str) -> _Grid:
    text = decode(data, name)
    delimiter = delimiter_of(text)
    rows, findings = records(text, delimiter, name)
    if findings:
        raise Diagnostic(findings)
    return _Grid(text, delimiter, {raw.mark: raw.text for row in rows for raw in row})


def _offset(text: str, mark: Mark) -> int:
    line = 0
    for _ in range(mark.line - 1):
        line = text.index("\n", line) + 1
    return line + mark.column - 1


def _end_of_bare(text: str, start: int, delimiter: str) -> int:
    """Return where the words of a field without quotation marks end, before its last spaces."""
    line = _BARE.match(text, start)
    rest = (line[0] if line else "").partition(delimiter)[0]
    return start + len(rest.rstrip())


def _places(raw: str) -> list[int]:
    """Return where each character of the text that was read stands in that of the file."""
    start = 1 if raw.startswith("\ufeff") else 0
    places = [at for at in range(start, len(raw)) if not (raw[at] == "\n" and raw[at - 1] == "\r")]
    return [*places, len(raw)]
