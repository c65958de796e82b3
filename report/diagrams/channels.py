"""Channels: the white between two rows of boxes, and where lines enter and leave it.

A line comes down from a box or through a gap of the row above, runs along the channel on a track of
its own, and goes on into a box or a gap of the row below (after Hashimoto and Stevens 1971).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .rows import LANE, Grid, Net, Span

_CORNER = 6.0
"""What lines keep off the corners of a box, in points."""
_EDGE = 3.0
_STEP = 3.0
_NEAR = 14.0
_ROOMY = 18.0


@dataclass(frozen=True)
class Stop:
    """Where a net crosses the edge of a row: at an `actor`, or through the gap that it passes.

    `above` is True on the upper edge of the row.
    """

    net: int
    row: int
    above: bool
    actor: int | None = None

    @property
    def channel(self) -> int:
        """The channel that it opens to: 0 lies below the first row."""
        return self.row - 1 if self.above else self.row


def stops_of(number: int, net: Net, grid: Grid) -> Iterator[Stop]:
    """Yield the stops of a net, counted from 0, from its top to its bottom."""
    at = {actor: row for row in range(len(grid.rows)) for actor in grid.rows[row].actors}
    if net.top == net.bottom:
        for actor in (net.start, *net.ends):
            yield Stop(number, net.top, False, actor)
        return
    down = at[net.start] == net.top
    for actor in (net.start, *net.ends):
        yield Stop(number, at[actor], (actor == net.start) != down, actor)
    for row in net.passed:
        yield Stop(number, row, True)
        yield Stop(number, row, False)


@dataclass
class Crossings:
    """Where each stop is across the page. `crowded` are the nets that found no place of their own.

    `kept` is the part of a box's upper edge, by actor, that something else stands before.
    """

    grid: Grid
    kept: Mapping[int, float]
    stops: Sequence[Stop]
    xs: dict[Stop, float] = field(default_factory=dict)
    crowded: set[int] = field(default_factory=set)

    def place(self) -> None:
        """Find a place for every stop, channel by channel from the top."""
        for channel in range(len(self.grid.rows)):
            here = [stop for stop in self.stops if stop.channel == channel]
            wanted = self._wanted(here)
            for stop in sorted(here, key=lambda stop: (self._freedom(stop), wanted[stop])):
                if stop not in self.xs:
                    self._settle(stop, wanted[stop], here)

    def _settle(self, stop: Stop, wanted: float, here: Sequence[Stop]) -> None:
        """Give a stop the place next to the one wanted that no other line comes near."""
        others = [self.xs[each] for each in here if each.net != stop.net and each in self.xs]
        own = [self.xs[each] for each in here if each.net == stop.net and each in self.xs]
        low, high = self.span(stop)
        tried = [x for x in self._tried(stop, wanted, own) if low - 0.01 <= x <= high + 0.01]
        # If need be closer than lines should run, but still apart.
        near = (
            x
            for apart in (LANE - 0.01, LANE / 2)
            for x in tried
            if all(abs(x - each) >= apart for each in others)
        )
        x = next(near, None)
        if x is None:
            self.crowded.add(stop.net)
            x = min(max(wanted, low), high)
        for each in self._twins(stop):
            self.xs[each] = round(x, 2)

    def _tried(self, stop: Stop, wanted: float, own: Sequence[float]) -> Iterator[float]:
        """Yield places for a stop, those first that look best; `own` are where its net is."""
        low, high = self.span(stop)
        yield from (x for x in own if abs(x - wanted) <= _NEAR or stop.actor is None)
        if stop.actor is None:
            lanes = (low + 1 + LANE * lane for lane in range(int((high - low) // LANE) + 1))
            yield from sorted(lanes, key=lambda x: abs(x - wanted))
        for step in range(int((high - low) / _STEP) + 1):
            yield wanted + _STEP * step
            yield wanted - _STEP * step
        yield from (low, high)

    def _twins(self, stop: Stop) -> tuple[Stop, ...]:
        """Return a stop, with the other end of the gap where it leads through one."""
        if stop.actor is not None:
            return (stop,)
        return (stop, Stop(stop.net, stop.row, not stop.above))

    def span(self, stop: Stop) -> Span:
        """Return where along the edge of its row a stop can be."""
        if stop.actor is None:
            left, right = self.grid.passes[stop.net, stop.row]
            return left + _EDGE, right - _EDGE
        left, right = self.grid.boxes[stop.actor]
        start = left + _CORNER
        if stop.above and stop.actor in self.kept:
            start = min(max(start, self.kept[stop.actor]), right - _CORNER)
        return start, right - _CORNER

    def _middle(self, stop: Stop) -> float:
        if stop in self.xs:
            return self.xs[stop]
        low, high = self.span(stop)
        return (low + high) / 2

    def _freedom(self, stop: Stop) -> float:
        low, high = self.span(stop)
        return high - low if stop.actor is None else 1_000 + high - low

    def _wanted(self, here: Sequence[Stop]) -> dict[Stop, float]:
        """Return where stops would be best: opposite to where their nets go on, beside others."""
        nets: dict[int, list[Stop]] = defaultdict(list)
        homes: dict[object, list[Stop]] = defaultdict(list)
        for stop in here:
            nets[stop.net].append(stop)
            homes[stop.above, self._home(stop)].append(stop)
        aims = {stop: self._aim(stop, [s for s in nets[stop.net] if s != stop]) for stop in here}
        wanted: dict[Stop, float] = {}
        for beside in homes.values():
            low, high = self.span(beside[0])
            order = sorted(beside, key=lambda each: (aims[each], each.net))
            apart = max(LANE, min(_ROOMY, (high - low) / len(order)))
            places = _spread([aims[each] for each in order], apart, (low, high))
            wanted |= dict(zip(order, places, strict=True))
        return wanted

    def _home(self, stop: Stop) -> object:
        """Return what a stop shares the edge of a row with: its box, or its gap."""
        if stop.actor is not None:
            return stop.actor
        return stop.row, self.grid.passes[stop.net, stop.row]

    def _aim(self, stop: Stop, own: Sequence[Stop]) -> float:
        """Return where a stop would be if it were alone; `own` are the others of its net."""
        across = [s for s in own if s.row != stop.row] or own
        beside = [s for s in own if s.row == stop.row]
        if len(across) != 1:
            free = across and stop.actor is None
            return sum(map(self._middle, across)) / len(across) if free else self._centre(stop)
        (other,) = across
        if other in self.xs:
            low, high = self.span(stop)
            seen = stop.actor is None or low <= self.xs[other] <= high
            return self.xs[other] if seen else self._centre(stop)
        if beside:
            return self._centre(stop)
        # Straight from the centre of one where that lies opposite to the other.
        upper, lower = sorted((stop, other), key=lambda each: each.row)
        for one, its in ((upper, lower), (lower, upper)):
            low, high = self.span(its)
            if low <= self._centre(one) <= high:
                return self._centre(one)
        return self._middle(other) if stop.actor is None else self._centre(stop)

    def _centre(self, stop: Stop) -> float:
        """Return the middle of a box, as far as a line can be there; of a gap, its middle."""
        low, high = self.span(stop)
        left, right = (low, high) if stop.actor is None else self.grid.boxes[stop.actor]
        return min(max((left + right) / 2, low), high)


def _spread(wanted: Sequence[float], apart: float, room: Span) -> list[float]:
    """Return places nearest to those wanted, in their order, at least `apart` from each other.

    Least squares under order constraints (pool adjacent violators), then moved into the room.
    """
    pools: list[tuple[float, int]] = []
    for at, each in enumerate(wanted):
        mean, count = each - at * apart, 1
        while pools and pools[-1][0] > mean:
            other, more = pools.pop()
            mean = (mean * count + other * more) / (count + more)
            count += more
        pools.append((mean, count))
    top = room[1] - apart * (len(wanted) - 1)
    free = [min(max(mean, room[0]), top) for mean, count in pools for _ in range(count)]
    return [each + at * apart for at, each in enumerate(free)]
