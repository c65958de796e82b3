"""Cropping by focal point: which part of a picture fills a slot, and with how many pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..units import Length, Size

_FOCUS = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%\s+(\d{1,3}(?:\.\d+)?)\s*%\s*\Z")


@dataclass(frozen=True)
class Focus:
    """The point that must stay in view: shares of the width and height, each from 0 to 1."""

    x: float = 0.5
    y: float = 0.5

    @classmethod
    def parse(cls, text: str) -> Focus:
        """Return the focal point written as "50% 40%" (across, down); ValueError otherwise."""
        match = _FOCUS.match(text)
        if not match or max(float(match[1]), float(match[2])) > 100:
            raise ValueError(
                f"“{text}” is not a focal point\n"
                "write two percentages up to 100, across and down, such as 50% 40%"
            )
        return cls(float(match[1]) / 100, float(match[2]) / 100)


@dataclass(frozen=True)
class Crop:
    """A rectangle of a picture in whole pixels, the picture standing upright."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.bottom - self.top

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom."""
        return (self.left, self.top, self.right, self.bottom)


def crop_to(width: int, height: int, slot: Size, focus: Focus, *, folded: bool = False) -> Crop:
    """Return the largest part of a picture of `width` × `height` pixels with the slot's shape.

    The focal point lies in its middle where the picture reaches far enough; in a slot that is
    `folded` there, in the middle of one of its halves. The shape is right to the nearest pixel, so
    that nothing is stretched visibly. Raises ValueError for a slot or a picture without area.
    """
    across, down = slot.width.pt, slot.height.pt
    if min(across, down) <= 0 or min(width, height) <= 0:
        raise ValueError(f"nothing fits {slot.width} × {slot.height} from {width} × {height} px")
    # Which side is the tighter one is asked without dividing, so that equal shapes stay whole.
    if width * down >= height * across:
        taken = (min(width, max(1, round(height * across / down))), height)
    else:
        taken = (width, min(height, max(1, round(width * down / across))))
    left = _start(focus.x, width, taken[0])
    if folded:
        # Of two that are as far from the fold, the half in which the point lies anyway.
        halves = (0.25, 0.75) if focus.x <= 0.5 else (0.75, 0.25)
        starts = [_start(focus.x, width, taken[0], half) for half in halves]
        left = max(starts, key=lambda start: abs(focus.x * width - start - taken[0] / 2))
    top = _start(focus.y, height, taken[1])
    return Crop(left, top, left + taken[0], top + taken[1])


def _start(share: float, whole: int, taken: int, at: float = 0.5) -> int:
    """Return where the part taken begins, so that the point stands `at` this share of it."""
    return min(max(round(share * whole - taken * at), 0), whole - taken)


def from_fold(crop: Crop, width: int, slot: Size, focus: Focus) -> Length:
    """Return how far on paper the focal point of a picture `width` pixels wide is from the fold
    in the middle of its slot."""
    off = focus.x * width - (crop.left + crop.right) / 2
    return slot.width * (abs(off) / crop.width)


def pixels_for(crop: Crop, slot: Size, ppi: float) -> tuple[int, int]:
    """Return the size in pixels at which the crop fills the slot at `ppi`, never enlarged."""
    width = min(crop.width, max(1, round(slot.width.inches * ppi)))
    height = min(crop.height, max(1, round(slot.height.inches * ppi)))
    return width, height


FINE_PPI = 225
"""Pixels per inch with which a photograph prints well (GWG 2022: a warning below)."""


def tallest(width: int, height: int, slot: Length, ppi: float) -> Length | None:
    """Return how tall a picture of `width` × `height` pixels can be at `ppi` in a slot this wide.

    None where it is too coarse for the width already, and no height helps.
    """
    return Length(height / ppi * 72) if width / slot.inches >= ppi else None


def upright(width: int, height: int, slot: Length, shape: float = 1.0) -> Length:
    """Return how tall a picture of `width` × `height` pixels may grow in a slot this wide: as tall
    as it is itself, or in `shape`, height by width. Taller, it would show but a strip."""
    return slot * max(shape, height / width)


def effective_ppi(crop: Crop, slot: Size) -> float:
    """Return how many of the source's own pixels fall on an inch of paper."""
    return min(crop.width / slot.width.inches, crop.height / slot.height.inches)
