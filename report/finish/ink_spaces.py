"""Colour spaces of a page laid out for the screen: what their components say as sRGB or CMYK.

ISO 32000-1 §8.6. The engine writes DeviceRGB, sRGB as ICCBased, Lab for the colours that CSS gives
in other spaces, DeviceCMYK for `device-cmyk()`, DeviceGray and Pattern. A space of another kind
comes from a style sheet that names its own profile, and is a finding: what it means is not known
here, and a guess would be printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Stream

from ..diagnostics import Code, Diagnostic, Severity
from ..ink.profile import Unusable, read_profile
from ..ink.values import Cmyk

UNKNOWN_COLOURS = Code(
    "X320",
    "unknown-colours",
    Severity.ERROR,
    """The pages hold colours that cannot be turned into inks: a colour space, a kind of gradient
    or a kind of picture that Colophon does not know.

    A press file has inks only. What is left in another space would be converted by the printer's
    machines, each in its own way.

    Write colours in style sheets as `#rrggbb`, by their name in the theme, as `lab()` or `oklch()`,
    or as `device-cmyk()`. Colours of an `@color-profile` of your own are not known here. Save
    pictures as JPEG or PNG.
    """,
)

Rgb: TypeAlias = tuple[float, float, float]

_SRGB = re.compile(r"(?<![\w-])sRGB")
_BY_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_FAMILIES = {
    "/DeviceGray": "DeviceGray",
    "/G": "DeviceGray",
    "/CalGray": "DeviceGray",
    "/DeviceRGB": "DeviceRGB",
    "/RGB": "DeviceRGB",
    "/CalRGB": "DeviceRGB",
    "/DeviceCMYK": "DeviceCMYK",
    "/CMYK": "DeviceCMYK",
    "/Pattern": "Pattern",
}
# XYZ relative to D65 to linear sRGB (IEC 61966-2-1).
_TO_SRGB = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
# XYZ relative to D50 to XYZ relative to D65 by the Bradford matrix (ICC.1:2022 annex E).
_D50_TO_D65 = (
    (0.9555766, -0.0230393, 0.0631636),
    (-0.0282895, 1.0099416, 0.0210077),
    (0.0122982, -0.0204830, 1.3299098),
)


@dataclass(frozen=True)
class Lab:
    """A colour of CIE L*a*b*, with the white point that it is relative to."""

    white: tuple[float, float, float]
    values: tuple[float, float, float]

    def rgb(self) -> Rgb:
        """Return the nearest colour of sRGB (§8.6.5.4)."""
        middle = (self.values[0] + 16) / 116
        steps = (middle + self.values[1] / 500, middle, middle - self.values[2] / 200)
        xyz = tuple(
            white * (step**3 if step >= 6 / 29 else 108 / 841 * (step - 4 / 29))
            for white, step in zip(self.white, steps, strict=True)
        )
        if self.white[2] < 0.95:  # D50; D65 has 1.089
            xyz = _product(_D50_TO_D65, xyz)
        red, green, blue = (_encoded(value) for value in _product(_TO_SRGB, xyz))
        return red, green, blue


@dataclass(frozen=True)
class Source:
    """A colour as the page has it: sRGB, or inks where the style sheet gave inks."""

    rgb: Rgb = (0.0, 0.0, 0.0)
    cmyk: Cmyk | None = None


BLACK = Source()


@dataclass(frozen=True)
class Space:
    """A colour space: its family (DeviceGray, DeviceRGB, DeviceCMYK, Lab, Indexed or Pattern; ""
    where it is inherited from what draws this content), the white point of Lab, and what lies
    below an Indexed one or an uncoloured pattern."""

    family: str
    white: tuple[float, float, float] = (1.0, 1.0, 1.0)
    below: Space | None = None

    def source(self, components: Sequence[float]) -> Source:
        """Return the colour of these components."""
        values = [float(value) for value in components]
        family = self.family or _BY_COUNT.get(len(values), "")
        if family == "Lab":
            lightness, a, b = values
            return Source(rgb=Lab(self.white, (lightness, a, b)).rgb())
        values = [min(max(value, 0.0), 1.0) for value in values]
        if family == "DeviceCMYK":
            c, m, y, k = values
            return Source(cmyk=(c, m, y, k))
        if family == "DeviceGray":
            return Source(rgb=(values[0],) * 3)
        if family == "DeviceRGB":
            red, green, blue = values
            return Source(rgb=(red, green, blue))
        raise unknown(f"a colour of {len(values)} components")


INHERITED = Space("")
GREY = Space("DeviceGray")
RGB = Space("DeviceRGB")
CMYK = Space("DeviceCMYK")


def read_space(thing: Object, named: Object | None = None) -> Space:
    """Return the colour space that `thing` gives: a name, or an array with its parameters.

    `named` are the spaces of the resources in scope, which content streams call by their names.

    Raises:
        Diagnostic: X320, what its components mean is not known.
    """
    if isinstance(thing, Name):
        if str(thing) in _FAMILIES:
            return Space(_FAMILIES[str(thing)])
        if named is not None and thing in named:
            return read_space(named[thing])
        raise unknown(f"the colour space “{str(thing).lstrip('/')}”")
    if not isinstance(thing, Array) or not len(thing):
        raise unknown("a colour space that is not one")
    return _with_parameters(thing, named)


def _with_parameters(thing: Object, named: Object | None) -> Space:
    parts: Any = list(thing)
    family = str(parts[0])
    if family == "/ICCBased":
        return _by_profile(parts[1])
    if family == "/Lab":
        x, y, z = (float(value) for value in parts[1].get(Name.WhitePoint, (1, 1, 1)))
        return Space("Lab", white=(x, y, z))
    if family in ("/Indexed", "/I"):
        return Space("Indexed", below=read_space(parts[1], named))
    if family == "/Pattern" and len(parts) > 1:
        return Space("Pattern", below=read_space(parts[1], named))
    if family in _FAMILIES:
        return Space(_FAMILIES[family])
    raise unknown(f"colours of the kind “{family.lstrip('/')}”")


def _by_profile(stream: Stream) -> Space:
    """Return the space of an ICC profile: sRGB, or grey (ISO 32000-1 §8.6.5.5)."""
    count = int(stream.get(Name.N, 0))
    if count == 1:
        return GREY
    if count == 3 and _says_srgb(stream.read_bytes()):
        return RGB
    raise unknown("an ICC profile other than sRGB")


def _says_srgb(profile: bytes) -> bool:
    """True when the profile describes itself as sRGB; others may mention it, in a comment or a
    name such as “e-sRGB”."""
    try:
        known = read_profile(profile)
    except Unusable:
        return False
    return known.space == "RGB" and bool(_SRGB.search(known.description))


def spaces_of(resources: Object) -> Object:
    """Return the named colour spaces of a resource dictionary, empty when it has none."""
    return resources.get(Name.ColorSpace) or Dictionary()


def unknown(what: str) -> Diagnostic:
    """Return the error about colours that cannot be turned into inks."""
    return Diagnostic(
        [
            UNKNOWN_COLOURS.finding(
                None,
                f"{what} cannot be turned into inks",
                help="look for it in the style sheets of the theme and in SVG pictures",
            )
        ]
    )


def _product(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _encoded(linear: float) -> float:
    """Return a component of sRGB from 0 to 1 (IEC 61966-2-1)."""
    linear = min(max(linear, 0.0), 1.0)
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
