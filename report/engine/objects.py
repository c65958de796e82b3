"""Writing a PDF object by object: objects, cross-reference table, trailer (ISO 32000-1 §7.5)."""

from __future__ import annotations

from typing import BinaryIO


class ObjectWriter:
    """Writes objects of a PDF, each under its number, in any order."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._offsets: list[int] = []
        self._at = 0
        self._put(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")

    def number(self) -> int:
        """Return the number of an object that is to be written."""
        self._offsets.append(0)
        return len(self._offsets)

    def write(self, number: int, head: bytes, data: bytes | None = None) -> None:
        """Write an object; one with data is a stream, whose `head` says how many they are."""
        self._offsets[number - 1] = self._at
        self._put(b"%d 0 obj\n" % number, head)
        if data is not None:
            self._put(b"\nstream\n", data, b"\nendstream")
        self._put(b"\nendobj\n")

    def add(self, head: bytes, data: bytes | None = None) -> int:
        """Write an object and return its number."""
        number = self.number()
        self.write(number, head, data)
        return number

    def close(self, root: int, info: int) -> None:
        """Write the table of all objects, and the trailer with the catalog and the information."""
        start, size = self._at, len(self._offsets) + 1
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self._put(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._put(b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\n" % (size, root, info))
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _put(self, *parts: bytes) -> None:
        for part in parts:
            self._target.write(part)
            self._at += len(part)
