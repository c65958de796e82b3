"""Colour spaces that a picture names without bringing a profile, and profiles made for them.

Cameras set to Adobe RGB write no profile but the mark “R03” (DCF 2.0 §2.3.1); AVIF, HEIC and PNG
may carry four numbers instead (ITU-T H.273).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
_D65, _D50_XYZ = (0.3127, 0.3290), (0.96420, 1.0, 0.82491)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
# H.273 table 2, of those with a white point of D65.
_PRIMARIES: dict[int, tuple[Point, Point, Point]] = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
_ADOBE: tuple[Point, Point, Point] = ((0.640, 0.330), (0.210, 0.710), (0.150, 0.060))
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
# What video curves stand for on a screen that is looked at is sRGB's (H.273 table 3).
_CURVES: dict[int, Sequence[float]] = {
    **dict.fromkeys((1, 6, 13, 14, 15), _SRGB_CURVE),
    4: (2.2,),
    5: (2.8,),
    8: (1.0,),
}
_HIGH_RANGE = (16, 18)
_CONTAINERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}


@dataclass(frozen=True)
class Named:
    """A colour space as numbers of ITU-T H.273: its primaries and its curve."""

    primaries: int
    transfer: int

    @property
    def is_high_range(self) -> bool:
        """True for brightness beyond that of paper (HDR)."""
        return self.transfer in _HIGH_RANGE

    @property
    def profile(self) -> bytes:
        """The ICC profile of the space; b"" for sRGB, and for spaces that nobody uses."""
        if self.primaries == 1 and tuple(_CURVES.get(self.transfer, ())) == _SRGB_CURVE:
            return b""
        if self.primaries not in _PRIMARIES or self.transfer not in _CURVES:
            return b""
        return matrix_profile(_PRIMARIES[self.primaries], _CURVES[self.transfer])


def adobe_rgb() -> bytes:
    """Return a profile of Adobe RGB (1998), §4.3: its gamma is 563/256."""
    return matrix_profile(_ADOBE, (563 / 256,))


def named_space(data: bytes, kind: str) -> Named | None:
    """Return the colour space that a PNG, AVIF or HEIC names in numbers; None without any."""
    if kind == "PNG":
        body = _png_chunk(data, b"cICP")
        return Named(body[0], body[1]) if len(body) == 4 else None
    if kind in ("AVIF", "HEIF"):
        for body in _boxes(data, 0, len(data), 0):
            if body[:4] == b"nclx" and len(body) >= 8:
                return Named(*struct.unpack_from(">HH", body, 4))
    return None


def _png_chunk(data: bytes, wanted: bytes) -> bytes:
    """Return the body of a chunk that stands before the pixels (PNG §5.3)."""
    at = 8
    for _ in range(1_000):
        if at + 8 > len(data) or data[at + 4 : at + 8] == b"IDAT":
            break
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == wanted:
            return data[at + 8 : at + 8 + length]
        at += length + 12
    return b""


def _boxes(data: bytes, at: int, end: int, depth: int) -> Iterator[bytes]:
    """Yield the bodies of the colour boxes of a file (ISO/IEC 14496-12 §12.1.5)."""
    for _ in range(1_000):
        if at + 8 > end or depth > len(_CONTAINERS):
            return
        length, name = struct.unpack_from(">I4s", data, at)
        stop = at + length if length else end
        if length == 1 or stop > end or 0 < length < 8:
            return
        if name == b"colr":
            yield data[at + 8 : stop]
        elif name in _CONTAINERS:
            yield from _boxes(data, at + 8 + _CONTAINERS[name], stop, depth + 1)
        at = stop


def matrix_profile(
    primaries: tuple[Point, Point, Point], curve: Sequence[float], white: Point = _D65
) -> bytes:
    """Return an ICC profile (ICC.1:2022, annex F.3) of an RGB space with its `white`.

    `curve` holds the parameters of a curve: the gamma alone, or g, a, b, c and d of type 3.
    """
    columns = _columns(primaries, white)
    kind = 3 if len(curve) > 1 else 0
    para = b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + b"".join(map(_fixed, curve))
    words = "RGB".encode("utf-16-be")
    text = b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(words), 28) + words
    tags = {b"desc": text, b"cprt": text, b"wtpt": _xyz(_D50_XYZ)}
    tags |= {
        name + b"XYZ": _xyz(column)
        for name, column in zip((b"r", b"g", b"b"), columns, strict=True)
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), para)
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(value))
        body += value + b"\0" * (-len(value) % 4)
    head = struct.pack(">I4sI4s4s4s12x4s", start + len(body), b"", 0x04400000, b"mntr", b"RGB ",
                       b"XYZ ", b"acsp")  # fmt: skip
    head = head.ljust(68, b"\0") + _xyz(_D50_XYZ)[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _columns(primaries: Sequence[Point], white: Point) -> list[tuple[float, ...]]:
    """Return the XYZ of red, green and blue at full, adapted to D50 (Lindbloom; Bradford)."""
    lights = [_light(*point) for point in primaries]
    shares = _solved(list(zip(*lights, strict=True)), _light(*white))
    seen, wanted = _times(_BRADFORD, _light(*white)), _times(_BRADFORD, _D50_XYZ)
    columns = []
    for light, share in zip(lights, shares, strict=True):
        cones = _times(_BRADFORD, tuple(value * share for value in light))
        adapted = [c * w / s for c, w, s in zip(cones, wanted, seen, strict=True)]
        columns.append(tuple(_solved(_BRADFORD, adapted)))
    return columns


def _light(x: float, y: float) -> tuple[float, float, float]:
    return x / y, 1.0, (1 - x - y) / y


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _solved(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    """Return what a matrix of 3 × 3 takes to `vector`, by Cramer's rule."""
    whole = _determinant(matrix)
    result = []
    for index in range(3):
        swapped = [[*row] for row in matrix]
        for row, value in zip(swapped, vector, strict=True):
            row[index] = value
        result.append(_determinant(swapped) / whole)
    return result


def _determinant(m: Sequence[Sequence[float]]) -> float:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, values))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
