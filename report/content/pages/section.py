"""A section."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..block import Lines, Page, PhotoUse, block_item
from ..node import GivenLine, Line, Node

BlockItem = block_item()


class Opener(Node):
    """The picture that a section opens with."""

    photo: PhotoUse
    """The picture."""
    style: Literal["page", "top"] = "page"
    """`page`: a page of its own with the title on the picture; `top`: across the head of the
    section's first page, the title below it."""
    tone: Literal["dark", "light"] = "dark"
    """Whether the picture is dark where the title stands (white type) or light (dark type)."""
    title_at: Literal["top", "bottom"] = "top"
    """Where the title stands on a full-page picture."""
    lines: Lines | None = None
    """The height of a picture at the `top` in lines of the type area, or `fill`: it grows until
    the section's first page is full."""


class Section(Page):
    """A part of the edition: its title, its opening picture if any, and its blocks."""

    kind: ClassVar[str] = "section"

    kicker: Line = ""
    """A word or two above the title."""
    title: GivenLine
    """The title; ` / ` breaks the line."""
    standfirst: Line = ""
    """A sentence or two that lead into the text."""
    summary: Line = ""
    """A line for the contents page."""
    opener: Opener | None = None
    """A picture to open with."""
    listed: bool = True
    """False leaves the section out of the contents."""
    pages: int | None = Field(None, ge=1, le=100)
    """How many pages the section is to take, a page of its opener included. What runs over, or is
    missing, is a finding that says by how many lines and words. Left out: as many as it takes."""
    fit: bool | None = None
    """True lets a section that misses its `pages` be changed a little so that it fits: first the
    heights of its pictures, then tracking and the division of words, then the size of the text by
    tenths of a point. A note says what was changed. Left out: as the edition says."""
    blocks: tuple[BlockItem, ...] = Field((), json_schema_extra={"x-kind": "block"})  # type: ignore[valid-type]
    """What the section consists of, in order."""

    @model_validator(mode="after")
    def _fits_something(self) -> Self:
        if self.fit and self.pages is None:
            raise ValueError(
                "`fit` does not say for how many pages\nwrite them beside it: `pages: 2`"
            )
        return self

    @property
    def heading(self) -> str:
        return self.title

    def first_words(self) -> str:
        return self.title
