"""Which page of the old belongs to which of the new: a page that was put in marks none after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Look = npt.NDArray[np.float64]
PagePair = tuple[int | None, int | None]
"""The numbers of an old and a new page, from 1; None where there is none."""
_ALIKE = 0.35
"""How alike pages are, from 0 to 1, that are the same page."""
_A_LITTLE = 0.22
"""And how alike one that was made anew is to what it was, at least."""
_BY_LOOK = 0.15
"""How much of that is for their looks, and all where there are no words."""
_MOST = 250_000
"""Beyond so many comparisons, pages are compared with their neighbours alone."""
_REACH = 60


@dataclass(frozen=True)
class Leaf:
    """A page to be paired: its number, what it belongs to, its words, and how it looks from afar.

    `section` is the same name on both sides, "" where none is known.
    """

    number: int
    words: tuple[str, ...]
    look: Look
    section: str = ""
    counts: Counter[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", Counter(self.words))


def seen_from_afar(pixels: npt.NDArray[np.uint8], side: int = 16) -> Look:
    """Return a page as `side` × `side` means of brightness from 0 to 1."""
    grey = pixels.mean(axis=2) / 255
    rows = np.array_split(grey, min(side, grey.shape[0]), axis=0)
    cells = [
        [part.mean() for part in np.array_split(row, min(side, row.shape[1]), axis=1)]
        for row in rows
    ]
    look = np.ones((side, side))
    look[: len(cells), : len(cells[0])] = cells
    return look


def paired_pages(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[PagePair]:
    """Return the pages that belong together: the new ones in order, each old one that is gone
    where it was.

    Pages that are much alike come first, then those that are so elsewhere. What is left between
    two of them was made anew: as many pages are the same ones, of others those a little alike.
    """
    partners: dict[int, int] = {}
    gaps: list[tuple[list[Leaf], list[Leaf]]] = []
    for section in dict.fromkeys(leaf.section for leaf in (*old, *new)):
        before = [leaf for leaf in old if leaf.section == section]
        after = [leaf for leaf in new if leaf.section == section]
        found = _aligned(before, after, _ALIKE)
        partners |= {after[b].number: before[a].number for a, b in found}
        around = [(-1, -1), *found, (len(before), len(after))]
        gaps += [(before[a + 1 : c], after[b + 1 : d]) for (a, b), (c, d) in pairwise(around)]
    partners |= _moved(old, new, partners)
    taken = set(partners.values())
    for one, other in gaps:
        before = [leaf for leaf in one if leaf.number not in taken]
        after = [leaf for leaf in other if leaf.number not in partners]
        anew = _aligned(before, after, _A_LITTLE)
        if len(before) == len(after):
            anew = [(at, at) for at in range(len(after))]
        partners |= {after[b].number: before[a].number for a, b in anew}
    return list(_in_order(old, new, partners))


def _moved(old: Sequence[Leaf], new: Sequence[Leaf], partners: dict[int, int]) -> dict[int, int]:
    """Return pages without a partner at their place that are the same all the same, elsewhere."""
    taken = set(partners.values())
    free_old = [leaf for leaf in old if leaf.number not in taken]
    free_new = [leaf for leaf in new if leaf.number not in partners]
    if len(free_old) * len(free_new) > _MOST:
        return {}
    likeness = sorted(
        (-_likeness(one, other), other.number, one.number) for one in free_old for other in free_new
    )
    found: dict[int, int] = {}
    for value, after, before in likeness:
        if -value >= 2 * _ALIKE and after not in found and before not in found.values():
            found[after] = before
    return found


def _aligned(old: Sequence[Leaf], new: Sequence[Leaf], least: float) -> list[tuple[int, int]]:
    """Return the indexes of the same pages, in order: what is most alike as a whole, and each at
    `least` so much (S. B. Needleman, C. D. Wunsch, 1970)."""
    near = len(old) * len(new) > _MOST
    best = np.zeros((len(old) + 1, len(new) + 1))
    values = np.zeros((len(old), len(new)))
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            far = near and abs(a - b) > _REACH
            value = values[a, b] = 0 if far else _likeness(old[a], new[b])
            both = best[a + 1, b + 1] + value if value >= least else 0
            best[a, b] = max(both, best[a + 1, b], best[a, b + 1])
    found, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        value = values[a, b]
        if value >= least and best[a, b] == best[a + 1, b + 1] + value:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a, b] == best[a + 1, b]:
            a += 1
        else:
            b += 1
    return found


def _likeness(old: Leaf, new: Leaf) -> float:
    """Return how alike two pages are, from 0 to 1."""
    look = max(0.0, 1 - 4 * float(np.abs(old.look - new.look).mean()))
    most = len(old.words) + len(new.words)
    if not most:
        return look
    words = 2 * (old.counts & new.counts).total() / most
    return words * (1 - _BY_LOOK) + look * _BY_LOOK


def _in_order(
    old: Sequence[Leaf], new: Sequence[Leaf], partners: dict[int, int]
) -> Iterator[PagePair]:
    """Yield the pairs by the new pages, old ones without a partner behind the one before them."""
    taken = set(partners.values())
    waiting = [leaf.number for leaf in old if leaf.number not in taken]
    following = 1
    for leaf in new:
        while waiting and waiting[0] == following:
            yield waiting.pop(0), None
            following += 1
        partner = partners.get(leaf.number)
        yield partner, leaf.number
        following = following if partner is None else partner + 1
    yield from ((number, None) for number in waiting)
