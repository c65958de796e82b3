"""Gradients in inks that look like the gradients of the screen.

On the screen, colours between two stops are mixed in sRGB. The same stops in CMYK, mixed as inks,
show other colours in between. So each part of a gradient is cut into straight pieces, short enough
that nowhere between their ends the mix of inks is far from the inks of the mixed colour.

The ends are what they are elsewhere on the page: a theme's exact build, or black alone. What lies
between is converted by the profile, and would begin with a jump. The difference at either end is
therefore taken along and fades towards the other end, so fast that next to nothing of it is left
halfway: black alone is lighter than what the profile gives for dark colours, and would wash them
out. Between two tints of black, there is only black.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from pikepdf import Name, Object

from ..pdf.colours import Space
from ..pdf.functions import Values
from .ink_functions import Piece, Segment, rounded, segments, written
from .ink_spaces import Source, read_space, source_of, unknown
from .ink_turns import Turn

# Half of one step of 8 bits more than what two conversions of neighbouring colours may differ.
_NEAR = 0.006
# The share that is left falls with this power of the distance from the other end. Faster, and dark
# gradients first get darker and then lighter again, which the eye sees as a band.
_FADING = 6
_DEEPEST = 6
_GRID = 16


def turn_shading(shading: Object, turn: Turn) -> None:
    """Rewrite the colours of an axial or radial shading, in place (ISO 32000-1 §8.7.4.5).

    Raises:
        Diagnostic: X320, a kind of shading that the engine does not write.
    """
    space = read_space(shading.ColorSpace)
    if shading.ColorSpace == turn.space:
        return
    if int(shading.ShadingType) not in (2, 3):
        raise unknown("a gradient of a kind other than linear and radial")
    domain = shading.get(Name.Domain, (0, 1))
    start, end = (float(value) for value in domain)
    parts = segments(shading.Function, start, end)
    pieces = [piece for part in parts for piece in straightened(part, space, turn)]
    shading.Function = written(pieces, (start, end))
    shading.ColorSpace = turn.space
    if Name.Background in shading:
        back = [float(value) for value in shading.Background]
        shading.Background = rounded(turn.values(source_of(space, back)))


def straightened(part: Segment, space: Space, turn: Turn) -> Iterator[Piece]:
    """Yield straight pieces, in the components of `turn.space`, that follow the part."""
    curve = _curve(part, space, turn)
    first, last = curve(part.start), curve(part.end)
    yield from _pieces(curve, (part.start, first), (part.end, last), 0)


def _pieces(
    curve: Callable[[float], Values],
    left: tuple[float, Values],
    right: tuple[float, Values],
    depth: int,
) -> Iterator[Piece]:
    (start, first), (end, last) = left, right
    middle = (start + end) / 2
    between = curve(middle)
    probes = [(0.5, between)] + [
        (part, curve(start + part * (end - start))) for part in (0.25, 0.75)
    ]
    if depth == _DEEPEST or all(
        _distance(_mixed(first, last, part), values) < _NEAR for part, values in probes
    ):
        yield Piece(start, end, first, last)
        return
    yield from _pieces(curve, left, (middle, between), depth + 1)
    yield from _pieces(curve, (middle, between), right, depth + 1)


def _curve(part: Segment, space: Space, turn: Turn) -> Callable[[float], Values]:
    """Return the components along the part, without jumps and exact at its ends."""

    def colour(x: float) -> Source:
        return source_of(space, part.at(x))

    first, last = turn.values(colour(part.start)), turn.values(colour(part.end))
    share = _shares(part)
    if len(first) == 4 and not any(first[:3] + last[:3]) and _is_straight(part, share):
        return _in_black(part, lambda x: turn.values(colour(x)))
    at_start = _difference(first, turn.smooth(colour(part.start)))
    at_end = _difference(last, turn.smooth(colour(part.end)))

    def blended(x: float) -> Values:
        plain, near_end = turn.smooth(colour(x)), share(x)
        fading = zip(plain, at_start, at_end, strict=True)
        left, right = (1 - near_end) ** _FADING, near_end**_FADING
        sums = (a + left * b + right * c for a, b, c in fading)
        inks = tuple(min(max(value, 0.0), 1.0) for value in sums)
        return _thinned(inks, max(sum(first), sum(last), sum(plain)))

    return blended


def _thinned(inks: Values, most: float) -> Values:
    """Return the inks with no more in total than `most`, black kept; greys as they are."""
    if len(inks) == 1:
        return inks
    *colours, black = inks
    if sum(inks) <= most or not any(colours):
        return inks
    part = max(most - black, 0.0) / sum(colours)
    return (*(part * ink for ink in colours), black)


def _is_straight(part: Segment, share: Callable[[float], float]) -> bool:
    """True when the colours of the screen between the ends are mixed of those at the ends."""
    first, last = part.at(part.start), part.at(part.end)
    return all(_distance(_mixed(first, last, share(x)), part.at(x)) < _NEAR for x in _grid(part))


def _in_black(part: Segment, values: Callable[[float], Values]) -> Callable[[float], Values]:
    """Return a curve of black alone through every place where that is what the colour is."""
    known = [(x, inks[3]) for x in _grid(part) if not any((inks := values(x))[:3])]

    def black(x: float) -> Values:
        place = min(max(bisect_right(known, (x, 2.0)), 1), len(known) - 1)
        (start, first), (end, last) = known[place - 1], known[place]
        return (0.0, 0.0, 0.0, first + (x - start) / (end - start) * (last - first))

    return black


def _grid(part: Segment) -> list[float]:
    return [part.start + step / _GRID * (part.end - part.start) for step in range(_GRID + 1)]


def _shares(part: Segment) -> Callable[[float], float]:
    """Return how far a place lies on the way from the first colour to the last, from 0 to 1."""
    first, last = part.at(part.start), part.at(part.end)
    way = _difference(last, first)
    length = sum(step * step for step in way)

    def share(x: float) -> float:
        if not length:
            return 0.0
        gone = _difference(part.at(x), first)
        return min(max(sum(a * b for a, b in zip(gone, way, strict=True)) / length, 0.0), 1.0)

    return share


def _mixed(first: Values, last: Values, share: float) -> Values:
    return tuple(a + share * (b - a) for a, b in zip(first, last, strict=True))


def _difference(one: Values, other: Values) -> Values:
    return tuple(a - b for a, b in zip(one, other, strict=True))


def _distance(one: Values, other: Values) -> float:
    return max(abs(step) for step in _difference(one, other))
