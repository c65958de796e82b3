"""Colour spaces as inks (ISO 32000-1 §8.6).

A Separation or DeviceN colour goes onto the plates that it names, so its tint transform, which
says what replaces an ink, is not asked. Black is grey by any name: DeviceGray, CalGray and ICC
profiles of one component; an ICC profile of four is cyan, magenta, yellow and black. Anything else
(DeviceRGB, CalRGB, Lab, ICC profiles of three components) is read as sRGB and converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from ..printed import PROCESS
from .bounds import decoded
from .functions import numbers
from .values import MOST_SPOTS, Bytes, Floats, RgbToInks, Unplatable

CYAN, BLACK = 0, 3
_DEEPEST = 6
_FAMILIES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_FAMILIES |= {"/CalGray": "/DeviceGray", "/CalRGB": "/DeviceRGB", "/CalCMYK": "/DeviceCMYK"}
_PLAIN = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
# From CIE XYZ under D50 to linear sRGB (Bradford, as in IEC 61966-2-1 with ICC's white).
_FROM_XYZ = np.array(
    [
        [3.1338561, -1.6168667, -0.4906146],
        [-0.9787684, 1.9161415, 0.0334540],
        [0.0719453, -0.2289914, 1.4052427],
    ]
)
_D50 = np.array([0.9642, 1.0, 0.8249])


@dataclass(frozen=True)
class Inks:
    """The inks of a page: their names in the order of its plates, and how RGB becomes inks."""

    names: tuple[str, ...]
    of_rgb: RgbToInks

    def index(self, name: str) -> int | None:
        """Return the plate of an ink; None for one that has none."""
        return self.names.index(name) if name in self.names else None


@dataclass(frozen=True)
class Space:
    """A colour space: how many numbers a colour has, and what they print.

    `inks` turns rows of colours, in the ranges of the operators, into rows of inks from 0 to 1.
    `painted` are the plates that a colour of this space sets, which overprinting leaves the rest
    of; `direct` is true for DeviceCMYK itself, where overprint mode 1 leaves those that are 0 (ISO
    32000-1 §8.6.7). `columns` are the plates of each component where it is an ink by itself.
    """

    family: str
    size: int
    inks: Callable[[Floats], Floats]
    painted: frozenset[int]
    direct: bool = False
    columns: tuple[tuple[int, ...], ...] | None = None
    initial: tuple[float, ...] = ()
    ranges: tuple[tuple[float, float], ...] = field(default=())
    base: Space | None = None

    def decode(self, bits: int) -> tuple[tuple[float, float], ...]:
        """Return the default Decode array of images in this space (§8.9.5.2)."""
        if self.family == "/Indexed":
            return ((0.0, 2.0**bits - 1),)
        return self.ranges or ((0.0, 1.0),) * self.size


def space(source: Object | None, resources: Any, inks: Inks, depth: int = 0) -> Space:
    """Return the space that an object or a name stands for; Unplatable for none."""
    if depth > _DEEPEST:
        raise Unplatable("a colour space inside itself")
    if isinstance(source, Name):
        name = _FAMILIES.get(str(source), str(source))
        if name in _PLAIN:
            return _plain(_PLAIN[name], inks, direct=name == "/DeviceCMYK")
        if name == "/Pattern":
            return Space(name, 0, lambda values: values, _every(inks))
        named = _entry(resources, "/ColorSpace", source)
        if named is None or named == source:
            raise Unplatable(f"the unknown colour space {str(source).lstrip('/')}")
        return space(named, resources, inks, depth + 1)
    if not isinstance(source, Array) or not len(source) or not isinstance(source[0], Name):
        raise Unplatable("a colour space that is none")
    return _array(source, resources, inks, depth)


def _array(source: Array, resources: Any, inks: Inks, depth: int) -> Space:
    family = _FAMILIES.get(str(source[0]), str(source[0]))
    if len(source) == 1 or family in _PLAIN:
        return space(Name(family), resources, inks, depth + 1)
    if family == "/ICCBased":
        return _plain(_components(source[1]), inks)
    if family == "/Lab":
        return _lab(source[1], inks)
    if family == "/Indexed":
        return _indexed(source, space(source[1], resources, inks, depth + 1), inks)
    if family == "/Separation":
        return _named(family, [source[1]], inks)
    if family == "/DeviceN" and isinstance(source[1], Array):
        return _named(family, list(source[1]), inks)
    if family == "/Pattern":
        under = space(source[1], resources, inks, depth + 1)
        return Space(family, under.size, under.inks, under.painted, under.direct, base=under)
    raise Unplatable(f"the unknown colour space {family.lstrip('/')}")


def _entry(resources: Any, kind: str, name: Any) -> Any:
    group = resources.get(kind) if isinstance(resources, Dictionary) else None
    return group.get(str(name)) if isinstance(group, Dictionary) else None


def _components(profile: Any) -> int:
    count = profile.get("/N") if isinstance(profile, Stream) else None
    if count not in (1, 3, 4):
        raise Unplatable("a colour profile without a number of components")
    return int(count)


def _every(inks: Inks) -> frozenset[int]:
    return frozenset(range(len(inks.names)))


def _plain(size: int, inks: Inks, direct: bool = False) -> Space:
    """Return a space of grey, RGB or CMYK. All set every process ink (ISO 32000-1 §8.6.7)."""
    count, process = len(inks.names), frozenset(range(4))
    if size == 4:
        columns = ((0,), (1,), (2,), (3,))
        initial = (0.0, 0.0, 0.0, 1.0)
        scatter = _scatter(columns, count)
        return Space("/DeviceCMYK", 4, scatter, process, direct, columns, initial)
    if size == 1:
        return Space("/DeviceGray", 1, _grey(count), process, initial=(0.0,))
    return Space("/DeviceRGB", 3, _rgb(inks), process, initial=(0.0, 0.0, 0.0))


def _grey(count: int) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        result = np.zeros((len(values), count))
        result[:, BLACK] = 1 - np.clip(values[:, 0], 0, 1)
        return result

    return convert


def _rgb(inks: Inks) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        result = np.zeros((len(values), len(inks.names)))
        levels = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
        result[:, :4] = inks.of_rgb(levels) / 255
        return result

    return convert


def _scatter(columns: Sequence[Iterable[int]], count: int) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        result = np.zeros((len(values), count))
        for component, plates in enumerate(columns):
            for plate in plates:
                result[:, plate] = np.clip(values[:, component], 0, 1)
        return result

    return convert


def _named(family: str, names: list[Any], inks: Inks) -> Space:
    columns = tuple(_plates(str(name).lstrip("/"), inks) for name in names)
    painted = frozenset(plate for plates in columns for plate in plates)
    scatter = _scatter(columns, len(inks.names))
    initial = (1.0,) * len(names)
    return Space(family, len(names), scatter, painted, columns=columns, initial=initial)


def _plates(name: str, inks: Inks) -> tuple[int, ...]:
    if name == "All":
        return tuple(range(len(inks.names)))
    index = inks.index(name)
    return () if index is None else (index,)


def _indexed(source: Array, base: Space, inks: Inks) -> Space:
    table = source[3] if len(source) > 3 else None
    if isinstance(table, Stream):
        data = decoded(table, 1_000_000)
    elif isinstance(table, String):
        data = bytes(table)
    else:
        raise Unplatable("an indexed colour space without its colours")
    highest = min(max(int(source[2]), 0), 255)
    wanted = (highest + 1) * base.size
    levels = np.frombuffer(data.ljust(wanted, b"\0")[:wanted], np.uint8).reshape(-1, base.size)
    limits = np.array(base.decode(8))
    colours = base.inks(limits[:, 0] + levels / 255 * (limits[:, 1] - limits[:, 0]))

    def look_up(values: Floats) -> Floats:
        found: Floats = colours[np.clip(np.rint(values[:, 0]), 0, highest).astype(int)]
        return found

    return Space("/Indexed", 1, look_up, base.painted, initial=(0.0,), base=base)


def _lab(source: Any, inks: Inks) -> Space:
    limits = numbers(source.get("/Range", (-100, 100, -100, 100)), "the range of a Lab space")
    if limits.size != 4:
        raise Unplatable("the range of a Lab space")
    ranges = ((0.0, 100.0), (limits[0], limits[1]), (limits[2], limits[3]))
    of_rgb = _rgb(inks)

    def convert(values: Floats) -> Floats:
        return of_rgb(_srgb_of_lab(values))

    return Space("/Lab", 3, convert, frozenset(range(4)), initial=(0.0, 0.0, 0.0), ranges=ranges)


def _srgb_of_lab(lab: Floats) -> Floats:
    middle = (lab[:, 0] + 16) / 116
    f = np.stack((middle + lab[:, 1] / 500, middle, middle - lab[:, 2] / 200), axis=1)
    xyz = np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29)) * _D50
    linear = np.clip(xyz @ _FROM_XYZ.T, 0, 1)
    result: Floats = np.where(
        linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055
    )
    return result


def spots(things: Iterable[Any]) -> tuple[str, ...]:
    """Return the spot inks that colour spaces among some objects name, sorted."""
    found: set[str] = set()
    for thing in things:
        for name in _ink_names(thing):
            if name not in (*PROCESS, "All", "None"):
                found.add(name)
    if len(found) > MOST_SPOTS:
        raise Unplatable(f"{len(found)} spot inks")
    return tuple(sorted(found))


def _ink_names(thing: Any) -> Iterable[str]:
    if not isinstance(thing, Array) or len(thing) < 4:
        return
    if thing[0] == Name.Separation and isinstance(thing[1], Name):
        yield str(thing[1]).lstrip("/")
    elif thing[0] == Name.DeviceN and isinstance(thing[1], Array):
        for name in thing[1]:
            yield str(name).lstrip("/")


def to_bytes(parts: Floats) -> Bytes:
    """Return parts from 0 to 1 as bytes."""
    levels: Bytes = np.rint(np.clip(parts, 0, 1) * 255).astype(np.uint8)
    return levels
