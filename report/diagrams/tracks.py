"""Tracks: in which order lines run along a channel, how far apart, and where their labels stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from .rows import LANE, Span
from .sketch import Words

APART = 2.5
"""The white between what lies on one track, in points."""
_AIR = 3.0
_STEP = 3.0
_HELD = 6.0
# What is left to be seen of a line between where it begins and its label.
_BESIDE = 10.0
# A label on the line of another weighs as much as so many crossings.
_WORSE = 20


@dataclass(frozen=True)
class Run:
    """What a net has in one channel: where it comes from above and leaves below, and its label.

    `source` is where the link leaves its first actor, if that is here.
    """

    net: int
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    settings: tuple[Words, ...] = ()
    source: float | None = None

    @property
    def span(self) -> Span:
        """From its leftmost to its rightmost stop."""
        xs = (*self.upper, *self.lower)
        return min(xs), max(xs)

    def best(self, words: float) -> float:
        """Where the middle of a label so wide looks best: beside the source, in the longer of the
        parts there; without a source, in the middle of the longest part without a stop."""
        xs = sorted({*self.upper, *self.lower})
        parts = [(a, b) for a, b in pairwise(xs) if self.source in (None, a, b)]
        left, right = max(parts, key=lambda each: each[1] - each[0], default=(xs[0], xs[0]))
        away = min((right - left) / 2, _BESIDE + words / 2)
        if self.source is None:
            return (left + right) / 2
        return left + away if self.source == left else right - away

    @property
    def is_straight(self) -> bool:
        """True where it only passes from one side to the other."""
        return self.span[1] - self.span[0] < 0.01 and bool(self.upper and self.lower)


@dataclass(frozen=True)
class Track:
    """A run on its track: how far below the head of its channel, and its label.

    `label` has the label's left side, and which of its settings is taken. `crosses` is True where
    the label lies on the line of another net.
    """

    run: Run
    y: float = 0.0
    label: tuple[float, int] | None = None
    crosses: bool = False

    @property
    def words(self) -> Words | None:
        """The label's size."""
        return self.run.settings[self.label[1]] if self.label else None

    @property
    def extent(self) -> Span:
        """From the left to the right of its line and its label."""
        low, high = self.run.span
        if self.label and self.words:
            low, high = min(low, self.label[0]), max(high, self.label[0] + self.words.width)
        return low, high

    @property
    def height(self) -> float:
        """What it takes from a channel."""
        return max(LANE, self.words.height + _AIR if self.words else 0.0)


@lru_cache(maxsize=1_024)
def tracks_of(runs: tuple[Run, ...], width: float) -> tuple[tuple[Track, ...], float]:
    """Return the tracks of a channel, and how high they are together."""
    moving = [run for run in runs if run.settings or not run.is_straight]
    still = [run for run in runs if run not in moving]
    labelled = _Channel(moving, still, width).tracks()
    levels: list[int] = []
    for at, track in enumerate(labelled):
        above = [levels[n] for n in range(at) if _meet(labelled[n].extent, track.extent)]
        levels.append(max(above, default=-1) + 1)
    heights = [
        max(each.height for each, own in zip(labelled, levels, strict=True) if own == level)
        for level in range(max(levels, default=-1) + 1)
    ]
    tops = [sum(heights[:level]) for level in range(len(heights))]
    placed = [
        replace(track, y=round(tops[level] + heights[level] / 2, 2))
        for track, level in zip(labelled, levels, strict=True)
    ]
    return (*placed, *(Track(run) for run in still)), sum(heights)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] + APART and other[0] < one[1] + APART


@dataclass(frozen=True)
class _Way:
    """A place for a label: what it covers of runs above its own and of those below, as sets of
    bits, of runs that only pass, and how well it looks."""

    lower: int
    upper: int
    still: int
    looks: float
    left: float
    setting: int

    def covered(self, above: int, below: int) -> int:
        """Return how many lines of others it covers, with these runs above and below its own."""
        return (self.lower & above).bit_count() + (self.upper & below).bit_count() + self.still


class _Channel:
    """Looks for the order of runs, from the top, in which little lies on anything else."""

    def __init__(self, runs: Sequence[Run], still: Sequence[Run], width: float) -> None:
        self.runs, self.still, self.width = runs, still, width
        self.cost = [[_crossed(one, other) for other in runs] for one in runs]
        self.ways = [self._ways(at) for at in range(len(runs))]
        # Of places that cover the same, the best is enough.
        self.best = [
            list({(w.lower, w.upper, w.still): w for w in own[::-1]}.values()) for own in self.ways
        ]

    def tracks(self) -> list[Track]:
        """Return the runs in order, each with its label."""
        order = self._order()
        tracks = []
        for at, number in enumerate(order):
            above, below = _bits(order[:at]), _bits(order[at + 1 :])
            run, ways = self.runs[number], self.ways[number]
            if not ways:
                tracks.append(Track(run))
                continue
            way = min(ways, key=lambda way: (way.covered(above, below), way.looks))
            wide = run.settings[way.setting].width > self.width
            hidden = way.covered(above, below) > 0 or wide
            tracks.append(Track(run, 0.0, (way.left, way.setting), hidden))
        return tracks

    def _order(self) -> list[int]:
        order: list[int] = []
        for number in range(len(self.runs)):
            order = self._moved(order, number)
        now, before = self._faults(order), None
        while now != before:
            before = now
            for number in range(len(self.runs)):
                moved = self._moved([each for each in order if each != number], number)
                if self._faults(moved) < now:
                    order, now = moved, self._faults(moved)
        return order

    def _moved(self, order: Sequence[int], number: int) -> list[int]:
        """Return an order with one more run, where it does least harm."""
        ways = ([*order[:at], number, *order[at:]] for at in range(len(order) + 1))
        return min(ways, key=self._faults)

    def _faults(self, order: Sequence[int]) -> int:
        """Return how many lines cross, and how many labels lie on a line, which is far worse."""
        faults, above, below = 0, 0, _bits(order)
        for at, number in enumerate(order):
            below &= ~(1 << number)
            faults += sum(self.cost[number][other] for other in order[at + 1 :])
            if self.best[number]:
                faults += _WORSE * min(way.covered(above, below) for way in self.best[number])
            above |= 1 << number
        return faults

    def _ways(self, number: int) -> list[_Way]:
        """Return the places for the label of a run, the best-looking first."""
        run = self.runs[number]
        ways = []
        for setting, words in enumerate(run.settings):
            for left in _lefts(run, words.width, self.width):
                span = (left, left + words.width)
                lower, upper = (
                    _bits(
                        at
                        for at, each in enumerate(self.runs)
                        if at != number and _within(each.lower if below else each.upper, span)
                    )
                    for below in (True, False)
                )
                still = sum(_within(each.span, span) > 0 for each in self.still)
                corners = 0 if run.is_straight else _within((*run.upper, *run.lower), span)
                aside = abs(left + words.width / 2 - run.best(words.width))
                looks = 2 * corners + 3 * setting + aside / 20
                ways.append(_Way(lower, upper, still, looks, round(left, 2), setting))
        return sorted(ways, key=lambda way: way.looks)


def _crossed(upper: Run, lower: Run) -> int:
    """Return how often two runs cross: each crosses what the other has on its own side."""
    return sum(upper.span[0] < x < upper.span[1] for x in lower.upper) + sum(
        lower.span[0] < x < lower.span[1] for x in upper.lower
    )


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _lefts(run: Run, words: float, width: float) -> list[float]:
    """Return where a label could begin that touches its own line and stays in the diagram."""
    low, high = run.span
    first, last = max(0.0, low - words + _HELD), min(width - words, high - _HELD)
    if first > last:
        return [0.0]
    count = max(0, int((last - first) // _STEP))
    lefts = [
        run.best(words) - words / 2,
        *(first + _STEP * step for step in range(count + 1)),
        last,
    ]
    return [each for each in lefts if first - 0.01 <= each <= last + 0.01]


def _within(xs: Sequence[float], span: Span) -> int:
    return sum(span[0] - APART < x < span[1] + APART for x in xs)
