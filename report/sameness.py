"""What is the same as a moment ago, places included: sections that need not be composed again.

A section is composed of its own words, tables and options, and of what stands around it. While an
author writes, nearly all of that is what it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from .composed import Means
from .content.block import Page
from .content.edition import Edition, blocks_of
from .content.load import Manuscript
from .content.node import Node, Words
from .parts import Part


def same(one: Any, other: Any) -> bool:
    """True for values of an edition that say the same, with words at the same places."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, Node):
        return all(same(value, getattr(other, name)) for name, value in vars(one).items())
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, Words):
        return str.__eq__(one, other) and vars(one) == vars(other)
    return bool(one == other)


def same_page(now: Manuscript, before: Manuscript, page: Page, other: Page) -> bool:
    """True where a page of a manuscript is what the `other` was in the manuscript `before`."""
    if page.mark != other.mark or not same(page, other):
        return False
    pairs = zip(blocks_of(page), blocks_of(other), strict=True)
    return all(
        one.mark == two.mark
        and now.tables.get(one.id) == before.tables.get(one.id)
        and now.specs.get(one.id) == before.specs.get(one.id)
        for one, two in pairs
    )


def same_around(now: Manuscript, before: Manuscript) -> bool:
    """True where all of an edition is what it was before that stands in no section of it."""
    one, other = now.edition, before.edition
    return now.facts_elsewhere == before.facts_elsewhere and all(
        same(value, getattr(other, name)) for name, value in vars(one).items() if name != "sections"
    )


def kept_parts(now: Manuscript, before: Manuscript, parts: Mapping[str, Part]) -> dict[str, Part]:
    """Return the sections, by their ids, that are what they were in the manuscript `before`."""
    if not same_around(now, before):
        return {}
    pages = {page.id: page for page in before.edition.pages() if page.id in parts}
    return {
        page.id: parts[page.id]
        for page in now.edition.pages()
        if page.id in pages
        and not parts[page.id].looks_around
        and same_page(now, before, page, pages[page.id])
    }


class Around:
    """An edition as templates see it; `looked` is called where one asks for more than words."""

    def __init__(self, edition: Edition, looked: Callable[[], None]) -> None:
        self._edition, self._looked = edition, looked

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._edition, name)
        if not isinstance(value, (str, int, float, datetime.date, type(None))):
            self._looked()
        return value


def same_means(now: Means, before: Means) -> bool:
    """True where composing draws on what it drew on before: none of it was read anew, or it is
    the same, pictures included."""
    return (
        # Kinds that were looked for anew are not compared: that would load every one of them.
        now.kinds is before.kinds
        and (now.design, now.chart_style) == (before.design, before.chart_style)
        and now.ledgers.same_as(before.ledgers)
        and now.artworks.same_as(before.artworks)
    )
