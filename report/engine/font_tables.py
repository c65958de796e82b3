"""TrueType files as a PDF holds them: without the tables that none of its readers looks into.

Names of the font, and what typesetting needs of it, are a tenth of a file with a few glyphs. The
ones that are needed: ISO 32000-1 §9.9; the form of the file: OpenType 1.9, “Organization of an
OpenType font”.
"""

from __future__ import annotations

import struct

_NEEDLESS = frozenset((b"name", b"OS/2", b"GDEF", b"GPOS", b"GSUB", b"gasp", b"DSIG", b"STAT"))
_HEADER, _ENTRY = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")
_ADJUSTMENT = 8  # where `head` has what makes the sum of the file
_SUM = 0xB1B0AFBA


def lean(data: bytes) -> bytes:
    """Return a TrueType file without the tables that a PDF has no use for."""
    version, count, *_ = _HEADER.unpack_from(data)
    tables = {}
    for at in range(count):
        tag, _, begin, length = _ENTRY.unpack_from(data, _HEADER.size + at * _ENTRY.size)
        if tag not in _NEEDLESS:
            tables[tag] = data[begin : begin + length]
    head = tables[b"head"]
    tables[b"head"] = head[:_ADJUSTMENT] + bytes(4) + head[_ADJUSTMENT + 4 :]
    file, begin = _file(version, tables)
    adjustment = struct.pack(">I", (_SUM - _sum(file)) & 0xFFFFFFFF)
    at = begin + _ADJUSTMENT
    return file[:at] + adjustment + file[at + 4 :]


def _file(version: bytes, tables: dict[bytes, bytes]) -> tuple[bytes, int]:
    """Return a file of these tables, and where `head` begins in it."""
    power = len(tables).bit_length() - 1
    span = 16 << power
    entries = _HEADER.pack(version, len(tables), span, power, 16 * len(tables) - span)
    begin = _HEADER.size + _ENTRY.size * len(tables)
    body, head = b"", 0
    for tag in sorted(tables):
        if tag == b"head":
            head = begin + len(body)
        table = tables[tag]
        entries += _ENTRY.pack(tag, _sum(table), begin + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return entries + body, head


def _sum(data: bytes) -> int:
    data += bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
