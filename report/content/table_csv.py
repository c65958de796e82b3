"""The text of a data file, cut into fields that know their place (RFC 4180, by rule).

The separator is decided by the header line alone, outside quotation marks: a tab where there
is one, else a semicolon where there is one, else the comma. A line above it that says `sep=;` for
Excel is obeyed, and no part of the table.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from ..diagnostics import Diagnostic, Finding, Mark
from .table_codes import ENCODING, QUOTES, TOO_BIG

MAX_RECORDS, MAX_FIELDS = 100_001, 400_000
"""What is read at all; a table has far fewer."""
_SEPARATOR = re.compile(r'"?sep=([\t;,])"?\n', re.IGNORECASE)
_SAVE_AS = "save it as “CSV UTF-8” (Excel) or with the character set Unicode (UTF-8) (LibreOffice)"


@dataclass(frozen=True)
class Raw:
    """A field as it was written, and the place of its first character."""

    text: str
    mark: Mark


def decode(data: bytes, name: str) -> str:
    """Return the text of a data file, line ends made "\\n"; Diagnostic D101 if it is not UTF-8."""
    if data.startswith(b"PK\3\4"):
        message = "the file is no CSV but a workbook, or another office document"
        help = "call it by its own ending, such as .xlsx, or save it as CSV UTF-8"
        raise Diagnostic([ENCODING.finding(Mark(name, 1, 1), message, help=help)])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        finding = ENCODING.finding(Mark(name, 1, 1), "the file is UTF-16, not UTF-8", help=_SAVE_AS)
        raise Diagnostic([finding])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = _unix(data[: error.start].decode())
        line = before.rpartition("\n")[2]
        mark = Mark(name, before.count("\n") + 1, len(line) + 1)
        after = f" after “{line[-20:]}”" if line[-20:].isprintable() else ""
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02X}{after}"
        raise Diagnostic([ENCODING.finding(mark, message, help=_SAVE_AS)]) from None
    return _unix(text)


def delimiter_of(text: str) -> str:
    """Return the separator of a data file: "\\t", ";" or ",", from its header line alone."""
    if said := _SEPARATOR.match(text):
        return said[1]
    header = text.lstrip("\n").partition("\n")[0]
    outside = "".join(header.split('"')[::2])
    return next((mark for mark in "\t;" if mark in outside), ",")


def records(text: str, delimiter: str, name: str) -> tuple[list[list[Raw]], list[Finding]]:
    """Return the non-empty records of `text`, and a D106 for each quotation mark out of order."""
    scanner = _Scanner(text, delimiter, name)
    found = [record for record in scanner.records() if any(raw.text for raw in record)]
    return found, scanner.findings


class _Scanner:
    """Reads fields one after the other, keeping line and column."""

    def __init__(self, text: str, delimiter: str, name: str) -> None:
        self.text, self.delimiter, self.name = text, delimiter, name
        self._stop = re.compile(f"[{re.escape(delimiter)}\n]")
        said = _SEPARATOR.match(text)
        self.at = self.start = said.end() if said else 0
        self.line = 2 if said else 1
        self.findings: list[Finding] = []

    def records(self) -> Iterator[list[Raw]]:
        fields = 0
        for number in count(1):
            if self.at >= len(self.text):
                return
            record = [self._field()]
            while self._next() == self.delimiter and fields + len(record) <= MAX_FIELDS:
                self.at += 1
                record.append(self._field())
            fields += len(record)
            if fields > MAX_FIELDS or number > MAX_RECORDS:
                message = f"the table has more than {MAX_RECORDS:,} rows, or {MAX_FIELDS:,} cells"
                raise Diagnostic([TOO_BIG.finding(record[-1].mark, message)])
            if self.at < len(self.text):
                self._newline()
            yield record

    def _field(self) -> Raw:
        while self._next() == " ":
            self.at += 1
        mark = Mark(self.name, self.line, self.at - self.start + 1)
        if self._next() == '"':
            return Raw(self._quoted(mark).strip(), mark)
        return Raw(self._bare().strip(), mark)

    def _bare(self) -> str:
        # One search for both: that for a sign which never comes again would reach the file's end.
        found = self._stop.search(self.text, self.at)
        begin, self.at = self.at, found.start() if found else len(self.text)
        return self.text[begin : self.at]

    def _quoted(self, mark: Mark) -> str:
        pieces: list[str] = []
        self.at += 1
        while True:
            end = self.text.find('"', self.at)
            if end < 0:
                help = "close it, or write a quotation mark that belongs to the text twice"
                message = "this quotation mark is never closed"
                self.findings.append(QUOTES.finding(mark, message, help=help))
                end = len(self.text)
            piece = self.text[self.at : end]
            pieces.append(piece)
            if "\n" in piece:
                self.line += piece.count("\n")
                self.start = self.at + piece.rindex("\n") + 1
            self.at = min(end + 1, len(self.text))
            if self._next() != '"':
                break
            pieces.append('"')
            self.at += 1
        rest_at = Mark(self.name, self.line, self.at - self.start + 1)
        rest = self._bare().strip()
        if rest:
            message = f"“{rest[:30]}” follows a closing quotation mark"
            help = "write a quotation mark that belongs to the text twice"
            self.findings.append(QUOTES.finding(rest_at, message, help=help))
        return "".join(pieces)

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _newline(self) -> None:
        self.at += 1
        self.line += 1
        self.start = self.at


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
