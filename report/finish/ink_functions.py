"""The functions of gradients: read into curves, and written anew as straight pieces.

ISO 32000-1 §7.10: sampled (type 0), exponential (2) and stitching functions (3) of one number. The
fourth kind, a small program, is never written by the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object

from .ink_spaces import unknown

Values: TypeAlias = tuple[float, ...]
Curve: TypeAlias = Callable[[float], Values]

_DIGITS = 6


@dataclass(frozen=True)
class Segment:
    """A part of a gradient without a stop inside: what `at` gives from `start` to `end`."""

    start: float
    end: float
    at: Curve


@dataclass(frozen=True)
class Piece:
    """A straight part of a gradient: from `start` to `end`, from one colour to the other."""

    start: float
    end: float
    first: Values
    last: Values


def segments(function: Object, start: float, end: float) -> tuple[Segment, ...]:
    """Return what the function gives from `start` to `end`, cut wherever it may bend or jump.

    `function` may also be an array of functions with one result each.

    Raises:
        Diagnostic: X320, a kind of function that the engine does not write.
    """
    if isinstance(function, Array):
        return _side_by_side([segments(one, start, end) for one in function])
    kind = int(function.get(Name.FunctionType, -1))
    if kind == 2:
        return (Segment(start, end, _exponential(function)),)
    if kind == 3:
        return tuple(_stitched(function, start, end))
    if kind == 0:
        return (Segment(start, end, _sampled(function)),)
    raise unknown("a gradient by a program")


def _exponential(function: Object) -> Curve:
    first = _numbers(function.get(Name.C0, (0,)))
    last = _numbers(function.get(Name.C1, (1,)))
    power = float(function.get(Name.N, 1))
    low, high = _numbers(function.Domain)[:2]

    def at(x: float) -> Values:
        part = float(min(max(x, low), high) ** power)
        return tuple(a + part * (b - a) for a, b in zip(first, last, strict=True))

    return at


def _stitched(function: Object, start: float, end: float) -> Iterator[Segment]:
    low, high = _numbers(function.Domain)[:2]
    bounds = [low, *_numbers(function.Bounds), high]
    encode = _numbers(function.Encode)
    parts: Any = list(function.Functions)
    for number, part in enumerate(parts):
        left, right = bounds[number], bounds[number + 1]
        a, b = encode[2 * number : 2 * number + 2]
        if right <= left:
            continue  # a stop where one colour ends sharply and the next begins
        scale = (b - a) / (right - left)
        for inner in segments(part, min(a, b), max(a, b)):
            ends = _back((inner.start, inner.end), (left, a), scale, (left, right))
            first, last = max(min(ends), start), min(max(ends), end)
            if last > first:
                yield Segment(first, last, _through(inner.at, left, a, scale))


def _back(
    ends: tuple[float, float],
    origin: tuple[float, float],
    scale: float,
    whole: tuple[float, float],
) -> tuple[float, float]:
    """Return where a part of the inner function lies in the outer one."""
    if scale == 0:
        return whole
    left, a = origin
    return left + (ends[0] - a) / scale, left + (ends[1] - a) / scale


def _through(at: Curve, left: float, a: float, scale: float) -> Curve:
    return lambda x: at(a + (x - left) * scale)


def _sampled(function: Object) -> Curve:
    """Return the curve through the samples of a function of one number (§7.10.2)."""
    size, bits = int(_numbers(function.Size)[0]), int(function.BitsPerSample)
    low, high = _numbers(function.Domain)[:2]
    reach = _numbers(function.Range)
    a, b = _numbers(function.get(Name.Encode, (0, size - 1)))[:2]
    decode = _numbers(function.get(Name.Decode, reach))
    rows = _samples(function.read_bytes(), size, bits, decode)

    def at(x: float) -> Values:
        x = min(max(x, low), high)
        place = min(max(a + (x - low) * (b - a) / (high - low), 0.0), size - 1.0)
        row = min(int(place), size - 2) if size > 1 else 0
        part = place - row
        return tuple(
            one + part * (other - one)
            for one, other in zip(rows[row], rows[min(row + 1, size - 1)], strict=True)
        )

    return at


def _samples(data: bytes, size: int, bits: int, decode: Sequence[float]) -> list[Values]:
    count = len(decode) // 2
    whole, length = int.from_bytes(data, "big"), 8 * len(data)
    highest = (1 << bits) - 1
    rows: list[Values] = []
    for row in range(size):
        raw = (
            (whole >> (length - (row * count + column + 1) * bits)) & highest
            for column in range(count)
        )
        rows.append(
            tuple(
                decode[2 * column] + value / highest * (decode[2 * column + 1] - decode[2 * column])
                for column, value in enumerate(raw)
            )
        )
    return rows


def _side_by_side(columns: list[tuple[Segment, ...]]) -> tuple[Segment, ...]:
    """Return the segments of several functions with one result each as one."""
    cuts = sorted(
        {side for column in columns for part in column for side in (part.start, part.end)}
    )
    joined: list[Segment] = []
    for start, end in pairwise(cuts):
        middle = (start + end) / 2
        curves = [
            part.at for column in columns for part in column if part.start < middle < part.end
        ]
        joined.append(Segment(start, end, _together(curves)))
    return tuple(joined)


def _together(curves: Sequence[Curve]) -> Curve:
    return lambda x: tuple(value for curve in curves for value in curve(x))


def written(pieces: Sequence[Piece], domain: tuple[float, float]) -> Dictionary:
    """Return a function of one number that runs through the pieces, straight in each."""
    kept = [piece for piece in pieces if round(piece.end, _DIGITS) > round(piece.start, _DIGITS)]
    kept = kept or [pieces[0]]
    if len(kept) == 1 and domain == (0.0, 1.0):
        return _straight(kept[0])
    return Dictionary(
        FunctionType=3,
        Domain=rounded(domain),
        Bounds=rounded([piece.start for piece in kept[1:]]),
        Encode=Array([0, 1] * len(kept)),
        Functions=Array([_straight(piece) for piece in kept]),
    )


def _straight(piece: Piece) -> Dictionary:
    return Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=rounded(piece.first),
        C1=rounded(piece.last),
        N=1,
    )


def rounded(values: Sequence[float]) -> Array:
    """Return the numbers as a PDF has them, the same on every machine."""
    return Array([round(value, _DIGITS) for value in values])


def _numbers(values: Any) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
