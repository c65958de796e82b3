"""Contacts."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ..block import Block, Width
from ..node import Identified, Line


class Contact(Identified):
    """A person or an organisation to turn to."""

    name: Line
    """The person's or the organisation's name."""
    role: Line = ""
    """The office held, or what the organisation does."""
    organisation: Line = ""
    """The organisation that a person belongs to."""
    place: Line = ""
    """The city, or the postal address."""
    phone: Line = ""
    """In international form: +46 8 123 45 67."""
    email: Line = ""
    """The mail address."""
    web: Line = ""
    """The web address."""


class Contacts(Block):
    """People and organisations to turn to."""

    kind: ClassVar[str] = "contacts"

    title: Line = ""
    """The headline."""
    people: tuple[Contact, ...] = Field(min_length=1)
    """The entries, in the order given."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
