"""The part of the graphics state that decides which plates something prints on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from .colours import BLACK, PlatedSpace


class Way(IntEnum):
    """How something is painted on the plates of one rendering.

    Overprinting leaves the plates that a colour does not set (ISO 32000-1 §8.6.7). Where it sets
    none of them, nothing is painted; where it sets some, the darker of old and new is kept of all,
    which is exact for those that it leaves, and for those that it sets on lighter ground.
    """

    REPLACED = 0
    DARKENED = 1
    LEFT = 2


@dataclass(frozen=True)
class Paint:
    """A colour that is set: its plates, and those with ink on them (None: not known)."""

    plates: frozenset[int]
    inked: frozenset[int] | None
    direct: bool = False

    def marks(self, plates: tuple[int, ...]) -> bool:
        """True where it may leave ink on one of the plates."""
        return self.inked is None or any(plate in self.inked for plate in plates)


BLACK_PAINT = Paint(frozenset(range(4)), frozenset((BLACK,)))


@dataclass(frozen=True)
class Side:
    """The state of filling or of stroking."""

    space: PlatedSpace
    paint: Paint = BLACK_PAINT
    overprints: bool = False


@dataclass(frozen=True)
class State:
    """The graphics state at one place of a stream.

    `shows` is the text rendering mode that the file asks for and `shown` that which was written;
    `darkens` is true where the blend mode Darken has been set on the file's behalf. `glyph` is what
    it costs to draw a glyph.
    """

    fill: Side
    stroke: Side
    mode: int = 0
    blend: str = "/Normal"
    shows: int = 0
    shown: int = 0
    darkens: bool = False
    glyph: int = 0

    def way(self, side: Side, plates: tuple[int, ...], image: bool = False) -> Way:
        """Return how `side` paints on some plates; `image`: as images and gradients do, to which
        the overprint mode does not apply."""
        painted = side.paint.plates
        if not painted:
            return Way.LEFT  # the ink None
        if not side.overprints or not plates:
            return Way.REPLACED
        if side.paint.direct and self.mode == 1 and not image and side.paint.inked is not None:
            painted = side.paint.inked
        left = [plate for plate in plates if plate not in painted]
        if len(left) == len(plates):
            return Way.LEFT
        return Way.DARKENED if left and self.blend == "/Normal" else Way.REPLACED

    def with_side(self, stroke: bool, side: Side) -> State:
        """Return the state with another side."""
        return replace(self, stroke=side) if stroke else replace(self, fill=side)
