"""Where two pages look different: other words, words that were moved, and all that is painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np
import numpy.typing as npt

from ..pdf.seeing import Box, Pixels, SeenPage, Word, joined
from ..units import Rect, pt

PPI = 100.0
_TOLERANCE = 40
"""Of 255: how far colours may differ by rounding, and by the edges of shapes."""
_CELL = 6
"""Side in points of the squares in which pixels are counted."""
_PIXELS_OF_CELL = 3
"""Fewer pixels of a square are noise."""
_STILL = 1.0
"""Points by which a word may stand elsewhere and not be moved."""
_MOST_WORDS = 0.85
"""The share of its words that has to be moved alike where the whole page was."""
_FURTHEST = 100.0
"""Points by which margins differ at most: what is further is no page that was moved."""
_APART = 1
"""Squares between two regions that are one."""
Mask = npt.NDArray[np.bool_]
Soft = npt.NDArray[np.float32]
Sides = tuple[frozenset[int], frozenset[int]]
"""Indexes of words of an old page, and of a new one."""


@dataclass(frozen=True)
class Spot:
    """A place on a page that differs: other `words`, another `look`, or words that were `moved` to
    or from there."""

    kind: Literal["words", "look", "moved"]
    rect: Rect


@dataclass(frozen=True)
class SeenPair:
    """Two pages that belong together, with which words of the old are which of the new.

    `kept` are the indexes of those that are on both. `changed` are words of the old that are gone
    and words that are new, `elsewhere` those that are on other pages of the other file, and
    `ignored` those that are no difference whatever they say: page numbers.
    """

    old: SeenPage
    new: SeenPage
    kept: tuple[tuple[int, int], ...]
    changed: Sides
    elsewhere: Sides
    ignored: Sides


def spots_of(
    pair: SeenPair, pictures: tuple[Pixels, Pixels]
) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Return what differs on the old page, and what on the new one."""
    shift = _shift(pair)
    differs = _differing_cells(*pictures, shift)
    _hide(differs, (pair.new.words[at] for at in pair.ignored[1]), (0.0, 0.0))
    _hide(differs, (pair.old.words[at] for at in pair.ignored[0]), shift)
    moved = _moved_words(pair, shift)
    told = [
        [page.words[at] for at in sorted(pair.changed[side] | moved[side])]
        for side, page in enumerate((pair.old, pair.new))
    ]
    rest = differs.copy()
    _hide(rest, told[1], (0.0, 0.0))
    _hide(rest, told[0], shift)
    found = []
    for side, page in enumerate((pair.old, pair.new)):
        cells = (_back(differs, shift), _back(rest, shift)) if side == 0 else (differs, rest)
        words = [[page.words[at] for at in sorted(each[side])] for each in (pair.changed, moved)]
        found.append((*_words(words[0]), *_looks(cells[1]), *_moved(cells[0], words[1])))
    return found[0], found[1]


def words_of(pair: SeenPair) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """Return the words that differ on the old page, and those on the new one."""
    one, other = (
        tuple(_words([page.words[at] for at in sorted(changed)]))
        for page, changed in zip((pair.old, pair.new), pair.changed, strict=True)
    )
    return one, other


def _words(words: Sequence[Word]) -> Iterator[Spot]:
    boxes = joined((box for word in words for box in word.boxes), _beside)
    yield from (Spot("words", _rect(box)) for box in boxes)


def _hide(cells: Mask, words: Iterable[Word], shift: tuple[float, float]) -> None:
    across, down = shift
    for word in words:
        boxes = [(a + across, b + down, c + across, d + down) for a, b, c, d in word.boxes]
        _paint(cells, boxes, False)


def _looks(rest: Mask) -> Iterator[Spot]:
    yield from (Spot("look", _rect(box)) for box in _regions(rest))


def _moved(differs: Mask, words: Sequence[Word]) -> Iterator[Spot]:
    elsewhere = np.zeros_like(differs)
    for word in words:
        _paint(elsewhere, word.boxes, True)
    yield from (Spot("moved", _rect(box)) for box in _regions(elsewhere & differs))


def _shift(pair: SeenPair) -> tuple[float, float]:
    """Return how far the whole page was moved: a page put in before it makes a right-hand page a
    left-hand one, with other margins."""
    places = [
        (pair.old.words[one].boxes[0], pair.new.words[other].boxes[0]) for one, other in pair.kept
    ]
    if not places:
        return 0.0, 0.0
    across = median(new[0] - old[0] for old, new in places)
    down = median(new[1] - old[1] for old, new in places)
    if max(abs(across), abs(down)) > _FURTHEST:
        return 0.0, 0.0
    # Text that runs on does not move the page: most of its words have to agree.
    agree = sum(
        abs(new[0] - old[0] - across) < _STILL and abs(new[1] - old[1] - down) < _STILL
        for old, new in places
    )
    return (across, down) if agree > _MOST_WORDS * len(places) else (0.0, 0.0)


def _moved_words(pair: SeenPair, shift: tuple[float, float]) -> Sides:
    """Return the words that are kept and stand elsewhere, of the old page and of the new one."""
    found = [
        (one, other)
        for one, other in pair.kept
        if not _is_still(pair.old.words[one].boxes, pair.new.words[other].boxes, shift)
    ]
    old, new = pair.elsewhere
    return old | {one for one, _ in found}, new | {other for _, other in found}


def _is_still(old: Sequence[Box], new: Sequence[Box], shift: tuple[float, float]) -> bool:
    return len(old) == len(new) and all(
        abs(b[0] - a[0] - shift[0]) <= _STILL and abs(b[1] - a[1] - shift[1]) <= _STILL
        for a, b in zip(old, new, strict=True)
    )


def _differing_cells(old: Pixels, new: Pixels, shift: tuple[float, float]) -> Mask:
    """Return the squares of the new page in which it looks different."""
    rows, columns = (max(old.shape[at], new.shape[at]) for at in (0, 1))
    across, down = (round(each * PPI / 72) for each in shift)
    one, other = _on_paper(old, (rows, columns), across, down), _on_paper(new, (rows, columns))
    one, other = _soft(one), _soft(other)
    far = _beyond(one, other) | _beyond(other, one)
    side = _CELL * PPI / 72
    high_cells, wide_cells = int(rows / side) + 1, int(columns / side) + 1
    where = np.argwhere(far)
    cells = (where / side).astype(np.int64)
    counts = np.zeros((high_cells, wide_cells), np.int64)
    np.add.at(counts, (cells[:, 0], cells[:, 1]), 1)
    return counts >= _PIXELS_OF_CELL


def _on_paper(picture: Pixels, shape: tuple[int, int], across: int = 0, down: int = 0) -> Soft:
    """Return a picture on white paper of a size, moved across and down."""
    paper = np.full((*shape, 3), 255, np.float32)
    top, left = max(0, down), max(0, across)
    part = picture[max(0, -down) :, max(0, -across) :]
    part = part[: max(0, shape[0] - top), : max(0, shape[1] - left)]
    paper[top : top + part.shape[0], left : left + part.shape[1]] = part
    return paper


def _soft(picture: Soft) -> Soft:
    """Return a picture out of focus, in which it hardly matters where in a pixel an edge falls."""
    for axis in (0, 1):
        beside = np.roll(picture, 1, axis) + np.roll(picture, -1, axis)
        picture = ((picture + beside) / 3).astype(np.float32)
    return picture


def _beyond(one: Soft, other: Soft) -> Mask:
    """Return which pixels of `one` are darker or brighter than all that touch them in `other`."""
    low = high = other
    for axis in (0, 1):
        low = np.minimum.reduce([np.roll(low, step, axis) for step in (-1, 0, 1)])
        high = np.maximum.reduce([np.roll(high, step, axis) for step in (-1, 0, 1)])
    beyond = np.maximum(low - one, one - high).max(axis=2)
    return np.asarray(beyond > _TOLERANCE)


def _back(cells: Mask, shift: tuple[float, float]) -> Mask:
    """Return squares of the new page as those of the old."""
    across, down = (round(each / _CELL) for each in shift)
    moved = np.roll(cells, (-down, -across), (0, 1))
    return moved.copy()


def _paint(cells: Mask, boxes: Iterable[Box], value: bool) -> None:
    """Set the squares that boxes lie on."""
    for left, top, right, bottom in boxes:
        rows = slice(max(0, int((top - 1) / _CELL)), max(0, int((bottom + 1) / _CELL) + 1))
        columns = slice(max(0, int((left - 1) / _CELL)), max(0, int((right + 1) / _CELL) + 1))
        cells[rows, columns] = value


def _regions(cells: Mask) -> Iterator[Box]:
    """Yield the boxes around squares that are near each other, from the top."""
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    while left:
        first = min(left)
        left.discard(first)
        waiting, found = [first], [first]
        while waiting:
            row, column = waiting.pop()
            for r in range(row - _APART - 1, row + _APART + 2):
                for c in range(column - _APART - 1, column + _APART + 2):
                    if (r, c) in left:
                        left.discard((r, c))
                        waiting.append((r, c))
                        found.append((r, c))
        rows, columns = [r for r, _ in found], [c for _, c in found]
        yield (
            float(min(columns) * _CELL),
            float(min(rows) * _CELL),
            float((max(columns) + 1) * _CELL),
            float((max(rows) + 1) * _CELL),
        )


def _beside(held: Box, box: Box) -> bool:
    """True for words that follow each other on a line."""
    return abs(box[1] - held[1]) < 3 and -1 < box[0] - held[2] < 10


def _rect(box: Box) -> Rect:
    left, top, right, bottom = box
    return Rect(pt(left), pt(top), pt(right - left), pt(bottom - top))
