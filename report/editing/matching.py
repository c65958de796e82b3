"""Which text of an edition the words are of that somebody points at on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from ..content.names import names_in
from ..translate.holders import FACTS
from .sources import Source

_WORD = re.compile(r"\w+")
_JOINTS = re.compile("[\u00ad\u200b\u200d\u2060]")  # where words may divide, or must not
_LEAST_HERE, _LEAST, _ELSEWHERE = 0.3, 0.5, 0.8
"""The share of the words pointed at that a text has to have: in the same block, where the line may
be of two texts, in the same section, and in another."""
_NEAR, _NEARER = 0.15, 0.3
"""What counts for a text of the same section, and of the same block."""


def source_at(
    sources: Iterable[Source], words: str, at: str = "", section: str = ""
) -> Source | None:
    """Return the text that words of a page are most likely of; None where none has them.

    `words` are those of a paragraph, or of a line of one; `at` is the id of the block that they
    stand in, and `section` that of its section. Of two alike, the first is taken.
    """
    wanted = _words(words)
    if not wanted:
        return None
    best, most = None, 0.0
    for source in sources:
        rank = _share(wanted, source)
        if source.at and source.at == at:
            least, more = _LEAST_HERE, _NEARER
        elif source.section in (section, FACTS):
            least, more = _LEAST, _NEAR
        else:
            least, more = _ELSEWHERE, 0.0
        if rank < least:
            continue
        rank += more
        if rank > most:
            best, most = source, rank
    return best


def named_facts(source: Source, sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the texts of the facts that a text names, so that they can be changed as well."""
    names = {name.parts[1] for name in names_in(source.text) if name.parts[0] == FACTS}
    return tuple(each for each in sources if each.fact in names)


def _share(wanted: Counter[str], source: Source) -> float:
    """Return the share of the words that a text has, a little less where it has many others."""
    best = 0.0
    for text in {source.said or source.text, source.text}:
        there = _words(text)
        found = sum((wanted & there).values()) / sum(wanted.values())
        if found:
            # Of two texts with all the words, the one that says nothing else is meant.
            others = sum((there - wanted).values())
            best = max(best, found - 0.1 * others / (others + sum(wanted.values())))
    return best


@lru_cache(4096)
def _words(text: str) -> Counter[str]:
    """Return the words of a text as they count: letters alone, and no parts of a divided word."""
    return Counter(_WORD.findall(_JOINTS.sub("", text).casefold()))
