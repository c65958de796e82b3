"""What is to be laid out, one document after the other: which one comes next may depend on what
those before have come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

from .rendered import Order, Rendered

Mine: TypeAlias = Callable[[str], bool]
"""Whether a section, by its id, is one for who asks: who has laid it out before, if anybody."""
Wanted: TypeAlias = Callable[[int, Rendered], bool]
"""Whether a document, by its place among those ordered, is as it will stay, so that it is drawn."""


class Stopped(Exception):
    """Nobody waits any more for what was to be laid out."""


class Plan(Protocol):
    """Documents, known by numbers, that several may work at."""

    def likely(self) -> Sequence[Order]:
        """Return what will be asked for, as far as that can be told."""

    def next(self, mine: Mine) -> tuple[int, Order] | None:
        """Return the next document, rather one that is `mine`, which is then under way; None where
        there is none, or none until others are done."""

    def take(self, number: int, rendered: Rendered) -> None:
        """Take what a document has come to."""

    def wants(self, number: int, rendered: Rendered) -> bool:
        """True where a document is as it will stay: it is drawn while its boxes are there."""


class Listed:
    """Documents that are all known beforehand."""

    def __init__(self, orders: Sequence[Order], wanted: Wanted) -> None:
        self._orders, self._wanted = orders, wanted
        self._waiting = list(range(len(orders)))
        self._made: dict[int, Rendered] = {}

    @property
    def made(self) -> list[Rendered]:
        """What they came to, in their order."""
        return [self._made[number] for number in sorted(self._made)]

    def likely(self) -> Sequence[Order]:
        """Return all of them."""
        return self._orders

    def next(self, mine: Mine) -> tuple[int, Order] | None:
        """Return the first that is left."""
        if not self._waiting:
            return None
        ours = (number for number in self._waiting if mine(self._orders[number].section))
        number = next(ours, self._waiting[0])
        self._waiting.remove(number)
        return number, self._orders[number]

    def take(self, number: int, rendered: Rendered) -> None:
        """Take what a document has come to."""
        self._made[number] = rendered

    def wants(self, number: int, rendered: Rendered) -> bool:
        """True where a document is to be drawn."""
        return self._wanted(number, rendered)
