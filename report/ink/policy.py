"""Which inks a colour of the screen is printed with.

In this order: a colour of the theme has its exact build, or its spot ink. A grey is black ink
alone, which cannot turn reddish or greenish when the press drifts, and keeps small type sharp. A
tint of a colour that is one ink is that much less of it. Anything else goes through the profile.

No colour has more ink than the press takes. What overprints or blends with another may add up to
more; that is measured on the finished page (rule X105).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from .builds import builds as builds
from .conversion import Press, Rgb8
from .limit import within
from .tints import Curve, curve_of
from .values import Cmyk, Ink

if TYPE_CHECKING:
    from ..finish.facts import Printing

Rgb: TypeAlias = tuple[float, float, float]
_BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
# In steps of 8 bits: what rounding may do to a colour on its way into the PDF.
_SAME = 1.0
_GREY = 0.5
_TINT = 1.5
# Closer to white, tints of all colours are much the same.
_FAINTEST = 16.0


@dataclass(frozen=True)
class _Brand:
    """A colour of the theme: its parts from 0 to 255, and its ink within the limit."""

    rgb: Rgb
    ink: Ink
    curve: Curve


class Inks:
    """The inks of colours, for one press and one theme; what was asked once is remembered."""

    def __init__(self, press: Press, builds: Mapping[str, Ink], limit: float) -> None:
        """`limit` is the highest total, where 1 is one full ink; `builds` are by "#rrggbb"."""
        self.press = press
        self.limit = limit
        self._builds = builds
        self._known: dict[Rgb, Ink] = {}
        self._converted: dict[Rgb8, Cmyk] = {}

    @classmethod
    def of_printing(cls, printing: Printing) -> Inks:
        """Return the inks for the press and the theme of a printed document."""
        press = Press(printing.profile, printing.srgb)
        return cls(press, printing.builds, printing.printer.ink_limit / 100)

    def of(self, rgb: Rgb) -> Ink:
        """Return the ink of a colour with parts from 0 to 1."""
        red, green, blue = (round(min(max(part, 0.0), 1.0) * 255, 2) for part in rgb)
        colour = (red, green, blue)
        if colour not in self._known:
            self._known[colour] = self._find(colour)
        return self._known[colour]

    def by_profile(self, rgb: Rgb) -> Cmyk:
        """Return the inks of a colour by the profile alone; they change smoothly with it."""
        sides = [_sides(min(max(part, 0.0), 1.0) * 255) for part in rgb]
        corners = [
            ((red[0], green[0], blue[0]), red[1] * green[1] * blue[1])
            for red, green, blue in product(*sides)
        ]
        self._convert([colour for colour, _ in corners])
        parts = [(self._converted[colour], weight) for colour, weight in corners]
        # Weights may sum up to a hair more than 1.
        c, m, y, k = (min(sum(ink[at] * part for ink, part in parts), 1.0) for at in range(4))
        return within((c, m, y, k), self.limit)

    @cached_property
    def greys(self) -> bytes:
        """The part of paper left white by black ink for each grey of the screen, 0 to 255."""
        return bytes(round(255 * (1 - self._grey(value))) for value in range(256))

    def _find(self, colour: Rgb) -> Ink:
        own = self._own(colour)
        if own is not None:
            return own
        if max(colour) - min(colour) <= _GREY:
            return Ink((0.0, 0.0, 0.0, self._grey(sum(colour) / 3)))
        tint = self._tint(colour)
        if tint is not None:
            return tint
        red, green, blue = (part / 255 for part in colour)
        return Ink(self.by_profile((red, green, blue)))

    def _own(self, colour: Rgb) -> Ink | None:
        """Return the exact build of the theme's colour that this is, the nearest if several."""
        near = [(_apart(colour, brand.rgb), brand.ink) for brand in self._brands]
        distance, ink = min(near, key=lambda each: each[0], default=(256.0, Ink()))
        return ink if distance <= _SAME else None

    def _tint(self, colour: Rgb) -> Ink | None:
        """Return the tint of a theme's colour that this is, of the one it fits best if several.

        Only of colours that are one ink, which stay one. Of others, the profile knows better: a
        build thinned in equal parts has another hue than the screen's tint.
        """
        if 255 - min(colour) < _FAINTEST:
            return None
        best, found = _TINT, None
        for brand in self._brands:
            way = [part - 255 for part in brand.rgb]
            length = sum(step * step for step in way)
            if not length or not _is_one_ink(brand.ink):
                continue
            gone = [part - 255 for part in colour]
            part = sum(a * b for a, b in zip(gone, way, strict=True)) / length
            red, green, blue = (255 + part * step for step in way)
            error = _apart(colour, (red, green, blue))
            if part < 1 and error < best:
                best, found = error, brand.ink.tinted(brand.curve.strength(part))
        return found

    def _grey(self, value: float) -> float:
        """Return how much black ink a grey from 0 to 255 is, from 0 to 1."""
        return round(self._black.strength(1 - value / 255), 6)

    @cached_property
    def _black(self) -> Curve:
        return curve_of(_BLACK, (0.0, 0.0, 0.0), self.press)

    @cached_property
    def _brands(self) -> tuple[_Brand, ...]:
        return tuple(self._brand(srgb, ink) for srgb, ink in self._builds.items())

    def _brand(self, srgb: str, ink: Ink) -> _Brand:
        red, green, blue = (float(int(srgb[at : at + 2], 16)) for at in (1, 3, 5))
        printed = Ink(within(ink.cmyk, self.limit), ink.spot, ink.tint)
        curve = curve_of(printed.cmyk, (red / 255, green / 255, blue / 255), self.press)
        return _Brand((red, green, blue), printed, curve)

    def _convert(self, colours: list[Rgb8]) -> None:
        new = [colour for colour in dict.fromkeys(colours) if colour not in self._converted]
        self._converted.update(zip(new, self.press.inks(new), strict=True))


def _is_one_ink(ink: Ink) -> bool:
    return bool(ink.spot) or sum(part > 0 for part in ink.cmyk) == 1


def _sides(value: float) -> list[tuple[int, float]]:
    """Return the whole numbers beside a value, with how near it is to each."""
    below = int(value)
    part = round(value - below, 4)
    if not part:
        return [(below, 1.0)]
    return [(below, 1 - part), (min(below + 1, 255), part)]


def _apart(one: Rgb, other: Rgb) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
