"""One difference as the paper prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..papers.words import Words
from .telling import what_of
from .values import Change
from .words import Piece, pieces, shortened

_ON_A_LINE = re.compile(r"\s*\n\s*")
_HAPPENED = {"added": "new", "removed": "gone", "moved": "moved", "changed": ""}


@dataclass(frozen=True)
class Part:
    """Words that are the same, or only in the old or the new."""

    side: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True)
class Told:
    """A difference: what it is of, what happened to it (“new”, “gone”, “moved”, "" for changed)."""

    what: str
    happened: str
    parts: tuple[Part, ...]
    note: str = ""


def told(change: Change, words: Words, longest: int) -> Told:
    """Return a difference in words, each of its parts in so many letters at most."""
    old, new = (_ON_A_LINE.sub(" / ", each) for each in (change.old, change.new))
    if change.kind == "moved":
        parts = [Part("old", words(old, longest)), Part("new", words(new, longest))]
    else:
        found = shortened(pieces(old, new))
        share = longest if len(found) < 3 else max(60, longest // len(found) * 2)
        parts = [part for each in found for part in _parts(each, words, share)]
    note = words.sentence(change.note, 120) if change.note else ""
    what = "" if change.what == "words" else words(what_of(change), 90)
    return Told(what, _HAPPENED[change.kind], tuple(parts), note)


def _parts(piece: Piece, words: Words, longest: int) -> Iterator[Part]:
    """Yield words, and apart from them the blanks at their ends: these are not marked."""
    text = piece.text.strip()
    if piece.text[:1].isspace():
        yield Part("same", " ")
    if text:
        yield Part(piece.side, words.sentence(text, longest))
    if text and piece.text[-1:].isspace():
        yield Part("same", " ")
