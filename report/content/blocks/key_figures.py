"""Large figures."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..block import Block, Width
from ..node import Identified, Line


class KeyFigure(Identified):
    """One large figure and the words that explain it."""

    fact: str = ""
    """The name of a fact; its value, label and source are printed."""
    value: Line = ""
    """The figure itself, where it is no fact."""
    label: Line = ""
    """What the figure counts. Left out: the fact's label."""

    def first_words(self) -> str:
        return self.fact or super().first_words()


class KeyFigures(Block):
    """Two to four large figures side by side, each with what it counts right below it."""

    kind: ClassVar[str] = "key_figures"

    items: tuple[KeyFigure, ...] = Field(min_length=1, max_length=8)
    """The figures, in order."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
