"""Words that differ within a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

# Words, white space, and each other sign by itself; what is written without blanks, by letters.
_LONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = rf"[^\W{_LONE}]+"
_TOKEN = re.compile(rf"\{{\{{[^{{}}]*\}}\}}|{_WORD}(?:[.,’'-]{_WORD})*|\s+|.", re.DOTALL)
_MOST = 1_000_000_000
"""Beyond so many comparisons (a bit of memory each), texts are told whole."""
_CONTEXT = 40
"""How many letters are kept beside what differs, where the rest is left out."""


@dataclass(frozen=True)
class Piece:
    """A part of a text that is the `same` on both sides, or only in the `old` or the `new`."""

    side: Literal["same", "old", "new"]
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as one: what they have in common, and what each has of its own.

    What is the same and what is old make up the old text; what is the same and new, the new one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > _MOST:
        return tuple(_differing(old, new)) if old != new else (Piece("same", new),)
    found: list[Piece] = []
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            found.append(Piece("same", "".join(after[step.dest_start : step.dest_end])))
        if step.tag in ("delete", "replace"):
            found.append(Piece("old", "".join(before[step.src_start : step.src_end])))
        if step.tag in ("insert", "replace"):
            found.append(Piece("new", "".join(after[step.dest_start : step.dest_end])))
    return tuple(_together(found))


def _together(found: list[Piece]) -> Iterator[Piece]:
    """Yield pieces with what differs on both sides of a few equal words as one, old before new.

    Words that two sentences have in common by chance, such as “the”, would tear both to shreds
    (the rule is that of Neil Fraser's diff-match-patch: what is equal is no longer than what
    differs on either side of it).
    """
    old = new = same = ""
    for piece in found:
        if piece.side == "same":
            same += piece.text
            continue
        longest = min(max(len(old), len(new)), len(piece.text))
        if same and (not (old or new) or len(same.strip()) > longest):
            yield from _differing(old, new)
            yield Piece("same", same)
            old = new = ""
        else:
            old, new = old + same, new + same
        same = ""
        old += piece.text if piece.side == "old" else ""
        new += piece.text if piece.side == "new" else ""
    yield from _differing(old, new)
    if same:
        yield Piece("same", same)


def _differing(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("old", old)
    if new:
        yield Piece("new", new)


# The end of a line within a paragraph: a blank to readers. Items of lists and headings begin lines.
_WRAPPED = re.compile(r"(?<!\n)[ \t]*\n[ \t]*(?!\s|[-*+>#|] |\d+[.)] )")


def flowing(text: str) -> str:
    """Return Markdown with its paragraphs on one line each: where lines end is no difference."""
    return _WRAPPED.sub(" ", text.strip())


def shortened(found: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces with “…” in place of what is the same, and not beside what differs."""
    last = len(found) - 1
    return tuple(
        Piece("same", _cut(piece.text, at == 0, at == last)) if piece.side == "same" else piece
        for at, piece in enumerate(found)
    )


def _cut(text: str, first: bool, last: bool) -> str:
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    if len(text) <= len(head) + len(tail) + 10:
        return text
    if head and " " in head:
        head = head.rpartition(" ")[0] + " "
    if tail and " " in tail:
        tail = " " + tail.partition(" ")[2]
    return f"{head}…{tail}"
