"""Colour spaces of a PDF, and colours as inks (ISO 32000-1 §8.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from . import objects
from .objects import Unreadable, entries, entry, items, name, number, numbers
from .printed import PROCESS, Colour, space_label

_DEVICE = {
    "DeviceGray": 1,
    "DeviceRGB": 3,
    "DeviceCMYK": 4,
}
# Of inline images (§8.9.7); elsewhere a resource of that name comes first. CalCMYK was never
# defined, and has always been taken for DeviceCMYK.
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_SHORT |= {"CalCMYK": "DeviceCMYK"}
_DEFAULTS = {
    "DeviceGray": "DefaultGray",
    "DeviceRGB": "DefaultRGB",
    "DeviceCMYK": "DefaultCMYK",
}
_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_CIE = {"CalGray": 1, "CalRGB": 3, "Lab": 3}
_DEEPEST = 6
_LARGEST_PALETTE = 1 << 16


@dataclass(frozen=True)
class Space:
    """A colour space: its family, what lies beneath (as `Colour.base`), the number of its
    components, the names of its colorants; the palette of an Indexed one and the highest number
    that it has a colour for; the white point of a CIE-based one, and the `ranges` of Lab."""

    family: str
    base: str = ""
    count: int = 0
    colorants: tuple[str, ...] = ()
    beneath: Space | None = None
    palette: bytes = b""
    highest: int = 0
    white: tuple[float, float, float] = (1.0, 1.0, 1.0)
    ranges: tuple[tuple[float, float], ...] = ()

    @property
    def label(self) -> str:
        """The space as `PrintedPage.spaces` names it."""
        return space_label(self.family, self.base)

    @property
    def device(self) -> str:
        """The family that lies beneath, or the space's own."""
        return self.base if self.family in ("ICCBased", "Indexed") else self.family

    @property
    def start(self) -> tuple[float, ...]:
        """The components that hold when the space has just been chosen (§8.6.5 to §8.6.6)."""
        if self.family in ("Separation", "DeviceN"):
            return (1.0,) * self.count
        if self.family == "DeviceCMYK":
            return (0.0, 0.0, 0.0, 1.0)
        return (0.0,) * self.count

    def colour(self, components: Sequence[float]) -> Colour:
        """Return the colour of these components; ValueError when their number is wrong."""
        if len(components) != self.count:
            raise ValueError(f"{len(components)} components for {self.label}")
        return _colour(self, tuple(components))

    def inks(self, values: tuple[float, ...]) -> Mapping[str, float] | None:
        """Return the part of each ink for these components; None where it is not said in inks."""
        parts = [max(0.0, min(1.0, value)) for value in values]
        if self.family == "DeviceGray":
            return {"Black": 1 - parts[0]}
        if self.family == "DeviceCMYK" or (self.family == "ICCBased" and self.count == 4):
            return dict(zip(PROCESS, parts, strict=True))
        if self.family in ("Separation", "DeviceN"):
            return {
                ink: part for ink, part in zip(self.colorants, parts, strict=True) if ink != "None"
            }
        if self.family == "Indexed" and self.beneath:
            return self._indexed(values[0], self.beneath)
        return None

    def _indexed(self, value: float, beneath: Space) -> Mapping[str, float] | None:
        at = max(0, int(value)) * beneath.count
        entry = self.palette[at : at + beneath.count]
        if len(entry) < beneath.count or beneath.family in _CIE:
            return None
        return beneath.inks(tuple(byte / 255 for byte in entry))


@lru_cache(4096)
def _colour(space: Space, values: tuple[float, ...]) -> Colour:
    return Colour(space.family, values, space.base, space.inks(values))


UNKNOWN: Final = Space("")
PATTERN: Final = Space("Pattern")
GRAY: Final = Space("DeviceGray", count=1)
RGB: Final = Space("DeviceRGB", count=3)
CMYK: Final = Space("DeviceCMYK", count=4)
_PLAIN = {space.family: space for space in (GRAY, RGB, CMYK, PATTERN)}


def space_of(thing: Any, resources: Any = None, depth: int = 0) -> Space:
    """Return the space that a name or array stands for; `UNKNOWN` where that cannot be told.

    A default space that the resources name stands in for a device space (§8.6.5.6).
    """
    if depth > _DEEPEST:
        return UNKNOWN
    called = name(thing)
    if not called:
        array = items(thing)
        return _of_array(array, resources, depth) if array else UNKNOWN
    named = entry(resources, "ColorSpace")
    if called in _DEFAULTS:
        default = entry(named, _DEFAULTS[called])
        return _PLAIN[called] if default is None else _default(default, called, depth)
    if called in _PLAIN:
        return _PLAIN[called]
    found = entry(named, called)
    if found is not None:
        return space_of(found, resources, depth + 1)
    return space_of_short(called)


def space_of_short(called: str) -> Space:
    """Return the space of an abbreviation that inline images may use."""
    return _PLAIN.get(_SHORT.get(called, ""), UNKNOWN)


def _default(thing: Any, instead_of: str, depth: int) -> Space:
    found = space_of(thing, None, depth + 1)
    return found if found.count == _DEVICE[instead_of] else _PLAIN[instead_of]


def _of_array(array: tuple[Any, ...], resources: Any, depth: int) -> Space:
    family = name(array[0])
    family = _SHORT.get(family, family)
    rest = array[1:]
    if family == "ICCBased":
        return _icc(rest)
    if family in _CIE:
        return _cie(family, rest)
    if family == "Indexed" and len(rest) >= 3:
        return _indexed(rest, resources, depth)
    if family in ("Separation", "DeviceN") and len(rest) >= 2:
        return _separation(family, rest, depth)
    if family == "Pattern" and rest:
        beneath = space_of(rest[0], resources, depth + 1)
        return Space("Pattern", beneath.device, beneath.count, beneath=beneath)
    return space_of(array[0], resources, depth + 1) if family in _PLAIN else UNKNOWN


def _icc(rest: tuple[Any, ...]) -> Space:
    count = int(number(entry(rest[0], "N")) or 0) if rest else 0
    return Space("ICCBased", _BY_COUNT[count], count) if count in _BY_COUNT else UNKNOWN


def _cie(family: str, rest: tuple[Any, ...]) -> Space:
    given = rest[0] if rest else None
    x, y, z = numbers(entry(given, "WhitePoint"), 3) or (1.0, 1.0, 1.0)
    if family != "Lab":
        return Space(family, count=_CIE[family], white=(x, y, z))
    if not entries(given):  # of which the white point is one that has to be there
        return UNKNOWN
    low_a, high_a, low_b, high_b = numbers(entry(given, "Range"), 4) or (-100, 100, -100, 100)
    ranges = ((0.0, 100.0), (low_a, high_a), (low_b, high_b))
    return Space(family, count=3, white=(x, y, z), ranges=ranges)


def _indexed(rest: tuple[Any, ...], resources: Any, depth: int) -> Space:
    beneath = space_of(rest[0], resources, depth + 1)
    if beneath.family in ("", "Pattern", "Indexed"):
        return UNKNOWN
    highest = min(max(int(number(rest[1]) or 0), 0), 255)
    palette = _palette(rest[2])
    return Space("Indexed", beneath.device, 1, beneath=beneath, palette=palette, highest=highest)


def profile_of(thing: Any, resources: Any = None, depth: int = 0) -> Any:
    """Return the ICC profile of a space, or of what lies beneath it; None where there is none."""
    array = items(thing) or items(entry(entry(resources, "ColorSpace"), name(thing)))
    if depth > _DEEPEST or len(array) < 2:
        return None
    if name(array[0]) == "ICCBased":
        return array[1]
    return profile_of(array[1], resources, depth + 1)


def _palette(thing: Any) -> bytes:
    if isinstance(thing, bytes):
        return thing
    try:
        return objects.unpacked(thing, _LARGEST_PALETTE)
    except Unreadable as error:
        return error.partial or objects.raw_text(thing)


def _separation(family: str, rest: tuple[Any, ...], depth: int) -> Space:
    names = items(rest[0]) if family == "DeviceN" else (rest[0],)
    colorants = tuple(name(one) for one in names)
    base = space_of(rest[1], None, depth + 1).device
    return Space(family, base, len(colorants), colorants) if colorants else UNKNOWN
