"""The cover."""

from __future__ import annotations

from typing import ClassVar

from ..block import Page, PhotoUse
from ..node import Line


class Cover(Page):
    """The front cover: a picture that bleeds on three sides and a plain panel for the title."""

    kind: ClassVar[str] = "cover"
    whole: ClassVar[bool] = True

    photo: PhotoUse
    """The picture."""
    kicker: Line = ""
    """A word or two above the headline."""
    headline: Line = ""
    """The title as it is printed; ` / ` breaks the line. Left out: the edition's title."""
    standfirst: Line = ""
    """A sentence below the headline."""
