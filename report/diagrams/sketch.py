"""A locator sketch: places on a grid, lines between them, and labels that keep clear of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import dist

from .geometry import Box, Line, Point, along, length, strokes
from .placing import Candidate, place

APART = 3.0
"""The white between labels, and between a label and a line."""
_GAP = 4.0
_OFFSETS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
# How far a line swings out to get round a place, as a share of its length.
_BENDS = (0.0, 0.22, -0.22, 0.4, -0.4)
_LEAST_SEEN = 14.0


@dataclass(frozen=True)
class Words:
    """A label's size, in points, where its words are broken into lines in one way."""

    width: float
    height: float


@dataclass(frozen=True)
class Spot:
    """A place: its field on the grid, half its mark's size, and the ways of setting its label."""

    cell: tuple[int, int]
    reach: float
    settings: tuple[Words, ...]
    has_corners: bool = False
    """True for a mark whose ground is a square, and not an icon alone."""


@dataclass(frozen=True)
class Tie:
    """A line from one place to another, both counted from 0, and its label."""

    start: int
    end: int
    settings: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a sketch shows. `width` and `step`, the height of a row, are points."""

    width: float
    columns: int
    rows: int
    spots: tuple[Spot, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Label:
    """Where a label stands. `setting` is which of its ways; it is aligned to the `side` given."""

    box: Box
    setting: int
    side: str


@dataclass(frozen=True)
class Sketch:
    """A finished sketch. A label is None where there was no room, or nothing to say.

    `behind` are the lines, counted from 0, that run through another place.
    """

    height: float
    marks: tuple[Point, ...]
    labels: tuple[Label | None, ...]
    lines: tuple[Line, ...]
    notes: tuple[Label | None, ...]
    behind: tuple[int, ...] = ()

    @property
    def lacks(self) -> int:
        """How many labels of places have no room."""
        return sum(label is None for label in self.labels)


def sketched(plan: Plan, heights: Sequence[float]) -> Sketch:
    """Return the plan in the first of the row `heights` where all labels have room.

    Where none is high enough, the one with the fewest labels left out.
    """
    best: Sketch | None = None
    for step in heights:
        made = sketched_at(plan, step)
        left_out = made.lacks + _unsaid(plan, made)
        if best is None or left_out < best.lacks + _unsaid(plan, best):
            best = made
        if not left_out:
            break
    assert best is not None, "there is a height to try"
    return best


def _unsaid(plan: Plan, made: Sketch) -> int:
    pairs = zip(plan.ties, made.notes, strict=True)
    return sum(bool(tie.settings) and note is None for tie, note in pairs)


@lru_cache(maxsize=256)
def sketched_at(plan: Plan, step: float) -> Sketch:
    """Return the plan with rows that are `step` points high."""
    frame = Box(0.0, 0.0, plan.width, step * plan.rows)
    column = plan.width / plan.columns
    marks = tuple(
        (round(column * (x + 0.5), 2), round(step * (y + 0.5), 2))
        for x, y in (spot.cell for spot in plan.spots)
    )
    clear = [_square(mark, spot.reach) for mark, spot in zip(marks, plan.spots, strict=True)]
    lines = tuple(_line(tie, marks, plan.spots, clear) for tie in plan.ties)
    choices = [
        *(
            list(_beside(at, plan.spots[at], mark, clear, lines, frame))
            for at, mark in enumerate(marks)
        ),
        *(list(_upon(at, tie, clear, lines, frame)) for at, tie in enumerate(plan.ties)),
    ]
    taken = place([[each for each, _ in choice] for choice in choices], APART)
    labels = [
        None if at is None else Label(choice[at][0].box, choice[at][1], choice[at][0].side)
        for choice, at in zip(choices, taken, strict=True)
    ]
    behind = tuple(at for at, line in enumerate(lines) if _hits(line, plan.ties[at], clear))
    count = len(marks)
    return Sketch(frame.height, marks, tuple(labels[:count]), lines, tuple(labels[count:]), behind)


def _square(point: Point, reach: float) -> Box:
    return Box(point[0] - reach, point[1] - reach, 2 * reach, 2 * reach)


def _line(tie: Tie, marks: Sequence[Point], spots: Sequence[Spot], clear: Sequence[Box]) -> Line:
    """Return the line of a tie between the edges of its marks, round all others where it can."""
    start, end = marks[tie.start], marks[tie.end]
    tried = [_clipped(_bent(start, end, bend), spots[tie.start], spots[tie.end]) for bend in _BENDS]
    return next((line for line in tried if not _hits(line, tie, clear)), tried[0])


def _bent(start: Point, end: Point, bend: float) -> Line:
    if not bend:
        return (start, end)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    swing = ((start[1] - end[1]) * bend, (end[0] - start[0]) * bend)
    return (start, (middle[0] + swing[0], middle[1] + swing[1]), end)


def _clipped(line: Line, start: Spot, end: Spot) -> Line:
    """Return a line without what lies within the marks at its ends."""
    whole = length(line)
    before, after = _within(start, line[:2]), _within(end, line[-2:])
    points = (along(line, before / whole), *line[1:-1], along(line, 1 - after / whole))
    return tuple((round(x, 2), round(y, 2)) for x, y in points)


def _within(spot: Spot, stroke: Line) -> float:
    """Return how much of a stroke at its middle is a mark's own, and the white around it."""
    if not spot.has_corners:
        return spot.reach
    (left, top), (right, bottom) = stroke
    return spot.reach * length(stroke) / max(abs(right - left), abs(bottom - top))


def _hits(line: Line, tie: Tie, clear: Sequence[Box]) -> bool:
    others = (box for at, box in enumerate(clear) if at not in (tie.start, tie.end))
    return any(box.is_crossed(*stroke) for box in others for stroke in strokes(line))


def _beside(
    at: int, spot: Spot, mark: Point, clear: Sequence[Box], lines: Sequence[Line], frame: Box
) -> Iterator[tuple[Candidate, int]]:
    """Yield the places where the label of a place keeps clear of marks and lines."""
    x, y = mark
    reach = spot.reach
    for number, words in enumerate(spot.settings):
        width, height = words.width, words.height
        middle, centre = y - height / 2, x - width / 2
        for cost, side, box in (
            (0.0, "left", Box(x + reach, middle, width, height)),
            (1.0, "right", Box(x - reach - width, middle, width, height)),
            (0.6, "center", Box(centre, y + reach, width, height)),
            (1.4, "center", Box(centre, y - reach - height, width, height)),
            (2.0, "left", Box(x + reach * 0.7, y + reach * 0.7, width, height)),
            (2.0, "left", Box(x + reach * 0.7, y - reach * 0.7 - height, width, height)),
            (2.4, "right", Box(x - reach * 0.7 - width, y + reach * 0.7, width, height)),
            (2.4, "right", Box(x - reach * 0.7 - width, y - reach * 0.7 - height, width, height)),
            (3.0, "left", Box(x - reach, y + reach, width, height)),
            (3.0, "left", Box(x - reach, y - reach - height, width, height)),
            (3.2, "right", Box(x + reach - width, y + reach, width, height)),
            (3.2, "right", Box(x + reach - width, y - reach - height, width, height)),
        ):
            others = (each for index, each in enumerate(clear) if index != at)
            if frame.holds(box) and _is_free(box, others, lines):
                yield Candidate(box, cost + 1.5 * number, side), number


def _upon(
    at: int, tie: Tie, clear: Sequence[Box], lines: Sequence[Line], frame: Box
) -> Iterator[tuple[Candidate, int]]:
    """Yield the places on a line, or close beside it, where its label can stand."""
    line = lines[at]
    others = [each for index, each in enumerate(lines) if index != at]
    for number, words in enumerate(tie.settings):
        for share in _OFFSETS:
            x, y = along(line, share)
            box = Box(x - words.width / 2, y - words.height / 2, words.width, words.height)
            cost = 8 * abs(share - 0.5) + 1.5 * number
            seen = length(line) - sum(
                box.share(*stroke) * length(stroke) for stroke in strokes(line)
            )
            if seen >= _LEAST_SEEN and frame.holds(box) and _is_free(box, clear, others):
                yield Candidate(box, cost, "center"), number
            for side, near in _near(line, box):
                if frame.holds(near) and _is_free(near, clear, lines):
                    yield Candidate(near, cost + 3, side), number


def _near(line: Line, box: Box) -> Iterator[tuple[str, Box]]:
    """Yield a box moved off its line to either side, until it is clear of it."""
    start, end = line[0], line[-1]
    run = dist(start, end)
    if run < 1:
        return
    across, down = (end[0] - start[0]) / run, (end[1] - start[1]) / run
    away = abs(across) * box.height / 2 + abs(down) * box.width / 2 + APART
    for way in (away, -away):
        side = ("left" if down * way < 0 else "right") if abs(down) > abs(across) else "center"
        yield side, Box(box.x - down * way, box.y + across * way, box.width, box.height)


def _is_free(box: Box, clear: Iterable[Box], lines: Iterable[Line]) -> bool:
    wide = box.grown(APART / 2)
    return not any(wide.meets(each) for each in clear) and not any(
        wide.is_crossed(*stroke) for line in lines for stroke in strokes(line)
    )
