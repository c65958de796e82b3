"""The back cover."""

from __future__ import annotations

from typing import ClassVar

from ..block import Page, PhotoUse
from ..node import Line, Prose


class BackCover(Page):
    """The last page: a picture or a plain ground, a few words, and who publishes."""

    kind: ClassVar[str] = "back_cover"
    whole: ClassVar[bool] = True

    photo: PhotoUse | None = None
    """A picture."""
    headline: Line = ""
    """A few words."""
    text: Prose = ""
    """A paragraph, such as where to write to."""
