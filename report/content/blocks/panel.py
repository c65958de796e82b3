"""A panel."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..block import Block, Lines, PhotoUse
from ..node import GivenLine, GivenProse, Line


class Panel(Block):
    """A story of its own on a tinted ground, with a picture beside it if there is one."""

    kind: ClassVar[str] = "panel"

    kicker: Line = ""
    """A word or two above the title."""
    title: GivenLine
    """The title."""
    body: GivenProse
    """The words, in Markdown."""
    photo: PhotoUse | None = None
    """A picture, beside the words of a panel as wide as the page, on top of a narrow one. Its
    caption and credit line stand below it; in a wide panel at the foot of the words where these
    leave room for it, or else below the picture, outside the ground."""
    picture: Literal["left", "right"] = "left"
    """The side of a wide panel on which the picture stands."""
    picture_columns: int = Field(5, ge=3, le=8)
    """How many of the twelve columns the picture of a wide panel takes."""
    width: Literal["column", "page"] = "page"
    """As wide as a column, or as the type area."""
    tone: Literal["ice", "ink", "plain"] = "ice"
    """A light panel, a dark one, or no ground but a rule above."""
    lines: Lines | None = None
    """The height in lines of the baseline grid, or `fill`; left out: as the words need."""
