"""TIFF files written byte by byte, of the kinds that programs make and that nobody should."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SHORT, LONG, BYTE, ASCII, UNDEFINED = 3, 4, 1, 2, 7
_SIZES = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, UNDEFINED: 1, 16: 8}
Field = tuple[int, int, bytes]
"""Kind, number of values, and the values as bytes."""


def shorts(*values: int, order: str = "<") -> Field:
    """Return a field of 16-bit numbers."""
    return SHORT, len(values), struct.pack(f"{order}{len(values)}H", *values)


def longs(*values: int, order: str = "<") -> Field:
    """Return a field of 32-bit numbers."""
    return LONG, len(values), struct.pack(f"{order}{len(values)}I", *values)


def blob(data: bytes, kind: int = UNDEFINED) -> Field:
    """Return a field of bytes."""
    return kind, len(data), data


def tiff(pages: Sequence[tuple[Mapping[int, Field], bytes]], order: str = "<") -> bytes:
    """Return a TIFF of some pages, each its fields and its pixels as one strip (TIFF 6.0 §2)."""
    data = (b"II*\0" if order == "<" else b"MM\0*") + b"\0\0\0\0"
    link = 4
    for fields, strip in pages:
        at = len(data)
        data += strip + b"\0" * (len(strip) % 2)
        all_fields = {273: longs(at, order=order), 279: longs(len(strip), order=order), **fields}
        here = len(data)
        beyond = here + 2 + 12 * len(all_fields) + 4
        table, values = b"", b""
        for tag, (kind, count, value) in sorted(all_fields.items()):
            inline = value.ljust(4, b"\0")
            if len(value) > 4:
                inline = struct.pack(f"{order}I", beyond + len(values))
                values += value + b"\0" * (len(value) % 2)
            table += struct.pack(f"{order}HHI", tag, kind, count) + inline
        data = data[:link] + struct.pack(f"{order}I", here) + data[link + 4 :]
        data += struct.pack(f"{order}H", len(all_fields)) + table
        link = len(data)
        data += b"\0\0\0\0" + values
    return data


def picture(
    photometric: int,
    bits: Sequence[int],
    pixel: bytes,
    size: tuple[int, int] = (4, 4),
    order: str = "<",
    **more: Field,
) -> bytes:
    """Return a TIFF of one colour; `pixel` is its bytes, `more` has further fields by tag."""
    return tiff([page(photometric, bits, pixel, size, order, **more)], order)


def page(
    photometric: int,
    bits: Sequence[int],
    pixel: bytes,
    size: tuple[int, int] = (4, 4),
    order: str = "<",
    **more: Field,
) -> tuple[dict[int, Field], bytes]:
    """Return a page of one colour for `tiff`."""
    width, height = size
    fields = {
        256: longs(width, order=order),
        257: longs(height, order=order),
        258: shorts(*bits, order=order),
        259: shorts(1, order=order),
        262: shorts(photometric, order=order),
        277: shorts(len(bits), order=order),
        278: longs(height, order=order),
    }
    fields |= {int(tag.removeprefix("_")): value for tag, value in more.items()}
    return fields, pixel * (width * height)
