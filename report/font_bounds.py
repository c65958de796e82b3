"""Whether a font file can be read in bounded time and memory, told before a library unpacks it.

A file of a few hundred bytes can unpack to gigabytes (WOFF, WOFF2), or name every character there
is a thousand times over (`cmap`), which fontTools writes out one by one.
"""

from __future__ import annotations

import io
import struct

from .pdf.objects import Unreadable, inflated

LARGEST = 64 * 1024 * 1024
"""Bytes that a font may have when it is unpacked: one of all Chinese characters has 20 MB."""
_CHARACTERS = 0x110000
# Bytes of packed data at a time; Brotli makes at most 16 MB of so few (RFC 7932 §9.2).
_STEP = 16


class Unusable(ValueError):
    """A font file cannot be used; the text says why, in words that follow “it is damaged: ”."""


def check_size(data: bytes) -> None:
    """Raise Unusable for a file that is too large or unpacks to too much."""
    if data[:4] == b"wOFF":
        _check_woff(data)
    elif data[:4] == b"wOF2":
        _check_woff2(data)
    if len(data) > LARGEST:
        raise Unusable(f"it is larger than {LARGEST >> 20} MB")


def _check_woff(data: bytes) -> None:
    """Unpack each table, and throw it away (WOFF 1.0 §5)."""
    (count,) = struct.unpack_from(">H", data, 12)
    room = LARGEST
    for at in range(44, 44 + 20 * count, 20):
        _, start, packed, size, _ = struct.unpack_from(">4sIIII", data, at)
        try:
            if packed < size:
                room -= len(inflated(data[start : start + packed], room))
        except Unreadable as error:
            raise Unusable(f"a table of it {error}") from error


def _check_woff2(data: bytes) -> None:
    """Unpack what is packed, and throw it away (WOFF 2.0 §4)."""
    import brotli
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

    (count,) = struct.unpack_from(">H", data, 12)
    (packed,) = struct.unpack_from(">I", data, 20)
    stream = io.BytesIO(data)
    stream.seek(woff2DirectorySize)
    for _ in range(count):
        WOFF2DirectoryEntry().fromFile(stream)
    unpacker, room = brotli.Decompressor(), LARGEST
    end = stream.tell() + packed
    for at in range(stream.tell(), min(end, len(data)), _STEP):
        room -= len(unpacker.process(data[at : min(at + _STEP, end)]))
        if room < 0:
            raise Unusable(f"it unpacks to more than {LARGEST >> 20} MB")


def check_characters(cmap: bytes) -> None:
    """Raise Unusable where the table `cmap` names more characters than there are in Unicode.

    Formats 4, 8, 12 and 13 have ranges of them (OpenType 1.9.1, “cmap”); the others list them.
    struct.error where the table breaks off.
    """
    (count,) = struct.unpack_from(">H", cmap, 2)
    places = {struct.unpack_from(">I", cmap, 8 + 8 * at)[0] for at in range(count)}
    for at in places:
        if _named(cmap, at) > _CHARACTERS:
            raise Unusable("it names more characters than there are")


def check_metrics(hmtx: bytes, measured: int, glyphs: int) -> None:
    """Raise Unusable where the table `hmtx` lacks metrics: `measured` glyphs have a width of their
    own, and the others that of the last of these (OpenType 1.9.1, “hmtx”)."""
    if len(hmtx) < 4 * measured + 2 * max(0, glyphs - measured):
        raise Unusable("it does not say how wide its letters are")


def _named(cmap: bytes, at: int) -> int:
    """Return how many characters the ranges of a subtable name, those named twice counted twice."""
    (format,) = struct.unpack_from(">H", cmap, at)
    if format == 4:
        (twice,) = struct.unpack_from(">H", cmap, at + 6)
        ends = struct.unpack_from(f">{twice // 2}H", cmap, at + 14)
        starts = struct.unpack_from(f">{twice // 2}H", cmap, at + 16 + twice)
        return sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
    if format in (8, 12, 13):
        first = at + (8204 if format == 8 else 12)
        (count,) = struct.unpack_from(">I", cmap, first)
        ranges = struct.iter_unpack(">III", cmap[first + 4 : first + 4 + 12 * count])
        return sum(max(0, end - start + 1) for start, end, _ in ranges)
    return 0
