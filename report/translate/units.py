"""One text to be translated, with what a translator has to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from ..content.names import substitute
from ..diagnostics import Mark
from .catalog import Key

# How much longer texts may become, by their length: IBM's "Guidelines to design global solutions",
# A3, as the W3C repeats them in "Text size in translation".
_GROWTH = ((10, 3.0), (20, 2.0), (30, 1.8), (50, 1.6), (70, 1.7))
_GROWTH_OF_LONG = 1.4
_LABEL = 60


@dataclass(frozen=True)
class Unit:
    """A text to be translated: what it is known by, and what is to be known of it.

    `markdown` is True where names are filled in and Markdown is read, `optional` where an empty
    translation means that the words stay as they are; `kept` are names that no translation leaves
    out. `section` is the id of its section, or
    `edition`, `facts` or `photos`; `at` the id of the block that findings name.
    """

    context: str
    source: str
    form: str
    mark: Mark
    section: str
    at: str = ""
    markdown: bool = True
    optional: bool = False
    notes: tuple[str, ...] = ()
    places: tuple[Mark, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What the text is known by."""
        return self.context, self.source

    @property
    def limit(self) -> int:
        """The number of characters that a translation should not exceed."""
        return longest(self.source)


def longest(source: str) -> int:
    """Return how many characters a translation of `source` may have."""
    length = len(source)
    growth = next((each for most, each in _GROWTH if length <= most), _GROWTH_OF_LONG)
    return max(ceil(length * growth), 12)


def worded(text: str) -> bool:
    """True for a text with letters besides the names in it: nothing else is translated."""
    return any(letter.isalpha() for letter in substitute(text, lambda name: ""))


def hints(text: str, form: str, optional: bool) -> Iterator[str]:
    """Yield what a translator has to know of the form of a text."""
    source = text.strip()
    if form == "prose":
        yield f"Markdown; up to {longest(source)} characters (now {len(source)})"
    elif len(source) <= _LABEL:
        yield f"One line; up to {longest(source)} characters (now {len(source)})"
    else:
        yield f"One paragraph; up to {longest(source)} characters (now {len(source)})"
    if " / " in source and form == "line":
        yield "“ / ” breaks the line; leave it out where it is not needed"
    if optional:
        yield "A name: leave the translation empty where it stays as it is"
