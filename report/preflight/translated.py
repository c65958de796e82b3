"""Lines on pages, at the places where their words stand: in the PO file, or at a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from ..content.edition import Edition
from ..content.node import Node, Words, texts, walk
from ..diagnostics import Mark
from .evidence import PageEvidence, TextLine, TextRun

Written = TypeVar("Written", TextLine, TextRun)


def at_their_words(pages: Sequence[PageEvidence], edition: Edition) -> tuple[PageEvidence, ...]:
    """Return pages whose lines and runs have the marks of the translations that they are of.

    What is not translated, or cannot be told from the other words of its block, stays as it is.
    """
    return _marked(pages, dict(_translations(edition)))


def at_their_fields(pages: Sequence[PageEvidence], edition: Edition) -> tuple[PageEvidence, ...]:
    """Return pages where what a page itself says, such as the standfirst of a cover, has the mark
    of that field. Without them it has that of the page, which begins elsewhere."""
    known = {
        page.id: tuple(
            (_letters(text), text.place.mark if isinstance(text, Words) else page.mark_of(field))
            for field, _, text in texts(page)
        )
        for page in edition.pages()
    }
    return _marked(pages, known)


def _marked(
    pages: Sequence[PageEvidence], known: Mapping[str, Sequence[tuple[str, Mark]]]
) -> tuple[PageEvidence, ...]:
    """Return pages whose lines and runs have the marks that their letters are known by, by id."""
    if not known:
        return tuple(pages)

    @cache
    def mark_of(at: str, text: str) -> Mark | None:
        words = _letters(text)
        return next((mark for whole, mark in known.get(at, ()) if words and words in whole), None)

    def marked(written: tuple[Written, ...]) -> tuple[Written, ...]:
        return tuple(
            replace(each, mark=mark_of(each.at, each.text) or each.mark) for each in written
        )

    return tuple(replace(page, lines=marked(page.lines), runs=marked(page.runs)) for page in pages)


def _translations(edition: Edition) -> Iterator[tuple[str, tuple[tuple[str, Mark], ...]]]:
    """Yield the letters of each translated text and where it stands, by the id of its block."""
    of_blocks: set[int] = set()
    for _, block in edition.blocks():
        nodes = list(walk(block))
        of_blocks |= {id(node) for node in nodes}
        if found := tuple(_translated(nodes)):
            yield block.id, found
    for page in edition.pages():
        if found := tuple(_translated(each for each in walk(page) if id(each) not in of_blocks)):
            yield page.id, found


def _translated(nodes: Iterator[Node] | Sequence[Node]) -> Iterator[tuple[str, Mark]]:
    for node in nodes:
        for field, _, words in texts(node):
            if isinstance(words, Words) and words.place.mark.file != node.mark_of(field).file:
                yield _letters(words), words.place.mark


def _letters(text: str) -> str:
    """Return the letters of a text alone: signs and spaces are other ones where it is printed."""
    return "".join(each for each in text.casefold() if each.isalpha())
