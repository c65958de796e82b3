"""What the engine knew of the HTML element behind a structure element.

WeasyPrint's structure elements say neither which HTML element they came from nor in which
language it is. `engine.tagging` writes that beside each of them as a note, `finish` reads the
notes, builds the real tree and removes them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

KEY = "ColophonNote"


@dataclass(frozen=True)
class ElementNote:
    """One box of one HTML element; an element split over pages or columns has several.

    `tag` is the element's name, for generated boxes with the pseudo-element behind it
    (``li::marker``). `number` counts the elements of the whole document in reading order and
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

    def dumps(self) -> str:
        """Return the note as ASCII text, the same for equal notes; defaults are left out."""
        blank = asdict(ElementNote())
        filled = {name: value for name, value in asdict(self).items() if value != blank[name]}
        return json.dumps(filled, sort_keys=True, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> ElementNote:
        """Return the note written by `dumps`."""
        raw = json.loads(text)
        for name in ("classes", "soft"):
            raw[name] = tuple(raw.get(name, ()))
        raw["said"] = tuple((mcid, text) for mcid, text in raw.get("said", ()))
        return cls(**raw)
