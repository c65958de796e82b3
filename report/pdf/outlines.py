"""How high and how deep the glyphs of an embedded TrueType font are (OpenType: head, loca, glyf).

Ascent and descent of a font descriptor hold for the whole font and are often those of its tallest
accent. Whether a word stands in the safety margin is asked of its own letters.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_MOST_TABLES = 64
_SHORTEST_HEAD = 54


@dataclass(frozen=True)
class Outlines:
    """The tables of a font that tell the extent of its glyphs."""

    data: bytes
    units: int
    is_long: bool
    index: int
    """Where the table of glyph addresses begins, and how many there are."""
    count: int
    glyphs: int

    def extent(self, glyph: int) -> tuple[float, float] | None:
        """Return the lowest and highest y of a glyph in parts of the size: 0 and 0 for an empty
        one, None where the font does not tell."""
        if not 0 <= glyph < self.count:
            return None
        form, size = (">II", 4) if self.is_long else (">HH", 2)
        scale = 1 if self.is_long else 2
        try:
            start, end = struct.unpack_from(form, self.data, self.index + glyph * size)
            if end <= start:
                return (0.0, 0.0)
            _, _, low, _, high = struct.unpack_from(">5h", self.data, self.glyphs + start * scale)
        except struct.error:
            return None
        return (low / self.units, high / self.units) if low <= high else None


def outlines(data: bytes) -> Outlines | None:
    """Return the outlines of a TrueType font; None for other and damaged ones."""
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {}
        for number in range(min(count, _MOST_TABLES)):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
            tables[tag] = (offset, length)
        head, loca, glyf = tables[b"head"], tables[b"loca"], tables[b"glyf"]
        (units,) = struct.unpack_from(">H", data, head[0] + 18)
        (form,) = struct.unpack_from(">h", data, head[0] + 50)
    except (struct.error, KeyError):
        return None
    if head[1] < _SHORTEST_HEAD or not units:
        return None
    addresses = loca[1] // (4 if form else 2) - 1
    return Outlines(data, units, bool(form), loca[0], addresses, glyf[0])
