"""Tints that look on paper as they look on the screen.

Half of an ink's dots cover more than half of the paper, since dots spread; and a colour half-way to
white on the screen has less than half of its light. Both are measured alike: by how far light has
gone from that of white to that of the full colour (Murray and Davies). The strength of a tint
follows from that, for each build and each paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .values import Cmyk

if TYPE_CHECKING:
    from .conversion import Press

_D50 = (0.9642, 1.0, 0.8249)
_STEPS = 64
_FLATTEST, _STEEPEST = 0.1, 3.0


@dataclass(frozen=True)
class Curve:
    """How strong a tint is printed: a cubic from 0 to 1 with these slopes at its ends.

    Slopes between 0 and 3 keep it rising throughout (Fritsch and Carlson, 1980).
    """

    start: float = 1.0
    end: float = 1.0

    def strength(self, part: float) -> float:
        """Return the part of the full build that looks like `part` of its colour, 0 to 1."""
        a = self.start - 1
        b = 1 - self.end - a
        return part + part * (1 - part) * (a + b * part)


def curve_of(build: Cmyk, colour: tuple[float, float, float], press: Press) -> Curve:
    """Return the curve for the tints of a build whose full colour is `colour` on the screen.

    The colour has parts from 0 to 1. Paper itself, and what is as light, has a straight one.
    """
    import numpy

    steps = numpy.arange(_STEPS + 1) / _STEPS
    dots = numpy.rint(steps[:, None] * numpy.array(build) * 255).astype(numpy.uint8)
    mixed = 1 + steps[:, None] * (numpy.array(colour) - 1)
    paper = _covered(_xyz(press.lab(dots)))
    screen = _covered(_xyz(press.screen_lab(numpy.rint(mixed * 255).astype(numpy.uint8))))
    if paper is None or screen is None:
        return Curve()
    # For each strength, the part whose light on the screen is what it has on paper.
    part = numpy.interp(paper, numpy.maximum.accumulate(screen), steps)
    bend = part * (1 - part)
    terms = numpy.stack([bend, bend * part], axis=1)
    (a, b), *_ = numpy.linalg.lstsq(terms, steps - part, rcond=None)
    start, end = numpy.clip([1 + a, 1 - a - b], _FLATTEST, _STEEPEST)
    return Curve(round(float(start), 4), round(float(end), 4))


def _covered(xyz: Any) -> Any:
    """Return how far each colour has gone from the first one to the last; None if they are one."""
    way = xyz[-1] - xyz[0]
    length = float(way @ way)
    return (xyz - xyz[0]) @ way / length if length > 1e-5 else None


def _xyz(lab: Any) -> Any:
    """Return CIE XYZ relative to D50 (ISO/CIE 11664-4)."""
    import numpy

    middle = (lab[..., 0] + 16) / 116
    steps = numpy.stack([middle + lab[..., 1] / 500, middle, middle - lab[..., 2] / 200], axis=-1)
    light = numpy.where(steps > 6 / 29, steps**3, 3 * (6 / 29) ** 2 * (steps - 4 / 29))
    return light * numpy.array(_D50)
