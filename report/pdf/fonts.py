"""From the character codes of a content stream to Unicode (ISO 32000-1 §9.10)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Stream, StreamDecodeLevel

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_MOST_CODES = 0x20000
"""Codes in the ranges of one section at most: a hostile range counts to four thousand million."""


@dataclass(frozen=True)
class FontMap:
    """How one font turns bytes into text: bytes a code (one or two), and each code's characters."""

    width: int
    characters: dict[int, str]

    def decode(self, *parts: bytes) -> list[str]:
        """Return one string a glyph, in drawing order; U+FFFD where the font does not tell.

        Each part begins with a code of its own; of the last code in it, leading bytes may lack.
        """
        codes: Iterable[int]
        if self.width == 1:
            codes = b"".join(parts)
        else:
            data = b"".join(each if len(each) % 2 == 0 else _filled(each) for each in parts)
            codes = struct.unpack(f">{len(data) // 2}H", data)
        known = self.characters.get
        return [known(code, "\N{REPLACEMENT CHARACTER}") for code in codes]


def _filled(part: bytes) -> bytes:
    return part[:-1] + b"\0" + part[-1:]


def font_map(font: Object) -> FontMap:
    """Return the map of a font dictionary, read from its ToUnicode stream."""
    width = 2 if font.get(Name.Subtype) == Name.Type0 else 1
    stream = font.get(Name.ToUnicode) if isinstance(font, Dictionary) else None
    # "Specialized" takes in run lengths, which `finish.writing` wraps some streams in.
    level = StreamDecodeLevel.specialized
    characters = parse_cmap(stream.read_bytes(level)) if isinstance(stream, Stream) else {}
    return FontMap(width, characters)


def parse_cmap(data: bytes) -> dict[int, str]:
    """Return the bfchar and bfrange mappings of a ToUnicode CMap (ISO 32000-1 §9.10.3)."""
    found: dict[int, str] = {}
    for section in _SECTION.finditer(data):
        # An accent of a letter that has several stands for no character of its own: `<>`.
        tokens = [
            match[1] if match[2] is None else match[2] for match in _TOKEN.finditer(section[2])
        ]
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=True):
                found[int(code, 16)] = _text(text)
        else:
            _read_ranges(tokens, found)
    return found


def _read_ranges(tokens: list[bytes], found: dict[int, str]) -> None:
    at = 0
    room = _MOST_CODES
    while at + 2 < len(tokens) and room > 0:
        low, high = int(tokens[at], 16), int(tokens[at + 1], 16)
        codes = range(low, min(high + 1, low + room))
        room -= len(codes) + 1
        if tokens[at + 2] == b"[":
            texts = tokens[at + 3 : at + 3 + len(codes)]
            found.update((code, _text(text)) for code, text in zip(codes, texts, strict=False))
            at += 5 + high - low
            continue
        first = _text(tokens[at + 2])
        for step, code in enumerate(codes):
            found[code] = first[:-1] + chr(ord(first[-1]) + step) if first else ""
        at += 3


def _text(hexadecimal: bytes) -> str:
    return bytes.fromhex(hexadecimal.decode("ascii")).decode("utf-16-be", "replace")
