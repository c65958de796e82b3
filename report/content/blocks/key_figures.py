"""Large figures."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from ..block import Block, Width
from ..node import Identified, Line


class KeyFigure(Identified):
    """One large figure and the words that explain it."""

    fact: str = ""
    """The name of a fact, whose value and label are printed."""
    value: Line = ""
    """The figure itself, where it is no fact."""
    label: Line = ""
    """What the figure counts. Left out: the fact's label."""

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        if bool(self.fact) == bool(self.value.strip()):
            raise ValueError("a key figure has either a `fact` or a `value`\nkeep one of the two")
        if not self.fact and not self.label.strip():
            raise ValueError("the key “label” is missing\nsay what the figure counts")
        return self

    def first_words(self) -> str:
        return self.fact or super().first_words()


class KeyFigures(Block):
    """Large figures side by side, up to eight, each with what it counts right below it."""

    kind: ClassVar[str] = "key_figures"

    items: tuple[KeyFigure, ...] = Field(min_length=1, max_length=8)
    """The figures, in order."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
