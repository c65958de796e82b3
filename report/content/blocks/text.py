"""Prose."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..block import Block, Short
from ..node import Prose


class Text(Short, Block):
    """Running text in Markdown: paragraphs, crossheads (`###`), lists, tables and footnotes."""

    kind: ClassVar[str] = "text"
    short: ClassVar[str] = "body"

    body: Prose
    """The words, in Markdown. `{{ facts.name }}` prints a fact, `{{ page.id }}` a page number."""
    columns: Literal[1, 2] = 2
    """Set in two columns, or in one of at most 70 characters."""
    initial: bool = False
    """True sets the first words in small capitals, as the beginning of a section may have."""

    def spans(self) -> bool:
        return self.columns == 1
