"""A picture across a spread."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar, Literal

from ..block import Page, PhotoUse


class Spread(Page):
    """A picture across two facing pages, over all their edges.

    It begins on a left-hand page; where it would not, a page is left blank before it, and a
    finding says so. It cannot end on the last page, which has none beside it.

    Its focal point is kept out of the fold: in the middle of one of the two pages where the picture
    is wide enough. Across two pages of A4, a picture of 3,900 × 2,800 pixels prints well.
    """

    kind: ClassVar[str] = "spread"
    whole: ClassVar[bool] = True
    facing: ClassVar[bool] = True
    start: Literal["verso"] = "verso"
    """Always the left-hand page (verso)."""

    photo: PhotoUse
    """The picture."""
    caption_at: Literal["left", "right"] = "left"
    """On which of the two pages the caption and the credit line stand, in the outer corner."""

    def first_words(self) -> str:
        return self.photo.caption or PurePosixPath(self.photo.file).stem
