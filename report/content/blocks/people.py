"""People."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from ..block import Block, PhotoUse, Width
from ..node import GivenLine, Line
from .contacts import Reachable


class Person(Reachable):
    """One person of a list."""

    name: GivenLine
    """The name, in the order in which it is spoken."""
    title: Line = ""
    """The office held."""
    organisation: Line = ""
    """The organisation that the person represents."""
    photo: PhotoUse | None = None
    """The portrait. Where others have one and this person has none, initials stand in its place."""

    def first_words(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name, for the place of a portrait."""
        letters = [word[0] for word in self.name.split() if word[0].isalpha()]
        return "".join([*letters[:1], *letters[1:][-1:]])


class People(Block):
    """People in the order given, such as the members of a delegation, with portraits if any.

    What is not for everybody, such as a mobile number, is kept back with `press_only` or
    `screen_only`.
    """

    kind: ClassVar[str] = "people"

    title: Line = ""
    """The headline, repeated where the list goes on over the page."""
    people: tuple[Person, ...] = Field(min_length=1)
    """The people, in order."""
    arrangement: Literal["portraits", "rows"] = "portraits"
    """Large portraits with the words below, or small ones with the words beside them."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
