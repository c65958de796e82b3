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
from pikepdf import Array, Name

from ..colours import Space
from ..functions import Floats
from ..objects import items, name
from ..printed import PROCESS
from .values import MOST_SPOTS, Bytes, RgbToInks, Unplatable

CYAN, BLACK = 0, 3
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
class Separations:
    """The inks of a page: their names in the order of its plates, and how RGB becomes inks."""

    names: tuple[str, ...]
    of_rgb: RgbToInks

    def index(self, name: str) -> int | None:
        """Return the plate of an ink; None for one that has none."""
        return self.names.index(name) if name in self.names else None


@dataclass(frozen=True)
class PlatedSpace:
    """What a colour space prints: how many numbers a colour has, and what becomes of them.

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
    base: PlatedSpace | None = None

    def decode(self, bits: int) -> tuple[tuple[float, float], ...]:
        """Return the default Decode array of images in this space (§8.9.5.2)."""
        if self.family == "Indexed":
            return ((0.0, 2.0**bits - 1),)
        return self.ranges or ((0.0, 1.0),) * self.size


def plated(space: Space, source: Any, inks: Separations) -> PlatedSpace:
    """Return what a space prints; Unplatable, naming `source`, for one that is not known."""
    device = space.device
    if space.family == "Indexed" and space.beneath:
        return _indexed(space, plated(space.beneath, source, inks), inks)
    if space.family in ("Separation", "DeviceN"):
        return _named(space, inks)
    if space.family == "Pattern":
        under = plated(space.beneath, source, inks) if space.beneath else None
        if under is None:
            return PlatedSpace("Pattern", 0, lambda values: values, _every(inks))
        return PlatedSpace(
            "Pattern", under.size, under.inks, under.painted, under.direct, base=under
        )
    if space.family == "Lab":
        return _lab(space, inks)
    if device in ("DeviceGray", "CalGray"):
        return PlatedSpace("DeviceGray", 1, _grey(len(inks.names)), _PROCESS, initial=(0.0,))
    if device in ("DeviceRGB", "CalRGB"):
        return PlatedSpace("DeviceRGB", 3, _rgb(inks), _PROCESS, initial=(0.0, 0.0, 0.0))
    if device == "DeviceCMYK":
        return _cmyk(inks, direct=space.family == device)
    called = name(source) or next(map(name, items(source)), "")
    what = f"the unknown colour space {called}" if called else "a colour space that is none"
    raise Unplatable(what)


_PROCESS = frozenset(range(len(PROCESS)))
"""All process inks, which grey, RGB and CMYK all set (ISO 32000-1 §8.6.7)."""


def _every(inks: Separations) -> frozenset[int]:
    return frozenset(range(len(inks.names)))


def _cmyk(inks: Separations, direct: bool) -> PlatedSpace:
    columns = ((0,), (1,), (2,), (3,))
    scatter = _scatter(columns, len(inks.names))
    initial = (0.0, 0.0, 0.0, 1.0)
    return PlatedSpace("DeviceCMYK", 4, scatter, _PROCESS, direct, columns, initial)


def _grey(count: int) -> Callable[[Floats], Floats]:
    def convert(values: Floats) -> Floats:
        result = np.zeros((len(values), count))
        result[:, BLACK] = 1 - np.clip(values[:, 0], 0, 1)
        return result

    return convert


def _rgb(inks: Separations) -> Callable[[Floats], Floats]:
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


def _named(space: Space, inks: Separations) -> PlatedSpace:
    columns = tuple(_plates(called, inks) for called in space.colorants)
    painted = frozenset(plate for plates in columns for plate in plates)
    scatter = _scatter(columns, len(inks.names))
    return PlatedSpace(
        space.family, space.count, scatter, painted, columns=columns, initial=space.start
    )


def _plates(name: str, inks: Separations) -> tuple[int, ...]:
    if name == "All":
        return tuple(range(len(inks.names)))
    index = inks.index(name)
    return () if index is None else (index,)


def _indexed(space: Space, base: PlatedSpace, inks: Separations) -> PlatedSpace:
    wanted = (space.highest + 1) * base.size
    data = space.palette.ljust(wanted, b"\0")[:wanted]
    levels = np.frombuffer(data, np.uint8).reshape(-1, base.size)
    limits = np.array(base.decode(8))
    colours = base.inks(limits[:, 0] + levels / 255 * (limits[:, 1] - limits[:, 0]))

    def look_up(values: Floats) -> Floats:
        found: Floats = colours[np.clip(np.rint(values[:, 0]), 0, space.highest).astype(int)]
        return found

    return PlatedSpace("Indexed", 1, look_up, base.painted, initial=(0.0,), base=base)


def _lab(space: Space, inks: Separations) -> PlatedSpace:
    of_rgb = _rgb(inks)

    def convert(values: Floats) -> Floats:
        return of_rgb(_srgb_of_lab(values))

    return PlatedSpace("Lab", 3, convert, _PROCESS, initial=space.start, ranges=space.ranges)


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
        found.update(set(_ink_names(thing)) - {*PROCESS, "All", "None"})
    if len(found) > MOST_SPOTS:
        raise Unplatable(f"{len(found)} spot inks")
    return tuple(sorted(found))


def _ink_names(thing: Any) -> Iterable[str]:
    if not isinstance(thing, Array) or len(thing) < 4:
        return
    if thing[0] == Name.Separation and isinstance(thing[1], Name):
        yield str(thing[1]).lstrip("/")
    elif thing[0] == Name.DeviceN and isinstance(thing[1], Array):
        for each in thing[1]:
            yield str(each).lstrip("/")


def to_bytes(parts: Floats) -> Bytes:
    """Return parts from 0 to 1 as bytes."""
    levels: Bytes = np.rint(np.clip(parts, 0, 1) * 255).astype(np.uint8)
    return levels
