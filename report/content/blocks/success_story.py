"""A success story."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import model_validator

from ..block import Block, PhotoUse, Width
from ..node import GivenLine, Line, Name, Prose
from .key_figures import KeyFigure


class SuccessStory(Block):
    """What somebody has achieved: the challenge, what was done and what came of it."""

    kind: ClassVar[str] = "success_story"

    who: GivenLine
    """Whose story it is: the organisation or the person, and where."""
    title: GivenLine
    """The headline."""
    challenge: Prose = ""
    """What the difficulty was, in Markdown."""
    done: Prose = ""
    """What was done about it."""
    result: Prose = ""
    """What came of it."""
    body: Prose = ""
    """The story in paragraphs of its own, instead of the three parts or before them."""
    figure: KeyFigure | None = None
    """One large figure: a fact of the edition, or a value."""
    photo: PhotoUse | None = None
    """A picture, or a portrait."""
    shape: Literal["landscape", "portrait"] = "landscape"
    """The shape in which the picture is printed."""
    quote: Line = ""
    """What somebody says about it; quotation marks are set by the language."""
    by: Name = ""
    """Who says it."""
    role: Line = ""
    """The speaker's office or organisation."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    @model_validator(mode="after")
    def _something_told(self) -> Self:
        if not any(each.strip() for each in (self.body, *self.parts)):
            raise ValueError(
                "a success story has words\nwrite `challenge`, `done` and `result`, or a `body`"
            )
        if (self.by or self.role) and not self.quote.strip():
            raise ValueError(
                "the key “quote” is missing\nsay what the person says, or take `by` out"
            )
        return self

    @property
    def parts(self) -> tuple[str, str, str]:
        """The words of the three parts, in order."""
        return self.challenge, self.done, self.result

    def first_words(self) -> str:
        return self.title
