"""A timeline."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..block import Block, Width
from ..node import GivenLine, Identified, Line


class Event(Identified):
    """One entry of a timeline."""

    when: GivenLine
    """The date in words: `1910`, `late 1930s`, `May 2025`."""
    title: Line = ""
    """What happened, in a few words."""
    text: Line = ""
    """A sentence or two."""

    def first_words(self) -> str:
        return self.when


class Timeline(Block):
    """Dates in order, side by side on a line, or one below the other in a column."""

    kind: ClassVar[str] = "timeline"

    title: Line = ""
    """The headline."""
    events: tuple[Event, ...] = Field(min_length=1)
    """The entries, in order of time."""
    width: Width = "page"
    """Side by side across the type area, or one below the other in a column."""
