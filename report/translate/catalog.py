"""What a PO file holds: entries with all that translators and programs wrote beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..content.yaml import Place
from ..diagnostics import Mark

Key = tuple[str, str]
"""What a text is known by: its context and its words."""
FUZZY = "fuzzy"


@dataclass(frozen=True)
class StringPlace(Place):
    """Where a string of a PO file stands, which may be written in several pieces.

    A piece is the offset of its first character in the string, its line and its column.
    """

    pieces: tuple[tuple[int, int, int], ...] = ()

    def at(self, text: str, offset: int) -> Mark:
        """Return the mark of the character at `offset`; escaped signs count as one column."""
        before = [piece for piece in self.pieces if piece[0] <= offset]
        if not before:
            return self.mark
        start, line, column = before[-1]
        return Mark(self.mark.file, line, column + offset - start)


@dataclass(frozen=True)
class Entry:
    """One text and its translation.

    `remarks` are the translator's, `notes` and `places` are written anew by each update. `before`
    is the text that a fuzzy translation was made for, `context_before` where that stood.
    """

    context: str
    source: str
    words: str = ""
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    before: str | None = None
    context_before: str | None = None
    obsolete: bool = False
    mark: Mark = field(default=Mark(""), compare=False)
    place: Place = field(default=Place(Mark("")), compare=False)

    @property
    def key(self) -> Key:
        """What the entry is known by."""
        return self.context, self.source

    @property
    def fuzzy(self) -> bool:
        """True for a translation that somebody has to look at."""
        return FUZZY in self.flags

    @property
    def done(self) -> bool:
        """True for a translation that can be printed."""
        return bool(self.words.strip()) and not self.fuzzy and not self.obsolete

    def sure(self) -> tuple[str, ...]:
        """Return the flags without `fuzzy`."""
        return tuple(flag for flag in self.flags if flag != FUZZY)


@dataclass(frozen=True)
class Catalog:
    """A PO file. `head` are the fields of its header in order, `remarks` the comments above it."""

    file: str
    head: Mapping[str, str]
    entries: tuple[Entry, ...]
    remarks: tuple[str, ...] = ()
    header: Entry | None = None
    """The entry that `head` was read from."""

    def head_mark(self, name: str) -> Mark:
        """Return where a field of the header stands; the file's begin for one that it lacks."""
        if self.header is None:
            return Mark(self.file, 1, 1)
        words = self.header.words
        return self.header.place.at(words, max(words.casefold().find(f"{name.casefold()}:"), 0))

    def by_key(self) -> dict[Key, Entry]:
        """Return the entries that are in use by what they are known by."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}
