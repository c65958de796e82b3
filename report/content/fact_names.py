"""Which facts an edition names, and where."""

from __future__ import annotations

from typing import Any

from .block import InlineTable
from .names import names_in
from .node import texts, walk


def facts_in_words(value: Any) -> set[str]:
    """Return the names of the facts that the words and key figures in `value` print."""
    words = (text for node in walk(value) for _, _, text in texts(node))
    return _facts(words) | {
        fact for node in walk(value) if (fact := str(getattr(node, "fact", "")))
    }


def facts_in_tables(value: Any) -> set[str]:
    """Return the names of the facts in the heads and cells of inline tables in `value`."""
    tables = [node for node in walk(value) if isinstance(node, InlineTable)]
    cells = (cell for each in tables for row in (each.columns, *each.rows) for cell in row)
    return _facts(cell for cell in cells if isinstance(cell, str))


def _facts(words: Any) -> set[str]:
    names = (name.parts for text in words for name in names_in(text))
    return {parts[1] for parts in names if parts[0] == "facts" and len(parts) > 1}
