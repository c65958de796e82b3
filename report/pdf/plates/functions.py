"""The functions of gradients, for many inputs at a time (ISO 32000-1 §7.10)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from pikepdf import Array, Dictionary, Object, Stream

from .bounds import decoded
from .values import Floats, Unplatable

Function: TypeAlias = Callable[[Floats], Floats]
"""From rows of inputs to rows of outputs."""
_DEEPEST = 8
_MOST_SAMPLES = 4_000_000


def function(source: Object, depth: int = 0) -> Function:
    """Return a function, or the functions of an array side by side; Unplatable for a bad one."""
    if isinstance(source, Array):
        parts = [function(part, depth + 1) for part in source]
        return lambda values: np.concatenate([part(values) for part in parts], axis=1)
    if depth > _DEEPEST or not isinstance(source, Dictionary | Stream):
        raise Unplatable("a gradient without a usable function")
    kind = int(source.get("/FunctionType", -1))
    domain = numbers(source.get("/Domain", ()), "the domain of a gradient's function")
    made = _made(kind, source, domain, depth)
    clip = _clipping(domain)
    limits = source.get("/Range")
    last = _clipping(numbers(limits, "the range of a function")) if limits is not None else _same
    return lambda values: last(made(clip(values)))


def _made(kind: int, source: Any, domain: Floats, depth: int) -> Function:
    if kind == 0 and isinstance(source, Stream):
        return _sampled(source, domain.reshape(-1, 2))
    if kind == 2:
        return _exponential(source)
    if kind == 3:
        return _stitching(source, domain, depth)
    raise Unplatable(
        "a gradient by a PostScript function" if kind == 4 else "a gradient of an unknown kind"
    )


def numbers(source: Any, what: str) -> Floats:
    """Return an array of numbers; Unplatable, naming `what`, where they are none."""
    try:
        values = np.array([float(value) for value in source], dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Unplatable(what) from error
    if not np.isfinite(values).all():
        raise Unplatable(what)
    return values


def _same(values: Floats) -> Floats:
    return values


def _clipping(limits: Floats) -> Function:
    if limits.size < 2 or limits.size % 2:
        raise Unplatable("the limits of a gradient's function")
    low, high = limits[0::2], limits[1::2]

    def clip(values: Floats) -> Floats:
        return np.clip(values[:, : low.size], low, high)

    return clip


def _exponential(source: Any) -> Function:
    start = numbers(source.get("/C0", (0,)), "the colours of a gradient")
    end = numbers(source.get("/C1", (1,)), "the colours of a gradient")
    power = float(source.get("/N", 1))
    if start.size != end.size:
        raise Unplatable("the colours of a gradient")
    return lambda values: start + np.maximum(values[:, :1], 0) ** power * (end - start)


def _stitching(source: Any, domain: Floats, depth: int) -> Function:
    parts = [function(part, depth + 1) for part in source.get("/Functions", ())]
    bounds = numbers(source.get("/Bounds", ()), "the bounds of a gradient")
    encode = numbers(source.get("/Encode", ()), "the encoding of a gradient")
    if not parts or bounds.size != len(parts) - 1 or encode.size != 2 * len(parts):
        raise Unplatable("the stops of a gradient")
    edges = np.concatenate((domain[:1], bounds, domain[1:2]))

    def stitch(values: Floats) -> Floats:
        at = values[:, 0]
        which = np.searchsorted(bounds, at, side="right")
        low, high = edges[which], edges[which + 1]
        part = np.divide(at - low, high - low, out=np.zeros_like(at), where=high > low)
        first, last = encode[2 * which], encode[2 * which + 1]
        inner = (first + part * (last - first))[:, None]
        results = [each(inner) for each in parts]
        return np.stack(results)[which, np.arange(at.size)]

    return stitch


def _sampled(source: Stream, domain: Floats) -> Function:
    """Return a sampled function, interpolated linearly (§7.10.2)."""
    size = tuple(int(value) for value in numbers(source.get("/Size", ()), "a gradient's samples"))
    limits = numbers(source.get("/Range", ()), "a gradient's samples").reshape(-1, 2)
    bits, outputs = int(source.get("/BitsPerSample", 0)), len(limits)
    count = int(np.prod(size, dtype=np.float64)) * outputs if size and min(size) > 0 else 0
    if len(size) != len(domain) or not 0 < count <= _MOST_SAMPLES or not 1 <= bits <= 32:
        raise Unplatable("a gradient's samples")
    table = unpacked(decoded(source), bits, count).reshape(*reversed(size), outputs)
    tops = np.array(size, dtype=np.float64) - 1
    encode = numbers(source.get("/Encode", [x for top in tops for x in (0, top)]), "a gradient")
    decode = numbers(source.get("/Decode", limits.ravel()), "a gradient").reshape(-1, 2)
    table = decode[:, 0] + table / (2**bits - 1) * (decode[:, 1] - decode[:, 0])
    low, high = encode.reshape(-1, 2).T

    def sample(values: Floats) -> Floats:
        spread = np.where(domain[:, 1] > domain[:, 0], domain[:, 1] - domain[:, 0], 1)
        at = np.clip(low + (values - domain[:, 0]) / spread * (high - low), 0, tops)
        return _interpolated(table, at, tops)

    return sample


def _interpolated(table: Floats, at: Floats, tops: Floats) -> Floats:
    """Return the table's values between its nodes; its axes are those of `at` in reverse."""
    floor = np.minimum(np.floor(at), np.maximum(tops - 1, 0)).astype(int)
    part = at - floor
    result = np.zeros((len(at), table.shape[-1]))
    for corner in itertools.product((0, 1), repeat=at.shape[1]):
        node = np.minimum(floor + corner, tops.astype(int))
        weight = np.prod(np.where(corner, part, 1 - part), axis=1)
        result += weight[:, None] * table[tuple(node.T[::-1])]
    return result


def unpacked(data: bytes, bits: int, count: int) -> Floats:
    """Return `count` unsigned numbers of so many bits each, the highest bit first."""
    if len(data) * 8 < bits * count:
        raise Unplatable("samples that end too early")
    if bits in (8, 16, 32):
        whole = np.frombuffer(data, dtype=f">u{bits // 8}", count=count)
        return whole.astype(np.float64)
    flat = np.unpackbits(np.frombuffer(data, dtype=np.uint8), count=bits * count)
    weights = 2.0 ** np.arange(bits - 1, -1, -1)
    result: Floats = flat.reshape(count, bits) @ weights
    return result
