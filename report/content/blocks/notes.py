"""Notes."""

from __future__ import annotations

from typing import ClassVar

from ..block import Block, Short, Width
from ..node import GivenLine, Identified, Line


class Note(Short, Identified):
    """One note."""

    short: ClassVar[str] = "text"

    text: GivenLine
    """The words."""


class Notes(Block):
    """Small print: remarks, and the sources of the facts that the edition prints."""

    kind: ClassVar[str] = "notes"

    title: Line = ""
    """The headline."""
    items: tuple[Note, ...] = ()
    """Remarks, in order."""
    sources: bool = False
    """True lists the source of every fact that is printed."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
