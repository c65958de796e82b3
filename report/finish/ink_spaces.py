"""Colour spaces of a page laid out for the screen: what their components say as sRGB or CMYK.

ISO 32000-1 §8.6. The engine writes DeviceRGB, sRGB as ICCBased, Lab for the colours that CSS gives
in other spaces, DeviceCMYK for `device-cmyk()`, DeviceGray and Pattern. A space of another kind
comes from a style sheet that names its own profile, and is a finding: what it means is not known
here, and a guess would be printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pikepdf import Stream

from ..diagnostics import Code, Diagnostic, Severity
from ..ink.profile import Unusable, read_profile
from ..ink.values import Cmyk
from ..pdf.colours import CMYK, GRAY, RGB, UNKNOWN, Space, profile_of, space_of
from ..pdf.objects import items, name, number

UNKNOWN_COLOURS = Code(
    "X320",
    "unknown-colours",
    Severity.ERROR,
    """The pages hold colours that cannot be turned into inks: a colour space, a kind of gradient
    or a kind of picture that Colophon does not know.

    A press file has inks only. What is left in another space would be converted by the printer's
    machines, each in its own way.

    Write colours in style sheets as `#rrggbb` or by their name in the theme, which gives their
    inks, and save pictures as JPEG or PNG.
    """,
)

Rgb: TypeAlias = tuple[float, float, float]

_SRGB = re.compile(r"(?<![\w-])sRGB")
_BY_COUNT = {1: GRAY, 3: RGB, 4: CMYK}
_PLAIN = {"CalGray": GRAY, "CalRGB": RGB}
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


def source_of(space: Space, components: Sequence[float]) -> Source:
    """Return the colour of these components in a space that `read_space` knows."""
    values = [value for value in map(number, components) if value is not None]
    plain = _BY_COUNT.get(len(values), UNKNOWN) if space == INHERITED else space
    if len(values) != len(components) or len(values) != plain.count:
        # “rgb(1e400 0 0)” is no number in a PDF.
        raise unknown("a colour whose numbers have no measure")
    if plain.family == "Lab":
        lightness, a, b = values
        return Source(rgb=Lab(plain.white, (lightness, a, b)).rgb())
    values = [min(max(value, 0.0), 1.0) for value in values]
    if plain == CMYK:
        c, m, y, k = values
        return Source(cmyk=(c, m, y, k))
    if plain == GRAY:
        return Source(rgb=(values[0],) * 3)
    if plain == RGB:
        red, green, blue = values
        return Source(rgb=(red, green, blue))
    raise unknown(f"a colour of {len(values)} components")


INHERITED = UNKNOWN
"""The space of content that is coloured by what draws it."""


def read_space(thing: Any, resources: Any = None) -> Space:
    """Return the colour space that `thing` gives, a name or an array with its parameters: grey,
    RGB, CMYK or Lab, or a palette or a pattern of these.

    `resources` are those in scope, which content streams call by their names.

    Raises:
        Diagnostic: X320, what its components mean is not known.
    """
    return _on_screen(space_of(thing, resources), thing, resources)


def _on_screen(space: Space, thing: Any, resources: Any) -> Space:
    if space.family in ("Indexed", "Pattern"):
        below = space.beneath and _on_screen(space.beneath, thing, resources)
        return replace(space, beneath=below)
    if space.family == "ICCBased":
        return _by_profile(space, profile_of(thing, resources))
    plain = _PLAIN.get(space.family, space)
    if plain not in (GRAY, RGB, CMYK) and plain.family != "Lab":
        called = space.family or name(thing) or next(map(name, items(thing)), "")
        raise unknown(f"the colour space “{called}”" if called else "a colour space that is none")
    return plain


def _by_profile(space: Space, profile: Any) -> Space:
    """Return the space of an ICC profile: sRGB, or grey (ISO 32000-1 §8.6.5.5)."""
    if space.count == 1:
        return GRAY
    if space.count == 3 and isinstance(profile, Stream) and _says_srgb(profile.read_bytes()):
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
