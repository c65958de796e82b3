"""Logos."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..artwork import Artwork
from ..block import Block, Width
from ..node import GivenName, Line
from ..uses import Selective


class Logo(Selective):
    """One organisation and its logo."""

    name: GivenName
    """Whose logo it is: read to those who cannot see it, and printed where there is none."""
    logo: Artwork | None = None
    """The file of the logo. Left out: the name is printed."""

    def first_words(self) -> str:
        return self.name


class Logos(Block):
    """Logos in the order given, such as that of protocol, each with the same weight to the eye.

    Whoever hands in a logo has agreed to its being printed; it is never cropped or recoloured.
    """

    kind: ClassVar[str] = "logos"

    title: Line = ""
    """The headline, repeated where the logos go on over the page."""
    items: tuple[Logo, ...] = Field(min_length=1)
    """The logos, in order."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
