"""What charts say: the words of the edition's language, and the sentences made of them.

The words stand in templates/languages/, below `charts:` and `joins:`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.charts import ChartStyle

LANGUAGES = frozenset({"*"})  # whatever language has a file


def phrase(style: ChartStyle, key: str, **parts: object) -> str:
    """Return a phrase in the language of the style, its blanks filled."""
    return style.words[key].format(**parts)


def sentence(style: ChartStyle, key: str, **parts: object) -> str:
    """Return a phrase that is a sentence, and what stands between it and the next one."""
    return phrase(style, key, **parts) + style.words["sentences"]


def listed(style: ChartStyle, items: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    others = style.words["comma"].join(items[:-1])
    return phrase(style, "last", others=others, last=items[-1])


def joined(style: ChartStyle, items: Sequence[str]) -> str:
    """Return "a; b; c." as one sentence."""
    words = style.words
    return words["semicolon"].join(items) + words["stop"] + words["sentences"] if items else ""
