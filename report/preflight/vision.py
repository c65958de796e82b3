"""How far colours are apart: for eyes as most have them, and for those that lack a kind of cone.

These few formulas are here because a library of colours takes longer to start than all rules to
judge an edition; it still reads colours that are not written as `#rrggbb`.
"""

from __future__ import annotations

import re
from functools import cache
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
# Linear sRGB to XYZ (IEC 61966-2-1), of which the middle row is the luminance.
_XYZ = (
    (0.4123907992659593, 0.357584339383878, 0.1804807884018343),
    (0.21263900587151024, 0.715168678767756, 0.07219231536073371),
    (0.01933081871559182, 0.11919477979462598, 0.9505321522496607),
)
_WHITE = (0.9504559270516717, 1.0, 1.0890577507598784)  # D65
# Linear sRGB as it is seen where a kind of cone is missing (Machado, Oliveira & Fernandes 2009).
_SEEN = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
KINDS = tuple(_SEEN)
"""The three kinds of colour blindness."""


@cache
def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, “contrast ratio”).

    ValueError for what is no colour.
    """
    dark, light = sorted(max(0.0, _luminance(each)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """Return the lightness of a colour, from 0 to 100 (CIE 1976 L*)."""
    return _lab(_linear(colour))[0]


def difference(one: str, other: str, kind: str) -> float:
    """Return how far apart two colours are for people with a kind of colour blindness (ΔE₀₀)."""
    first, second = (_lab(_as_seen(_linear(each), kind)) for each in (one, other))
    return _delta_e(first, second)


def _luminance(colour: str) -> float:
    return _times(_XYZ, _linear(colour))[1]


@cache
def _linear(colour: str) -> Triple:
    """Return a colour as linear sRGB, each part from 0 to 1."""
    if _HEX.fullmatch(colour):
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    else:
        from coloraide import Color

        red, green, blue = Color(colour).convert("srgb").coords(nans=False)
    return _straight(red), _straight(green), _straight(blue)


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _as_seen(colour: Triple, kind: str) -> Triple:
    red, green, blue = (min(1.0, max(0.0, each)) for each in _times(_SEEN[kind], colour))
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return x, y, z


def _lab(colour: Triple) -> Triple:
    """Return linear sRGB as CIE L*a*b* (CIE 15:2018 §8.2.1)."""
    parts = (each / white for each, white in zip(_times(_XYZ, colour), _WHITE, strict=True))
    x, y, z = (
        each ** (1 / 3) if each > 216 / 24389 else (24389 / 27 * each + 16) / 116 for each in parts
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _delta_e(one: Triple, other: Triple) -> float:
    """Return the CIEDE2000 difference; the numbers are those of the equations in Sharma, Wu &
    Dalal, “The CIEDE2000 Color-Difference Formula” (2005)."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * _share(mean)  # (4), (5)
    a, far_a = one[1] * stretch, other[1] * stretch
    chroma, far_chroma = hypot(a, one[2]), hypot(far_a, other[2])  # (6)
    hue, far_hue = (degrees(atan2(b, x)) % 360 for x, b in ((a, one[2]), (far_a, other[2])))  # (7)
    turn, middle = 0.0, hue + far_hue
    if chroma * far_chroma:
        turn = (hue - far_hue + 180) % 360 - 180  # (10)
        middle = (far_hue + turn / 2) % 360  # (14)
    chroma_mean, light = (chroma + far_chroma) / 2, ((one[0] + other[0]) / 2 - 50) ** 2
    t = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )  # (15)
    by_light = (one[0] - other[0]) / (1 + 0.015 * light / sqrt(20 + light))  # (18)
    by_chroma = (chroma - far_chroma) / (1 + 0.045 * chroma_mean)  # (19)
    by_hue = 2 * sqrt(chroma * far_chroma) * sin(radians(turn / 2))  # (11)
    by_hue /= 1 + 0.015 * chroma_mean * t  # (20)
    bend = 60 * exp(-(((middle - 275) / 25) ** 2))  # (16), twice
    together = -sin(radians(bend)) * 2 * _share(chroma_mean)  # (17), (21)
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + together * by_chroma * by_hue)


def _share(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25.0**7))
