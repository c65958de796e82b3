"""Contacts."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ..block import Block, Width
from ..node import GivenName, Kept, Line, Name
from ..uses import Selective


def _mail(address: str) -> str:
    if address and not re.fullmatch(r"[^\s@:/?&<>]+@[^\s@:/?&<>]+", address):
        raise ValueError(f"“{address}” is not a mail address\nwrite it as name@example.org")
    return address


def _web(address: str) -> str:
    if address and not re.fullmatch(r"(https?://)?[^\s:/<>]+(:\d+)?(/[^\s<>]*)?", address):
        raise ValueError(f"“{address}” is not a web address\nwrite it as www.example.org")
    return address


class Reachable(Selective):
    """How somebody can be reached."""

    phone: Kept = ""
    """In international form: +46 8 123 45 67."""
    email: Annotated[Kept, AfterValidator(_mail)] = ""
    """The mail address."""
    web: Annotated[Kept, AfterValidator(_web)] = ""
    """The web address."""


class Contact(Reachable):
    """A person or an organisation to turn to."""

    name: GivenName
    """The person's or the organisation's name."""
    role: Line = ""
    """The office held, or what the organisation does."""
    organisation: Name = ""
    """The organisation that a person belongs to."""
    place: Name = ""
    """The city, or the postal address."""

    def first_words(self) -> str:
        return self.name


class Contacts(Block):
    """People and organisations to turn to."""

    kind: ClassVar[str] = "contacts"

    title: Line = ""
    """The headline."""
    people: tuple[Contact, ...] = Field(min_length=1)
    """The entries, in the order given."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
