"""A colour as inks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

Cmyk: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True)
class Ink:
    """A colour on paper: parts from 0 to 1 of cyan, magenta, yellow and black.

    With a `spot`, that ink is printed with `tint`, from 0 to 1, and `cmyk` is what replaces the
    full ink where it is not on the press.
    """

    cmyk: Cmyk = (0.0, 0.0, 0.0, 0.0)
    spot: str = ""
    tint: float = 1.0

    @property
    def total(self) -> float:
        """The total area coverage, where 1 is one full ink."""
        return self.tint if self.spot else sum(self.cmyk)

    @property
    def is_black_only(self) -> bool:
        """True for tints of black and for paper."""
        return not self.spot and self.cmyk[:3] == (0.0, 0.0, 0.0)

    def tinted(self, part: float) -> Ink:
        """Return the colour thinned to `part` of its strength."""
        if self.spot:
            return replace(self, tint=self.tint * part)
        c, m, y, k = (value * part for value in self.cmyk)
        return Ink((c, m, y, k))
