"""Font files that are hostile: a sound one of few letters, and ways to change its tables."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from ..conftest import ROOT

_FILE = ROOT / "assets/fonts/source-serif-4/SourceSerif4-Regular.ttf"
LETTERS = "Words that are printed. 0123456789 –“”’"


@cache
def plain(flavor: str = "") -> bytes:
    """Return a sound font with the letters of a small edition."""
    font = TTFont(_FILE, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True))
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    return _saved(font, flavor)


def changed(change: Callable[[TTFont], object], flavor: str = "") -> bytes:
    """Return the font with a change of its tables, its checksums right."""
    font = TTFont(io.BytesIO(plain()), recalcTimestamp=False, recalcBBoxes=False)
    change(font)
    return _saved(font, flavor)


def raw(tag: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the font with the bytes of a table changed, its checksums right."""
    with TTFont(io.BytesIO(plain())) as font:
        return with_raw_tables({tag: change(font.reader[tag])})


def with_raw_tables(tables: dict[str, bytes | None]) -> bytes:
    """Return the font with tables of any bytes, or without them where they are None."""
    with TTFont(io.BytesIO(plain())) as font:
        kept = {tag: font.reader[tag] for tag in font.reader.keys()}  # noqa: SIM118
    made = {tag: data for tag, data in {**kept, **tables}.items() if data is not None}
    return directory(made)


def directory(tables: dict[str, bytes], kind: bytes = b"\0\1\0\0") -> bytes:
    """Return an OpenType file of these tables (OpenType 1.9.1, “Table Directory”)."""
    at = 12 + 16 * len(tables)
    entries, bodies = b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        numbers = struct.unpack(f">{len(padded) // 4}I", padded)
        if tag == "head" and len(padded) >= 12:
            numbers = (*numbers[:2], 0, *numbers[3:])
        total = sum(numbers) & 0xFFFFFFFF
        entries += struct.pack(">4sIII", tag.encode(), total, at + len(bodies), len(data))
        bodies += padded
    return kind + struct.pack(">HHHH", len(tables), 0, 0, 0) + entries + bodies


def segments(*groups: tuple[int, int, int]) -> bytes:
    """Return a `cmap` whose groups of format 12 go from one code point to another."""
    body = b"".join(struct.pack(">III", *group) for group in groups)
    head = struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups))
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + head + body


def segments_of_old(count: int) -> bytes:
    """Return a `cmap` of so many segments of format 4, each of all that 16 bits can say."""
    ends, starts = b"\xff\xff" * count, b"\0\0" * count
    deltas, offsets = b"\0\1" * count, b"\0\0" * count
    length = min(0xFFFF, 16 + 8 * count)
    head = struct.pack(">HHHHHHH", 4, length, 0, 2 * count, 0, 0, 0)
    return struct.pack(">HHHHI", 0, 1, 3, 1, 12) + head + ends + b"\0\0" + starts + deltas + offsets


def drawing_itself(font: TTFont) -> None:
    """Have a glyph be made of itself, twice."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    name = font.getBestCmap()[ord("e")]
    for _ in range(2):
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = name, 0, 0, 0x1003
        glyph.components.append(part)
    font["glyf"][name] = glyph
    glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0


def _saved(font: TTFont, flavor: str) -> bytes:
    font.flavor = flavor or None
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def table_of(tag: str, data: bytes) -> DefaultTable:
    """Return a table of any bytes."""
    made = newTable(tag)
    made.data = data
    return made
