"""Colours as CIE L*a*b* under D50, relative to white, and how far apart two of them look.

The profile of a press is read here without LittleCMS, which made the inks: one reading judges the
other, and Pillow would round L*a*b* to 8 bits.
"""

from __future__ import annotations

import itertools
import struct
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

# sRGB to CIE XYZ under D50, with the Bradford adaptation (IEC 61966-2-1, ICC.1:2022 annex E).
_TO_XYZ = np.array(
    [
        [0.4360747, 0.3850649, 0.1430804],
        [0.2225045, 0.7168786, 0.0606169],
        [0.0139322, 0.0971045, 0.7141733],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)


def lab_of_srgb(rgb: npt.NDArray[np.uint8]) -> Floats:
    """Return L*a*b* of rows of sRGB from 0 to 255."""
    part = rgb / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return _lab(linear @ _TO_XYZ.T / _WHITE)


def with_black_point(lab: Floats, black: float) -> Floats:
    """Return colours with the lightness `black` made 0 and white kept, as a proof on a screen
    shows them (black-point compensation, ISO 18619)."""
    dark = float(_xyz(np.array([[black, 0.0, 0.0]]))[0, 1])
    return _lab(np.clip((_xyz(lab) - dark) / (1 - dark), 0, None))


def _lab(xyz: Floats) -> Floats:
    """Return L*a*b* of XYZ, where 1 is white."""
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = f.T
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), axis=1)


def _xyz(lab: Floats) -> Floats:
    y = (lab[:, 0] + 16) / 116
    f = np.stack((y + lab[:, 1] / 500, y, y - lab[:, 2] / 200), axis=1)
    result: Floats = np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))
    return result


class PressColours:
    """What inks look like, by the colorimetric table of a profile (`A2B1`, ICC.1:2022 §10.10)."""

    def __init__(self, profile: bytes) -> None:
        (count,) = struct.unpack_from(">I", profile, 128)
        tags = {
            profile[at : at + 4]: struct.unpack_from(">II", profile, at + 4)
            for at in range(132, 132 + 12 * count, 12)
        }
        start, length = tags[b"A2B1"]
        table = profile[start : start + length]
        if table[:4] != b"mft2" or table[8] != 4 or table[9] != 3:
            raise ValueError("only profiles with 16-bit tables of four inks are measured")
        self._grid = table[10]
        entries, exits = struct.unpack_from(">HH", table, 48)
        values = np.frombuffer(table, ">u2", offset=52).astype(np.float64)
        sizes = (4 * entries, self._grid**4 * 3, 3 * exits)
        first, second, third = np.split(values[: sum(sizes)], np.cumsum(sizes)[:-1])
        self._in = first.reshape(4, entries) / 65535
        self._nodes = second.reshape(*[self._grid] * 4, 3)
        self._out = third.reshape(3, exits)

    def lab(self, inks: npt.NDArray[np.uint8]) -> Floats:
        """Return L*a*b* relative to paper for rows of cyan, magenta, yellow and black (0–255)."""
        packed = np.ascontiguousarray(inks, np.uint8).reshape(-1, 4).view(np.uint32)
        unique, where = np.unique(packed, return_inverse=True)
        return self._lab(unique.view(np.uint8).reshape(-1, 4) / 255)[where.ravel()]

    def _lab(self, inks: Floats) -> Floats:
        steps = np.linspace(0, 1, self._in.shape[1])
        curved = [np.interp(inks[:, n], steps, self._in[n]) for n in range(4)]
        at = np.stack(curved, axis=1) * (self._grid - 1)
        floor = np.minimum(at.astype(int), self._grid - 2)
        part, raw = at - floor, np.zeros((len(inks), 3))
        for corner in itertools.product((0, 1), repeat=4):
            weight = np.prod(np.where(corner, part, 1 - part), axis=1)
            raw += weight[:, None] * self._nodes[tuple((floor + corner).T)]
        exits = np.linspace(0, 65535, self._out.shape[1])
        light, a, b = (np.interp(raw[:, n], exits, self._out[n]) for n in range(3))
        # Tables of 16 bits write 100 as 65280, and a* and b* from -128 on (§10.10, table 43).
        return np.stack((light / 652.8, a / 256 - 128, b / 256 - 128), axis=1)


def difference(one: Floats, other: Floats) -> Floats:
    """Return CIEDE2000 of rows of L*a*b* (ISO/CIE 11664-6; names as Sharma, Wu and Dalal 2005)."""
    l1, a1, b1 = one.T
    l2, a2, b2 = other.T
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))) / 2
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    dh = np.where(grey, 0, (h2 - h1 + 180) % 360 - 180)
    # Hues that lie opposite each other have no mean; the paper takes the plain difference there.
    dh = np.where(~grey & (np.abs(h2 - h1) == 180), h2 - h1, dh)
    mean_h = np.where(grey, h1 + h2, np.where(np.abs(h1 - h2) <= 180, (h1 + h2) / 2, _wide(h1, h2)))
    big_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * _cos(mean_h - 30) + 0.24 * _cos(2 * mean_h)
    t += 0.32 * _cos(3 * mean_h + 6) - 0.20 * _cos(4 * mean_h - 63)
    turn = 30 * np.exp(-(((mean_h - 275) / 25) ** 2))
    r = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * np.sin(np.radians(2 * turn))
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2)
    light = (l2 - l1) / s_l
    chroma = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = big_h / (1 + 0.015 * mean_c * t)
    result: Floats = np.sqrt(light**2 + chroma**2 + hue**2 + r * chroma * hue)
    return result


def _wide(h1: Floats, h2: Floats) -> Floats:
    return np.where(h1 + h2 < 360, (h1 + h2 + 360) / 2, (h1 + h2 - 360) / 2)


def _cos(degrees: Floats) -> Floats:
    result: Floats = np.cos(np.radians(degrees))
    return result
