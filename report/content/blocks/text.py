"""Prose."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..block import Block, Short
from ..node import GivenProse


class Text(Short, Block):
    """Running text in Markdown: paragraphs, crossheads (`###`), lists, tables and footnotes."""

    kind: ClassVar[str] = "text"
    short: ClassVar[str] = "body"

    body: GivenProse
    """The words, in Markdown. `{{ facts.name }}` prints a fact, `{{ page.id }}` a page number."""
    columns: Literal[1, 2] = 2
    """Set in two columns, or in one of at most 70 characters."""
    initial: bool | Annotated[int, Field(ge=0, le=12)] = False
    """How many of the first words are set in small capitals, as at the beginning of a section;
    choose them by sense. `true` takes three."""

    def spans(self) -> bool:
        return self.columns == 1

    @property
    def lead_words(self) -> int:
        """The number of first words in small capitals."""
        return 3 if self.initial is True else int(self.initial)
