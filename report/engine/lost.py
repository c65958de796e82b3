"""Words that are in the HTML and on no page.

WeasyPrint cuts a positioned box at the foot of the page and drops the rest without a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes

from .boxes import descend
from .page_evidence import LostText
from .render import Boxed

_SILENT = ("head", "script", "style", "template")


def lost_text(boxed: Boxed) -> tuple[LostText, ...]:
    """Return the words of a document that stand on none of its pages, element by element.

    Letters and digits are counted; breaks, hyphens and case change in setting.
    """
    pages, order = boxed.boxes, boxed.order
    root = next(
        (each.element for box in pages for each in box.children if each.element_tag == "html"),
        None,
    )
    if root is None:
        return ()
    set_text: dict[Any, list[str]] = defaultdict(list)
    for page in pages:
        for box in descend(page):
            if isinstance(box, boxes.TextBox) and not _is_generated(box):
                set_text[box.element].append(box.text)
    return tuple(
        _lost(words, at, set_text[element])
        for element, at, words in _texts(root, order.section, frozenset(order.ids))
        if _letters(words) - _letters("".join(set_text[element]))
    )


def _lost(words: str, at: str, parts: Sequence[str]) -> LostText:
    """Return how much is lost of an element's words, of which only some `parts`, or none, are set.

    A part is a line: marks inside a text, such as italics, are elements of their own.
    """
    missing = sum((_letters(words) - _letters("".join(parts))).values())
    each = len(words.split()) / max(1, _letters(words).total())
    shown = _letters("".join(parts)).total()
    lines = ceil(missing * len(parts) / shown) if shown else 0
    return LostText(words, at, None, max(1, round(missing * each)), lines)


def _is_generated(box: Any) -> bool:
    _, _, pseudo = (box.element_tag or "").partition("::")
    return pseudo not in ("", "first-letter", "first-line")


def _texts(element: Any, at: str, ids: Set[str]) -> Iterator[tuple[Any, str, str]]:
    """Yield each element that has words of its own, the id it belongs to, and these words."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _SILENT:
        return
    name = element.get("id", "")
    at = name if name in ids else at
    words = " ".join(part for part in (element.text, *(child.tail for child in element)) if part)
    if words.strip():
        yield element, at, " ".join(words.split())
    for child in element:
        yield from _texts(child, at, ids)


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text.casefold() if letter.isalnum())
