"""People."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self
from unicodedata import bidirectional

from pydantic import model_validator

from ..block import Block, Data, PhotoUse, Width
from ..node import GivenName, Line, Name
from ..rows import read_rows, rows_of
from ..tables import Table
from .contacts import Reachable

_COLUMNS = ("name", "title", "organisation", "photo", "phone", "email", "web")


class Person(Reachable):
    """One person of a list."""

    name: GivenName
    """The name, in the order in which it is spoken."""
    title: Line = ""
    """The office held."""
    organisation: Name = ""
    """The organisation that the person represents."""
    photo: PhotoUse | None = None
    """The portrait. Where others have one and this person has none, initials stand in its place."""

    def first_words(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name, for the place of a portrait."""
        letters = [word[0] for word in self.name.split() if word[0].isalpha()]
        # Letters that would be joined to one word stay two.
        between = "\u200c" if letters and bidirectional(letters[0]) == "AL" else ""
        return between.join([*letters[:1], *letters[1:][-1:]])


class People(Block):
    """People in the order given, such as the members of a delegation, with portraits if any.

    What is not for everybody, such as mobile numbers, is kept back with `press_only` or
    `screen_only`, of one person or of the whole list.
    """

    kind: ClassVar[str] = "people"

    title: Line = ""
    """The headline, repeated where the list goes on over the page."""
    people: tuple[Person, ...] = ()
    """The people, in order."""
    data: Data | None = None
    """A CSV file or a workbook instead of `people`, with the columns `name`, `title`,
    `organisation`, `photo` (a file), `phone`, `email` and `web`; all but `name` can be left out."""
    arrangement: Literal["portraits", "rows"] = "portraits"
    """Large portraits with the words below, or small ones with the words beside them."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.people) == (self.data is not None):
            raise ValueError("a list of people has either `people` or `data`\nkeep one of the two")
        return self

    def lives_by(self, field: str) -> bool:
        return field == "people"

    def from_table(self, table: Table) -> Mapping[str, Any]:
        rows = rows_of(table, _COLUMNS, ("name",))
        return {"people": tuple(read_rows(rows, Person, _person))}


def _person(texts: dict[str, str]) -> dict[str, Any]:
    photo = texts.pop("photo", "")
    return {**texts, "photo": {"file": photo}} if photo else {**texts}
