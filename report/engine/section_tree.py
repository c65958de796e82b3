"""The structure of one section's pages: a plain value, and the JSON that carries it to `finish`.

Pages, links and elements are numbered within the section; whoever joins sections adds to that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, TypeAlias

from ..memory import Memory
from .element_note import ElementNote

SECTIONS = "ColophonSections"
"""The entry of a PDF's catalog with the trees of its sections: an array of dictionaries that have
the /Tree, and how many of each there are before: /Page, /Link and /Element."""
_ROOM = 4 << 20
"""Bytes of trees, of a few hundred pages, that a process remembers if it remembers any."""


@dataclass(frozen=True)
class LinkAt:
    """Where a link of the section, counted from 0, has its place in the tree."""

    number: int


@dataclass(frozen=True)
class TaggedElement:
    """One box of one HTML element, on page `page` of its section (from 0).

    A kid that is a number is marked content of that page. `type` is that of the structure element,
    `box` a picture's rectangle in CSS px from the top left, `spans` columns and rows of a cell.
    """

    note: ElementNote
    type: str
    page: int
    kids: tuple[Tagged, ...] = ()
    alt: str = ""
    box: tuple[float, ...] = ()
    spans: tuple[int, int] = (1, 1)


Tagged: TypeAlias = TaggedElement | LinkAt | int


@dataclass(frozen=True)
class Words:
    """The text that one piece of marked content shows, as it was written.

    `y` is where its line stands on the page, from the top, and `size` that of the type, both in
    CSS px.
    """

    page: int
    mcid: int
    text: str
    y: float
    size: float


@dataclass(frozen=True)
class SectionTree:
    """The elements of a section; `margins` are page and id of the content of running heads.

    `count` is how many elements the HTML has, whether or not they are in the tree. `words` has
    all that shows more than white space.
    """

    kids: tuple[tuple[int, Tagged], ...]
    """What stands outside all elements, each with its page."""
    margins: tuple[tuple[int, int], ...]
    count: int
    words: tuple[Words, ...] = ()

    def dumps(self) -> bytes:
        """Return the tree as ASCII, the same for equal trees."""
        value = {
            "count": self.count,
            "kids": [[page, _plain(kid)] for page, kid in self.kids],
            "margins": self.margins,
            "words": [astuple(each) for each in self.words],
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")

    @classmethod
    def loads(cls, data: bytes) -> SectionTree:
        """Return the tree written by `dumps`; ValueError, KeyError or TypeError for another."""
        return _trees.get_or_make(data, len(data), lambda: cls._read(data))

    @classmethod
    def _read(cls, data: bytes) -> SectionTree:
        raw = json.loads(data)
        kids = tuple((page, _tagged(kid)) for page, kid in raw["kids"])
        margins = tuple((page, mcid) for page, mcid in raw["margins"])
        return cls(kids, margins, raw["count"], tuple(Words(*each) for each in raw["words"]))


_trees: Memory[SectionTree] = Memory(_ROOM)


def _plain(kid: Tagged) -> Any:
    if isinstance(kid, int):
        return kid
    if isinstance(kid, LinkAt):
        return [kid.number]
    filled: dict[str, Any] = {"n": kid.note.plain(), "s": kid.type, "p": kid.page}
    if kid.kids:
        filled["k"] = [_plain(each) for each in kid.kids]
    if kid.alt:
        filled["a"] = kid.alt
    if kid.box:
        filled["b"] = kid.box
    if kid.spans != (1, 1):
        filled["c"] = kid.spans
    return filled


def _tagged(raw: Any) -> Tagged:
    if isinstance(raw, int):
        return raw
    if isinstance(raw, list):
        return LinkAt(raw[0])
    columns, rows = raw.get("c", (1, 1))
    kids: Sequence[Any] = raw.get("k", ())
    return TaggedElement(
        ElementNote.of(raw["n"]),
        raw["s"],
        raw["p"],
        tuple(_tagged(each) for each in kids),
        raw.get("a", ""),
        tuple(raw.get("b", ())),
        (columns, rows),
    )
