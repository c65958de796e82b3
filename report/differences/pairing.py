"""Which part of the old belongs to which of the new, and which of them were moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

Part = TypeVar("Part")
_ALIKE = 0.5
_SAME_NAME = 0.3
"""How much more alike two parts are that have the same derived name."""
_MANY = 300
"""Beyond so many parts that may have been moved, no choice is made among equal ones."""
_MOST_COMPARED = 40_000
"""Beyond so many comparisons of words, only names tell what belongs together."""


@dataclass(frozen=True)
class Known(Generic[Part]):
    """A part, the name that it goes by, whether somebody has given it that name, and its words.

    `kind` is what it is: parts of two kinds are never the same part.
    """

    part: Part
    name: str
    given: bool
    words: str
    kind: Hashable = None


Pair = tuple[Known[Part] | None, Known[Part] | None]


def paired(old: Sequence[Known[Part]], new: Sequence[Known[Part]]) -> list[Pair[Part]]:
    """Return what belongs together: the new parts in order, then old ones without a partner.

    A name that somebody gave decides. Names that were derived from words change with these, and
    then the same words decide, and after that words that are much alike.
    """
    return _Pairing(old, new).pairs()


class _Pairing(Generic[Part]):
    def __init__(self, old: Sequence[Known[Part]], new: Sequence[Known[Part]]) -> None:
        self._old, self._new = old, new
        self._free_old = dict.fromkeys(range(len(old)))
        self._free_new = dict.fromkeys(range(len(new)))
        self._partner: dict[int, int] = {}
        """The index of the old part by that of the new one."""

    def pairs(self) -> list[Pair[Part]]:
        same = [each.name for each in self._old] == [each.name for each in self._new]
        if not same:
            self._join(lambda each: (each.kind, each.name), self._is_sure)
            self._join(lambda each: (each.kind, each.words), lambda one, other: bool(one.words))
            self._join_alike()
        self._join(lambda each: (each.kind, each.name), lambda one, other: True)
        old = [self._old[at] for at in self._free_old]
        return [*map(self._pair, range(len(self._new))), *((each, None) for each in old)]

    def _pair(self, at: int) -> Pair[Part]:
        partner = self._partner.get(at)
        return (None if partner is None else self._old[partner]), self._new[at]

    @staticmethod
    def _is_sure(one: Known[Part], other: Known[Part]) -> bool:
        return one.given or other.given

    def _join(
        self,
        key: Callable[[Known[Part]], Hashable],
        agrees: Callable[[Known[Part], Known[Part]], bool],
    ) -> None:
        """Join what is free and has the same key, the first with the first."""
        waiting: dict[Hashable, list[int]] = {}
        for at in self._free_old:
            waiting.setdefault(key(self._old[at]), []).append(at)
        for at in list(self._free_new):
            for partner in waiting.get(key(self._new[at]), ()):
                if partner in self._free_old and agrees(self._old[partner], self._new[at]):
                    self._take(partner, at)
                    break

    def _join_alike(self) -> None:
        """Join what is most alike first."""
        if len(self._free_old) * len(self._free_new) > _MOST_COMPARED:
            return
        likeness = sorted(
            (-self._likeness(one, other), one + other, one, other)
            for one in self._free_old
            for other in self._free_new
            if self._old[one].kind == self._new[other].kind
        )
        for value, _, one, other in likeness:
            if -value < _ALIKE:
                break
            if one in self._free_old and other in self._free_new:
                self._take(one, other)

    def _likeness(self, old: int, new: int) -> float:
        one, other = self._old[old], self._new[new]
        if one.given and other.given:
            return 0  # and they have different names
        bonus = _SAME_NAME if one.name == other.name else 0
        return bonus + Indel.normalized_similarity(one.words.split(), other.words.split())

    def _take(self, old: int, new: int) -> None:
        self._partner[new] = old
        del self._free_old[old], self._free_new[new]


def moved(order: Sequence[int], names: Sequence[str]) -> set[int]:
    """Return the indexes of what was moved: the fewest parts without which the order is kept.

    `order` says where each part stood before, `names` what it is called. Where there is a choice,
    names decide, so that it is the same seen from the other side; of very many, the first are kept.
    """
    if all(one < other for one, other in pairwise(order)):
        return set()
    kept = _kept_of_many(order) if len(order) > _MANY else _kept(order, names)
    return set(range(len(order))) - kept


def _kept(order: Sequence[int], names: Sequence[str]) -> set[int]:
    ranks = {name: rank for rank, name in enumerate(sorted(set(names)))}
    # A sum of these is greater for more parts, and different for any two choices of parts.
    weights = [(1 << len(ranks)) + (1 << ranks[name]) for name in names]
    best: list[tuple[int, int]] = []
    for at, before in enumerate(order):
        fits = ((best[each][0], each) for each in range(at) if order[each] < before)
        weight, previous = max(fits, default=(0, -1))
        best.append((weight + weights[at], previous))
    at = max(range(len(best)), key=lambda each: best[each][0])
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


def _kept_of_many(order: Sequence[int]) -> set[int]:
    """Return a longest increasing subsequence (C. Schensted, 1961)."""
    tops: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, before in enumerate(order):
        pile = bisect_left(tops, before)
        previous.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [before]
        ends[pile : pile + 1] = [at]
    kept, at = set(), ends[-1]
    while at >= 0:
        kept.add(at)
        at = previous[at]
    return kept
