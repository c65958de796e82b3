"""Which facts, and which columns of rows, an edition names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .block import InlineTable
from .blocks.qr_code import QrCode
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
    return _facts(cell for cell in _cells(value) if isinstance(cell, str))


def columns_in(value: Any) -> set[str]:
    """Return the names of the columns of rows that the words and tables in `value` print."""
    words = [text for node in walk(value) for _, _, text in texts(node)]
    words += [cell for cell in _cells(value) if isinstance(cell, str)]
    words += [node.address for node in walk(value) if isinstance(node, QrCode)]
    names = (name.parts for text in words for name in names_in(text))
    return {parts[1] for parts in names if parts[0] == "row" and len(parts) > 1}


def _facts(words: Any) -> set[str]:
    names = (name.parts for text in words for name in names_in(text))
    return {parts[1] for parts in names if parts[0] == "facts" and len(parts) > 1}


def _cells(value: Any) -> Iterator[Any]:
    """Yield the heads and cells of the inline tables in `value`."""
    for node in walk(value):
        if isinstance(node, InlineTable):
            yield from (cell for row in (node.columns, *node.rows) for cell in row)
