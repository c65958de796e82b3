"""A panel."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..block import Block, Lines, PhotoUse
from ..node import Line, Prose


class Panel(Block):
    """A story of its own on a tinted ground, with a picture beside it if there is one."""

    kind: ClassVar[str] = "panel"

    kicker: Line = ""
    """A word or two above the title."""
    title: Line
    """The title."""
    body: Prose
    """The words, in Markdown."""
    photo: PhotoUse | None = None
    """A picture, at the left half of a panel as wide as the page, on top of a narrow one."""
    width: Literal["column", "page"] = "page"
    """As wide as a column, or as the type area."""
    tone: Literal["ice", "ink"] = "ice"
    """A light panel, or a dark one."""
    lines: Lines | None = None
    """The height in lines of the baseline grid, or `fill`; left out: as the words need."""
