"""The functions of gradients: cut into parts without a stop, and written anew as straight pieces
(ISO 32000-1 §7.10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

from pikepdf import Array, Dictionary, Object

from ..pdf.functions import Abreast, BadFunction, Function, Stitched, Values, read_function
from .ink_spaces import unknown

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


def segments(source: Object, start: float, end: float) -> tuple[Segment, ...]:
    """Return what a function gives from `start` to `end`, cut wherever it may bend or jump.

    `source` may also be an array of functions with one result each.

    Raises:
        Diagnostic: X320, a kind of function that the engine does not write.
    """
    try:
        return _segments(read_function(source), start, end)
    except BadFunction as error:
        raise unknown(str(error)) from error


def _segments(function: Function, start: float, end: float) -> tuple[Segment, ...]:
    if isinstance(function, Abreast):
        return _side_by_side([_segments(one, start, end) for one in function.parts])
    if isinstance(function, Stitched):
        return tuple(_stitched(function, start, end))
    # Each place is asked about again and again while a gradient is straightened.
    return (Segment(start, end, cache(function.at)),)


def _stitched(function: Stitched, start: float, end: float) -> Iterator[Segment]:
    edges = pairwise(function.edges.tolist())
    for part, (left, right), (a, b) in zip(
        function.parts, edges, function.encode.tolist(), strict=True
    ):
        if right <= left:
            continue  # a stop where one colour ends sharply and the next begins
        scale = (b - a) / (right - left)
        for inner in _segments(part, min(a, b), max(a, b)):
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
