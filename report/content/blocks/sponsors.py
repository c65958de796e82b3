"""Sponsors."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..block import Block, Width
from ..node import GivenLine, Line
from ..uses import Selective
from .logos import Logo


class Tier(Selective):
    """Sponsors of one rank."""

    name: GivenLine
    """What they are called, such as `Main partners`."""
    sponsors: tuple[Logo, ...] = Field(min_length=1)
    """The sponsors, in order."""

    def first_words(self) -> str:
        return self.name


class Sponsors(Block):
    """Sponsors by rank, those of the first larger than those of the next."""

    kind: ClassVar[str] = "sponsors"

    title: Line = ""
    """The headline."""
    tiers: tuple[Tier, ...] = Field(min_length=1, max_length=6)
    """The ranks, the highest first."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
