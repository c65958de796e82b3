"""The contents, with the imprint."""

from __future__ import annotations

from typing import ClassVar

from ..block import Page, PhotoUse
from ..node import Line, Prose


class Contents(Page):
    """What is in the edition and on which page, with the imprint below."""

    kind: ClassVar[str] = "contents"
    whole: ClassVar[bool] = True

    title: Line = ""
    """The headline. Left out: the language's word for contents."""
    imprint: Prose = ""
    """Who publishes the edition, when, and how it was made."""
    photo: PhotoUse | None = None
    """A picture across the foot of the page."""

    @property
    def heading(self) -> str:
        return self.title
