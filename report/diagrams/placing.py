"""Labels find their places: each has several it could take, and no two may lie on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .geometry import Box

# Enough for the sketches that people draw; the search is exponential at its worst.
_MOST_TRIALS = 4_000


@dataclass(frozen=True)
class Candidate:
    """A place that a label could take. The lower its `cost`, the better it looks there."""

    box: Box
    cost: float
    side: str = ""


def place(choices: Sequence[Sequence[Candidate]], apart: float) -> tuple[int | None, ...]:
    """Return which of its candidates each label takes, so that all are `apart` from each other.

    None for a label that finds no place beside the others.
    """
    search = _Search(choices, apart)
    taken = search.run()
    return tuple(search.improved(taken).get(at) for at in range(len(choices)))


class _Search:
    """Depth first, the label with the fewest places left next (Haralick and Elliott 1980)."""

    def __init__(self, choices: Sequence[Sequence[Candidate]], apart: float) -> None:
        self.boxes = [[each.box.grown(apart / 2) for each in label] for label in choices]
        self.costs = [[each.cost for each in label] for label in choices]
        self.ranked = [sorted(range(len(c)), key=c.__getitem__) for c in self.costs]
        self.trials = 0
        self.best: dict[int, int] = {}

    def run(self) -> dict[int, int]:
        """Return the candidates taken by label: all of them, or as many as were found."""
        self._descend({}, {at: list(ranked) for at, ranked in enumerate(self.ranked) if ranked})
        return self.best

    def _descend(self, taken: dict[int, int], left: dict[int, list[int]]) -> bool:
        if len(taken) > len(self.best):
            self.best = dict(taken)
        if not left:
            return True
        label = min(left, key=lambda at: (len(left[at]), at))
        others = {at: each for at, each in left.items() if at != label}
        for candidate in left[label]:
            self.trials += 1
            box = self.boxes[label][candidate]
            free = {
                at: [each for each in places if not self.boxes[at][each].meets(box)]
                for at, places in others.items()
            }
            if all(free.values()) and self._descend({**taken, label: candidate}, free):
                return True
            if self.trials > _MOST_TRIALS:
                break
        return False

    def improved(self, taken: dict[int, int]) -> dict[int, int]:
        """Return the choice with each label in the best place that the others leave it."""
        taken = dict(taken)
        changed = True
        while changed:
            changed = False
            for label, ranked in enumerate(self.ranked):
                boxes = [self.boxes[at][each] for at, each in taken.items() if at != label]
                for candidate in ranked:
                    if candidate == taken.get(label):
                        break
                    if not any(self.boxes[label][candidate].meets(box) for box in boxes):
                        taken[label] = candidate
                        changed = True
                        break
        return taken
