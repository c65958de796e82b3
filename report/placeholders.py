"""Words of the starter that nobody has written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .content.edition import Edition
from .content.node import Words, read_model, texts, walk
from .content.yaml import read_yaml
from .diagnostics import Mark
from .resources import Project

FOLDER = "templates/starter"
FILE = "edition.yaml"
MAY_STAY = frozenset(
    {
        "First edition",
        "The credits of all pictures are on page {{ page.credits }}",
        "visitors in a year",
        "Visitors by month",
        "At the back",
        "Contacts, sources / and pictures",
        "Whom to write to, and who made the pictures",
    }
)
"""What the starter says that is true of other brochures as well."""
_FILLED_IN = {"$TITLE": "Title", "$DATE": "2000-01-01"}
_SIGNS = re.compile(r"\*+|^#+", re.MULTILINE)
_ENDS = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
# Names for examples alone, which nobody else can have (RFC 2606 §3).
_ADDRESS = re.compile(r"[\w.@-]*\bexample\.(?:com|net|org)\b(?![/-])")


@dataclass(frozen=True)
class Placeholder:
    """Words of the starter that an edition still has, and where they stand."""

    words: str
    mark: Mark


def starter_words(project: Project) -> frozenset[str]:
    """Return the sentences, names and addresses of the starter that are there to be replaced.

    Empty where there is no starter, as in the archives of releases made before it was looked at.
    """
    path = project.bundled / FOLDER / FILE
    return _words_of(project.read_text(path)) if path.is_file() else frozenset()


@cache
def _words_of(text: str) -> frozenset[str]:
    for name, value in _FILLED_IN.items():
        text = text.replace(name, value)
    starter = read_model(Edition, read_yaml(text.encode(), FILE))
    found = {
        piece for node in walk(starter) for _, _, words in texts(node) for piece in _pieces(words)
    }
    return frozenset(found - MAY_STAY - {starter.title})


def placeholders(edition: Edition, known: frozenset[str]) -> Iterator[Placeholder]:
    """Yield each text of the edition that holds a piece of what is `known` of the starter."""
    for node in walk(edition):
        for field, _, words in texts(node):
            piece = next((each for each in _pieces(words) if each in known), "")
            if piece:
                mark = words.place.mark if isinstance(words, Words) else node.mark_of(field)
                yield Placeholder(piece, mark)


def _pieces(text: str) -> Iterator[str]:
    """Yield all of a text, its sentences and the addresses for examples in it, without signs."""
    bare = _SIGNS.sub("", text)
    for piece in (bare, *_ENDS.split(bare)):
        plain = " ".join(piece.split()).rstrip(".!?:;")
        if " " in plain:  # A word alone, such as “Sources” or “%”, is everybody's.
            yield plain
    yield from _ADDRESS.findall(text)
