"""What colours are turned into: inks on paper, or the greys of a mask.

A luminosity mask hides by how light it is (ISO 32000-1 §11.5.3); as inks it would be another mask.
So its colours become the greys whose lightness they have, and all others inks.
"""

from __future__ import annotations

from typing import Protocol

from pikepdf import Name

from ..ink.limit import within
from ..ink.values import Cmyk, Ink
from .ink_spaces import Rgb, Source


class Policy(Protocol):
    """What is asked of `ink.policy.Inks`."""

    @property
    def limit(self) -> float:
        """The highest total of inks, where 1 is one full ink."""

    def of(self, rgb: Rgb) -> Ink:
        """Return the ink of a colour: a theme's own build, black only, or by the profile."""

    def by_profile(self, rgb: Rgb) -> Cmyk:
        """Return the colour as the profile alone gives it, within the limit of total ink."""


class Turn(Protocol):
    """One way to turn colours into those of a device space."""

    @property
    def space(self) -> Name:
        """The device space."""

    def ink(self, colour: Source) -> Ink | None:
        """Return the ink of a plain colour; None where there are no inks but greys."""

    def values(self, colour: Source) -> tuple[float, ...]:
        """Return the components in `space`, a spot colour by what replaces it."""

    def smooth(self, colour: Source) -> tuple[float, ...]:
        """Return components that change smoothly with the colour, with no exceptions."""


class InkTurn:
    """Colours become inks."""

    space = Name.DeviceCMYK

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def ink(self, colour: Source) -> Ink:
        """Return the ink; what a style sheet gave in inks stays as it is within the limit."""
        if colour.cmyk is None:
            return self._policy.of(colour.rgb)
        return Ink(within(colour.cmyk, self._policy.limit))

    def values(self, colour: Source) -> tuple[float, ...]:
        """Return cyan, magenta, yellow and black."""
        ink = self.ink(colour)
        return tuple(part * ink.tint for part in ink.cmyk) if ink.spot else ink.cmyk

    def smooth(self, colour: Source) -> tuple[float, ...]:
        """Return what the profile alone gives."""
        if colour.cmyk is None:
            return self._policy.by_profile(colour.rgb)
        return within(colour.cmyk, self._policy.limit)


class GreyTurn:
    """Colours become greys as light as they are."""

    space = Name.DeviceGray

    def ink(self, colour: Source) -> None:
        """Return nothing: a mask has no inks."""

    def values(self, colour: Source) -> tuple[float, ...]:
        """Return the luminosity (ISO 32000-1 §11.5.3 and §10.3.2 to §10.3.5)."""
        if colour.cmyk is not None:
            c, m, y, k = colour.cmyk
            return (1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k),)
        red, green, blue = colour.rgb
        return (0.3 * red + 0.59 * green + 0.11 * blue,)

    smooth = values
