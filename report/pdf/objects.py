"""Asking PDF objects of a file that nobody vouches for: an answer or None, never an exception."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream, String
from pikepdf.settings import set_qpdf_limits

from .tokens import Word

LARGEST_STREAM = 64 * 1024 * 1024
"""Bytes a stream may hold when unpacked; more is taken for a bomb."""
FAULTS: Final = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pikepdf and our reading of wrong types may raise."""
# Times that a filter can blow data up at most. Flate (1032) is measured instead.
_GROWTH = {
    "ASCIIHexDecode": 1,
    "AHx": 1,
    "ASCII85Decode": 4,
    "A85": 4,
    "RunLengthDecode": 128,
    "RL": 128,
    "LZWDecode": 2800,
    "LZW": 2800,
    "Crypt": 1,
}
_CHUNK = 1 << 16
_FLATE = ("FlateDecode", "Fl")


class Unreadable(ValueError):
    """A stream cannot be unpacked, beyond `partial`; the text says why, as an ending of “it …”."""

    def __init__(self, why: str, partial: bytes = b"") -> None:
        super().__init__(why)
        self.partial = partial


@contextmanager
def limits() -> Iterator[None]:
    """Hold qpdf to streams of bounded size while a file is read. They are process-wide."""
    before = set_qpdf_limits(
        doc_max_warnings=50_000,
        flate_max_memory=4 * LARGEST_STREAM,
        run_length_max_memory=4 * LARGEST_STREAM,
        png_max_memory=4 * LARGEST_STREAM,
        tiff_max_memory=4 * LARGEST_STREAM,
    )
    try:
        yield
    finally:
        set_qpdf_limits(**before)  # type: ignore[arg-type]  # what it returned


def entry(thing: Any, key: str) -> Any:
    """Return the entry of a dictionary or stream; None where there is none."""
    if isinstance(thing, Mapping):
        return thing.get(key)  # of an inline image
    try:
        return thing.get("/" + key) if isinstance(thing, (Dictionary, Stream)) else None
    except FAULTS:
        return None


def entries(thing: Any) -> tuple[tuple[str, Any], ...]:
    """Return the names, without slashes, and values of a dictionary, in the order of names."""
    if isinstance(thing, Mapping):
        return tuple(sorted(thing.items()))
    try:
        names = sorted(key[1:] for key in thing.keys())  # noqa: SIM118 - of a pikepdf object
    except FAULTS:
        return ()
    return tuple((name, entry(thing, name)) for name in names)


def items(thing: Any) -> tuple[Any, ...]:
    """Return the items of an array; nothing for what is none."""
    if isinstance(thing, (list, tuple)):
        return tuple(thing)
    try:
        return tuple(thing) if isinstance(thing, Array) else ()
    except FAULTS:
        return ()


def name(thing: Any) -> str:
    """Return a name without its slash; "" for what is none."""
    if isinstance(thing, Word):
        return str(thing)
    try:
        return str(thing)[1:] if isinstance(thing, Name) else ""
    except FAULTS:
        return ""


def text(thing: Any) -> str:
    """Return a string object as text; "" for what is none."""
    try:
        return str(thing) if isinstance(thing, String) else ""
    except FAULTS:
        return ""


def raw_text(thing: Any) -> bytes:
    """Return the bytes of a string object; nothing for what is none."""
    try:
        return bytes(thing) if isinstance(thing, String) else b""
    except FAULTS:
        return b""


def number(thing: Any) -> float | None:
    """Return a finite number of bearable size; None for what is none."""
    if isinstance(thing, bool) or not isinstance(thing, (int, float, Decimal)):
        return None
    try:
        value = float(thing)
    except OverflowError:
        return None
    return max(-1e9, min(1e9, value)) if math.isfinite(value) else None


def numbers(thing: Any, count: int) -> tuple[float, ...] | None:
    """Return an array of exactly `count` numbers; None for anything else."""
    values = [number(item) for item in items(thing)] if len(items(thing)) == count else []
    return tuple(value for value in values if value is not None) if _whole(values) else None


def _whole(values: list[float | None]) -> bool:
    return bool(values) and None not in values


def identity(thing: Any) -> tuple[int, int] | None:
    """Return the number and generation of an indirect object; None for a direct one."""
    try:
        if isinstance(thing, Object) and thing.is_indirect:
            number, generation = thing.objgen
            return int(number), int(generation)
    except FAULTS:
        pass
    return None


def unpacked(stream: Any, largest: int = LARGEST_STREAM) -> bytes:
    """Return the data of a stream that may be hostile.

    Raises Unreadable where it cannot be unpacked or would be larger than `largest`.
    """
    if not isinstance(stream, Stream):
        raise Unreadable("is no stream")
    try:
        return _unpacked(stream, largest)
    except Unreadable:
        raise
    except FAULTS as error:
        raise Unreadable(f"cannot be unpacked ({_last_part(error)})") from error


def _unpacked(stream: Stream, largest: int) -> bytes:
    given = stream.get("/Filter")
    filters = [name(one) for one in ([given] if isinstance(given, Name) else items(given))]
    raw = stream.read_raw_bytes()
    if len(raw) > largest:
        raise Unreadable(f"is larger than {largest >> 20} MB")
    if not filters:
        return raw
    parameters = stream.get("/DecodeParms")
    if len(filters) == 1 and filters[0] in _FLATE and parameters is None:
        return inflated(raw, largest)
    size = len(raw)
    for filter in filters:
        if filter in _FLATE:
            continue  # qpdf holds it to the limit
        if filter not in _GROWTH:
            raise Unreadable(f"is packed by “{filter}”, which is not for such data")
        size *= _GROWTH[filter]
    if size > 8 * largest:
        raise Unreadable(f"could be larger than {largest >> 20} MB")
    data = stream.read_bytes(pikepdf.StreamDecodeLevel.specialized)
    if len(data) > largest:
        raise Unreadable(f"is larger than {largest >> 20} MB")
    return data


def inflated(raw: bytes, largest: int) -> bytes:
    """Return what zlib makes of the data; Unreadable for a bomb, and for what breaks off."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    room = largest + 1
    why = "breaks off"
    try:
        for at in range(0, len(raw), _CHUNK):
            parts.append(unpacker.decompress(raw[at : at + _CHUNK], room))
            room -= len(parts[-1])
            if room <= 0:
                raise Unreadable(f"is larger than {largest >> 20} MB")
            if unpacker.eof:
                return b"".join(parts)
    except zlib.error:
        why = "is not packed as it says"
    raise Unreadable(why, b"".join(parts))


def _last_part(error: Exception) -> str:
    """Return what qpdf says of the fault, without the place that it puts before it."""
    return str(error).rsplit("): ", 1)[-1].rsplit(": ", 1)[-1] or type(error).__name__
