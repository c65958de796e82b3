"""What the engine knew of the HTML element behind a structure element.

WeasyPrint's structure elements say neither which HTML element they came from nor in which
language it is. `engine.tagging` adds that to each of them as a note; `finish` reads the notes and
builds the real tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class ElementNote:
    """One box of one HTML element; an element split over pages or columns has several.

    `tag` is the element's name, for generated boxes with the pseudo-element behind it
    (``li::marker``). `number` counts the elements of its document in reading order and
    `parent` is the number of the element around it (-1: none). `place` is "flow", "margin"
    (running heads and folios) or "footnote". `soft` lists the marked-content ids whose last
    glyph is a hyphen that the engine put in, `said` the text of those in small capitals: there
    one glyph stands for a capital and a small letter, and the PDF's fonts know only one of them.
    """

    tag: str = ""
    number: int = -1
    parent: int = -1
    place: str = "flow"
    lang: str = ""
    id: str = ""
    role: str = ""
    classes: tuple[str, ...] = ()
    title: str = ""
    scope: str = ""
    marker: str = ""
    hidden: bool = False
    soft: tuple[int, ...] = ()
    said: tuple[tuple[int, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the note as values that JSON knows; defaults are left out."""
        return {
            name: value for name, blank in _BLANK.items() if (value := getattr(self, name)) != blank
        }

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> ElementNote:
        """Return the note that `plain` gave, whether or not it has been JSON meanwhile."""
        told = dict(raw)
        for name in ("classes", "soft"):
            told[name] = tuple(told.get(name, ()))
        told["said"] = tuple((mcid, text) for mcid, text in told.get("said", ()))
        return cls(**told)


_BLANK = {each.name: each.default for each in fields(ElementNote)}
