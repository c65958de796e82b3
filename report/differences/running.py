"""The words of two files as they run on from page to page: which are kept, gone and new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel, Opcodes

from ..pdf.seeing import SeenPage
from .pages import PagePair

Place = tuple[int, int]
"""The number of a page, from 1, and the index of a word on it."""
_MOST = 300_000_000
"""Beyond so many comparisons of words (a bit each), those of a page are compared with its partner's
alone."""
_BRIDGE = 2
"""So few words between two differences belong to them."""
_EDGE = 0.12
"""The share of a page's height at its head and foot where page numbers stand."""
_NUMBER = re.compile(r"\d{1,4}\Z")


@dataclass(frozen=True)
class Hunk:
    """Words that are gone, those in their place, and where both are; a few that are kept stand
    between."""

    old: tuple[Place, ...]
    new: tuple[Place, ...]


@dataclass(frozen=True)
class Running:
    """What became of each word: `kept` by its old place, in hunks what differs."""

    kept: dict[Place, Place]
    hunks: tuple[Hunk, ...]

    @cached_property
    def left(self) -> dict[int, dict[int, Place]]:
        """The kept words of each old page, by their indexes, with their new places."""
        return _by_page(self.kept.items())

    @cached_property
    def arrived(self) -> dict[int, dict[int, Place]]:
        """The kept words of each new page, by their indexes, with their old places."""
        return _by_page((new, old) for old, new in self.kept.items())

    @cached_property
    def changed(self) -> tuple[dict[int, dict[int, Place]], dict[int, dict[int, Place]]]:
        """The words of old and of new pages that are gone, or come."""
        gone = (place for hunk in self.hunks for place in hunk.old if place not in self.kept)
        new = set(self.kept.values())
        come = (place for hunk in self.hunks for place in hunk.new if place not in new)
        return _by_page((each, each) for each in gone), _by_page((each, each) for each in come)


def _by_page(places: Iterable[tuple[Place, Place]]) -> dict[int, dict[int, Place]]:
    found: dict[int, dict[int, Place]] = {}
    for (number, at), other in places:
        found.setdefault(number, {})[at] = other
    return found


def folios(pages: Sequence[SeenPage]) -> dict[int, frozenset[int]]:
    """Return which words are page numbers, by page.

    They stand at head or foot, and go up by one from page to page.
    """
    found: dict[int, dict[int, int]] = {}
    for page in pages:
        edge = page.height * _EDGE
        for at, word in enumerate(page.words):
            top, bottom = word.boxes[0][1], word.boxes[0][3]
            if _NUMBER.match(word.text) and (bottom < edge or top > page.height - edge):
                found.setdefault(page.number, {})[at] = int(word.text) - page.number
    steps = Counter(step for words in found.values() for step in set(words.values()))
    if not steps:
        return {}
    usual = max(steps, key=lambda step: (steps[step], -abs(step)))
    return {
        number: frozenset(at for at, step in words.items() if step == usual)
        for number, words in found.items()
    }


def run_through(
    old: Sequence[SeenPage],
    new: Sequence[SeenPage],
    pairs: Sequence[PagePair],
    ignored: tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]],
) -> Running:
    """Return what became of the words: text that runs over to the next page is kept.

    Pages that were moved, and those of files too large for it, are compared by themselves.
    """
    kept: dict[Place, Place] = {}
    hunks: list[Hunk] = []
    for before, after in _stretches(old, new, pairs):
        one = [*_places(old, before, ignored[0])]
        other = [*_places(new, after, ignored[1])]
        words = [old[page - 1].words[at].text for page, at in one]
        codes = Indel.opcodes(words, [new[page - 1].words[at].text for page, at in other])
        for code in codes:
            if code.tag == "equal":
                places = other[code.dest_start : code.dest_end]
                kept |= zip(one[code.src_start : code.src_end], places, strict=True)
        for (a, b), (c, d) in _differing(codes):
            if _letters(old, one[a:b]) != _letters(new, other[c:d]):
                hunks.append(Hunk(tuple(one[a:b]), tuple(other[c:d])))
    return Running(kept, tuple(hunks))


def _stretches(
    old: Sequence[SeenPage], new: Sequence[SeenPage], pairs: Sequence[PagePair]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the numbers of old and new pages that are compared as one text."""
    if sum(len(each.words) for each in old) * sum(len(each.words) for each in new) > _MOST:
        yield from (([a] if a else [], [b] if b else []) for a, b in pairs)
        return
    apart = _out_of_order(pairs)
    for pair in apart:
        yield [pair[0]], [pair[1]]
    rest = [pair for pair in pairs if pair not in apart]
    yield sorted(a for a, _ in rest if a), sorted(b for _, b in rest if b)


def _out_of_order(pairs: Sequence[PagePair]) -> list[tuple[int, int]]:
    """Return the pairs of pages that were moved."""
    last, found = 0, []
    for a, b in pairs:
        if a and b:
            if a < last:
                found.append((a, b))
            last = max(last, a)
    return found


def _places(
    pages: Sequence[SeenPage], numbers: Sequence[int], ignored: dict[int, frozenset[int]]
) -> Iterator[Place]:
    for number in numbers:
        hidden = ignored.get(number, frozenset())
        for at in range(len(pages[number - 1].words)):
            if at not in hidden:
                yield number, at


def _letters(pages: Sequence[SeenPage], places: Sequence[Place]) -> str:
    """Return words without blanks: letters that stand apart are read as words of one letter."""
    return "".join(pages[number - 1].words[at].text for number, at in places)


Span = tuple[int, int]


def _differing(codes: Opcodes) -> Iterator[tuple[Span, Span]]:
    """Yield where the old words and the new ones differ, a few equal ones between them included."""
    held: tuple[Span, Span] | None = None
    for code in codes:
        if code.tag == "equal":
            continue
        spans = (code.src_start, code.src_end), (code.dest_start, code.dest_end)
        if held is None or spans[0][0] - held[0][1] > _BRIDGE:
            if held is not None:
                yield held
            held = spans
        else:
            held = (held[0][0], spans[0][1]), (held[1][0], spans[1][1])
    if held is not None:
        yield held
