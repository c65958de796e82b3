"""What a workbook may ask of the library that reads it, counted before that sees it.

openpyxl makes a cell for each one that is written, and for each one in merged cells, however many
a file of a few kilobytes claims. Its parts are XML (ECMA-376 part 1, §18), read here once without
being kept.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from ..diagnostics import Code, Diagnostic, Mark
from .table_codes import MERGED, TOO_BIG

MAX_UNPACKED = 100 * 1024 * 1024
"""A workbook is a ZIP file: what it may hold when unpacked, in bytes."""
MAX_CELLS = 400_000
MAX_COLUMN = 16_384
_MAX_ELEMENTS = 3_000_000
_MAX_MERGED = 20_000
_LONGEST_FORMAT = 1_000  # four times what Excel allows
_PIECE = 1024 * 1024


def check_workbook(archive: zipfile.ZipFile, name: str) -> bool:
    """Return True for a workbook with formulas; it is one that can be read in moments.

    Raises:
        Diagnostic: it unpacks to too much, or has too many cells (D108), or merges half the sheet
            (D118).
        Exception: a part of it is damaged, in any way.
    """
    counted = _Counted(Mark(name))
    if sum(each.file_size for each in archive.infolist()) > MAX_UNPACKED:
        raise counted.stop(TOO_BIG, f"the workbook unpacks to more than {MAX_UNPACKED >> 20} MB")
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels")) and part.file_size:
            with archive.open(part) as stream:
                counted.read(stream)
    return counted.formulas > 0


@dataclass
class _Counted:
    """What the parts of a workbook have so far."""

    mark: Mark
    elements: int = 0
    cells: int = 0
    merged: int = 0
    formulas: int = 0

    def read(self, stream: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._doctype
        while piece := stream.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)

    def stop(self, code: Code, message: str, help: str = "") -> Diagnostic:
        help = help or "copy the table alone into a new workbook, or save it as CSV UTF-8"
        return Diagnostic([code.finding(self.mark, message, help=help)])

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        local = name.rpartition(" ")[2]
        if local == "c":
            self.cells += 1
        elif local == "f":
            self.formulas += 1
        elif local == "numFmt" and len(attributes.get("formatCode", "")) > _LONGEST_FORMAT:
            raise ValueError("no program writes such a format of numbers")
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))
        if self.cells > MAX_CELLS or self.elements > _MAX_ELEMENTS:
            raise self.stop(TOO_BIG, f"the workbook has more than {MAX_CELLS:,} cells")

    def _merge(self, cells: str) -> None:
        from openpyxl.utils.cell import range_boundaries

        left, top, right, bottom = (each or 1 for each in range_boundaries(cells))
        self.merged += (right - left + 1) * (bottom - top + 1)
        if self.merged > _MAX_MERGED:
            help = "unmerge them and write the value into each cell it holds for"
            raise self.stop(MERGED, f"the cells {cells[:40]} are merged into one", help)

    def _doctype(self, *_: object) -> None:
        raise ValueError("a workbook has no document type")
