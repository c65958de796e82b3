"""Organisations."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..artwork import Artwork
from ..block import Block, Width
from ..node import GivenName, Line, Name
from ..uses import Selective
from .contacts import Contact


class Organisation(Selective):
    """An organisation: what it does, offers and looks for, and whom to ask there."""

    name: GivenName
    """Its name."""
    logo: Artwork | None = None
    """The file of its logo."""
    place: Name = ""
    """The city, or the postal address."""
    about: Line = ""
    """What it does, in a sentence or two."""
    offers: Line = ""
    """What it offers to those it meets."""
    looks_for: Line = ""
    """What it looks for."""
    contact: Contact | None = None
    """Whom to ask."""

    def first_words(self) -> str:
        return self.name


class Organisations(Block):
    """Profiles of organisations, in the order given."""

    kind: ClassVar[str] = "organisations"

    title: Line = ""
    """The headline, repeated where the profiles go on over the page."""
    organisations: tuple[Organisation, ...] = Field(min_length=1)
    """The profiles, in order."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
