"""What ends between the edge of a page and the end of its bleed, and shows there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..units import Length, Rect, mm
from .painted import really_overprints, sides_of

if TYPE_CHECKING:
    from ..pdf.printed import Painted

SIDES = ("left", "top", "right", "bottom")
NEAR = mm(0.5).pt
"""What ends this near to the edge is meant to reach it."""
SLACK = mm(0.1).pt
MOST_LOOKS = 1_000_000
"""The comparisons that one page is worth; what is left then counts as showing."""
MOST_PIECES = 50
Sides: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom in points, y downward."""


class _Cover(NamedTuple):
    """What may lie over a strip: how far it reaches beyond the edge, where it stands in the order
    of painting, what of it comes to paper; a fill by its `look`."""

    reach: float
    number: int
    box: Sides
    is_opaque: bool
    look: Hashable


class Edges:
    """The edges of one page and what reaches beyond them.

    Only that can hide what is missing of a thing, and only it is compared with each of them:
    `looks` is the number of comparisons so far.
    """

    def __init__(self, trim: Rect, sheet: Rect, bleed: Length, things: Sequence[Painted]) -> None:
        """Take in the trim, what comes to paper, the bleed that is asked for, and what is painted,
        in its order."""
        self.looks = 0
        self._trim, self._sheet = sides_of(trim), sides_of(sheet)
        self._inner = sides_of(trim.inset(Length(NEAR)))
        self._whole = sides_of(trim.inset(bleed * -1))
        self._bleed = bleed.pt
        self._numbers = {id(thing): number for number, thing in enumerate(things)}
        self._at_end = _beyond(self._sheet, self._trim)
        covers = list(self._covers(things))
        self._beyond = [_by_reach(covers, self._trim, side) for side in range(len(SIDES))]
        self._reaches = [[-cover.reach for cover in each] for each in self._beyond]

    def short_sides(self, thing: Painted) -> dict[str, Length]:
        """Return the sides at which a thing reaches the edge and not the end of the bleed, with
        how far it goes beyond the edge; those where it shows alone."""
        found: dict[str, Length] = {}
        box = sides_of(thing.rect)
        if not _meet(box, self._inner):
            return found
        for side, beyond in enumerate(_beyond(box, self._trim)):
            reach = min(beyond, self._at_end[side])
            if -NEAR <= reach < self._bleed - SLACK and not self._is_hidden(thing, side, reach):
                found[SIDES[side]] = Length(reach)
        return found

    def _covers(self, things: Sequence[Painted]) -> Iterator[_Cover]:
        for number, thing in enumerate(things):
            if thing.kind not in ("fill", "image", "shading"):
                continue
            box = _common(sides_of(thing.rect), self._sheet)
            if max(_beyond(box, self._trim)) > 0 and (_hides(thing) or thing.kind == "fill"):
                yield _Cover(0.0, number, box, _hides(thing), _look(thing))

    def _is_hidden(self, thing: Painted, side: int, reach: float) -> bool:
        """True where all that is missing is covered, or painted by others in the same colour."""
        own, look = self._numbers[id(thing)], _look(thing)
        left = [self._missing(sides_of(thing.rect), side, reach)]
        # What ends no farther out than the thing itself covers nothing of the strip beyond it.
        farther = bisect_left(self._reaches[side], -reach - SLACK)
        for cover in self._beyond[side][:farther]:
            self.looks += 1
            if self.looks > MOST_LOOKS or len(left) > MOST_PIECES:
                return False
            same = look is not None and cover.look == look and cover.number != own
            if same or (cover.is_opaque and cover.number > own):
                left = [rest for piece in left for rest in _without(piece, cover.box)]
                if not left:
                    return True
        return False

    def _missing(self, box: Sides, side: int, reach: float) -> Sides:
        """Return the strip between the end of a thing and that of the bleed."""
        strip = list(_common(box, self._whole))
        outer = self._whole[side]
        width = self._bleed - reach
        strip[side] = outer
        strip[(side + 2) % 4] = outer + width if side < 2 else outer - width
        return (strip[0], strip[1], strip[2], strip[3])


def _hides(thing: Painted) -> bool:
    """True for what nothing is seen through."""
    clear = thing.opacity < 1 or thing.blend != "Normal" or really_overprints(thing)
    return not clear and not (thing.picture and thing.picture.has_soft_mask)


def _look(thing: Painted) -> Hashable:
    """Return what two areas have in common that look like one; None for other things."""
    if thing.kind != "fill" or thing.colour is None:
        return None
    return (thing.colour.space, thing.colour.base, thing.colour.components)


def _by_reach(covers: Sequence[_Cover], trim: Sides, side: int) -> list[_Cover]:
    reaching = [each._replace(reach=_beyond(each.box, trim)[side]) for each in covers]
    outside = (each for each in reaching if each.reach > -NEAR)
    return sorted(outside, key=lambda each: (-each.reach, each.number))


def _beyond(inner: Sides, outer: Sides) -> Sides:
    """Return how far `inner` reaches beyond `outer` on each side; negative inside."""
    return (
        outer[0] - inner[0],
        outer[1] - inner[1],
        inner[2] - outer[2],
        inner[3] - outer[3],
    )


def _common(one: Sides, other: Sides) -> Sides:
    """Return what two rectangles share; one without width or height where they are apart."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    return left, top, max(left, min(one[2], other[2])), max(top, min(one[3], other[3]))


def _meet(one: Sides, other: Sides) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _without(piece: Sides, cover: Sides) -> Iterator[Sides]:
    """Yield what is left of a rectangle, but for slivers, where another is taken away."""
    left, top, right, bottom = piece
    x0, y0 = max(left, cover[0] - SLACK), max(top, cover[1] - SLACK)
    x1, y1 = min(right, cover[2] + SLACK), min(bottom, cover[3] + SLACK)
    if x0 >= x1 or y0 >= y1:
        yield piece
        return
    if top < y0:
        yield left, top, right, y0
    if y1 < bottom:
        yield left, y1, right, bottom
    if left < x0:
        yield left, y0, x0, y1
    if x1 < right:
        yield x1, y0, right, y1
