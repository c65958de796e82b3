"""Lengths with visible units, and the boxes of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

_PT_PER = {
    "pt": 1.0,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "in": 72.0,
    "px": 0.75,
    "pc": 12.0,
}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|px|pc)\s*\Z", re.ASCII)


@dataclass(frozen=True)
class Length:
    """A length, kept in PostScript points (1/72 in)."""

    pt: float

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self.pt / _PT_PER["mm"]

    @property
    def inches(self) -> float:
        """The length in inches."""
        return self.pt / 72

    @property
    def px(self) -> float:
        """The length in CSS pixels (1/96 in)."""
        return self.pt / _PT_PER["px"]

    @property
    def css(self) -> str:
        """The length as CSS writes it, in points; the same text on every machine."""
        return f"{self.pt:.4f}".rstrip("0").rstrip(".") + "pt"

    def __add__(self, other: Length) -> Length:
        return Length(self.pt + other.pt)

    def __sub__(self, other: Length) -> Length:
        return Length(self.pt - other.pt)

    def __mul__(self, factor: float) -> Length:
        return Length(self.pt * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Length:
        return Length(self.pt / divisor)

    # All four: rules compare lengths by the hundred thousand, and `total_ordering` asks twice.
    def __lt__(self, other: Length) -> bool:
        return self.pt < other.pt

    def __le__(self, other: Length) -> bool:
        return self.pt <= other.pt

    def __gt__(self, other: Length) -> bool:
        return self.pt > other.pt

    def __ge__(self, other: Length) -> bool:
        return self.pt >= other.pt

    def __str__(self) -> str:
        # What is half a hundredth rounds up, as 0.125 in does, which no float is exactly.
        return f"{round(self.mm + 1e-7, 2):g} mm"

    @classmethod
    def parse(cls, text: str) -> Length:
        """Return the length written as "3mm", "14 pt" or "0.125in"; ValueError otherwise."""
        match = _LENGTH.match(text)
        if not match:
            raise ValueError(f"“{text}” is not a length such as 3mm, 14pt or 0.125in")
        points = float(match[1]) * _PT_PER[match[2]]
        if not isfinite(points):
            raise ValueError(f"“{text[:20]}…” is longer than any length")
        return cls(points)


def mm(value: float) -> Length:
    """Return a length of `value` millimetres."""
    return Length(value * _PT_PER["mm"])


def pt(value: float) -> Length:
    """Return a length of `value` points."""
    return Length(value)


def px(value: float) -> Length:
    """Return a length of `value` CSS pixels."""
    return Length(value * _PT_PER["px"])


@dataclass(frozen=True)
class Size:
    """Width and height."""

    width: Length
    height: Length


@dataclass(frozen=True)
class Rect:
    """A rectangle, y downward from the top of the trimmed page, x from its left edge."""

    x: Length
    y: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Length:
        """The y of the lower edge."""
        return self.y + self.height

    def contains(self, other: Rect, slack: Length = Length(0.01)) -> bool:
        """True when `other` lies inside, give or take `slack` on each side."""
        x, y, width, height = self.x.pt, self.y.pt, self.width.pt, self.height.pt
        left, top, give = other.x.pt, other.y.pt, slack.pt
        return (
            left >= x - give
            and top >= y - give
            and left + other.width.pt <= x + width + give
            and top + other.height.pt <= y + height + give
        )

    def inset(self, by: Length) -> Rect:
        """Return the rectangle with every side moved inward by `by` (outward when negative)."""
        return Rect(self.x + by, self.y + by, self.width - by * 2, self.height - by * 2)


@dataclass(frozen=True)
class PageBoxes:
    """The boxes of one page (ISO 32000-1 §14.11.2), all in trim coordinates."""

    trim: Rect
    bleed: Rect
    safe: Rect

    @classmethod
    def of(cls, size: Size, bleed: Length, safe: Length) -> PageBoxes:
        """Return the boxes of a page of trim `size` with bleed and safety margin all around."""
        trim = Rect(Length(0), Length(0), size.width, size.height)
        return cls(trim, trim.inset(bleed * -1), trim.inset(safe))

    def resized(self, size: Size) -> PageBoxes:
        """Return the boxes of a page of another trim `size`, with the same bleed and safety."""
        return PageBoxes.of(size, self.trim.x - self.bleed.x, self.safe.x - self.trim.x)
