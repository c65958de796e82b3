"""Gradients, written anew in the colours of one rendering (ISO 32000-1 §8.7.4.5).

Their functions are sampled: PDFium itself paints a gradient in 256 steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from ..functions import BadFunction, Floats, Function, read_function
from .bounds import decoded
from .colours import PlatedSpace, to_bytes
from .values import Channels, Unplatable, numbers

_SAMPLES = 1024
_GRID = 96
_MOST_MESH = 8_000_000
# Of patches that stand alone and that continue another one (§8.7.4.5.7 and 8).
_POINTS = {6: (12, 8), 7: (16, 12)}
_KEPT = ("/BBox", "/AntiAlias", "/Coords", "/Domain", "/Extend", "/Matrix")


def shading(pdf: Pdf, source: Any, own: PlatedSpace, to_rgb: Channels) -> Object:
    """Return a shading of `pdf` that paints what `source`, in its space `own`, prints."""
    kind = int(source.get("/ShadingType", 0))
    entries: dict[str, Any] = {"/ShadingType": kind, "/ColorSpace": Name.DeviceRGB}
    for key in _KEPT:
        if key in source:
            entries[key] = copied(source[key])
    ground = source.get("/Background")
    if ground is not None:
        colour = numbers(ground, "the ground of a gradient")[None, :]
        entries["/Background"] = Array([*map(float, _rgb(own, colour, to_rgb)[0])])
    if kind in (1, 2, 3):
        default = (0, 1, 0, 1) if kind == 1 else (0, 1)
        domain = numbers(source.get("/Domain", default), "the domain of a gradient")
        entries["/Function"] = _resampled(pdf, source, own, to_rgb, domain)
        return pdf.make_indirect(Dictionary(entries))
    if kind in (4, 5, 6, 7) and isinstance(source, Stream):
        return _mesh(pdf, source, kind, own, to_rgb, entries)
    raise Unplatable("a gradient of an unknown kind")


def copied(source: Any) -> Any:
    """Return numbers, names and booleans, alone or in an array, for use in another file."""
    if isinstance(source, Array):
        return Array([copied(value) for value in source])
    if isinstance(source, Name | int | float | bool) or hasattr(source, "as_tuple"):
        return source
    raise Unplatable("an entry of a gradient")


def _rgb(own: PlatedSpace, colours: Floats, to_rgb: Channels) -> Floats:
    if colours.shape[1] < own.size:
        raise Unplatable("a gradient whose colours have too few components")
    return to_rgb(own.inks(colours))


def _resampled(pdf: Pdf, source: Any, own: PlatedSpace, to_rgb: Channels, domain: Floats) -> Object:
    inputs, size = _nodes(domain)
    colours = _rgb(own, _function(source)(inputs), to_rgb)
    made = pdf.make_stream(to_bytes(colours).tobytes())
    made["/FunctionType"] = 0
    made["/Domain"] = Array([*map(float, domain)])
    made["/Range"] = Array([0, 1] * 3)
    made["/Size"] = Array([*size])
    made["/BitsPerSample"] = 8
    return made


def _function(source: Any) -> Function:
    if "/Function" not in source:
        raise Unplatable("a gradient without a function")
    return function(source["/Function"])


def function(source: Any) -> Function:
    """Return a function; Unplatable for one of no use."""
    try:
        return read_function(source)
    except BadFunction as error:
        raise Unplatable(str(error)) from error


def _nodes(domain: Floats) -> tuple[Floats, tuple[int, ...]]:
    """Return the inputs at which a function over a domain is sampled, and how many each way."""
    if domain.size == 2:
        return np.linspace(domain[0], domain[1], _SAMPLES)[:, None], (_SAMPLES,)
    if domain.size != 4:
        raise Unplatable("the domain of a gradient")
    x, y = (np.linspace(low, high, _GRID) for low, high in domain.reshape(2, 2))
    across, down = np.meshgrid(x, y)  # the first input varies fastest (§7.10.2)
    return np.stack((across.ravel(), down.ravel()), axis=1), (_GRID, _GRID)


def _mesh(
    pdf: Pdf, source: Stream, kind: int, own: PlatedSpace, to_rgb: Channels, entries: dict[str, Any]
) -> Object:
    data = decoded(source, _MOST_MESH)
    decode = numbers(source.get("/Decode", ()), "a gradient mesh")
    for key in ("/BitsPerCoordinate", "/BitsPerFlag", "/VerticesPerRow", "/BitsPerComponent"):
        if key in source:
            entries[key] = int(source[key])
    entries.pop("/Domain", None)
    if "/Function" in source:
        entries["/Decode"] = Array([*map(float, decode)])
        entries["/Function"] = _resampled(pdf, source, own, to_rgb, decode[4:6])
    else:
        entries["/Decode"] = Array([*map(float, decode[:4]), *[0, 1] * 3])
        data = _recoloured(data, kind, own, to_rgb, (entries, decode))
        entries["/BitsPerComponent"] = 8
    made = pdf.make_stream(data)
    for key, value in entries.items():
        made[key] = value
    return made


def _recoloured(
    data: bytes,
    kind: int,
    own: PlatedSpace,
    to_rgb: Channels,
    layout: tuple[dict[str, Any], Floats],
) -> bytes:
    """Return the data of a mesh with red, green and blue of 8 bits in the place of its colours."""
    entries, decode = layout
    bits = entries.get("/BitsPerComponent", 0)
    if decode.size != 4 + 2 * own.size or bits not in (1, 2, 4, 8, 12, 16):
        raise Unplatable("a gradient mesh")
    records = [*_records(data, kind, own.size, entries)]
    raw = np.array([value for _, colours in records for value in colours], dtype=np.float64)
    low, high = decode[4::2], decode[5::2]
    values = low + raw.reshape(-1, own.size) / (2**bits - 1) * (high - low)
    rgb = to_bytes(_rgb(own, values, to_rgb)).tobytes()
    out, at = bytearray(), 0
    for (number, width), colours in records:
        count = 3 * len(colours) // own.size
        pad = -width % 8  # the whole record ends on a byte
        whole = (number << 8 * count | int.from_bytes(rgb[at : at + count], "big")) << pad
        out += whole.to_bytes((width + pad) // 8 + count, "big")
        at += count
    return bytes(out)


def _records(
    data: bytes, kind: int, size: int, entries: dict[str, Any]
) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Yield the vertices or patches of a mesh: flag and points as one number with its width in
    bits, and the numbers of its colours."""
    point, colour = 2 * entries.get("/BitsPerCoordinate", 0), entries["/BitsPerComponent"]
    flag = 0 if kind == 5 else entries.get("/BitsPerFlag", 0)
    if not 0 < point <= 64 or flag not in (0, 2, 4, 8) or (kind != 5 and not flag):
        raise Unplatable("a gradient mesh")
    at, end = 0, len(data) * 8
    while at + flag + point <= end:
        alone = kind < 6 or not _bits(data, at, flag) & 3
        points, colours = (1, 1)
        if kind > 5:
            points, colours = _POINTS[kind][not alone], 4 if alone else 2
        width = flag + points * point
        if at + width + colours * size * colour > end:
            return
        starts = range(at + width, at + width + colours * size * colour, colour)
        yield (_bits(data, at, width), width), [_bits(data, start, colour) for start in starts]
        at += -(-(width + colours * size * colour) // 8) * 8


def _bits(data: bytes, start: int, count: int) -> int:
    """Return `count` bits from bit `start` on as a number."""
    end = start + count
    whole = int.from_bytes(data[start // 8 : -(-end // 8)], "big")
    return whole >> (-end % 8) & ((1 << count) - 1)
