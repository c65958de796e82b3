"""The credits page."""

from __future__ import annotations

from typing import ClassVar

from ..block import Page, block_item
from ..node import Line, Prose

BlockItem = block_item()


class Credits(Page):
    """Photo credits, generated from what is really printed, after blocks of the edition's own."""

    kind: ClassVar[str] = "credits"

    kicker: Line = ""
    """A word or two above the title."""
    title: Line = ""
    """The headline. Left out: the language's words for photo credits."""
    standfirst: Line = ""
    """A sentence or two."""
    text: Prose = ""
    """A remark, such as who gave permission."""
    listed: bool = True
    """False leaves the page out of the contents."""
    summary: Line = ""
    """A line for the contents page."""
    blocks: tuple[BlockItem, ...] = ()  # type: ignore[valid-type]
    """Blocks that stand before the credits, such as contacts and notes."""

    @property
    def heading(self) -> str:
        return self.title
