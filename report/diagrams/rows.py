"""Actors in rows: how many stand abreast, and where lines can pass between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

Span = tuple[float, float]
"""From one x to another."""
Ends = tuple[int, tuple[int, ...]]
"""The actor that a link leads from, and those that it leads to."""
Load = Counter[tuple[int, int]]
LANE = 6.0
"""From one line to the next that runs beside it, in points."""
_MOST_ABREAST = 6
_CLEAR = 4.0
# What a way costs in points of detour: round the outside, where others pass, and between two that
# may be joined side by side.
_OUTSIDE, _TAKEN, _TIED = 40.0, 8.0, 30.0


@dataclass(frozen=True)
class Whites:
    """The white of a diagram, in points: between boxes abreast (`gap`), between rows of a tier
    (`inner`) and between tiers (`plain`) without lines, above and below the tracks of a channel
    (`head`, `foot`), within boxes (`pad`), and around the name of a tier (`name`).

    No box is narrower than `narrowest`.
    """

    gap: float = 14.0
    inner: float = 8.0
    plain: float = 16.0
    head: float = 7.0
    foot: float = 10.0
    pad: float = 7.0
    name: float = 4.0
    narrowest: float = 88.0


ROOMY = Whites()
DENSE = Whites(
    gap=9.0, inner=5.0, plain=10.0, head=4.0, foot=8.0, pad=4.5, name=3.0, narrowest=60.0
)
"""For what would be higher than a page otherwise."""


@dataclass(frozen=True)
class Row:
    """Actors abreast, counted from 0 through the whole diagram; `places` with those left free."""

    tier: int
    actors: tuple[int, ...]
    places: int


@dataclass(frozen=True)
class Net:
    """A link, or the part of it that leads to one side: down, up, or to others in the same row.

    `start` and `ends` are actors; `top` and `bottom` the rows that it reaches from and to.
    """

    link: int
    start: int
    ends: tuple[int, ...]
    top: int
    bottom: int

    @property
    def passed(self) -> range:
        """The rows that it passes without a stop of its own."""
        return range(self.top + 1, self.bottom)


def rows_of(
    counts: Sequence[int], needs: Sequence[float], width: float, gap: float
) -> tuple[Row, ...]:
    """Return the rows of tiers with so many actors each, in boxes as wide as they need or more."""
    rows: list[Row] = []
    first = 0
    for tier, (count, need) in enumerate(zip(counts, needs, strict=True)):
        abreast = next(
            (n for n in range(min(count, _MOST_ABREAST), 1, -1) if (width + gap) / n - gap >= need),
            1,
        )
        places = ceil(count / ceil(count / abreast))
        for at in range(first, first + count, places):
            actors = tuple(range(at, min(at + places, first + count)))
            rows.append(Row(tier, actors, places))
        first += count
    return tuple(rows)


def nets_of(links: Sequence[Ends], rows: Sequence[Row]) -> tuple[Net, ...]:
    """Return the nets of links, each an actor that it leads from and those it leads to."""
    at = {actor: number for number, row in enumerate(rows) for actor in row.actors}
    nets: list[Net] = []
    for link, (start, ends) in enumerate(links):
        for side in (1, -1, 0):
            there = tuple(dict.fromkeys(e for e in ends if _side(at[e] - at[start]) == side))
            if there:
                reached = [at[start], *(at[each] for each in there)]
                nets.append(Net(link, start, there, min(reached), max(reached)))
    return tuple(nets)


def _side(rows: int) -> int:
    return (rows > 0) - (rows < 0)


@dataclass(frozen=True)
class Grid:
    """Where boxes and gaps stand across the page; heights are not known yet.

    `boxes` has the left and the right side of each actor's box; `passes` those of the gap in which
    a net, counted from 0, passes a row.
    """

    rows: tuple[Row, ...]
    nets: tuple[Net, ...]
    boxes: tuple[Span, ...]
    passes: Mapping[tuple[int, int], Span]


def grid_of(
    counts: Sequence[int],
    needs: Sequence[float],
    links: Sequence[Ends],
    width: float,
    gap: float,
) -> Grid:
    """Return boxes for tiers and links in a diagram `width` points wide, `gap` points apart.

    Where the lines between boxes take more than that, fewer boxes stand abreast.
    """
    left = right = 0.0
    wanted = list(needs)
    while True:
        rows = rows_of(counts, wanted, width - left - right, gap)
        nets = nets_of(links, rows)
        chosen = _chosen(rows, nets, width, gap)
        load = _load(rows, chosen)
        sides = _margins(rows, load)
        outside = max(left, sides[0]), max(right, sides[1])
        narrow = [
            row
            for row in rows
            if row.places > 1
            and _share(row, load, gap, width - sum(outside)) < needs[row.tier] - 0.01
        ]
        if outside == (left, right) and not narrow:
            break
        for row in narrow:
            # A little more than so many have abreast without lines.
            wanted[row.tier] = (width - left - right + gap) / row.places - gap + 0.01
        left, right = outside
    inside = (left, width - right)
    across = [_across(row, _gap_widths(row, load, gap), inside, width) for row in rows]
    boxes = tuple(span for own, _ in across for span in own)
    return Grid(rows, nets, boxes, {key: across[key[1]][1][at] for key, at in chosen.items()})


def _chosen(
    rows: Sequence[Row], nets: Sequence[Net], width: float, between: float
) -> dict[tuple[int, int], int]:
    """Return the gap by which each net passes a row: 0 is before the first box."""
    nominal = [_across(row, [between] * (row.places - 1), (0.0, width), width) for row in rows]
    middles = [(left + right) / 2 for own, _ in nominal for left, right in own]
    chosen: dict[tuple[int, int], int] = {}
    taken: Counter[tuple[int, int]] = Counter()
    tied = {frozenset((net.start, *net.ends)) for net in nets}
    for number, net in enumerate(nets):
        far = sum(middles[each] for each in net.ends) / len(net.ends)
        down = net.start in rows[net.top].actors
        here, there = (middles[net.start], far) if down else (far, middles[net.start])
        for row in net.passed:
            ways = [
                (
                    abs((start + end) / 2 - here)
                    + abs((start + end) / 2 - there)
                    + (_OUTSIDE if end - start < 1 else 0.0)
                    + (
                        _TIED
                        if frozenset(rows[row].actors[max(gap - 1, 0) : gap + 1]) in tied
                        else 0.0
                    )
                    + _TAKEN * taken[row, gap],
                    abs((start + end) / 2 - there),
                    gap,
                )
                for gap, (start, end) in enumerate(nominal[row][1])
            ]
            gap = min(ways)[2]
            here = sum(nominal[row][1][gap]) / 2
            chosen[number, row] = gap
            taken[row, gap] += 1
    return chosen


def _load(rows: Sequence[Row], chosen: Mapping[tuple[int, int], int]) -> Load:
    """Return how many nets pass each gap of a tier, in whichever of its rows."""
    passing = {
        (rows[row].tier, gap, net)
        for (net, row), gap in chosen.items()
        # Beside the last of a row that is not full there is room for all.
        if gap < len(rows[row].actors) or gap == rows[row].places
    }
    return Counter((tier, gap) for tier, gap, _ in passing)


def _margins(rows: Sequence[Row], load: Load) -> tuple[float, float]:
    """Return what the lines need that pass outside of all boxes, on the left and on the right."""
    left = max(load[row.tier, 0] for row in rows)
    right = max(load[row.tier, row.places] for row in rows)
    return _room(left), _room(right)


def _room(lines: int) -> float:
    return 2 * _CLEAR + LANE * (lines - 1) if lines else 0.0


def _gap_widths(row: Row, load: Load, least: float) -> list[float]:
    """Return the widths of the gaps in a row, which are the same in all rows of its tier."""
    return [max(least, _room(load[row.tier, gap])) for gap in range(1, row.places)]


def _share(row: Row, load: Load, least: float, inside: float) -> float:
    """Return how wide a box of a row is."""
    return (inside - sum(_gap_widths(row, load, least))) / row.places


def _across(
    row: Row, gaps: Sequence[float], inside: Span, width: float
) -> tuple[list[Span], list[Span]]:
    """Return the boxes of a row and the gaps around them; the last is all that is free there."""
    share = (inside[1] - inside[0] - sum(gaps)) / row.places
    boxes: list[Span] = []
    x = inside[0]
    for _, gap in zip(row.actors, (*gaps, 0.0), strict=False):
        boxes.append((round(x, 2), round(x + share, 2)))
        x += share + gap
    edges = [0.0, *(side for box in boxes for side in box), width]
    return boxes, [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
