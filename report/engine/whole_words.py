"""Words that no hyphen parts, where a language would let it.

The last line of a paragraph is never the end of a word: WeasyPrint has no `hyphenate-limit-last`
(CSS Text 4 §6.3.4). Nor is a name with a capital inside it (AstraZeneca) parted. A word that is
alone on its line may be: it would not fit otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

_NOT_ALPHABETIC = "\u1100"  # from which on letters break anywhere, without hyphens


def keeping_words_whole(split: Callable[..., Any]) -> Callable[..., Any]:
    """Return `split_first_line`, which breaks again without hyphens where one is not wanted."""

    def split_first_line(text: str, style: Any, *others: Any, **named: Any) -> Any:
        line = split(text, style, *others, **named)
        if style["hyphens"] != "auto" or not _parts_amiss(text, line[2]):
            return line
        unhyphenated = style.copy()
        unhyphenated["hyphens"] = "manual"
        return split(text, unhyphenated, *others, **named)

    return split_first_line


def _parts_amiss(text: str, resume_at: int | None) -> bool:
    """Return whether a line that ends before the byte `resume_at` parts a word that is last or a
    name, and holds other words."""
    if not resume_at:
        return False
    data = text.encode()
    line, rest = data[:resume_at].decode(), data[resume_at:].decode()
    if not (line[-1:].isalpha() and rest[:1].isalpha() and line[-1] < _NOT_ALPHABETIC):
        return False
    before, after = line.split(), rest.split(maxsplit=1)
    word = before[-1] + after[0]
    return len(before) > 1 and (len(after) == 1 or _is_name(word))


def _is_name(word: str) -> bool:
    return any(one.islower() and two.isupper() for one, two in pairwise(word))
