"""The lines of a diagram of actors, from the places of its boxes, gaps and tracks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .channels import Stop
from .drawing import HEAD_LENGTH
from .geometry import Line, Point
from .tiers import Laid

STROKE = 0.75
"""How thick lines are, in points."""
_SHORT = HEAD_LENGTH * 0.6
# Half of the gap in a line where another crosses it, in points.
_BRIDGE = 2.6


@dataclass(frozen=True)
class LinkLines:
    """The lines of a link, and its arrowheads, each a point before it and its tip."""

    lines: tuple[Line, ...]
    heads: tuple[tuple[Point, Point], ...]

    def mirrored(self, width: float) -> LinkLines:
        """Return them as they stand in a diagram `width` wide that is read from the right."""
        lines = tuple(tuple((width - x, y) for x, y in line) for line in self.lines)
        heads = tuple(((width - a, b), (width - x, y)) for (a, b), (x, y) in self.heads)
        return LinkLines(lines, heads)


def link_lines(laid: Laid, link: int) -> LinkLines:
    """Return the lines of a link, counted from 0."""
    branches: list[tuple[Line, bool]] = []
    runs: list[Line] = []
    for number, net in enumerate(laid.grid.nets):
        if net.link != link:
            continue
        branches += _beside(laid, number) if number in laid.beside else ()
        branches += [_branch(laid, stop) for stop in laid.stops[number]]
        runs += _runs(laid, number)
    lines = [_shortened(line) if headed else line for line, headed in branches]
    heads = [(line[0], line[-1]) for line, headed in branches if headed]
    return LinkLines((*lines, *runs), tuple(heads))


def _branch(laid: Laid, stop: Stop) -> tuple[Line, bool]:
    """Return the line from a track to a stop, and whether it ends in an arrowhead.

    One that passes a row goes on to its lower edge.
    """
    net, x = laid.grid.nets[stop.net], laid.xs[stop]
    top, bottom = laid.tops[stop.row], laid.tops[stop.row] + laid.tall[stop.row]
    passes = stop.actor is None
    end = top if stop.above and not passes else bottom
    at = laid.wish.heads[net.link][stop.actor != net.start]
    return ((x, _track_y(laid, stop)), (x, round(end, 2))), at and not passes


def _track_y(laid: Laid, stop: Stop) -> float:
    tracks = laid.tracks[stop.channel]
    return next(laid.y_of(stop.channel, each) for each in tracks if each.run.net == stop.net)


def _runs(laid: Laid, number: int) -> Iterator[Line]:
    """Yield what a net runs along the channels."""
    for channel, tracks in enumerate(laid.tracks):
        for track in tracks:
            left, right = track.run.span
            if track.run.net == number and right - left > 0:
                y = laid.y_of(channel, track)
                # Strokes end flat: half of one more makes whole corners.
                start = left - STROKE / 2
                for x in sorted(_crossed_at(laid, number, channel, y)):
                    if left + _BRIDGE < x < right - _BRIDGE:
                        if x - _BRIDGE > start:
                            yield (start, y), (x - _BRIDGE, y)
                        start = x + _BRIDGE
                yield (start, y), (right + STROKE / 2, y)


def _crossed_at(laid: Laid, number: int, channel: int, y: float) -> Iterator[float]:
    """Yield where upright lines of other links cross a run at y: it is cut there, so that nobody
    takes the two for joined."""
    for other, stops in enumerate(laid.stops):
        if laid.grid.nets[other].link == laid.grid.nets[number].link:
            continue
        for stop in stops:
            if stop.channel == channel:
                # Upright lines reach from a track to the row above the channel, or below it.
                track = _track_y(laid, stop)
                if (track < y) if stop.above else (y < track):
                    yield laid.xs[stop]


def _beside(laid: Laid, number: int) -> Iterator[tuple[Line, bool]]:
    """Yield the two halves of the line between boxes side by side."""
    net = laid.grid.nets[number]
    ends = (net.start, net.ends[0])
    left, right = (laid.boxes[each] for each in sorted(ends))
    y = left.y + left.height / 2
    middle = ((left.right + right.x) / 2, y)
    for actor, headed in zip(ends, laid.wish.heads[net.link], strict=True):
        yield (middle, (left.right if actor == min(ends) else right.x, y)), headed


def _shortened(line: Line) -> Line:
    """Return a line that ends within its arrowhead, so that the tip stays sharp."""
    (x, y), (across, down) = line
    if x == across:
        return ((x, y), (x, down - _SHORT if down > y else down + _SHORT))
    return ((x, y), (across - _SHORT if across > x else across + _SHORT, y))
