"""Sections composed, and which facts of the layout each of them has asked for: as long as those are
the same, so is the section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from .composed import LayoutFacts, PlacedArtwork, PlacedChart, PlacedPhoto, Section
from .diagnostics import Finding, Mark

_V = TypeVar("_V")
_ALL = None
"""Asked for in the place of an id: every fact of its kind."""


@dataclass(frozen=True)
class Asked:
    """What was asked: by kind and id the answer, None where nothing was known of it."""

    draft: bool
    answers: dict[tuple[str, str | None], Any] = field(default_factory=dict)

    def still_holds(self, known: LayoutFacts) -> bool:
        """True where `known` gives the same answers."""
        return known.draft == self.draft and all(
            _answer(getattr(known, kind), id) == answer
            for (kind, id), answer in self.answers.items()
        )


@dataclass(frozen=True)
class Part:
    """What composing one section gives: its document, and what it adds to that of the edition.

    `in_words` and `in_diagrams` are findings; `asked` is what it has been told of the layout, and
    it `lists_others` where it depends on what other sections print besides.
    """

    section: Section
    photos: tuple[PlacedPhoto, ...]
    charts: tuple[PlacedChart, ...]
    artworks: tuple[PlacedArtwork, ...]
    most: Mapping[str, int]
    facts_used: frozenset[str]
    link_targets: tuple[tuple[str, Mark], ...]
    in_words: tuple[Finding, ...]
    in_diagrams: tuple[Finding, ...]
    asked: Asked
    lists_others: bool
    of_row: bool = False
    """True where it prints what personalised copies say differently."""
    looks_around: bool = False
    """True where it depends on other sections, or on the edition as a whole."""


def watched(known: LayoutFacts) -> tuple[LayoutFacts, Asked]:
    """Return the same facts, and what is asked of them from now on."""
    asked = Asked(known.draft)

    def watching(kind: str) -> Any:
        return _Watched(kind, getattr(known, kind), asked.answers)

    facts = replace(
        known,
        folios=watching("folios"),
        fills=watching("fills"),
        fits=watching("fits"),
    )
    return facts, asked


class _Watched(Mapping[str, _V]):
    """Facts of one kind that note what they are asked for."""

    def __init__(
        self, kind: str, facts: Mapping[str, _V], answers: dict[tuple[str, str | None], Any]
    ) -> None:
        self._kind, self._facts, self._answers = kind, facts, answers

    def __getitem__(self, id: str) -> _V:
        self._answers[self._kind, id] = self._facts.get(id)
        return self._facts[id]

    def __iter__(self) -> Iterator[str]:
        self._answers[self._kind, _ALL] = dict(self._facts)
        return iter(self._facts)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _answer(facts: Mapping[str, Any], id: str | None) -> Any:
    return dict(facts) if id is _ALL else facts.get(id)
