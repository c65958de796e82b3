"""A diagram of actors: boxes in tiers, and lines at right angles that run between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .channels import Crossings, Stop, stops_of
from .geometry import Box
from .rows import ROOMY, Ends, Grid, Whites, grid_of
from .sketch import Words
from .tracks import Run, Track, tracks_of


@dataclass(frozen=True)
class Wish:
    """What a diagram shows. Lengths are points.

    By tier: how many actors it has (`counts`), and the least width of their boxes (`needs`). By
    link: whom it ties, the ways of setting its label, and whether it has an arrowhead where it
    begins, and where it ends.
    """

    width: float
    counts: tuple[int, ...]
    needs: tuple[float, ...]
    links: tuple[Ends, ...]
    labels: tuple[tuple[Words, ...], ...]
    heads: tuple[tuple[bool, bool], ...]
    whites: Whites = ROOMY


@dataclass(frozen=True)
class Measures:
    """How large words are: the height of an actor's box, and a tier's name, in a given width."""

    box: Callable[[int, float], float]
    name: Callable[[int, float], Words]


@dataclass(frozen=True)
class LinkLabel:
    """A label: its link, its box, and which of its settings is taken."""

    link: int
    box: Box
    setting: int


@dataclass(frozen=True)
class Laid:
    """Boxes, channels and tracks, each with its place. Rows, nets and channels count from 0.

    `beside` are the nets that need no channel. `tops` are the upper edges of the rows, and last
    the foot of the diagram.
    """

    wish: Wish
    grid: Grid
    beside: frozenset[int]
    stops: tuple[tuple[Stop, ...], ...]
    xs: Mapping[Stop, float]
    crowded: frozenset[int]
    tracks: tuple[tuple[Track, ...], ...]
    names: tuple[Words, ...]
    tops: tuple[float, ...]
    tall: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of the diagram."""
        return self.tops[-1]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of the actors."""
        return tuple(
            Box(left, self.tops[at], round(right - left, 2), self.tall[at])
            for at, row in enumerate(self.grid.rows)
            for left, right in (self.grid.boxes[actor] for actor in row.actors)
        )

    @property
    def name_boxes(self) -> tuple[Box, ...]:
        """The boxes of the names of the tiers."""
        left, first = self.grid.boxes[0][0], _first_rows(self.grid)
        return tuple(
            Box(left, self.tops[at] - self.wish.whites.name - name.height, name.width, name.height)
            for name, at in zip(self.names, first, strict=True)
        )

    def y_of(self, channel: int, track: Track) -> float:
        """Return the y of a track."""
        return round(self.tops[channel] + self.tall[channel] + self.wish.whites.head + track.y, 2)

    def labels(self) -> Iterator[LinkLabel]:
        """Yield the labels that have found a place."""
        for channel, tracks in enumerate(self.tracks):
            for track in tracks:
                if track.label and track.words:
                    top = self.y_of(channel, track) - track.words.height / 2
                    box = Box(track.label[0], round(top, 2), track.words.width, track.words.height)
                    yield LinkLabel(self.grid.nets[track.run.net].link, box, track.label[1])

    def faults(self) -> tuple[int, ...]:
        """Return the links whose line or label has found no place of its own."""
        nets = {*self.crowded}
        for track in (each for tracks in self.tracks for each in tracks):
            if track.crosses or (track.run.settings and not track.label):
                nets.add(track.run.net)
        return tuple(sorted({self.grid.nets[each].link for each in nets}))


def laid(wish: Wish, measures: Measures) -> Laid:
    """Return the diagram that a wish leads to."""
    grid = grid_of(wish.counts, wish.needs, wish.links, wish.width, wish.whites.gap)
    widths = [right - left for left, right in grid.boxes]
    names = tuple(
        measures.name(tier, widths[grid.rows[at].actors[0]])
        for tier, at in enumerate(_first_rows(grid))
    )
    beside = frozenset(_beside(wish, grid))
    stops = tuple(
        tuple(stops_of(at, net, grid)) if at not in beside else ()
        for at, net in enumerate(grid.nets)
    )
    crossings = Crossings(grid, _kept(wish, grid, names), [each for own in stops for each in own])
    crossings.place()
    channels = [_channel(at, wish, grid, stops, crossings) for at in range(len(grid.rows))]
    tall = _tall(grid, [measures.box(at, width) for at, width in enumerate(widths)])
    return Laid(
        wish,
        grid,
        beside,
        stops,
        crossings.xs,
        frozenset(crossings.crowded),
        tuple(tracks for tracks, _ in channels),
        names,
        _tops(wish, grid, names, tall, [height for _, height in channels]),
        tall,
    )


def _first_rows(grid: Grid) -> list[int]:
    """Return the first row of each tier."""
    tiers = [row.tier for row in grid.rows]
    return [tiers.index(tier) for tier in sorted(set(tiers))]


def _tall(grid: Grid, heights: list[float]) -> tuple[float, ...]:
    """Return the height of each row: that of the highest box of its tier."""
    most: dict[int, float] = {}
    for row in grid.rows:
        most[row.tier] = max(most.get(row.tier, 0.0), *(heights[each] for each in row.actors))
    return tuple(most[row.tier] for row in grid.rows)


def _kept(wish: Wish, grid: Grid, names: tuple[Words, ...]) -> dict[int, float]:
    """Return up to where the name of a tier stands above the boxes of its first row."""
    left = grid.boxes[0][0]
    ends = {
        at: left + name.width + wish.whites.name
        for at, name in zip(_first_rows(grid), names, strict=True)
    }
    return {
        actor: end
        for at, end in ends.items()
        for actor in grid.rows[at].actors
        if grid.boxes[actor][0] < end
    }


def _beside(wish: Wish, grid: Grid) -> set[int]:
    """Return the nets without a label that join two who stand side by side: one for a pair."""
    found: dict[frozenset[int], int] = {}
    for number, net in enumerate(grid.nets):
        pair = frozenset((net.start, *net.ends))
        if net.top == net.bottom and max(pair) - min(pair) == 1 and not wish.labels[net.link]:
            found.setdefault(pair, number)
    return set(found.values())


def _channel(
    channel: int, wish: Wish, grid: Grid, stops: tuple[tuple[Stop, ...], ...], crossings: Crossings
) -> tuple[tuple[Track, ...], float]:
    """Return the tracks of the channel below a row, and its height."""
    runs = []
    for number, net in enumerate(grid.nets):
        here = [stop for stop in stops[number] if stop.channel == channel]
        if here:
            upper, lower = (
                tuple(sorted({crossings.xs[each] for each in here if each.above == above}))
                for above in (False, True)
            )
            # A link has one label, where its first part begins.
            first = all(each.link != net.link for each in grid.nets[:number])
            homes = [crossings.xs[stop] for stop in here if stop.actor == net.start]
            at_home = first and homes
            settings = wish.labels[net.link] if at_home else ()
            runs.append(Run(number, upper, lower, settings, homes[0] if at_home else None))
    tracks, height = tracks_of(tuple(runs), wish.width)
    if runs:
        return tracks, height + wish.whites.head + wish.whites.foot
    if channel == len(grid.rows) - 1:
        return (), 0.0
    within = grid.rows[channel].tier == grid.rows[channel + 1].tier
    return (), wish.whites.inner if within else wish.whites.plain


def _tops(
    wish: Wish, grid: Grid, names: tuple[Words, ...], tall: tuple[float, ...], channels: list[float]
) -> tuple[float, ...]:
    """Return the y of the upper edge of each row, then that of the foot of the diagram."""
    tops: list[float] = []
    y, first = 0.0, _first_rows(grid)
    for at, row in enumerate(grid.rows):
        if at in first:
            y += names[row.tier].height + wish.whites.name
        tops.append(round(y, 2))
        y += tall[at] + channels[at]
    return (*tops, round(y, 2))
