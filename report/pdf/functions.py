"""Functions of a PDF, such as those of gradients (ISO 32000-1 §7.10): sampled (type 0), exponential
(2) and stitching (3), and several of them side by side.

The fourth kind, a small program in a language of its own, is read by nobody here.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pikepdf import Array, Dictionary, Object, Stream

from .objects import Unreadable, unpacked

Floats: TypeAlias = npt.NDArray[np.float64]
Values: TypeAlias = tuple[float, ...]
_DEEPEST = 8
_MOST_SAMPLES = 4_000_000
_LARGEST = 256_000_000


class BadFunction(ValueError):
    """A function cannot be used; the text says what it is: “a gradient by a program”."""


@dataclass(frozen=True, eq=False)
class Function(ABC):
    """A function by its `domain`: the lowest and the highest of each input.

    `limits` are the same of the results, None where it has none.
    """

    domain: Floats
    limits: Floats | None

    def __call__(self, rows: Floats) -> Floats:
        """Return a row of results for each row of inputs."""
        inside = np.clip(rows[:, : len(self.domain)], self.domain[:, 0], self.domain[:, 1])
        found = self._results(inside)
        return found if self.limits is None else np.clip(found, *self.limits.T)

    def at(self, x: float) -> Values:
        """Return the results for one number."""
        return tuple(self(np.array([[x]]))[0].tolist())

    @abstractmethod
    def _results(self, rows: Floats) -> Floats: ...


@dataclass(frozen=True, eq=False)
class Exponential(Function):
    """From one colour to another, by a power of how far one has gone (§7.10.3)."""

    first: Floats
    last: Floats
    power: float

    def _results(self, rows: Floats) -> Floats:
        part = np.maximum(rows[:, :1], 0) ** self.power
        return self.first + part * (self.last - self.first)


@dataclass(frozen=True, eq=False)
class Stitched(Function):
    """One function after the other (§7.10.4). `edges` are where each begins and the last one ends,
    `encode` the inputs of each at its two edges."""

    parts: tuple[Function, ...]
    edges: Floats
    encode: Floats

    def _results(self, rows: Floats) -> Floats:
        at = rows[:, 0]
        which = np.searchsorted(self.edges[1:-1], at, side="right")
        low, high = self.edges[which], self.edges[which + 1]
        part = np.divide(at - low, high - low, out=np.zeros_like(at), where=high > low)
        first, last = self.encode[which].T
        inner = (first + part * (last - first))[:, None]
        return np.stack([each(inner) for each in self.parts])[which, np.arange(at.size)]


@dataclass(frozen=True, eq=False)
class Sampled(Function):
    """A table of results, between which lines are straight (§7.10.2).

    Its axes are those of the inputs in reverse; `encode` are the places in it of the lowest and
    the highest of each input.
    """

    table: Floats
    encode: Floats

    def _results(self, rows: Floats) -> Floats:
        tops = np.array(self.table.shape[-2::-1], dtype=np.float64) - 1
        low, high = self.domain.T
        spread = np.where(high > low, high - low, 1)
        first, last = self.encode.T
        at = np.clip(first + (rows - low) / spread * (last - first), 0, tops)
        return _interpolated(self.table, at, tops)


@dataclass(frozen=True, eq=False)
class Abreast(Function):
    """Functions of the same inputs, with their results side by side."""

    parts: tuple[Function, ...]

    def _results(self, rows: Floats) -> Floats:
        return np.concatenate([part(rows) for part in self.parts], axis=1)


def read_function(source: Object, depth: int = 0) -> Function:
    """Return a function, or those of an array side by side; BadFunction for one of no use."""
    if isinstance(source, Array):
        parts = tuple(read_function(part, depth + 1) for part in source)
        if not parts:
            raise BadFunction("a gradient without a usable function")
        anything = np.tile((-np.inf, np.inf), (len(parts[0].domain), 1))
        return Abreast(anything, None, parts)
    if depth > _DEEPEST or not isinstance(source, Dictionary | Stream):
        raise BadFunction("a gradient without a usable function")
    kind = int(source.get("/FunctionType", -1))
    domain = _pairs(source.get("/Domain", ()), "the domain of a gradient's function")
    given = source.get("/Range")
    limits = None if given is None else _pairs(given, "the range of a function")
    if kind == 0 and isinstance(source, Stream):
        return _sampled(source, domain, limits)
    if kind == 2:
        return _exponential(source, domain, limits)
    if kind == 3:
        return _stitched(source, domain, limits, depth)
    raise BadFunction("a gradient by a program" if kind == 4 else "a gradient of an unknown kind")


def floats(source: Any) -> Floats | None:
    """Return an array of finite numbers; None for anything else."""
    try:
        values = np.array([float(value) for value in source], dtype=np.float64)
    except (TypeError, ValueError, ArithmeticError):
        return None
    return values if np.isfinite(values).all() else None


def _numbers(source: Any, what: str) -> Floats:
    values = floats(source)
    if values is None:
        raise BadFunction(what)
    return values


def _pairs(source: Any, what: str) -> Floats:
    values = _numbers(source, what)
    if values.size < 2 or values.size % 2:
        raise BadFunction(what)
    return values.reshape(-1, 2)


def _exponential(source: Any, domain: Floats, limits: Floats | None) -> Exponential:
    first = _numbers(source.get("/C0", (0,)), "the colours of a gradient")
    last = _numbers(source.get("/C1", (1,)), "the colours of a gradient")
    if first.size != last.size:
        raise BadFunction("the colours of a gradient")
    return Exponential(domain, limits, first, last, float(source.get("/N", 1)))


def _stitched(source: Any, domain: Floats, limits: Floats | None, depth: int) -> Stitched:
    parts = tuple(read_function(part, depth + 1) for part in source.get("/Functions", ()))
    bounds = _numbers(source.get("/Bounds", ()), "the bounds of a gradient")
    encode = _numbers(source.get("/Encode", ()), "the encoding of a gradient")
    if not parts or bounds.size != len(parts) - 1 or encode.size != 2 * len(parts):
        raise BadFunction("the stops of a gradient")
    edges = np.concatenate((domain[0, :1], bounds, domain[0, 1:]))
    return Stitched(domain, limits, parts, edges, encode.reshape(-1, 2))


def _sampled(source: Stream, domain: Floats, limits: Floats | None) -> Sampled:
    size = tuple(int(value) for value in _numbers(source.get("/Size", ()), "a gradient's samples"))
    bits, outputs = int(source.get("/BitsPerSample", 0)), 0 if limits is None else len(limits)
    count = int(np.prod(size, dtype=np.float64)) * outputs if size and min(size) > 0 else 0
    if len(size) != len(domain) or not 0 < count <= _MOST_SAMPLES or not 1 <= bits <= 32:
        raise BadFunction("a gradient's samples")
    raw = _levels(source, bits, count).reshape(*reversed(size), outputs)
    default = [side for top in size for side in (0, top - 1)]
    encode = _pairs(source.get("/Encode", default), "a gradient's samples")
    decode = (
        limits if "/Decode" not in source else _pairs(source["/Decode"], "a gradient's samples")
    )
    if decode is None or len(decode) != outputs or len(encode) != len(size):
        raise BadFunction("a gradient's samples")
    low, high = decode.T
    return Sampled(domain, limits, low + raw / (2**bits - 1) * (high - low), encode)


def _levels(source: Stream, bits: int, count: int) -> Floats:
    """Return `count` unsigned numbers of so many bits each, the highest bit first."""
    try:
        data = unpacked(source, _LARGEST)
    except Unreadable as error:
        raise BadFunction(f"a stream that {error}") from error
    if len(data) * 8 < bits * count:
        raise BadFunction("samples that end too early")
    if bits in (8, 16, 32):
        whole = np.frombuffer(data, dtype=f">u{bits // 8}", count=count)
        return whole.astype(np.float64)
    flat = np.unpackbits(np.frombuffer(data, dtype=np.uint8), count=bits * count)
    weights = 2.0 ** np.arange(bits - 1, -1, -1)
    result: Floats = flat.reshape(count, bits) @ weights
    return result


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
