"""Decoding the streams of files that nobody vouches for, without letting them fill the memory."""

from __future__ import annotations

import zlib
from typing import Any

from pikepdf import Array, Name, PdfError, Stream

from ..objects import Unreadable, unpacked
from .values import Unplatable

MOST_BYTES = 256_000_000
# The most that one byte of each filter can become.
_GROWTH = {"/FlateDecode": 1032, "/LZWDecode": 2800, "/RunLengthDecode": 128}
_SHORT = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode"}
_SHORT |= {"/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/DCT": "/DCTDecode"}
_SHORT |= {"/CCF": "/CCITTFaxDecode"}
_IMAGES = {"/DCTDecode", "/JPXDecode"}
_STEP = 1_000_000
_END = 128  # of runs


def filters(stream: Any) -> tuple[str, ...]:
    """Return the names of a stream's filters, in full."""
    given = stream.get("/Filter")
    names = given if isinstance(given, Array) else (given,) if isinstance(given, Name) else ()
    return tuple(_SHORT.get(str(name), str(name)) for name in names)


def decoded(stream: Stream, most: int = MOST_BYTES) -> bytes:
    """Return the decoded bytes, those of JPEG and JPEG 2000 as they are; Unplatable where they are
    damaged or more than `most`."""
    try:
        if filters(stream)[:1] and filters(stream)[0] in _IMAGES:
            return bytes(stream.read_raw_bytes())
        return unpacked(stream, most)
    except Unreadable as error:
        raise Unplatable(f"a stream that {error}") from error
    except (PdfError, RuntimeError) as error:
        raise Unplatable("a stream that cannot be read") from error


def content(stream: Stream, most: int) -> bytes:
    """Return the operators of a stream; Unplatable where they are damaged or too many bytes."""
    try:
        return unpacked(stream, most)
    except Unreadable as error:
        raise Unplatable(f"content that {error}") from error


def check_size(stream: Stream, most: int = MOST_BYTES) -> None:
    """Raise Unplatable where a stream could decode to more than `most` bytes."""
    chain = filters(stream)
    try:
        raw = stream.read_raw_bytes()
    except (PdfError, RuntimeError) as error:
        raise Unplatable("a stream that cannot be read") from error
    if chain[:1] == ("/RunLengthDecode",):
        # Our own writer puts it around what may not end as it does (see `finish/writing.py`).
        raw, chain = _runs(raw, most), chain[1:]
    growing = [_GROWTH[name] for name in chain if name in _GROWTH]
    size = float(len(raw))
    for growth in growing:
        size *= growth
    if size > most and (chain[:1] != ("/FlateDecode",) or len(growing) > 1 or _inflates(raw, most)):
        raise Unplatable("a stream that is larger than any page needs")


def _runs(raw: bytes, most: int) -> bytes:
    """Return what runs of bytes stand for (ISO 32000-1 §7.4.5), hardly more than `most`."""
    out, at = bytearray(), 0
    while at < len(raw) and (length := raw[at]) != _END and len(out) <= most:
        if length < _END:
            out += raw[at + 1 : at + length + 2]
            at += length + 2
        else:
            out += raw[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(out)


def _inflates(raw: bytes, most: int) -> bool:
    """True when deflated data hold more than `most` bytes."""
    inflater, rest, size = zlib.decompressobj(), raw, 0
    try:
        while rest and not inflater.eof and size <= most:
            size += len(inflater.decompress(rest, _STEP))
            rest = inflater.unconsumed_tail
    except zlib.error:
        pass  # what follows the damage is not decoded by anybody
    return size > most
