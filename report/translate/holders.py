"""What holds words in an edition, and the context that they have in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from ..content.block import Block, InlineTable, Item, Page, TableFile
from ..content.edition import Edition, blocks_of
from ..content.node import Identified, Node, slug

EDITION, FACTS, PHOTOS = "edition", "facts", "photos"
"""What the contexts begin with of what is in no section; a full stop follows, which no id has."""


@dataclass(frozen=True)
class Holder:
    """A node with words, and the context of its fields.

    `page` and `block` are what it belongs to; None for what is in no section.
    """

    node: Node
    base: str
    page: Page | None = None
    block: Block | Page | None = None

    def context(self, field: str) -> str:
        """Return the context of the words in a field."""
        return f"{self.base}{'/' if self.page else '.'}{field}"

    @property
    def section(self) -> str:
        """The id of the section, or what the words are that belong to none."""
        return self.page.id if self.page else self.base.partition(".")[0]

    @property
    def at(self) -> str:
        """The id that a finding names."""
        return self.block.id if self.block else ""


def holders(edition: Edition) -> Iterator[Holder]:
    """Yield everything of an edition that can have words, in reading order, the facts last."""
    yield Holder(edition, EDITION)
    for page in edition.pages():
        yield from _inside(Holder(page, page.id, page, page))
        for block in blocks_of(page):
            yield from _inside(Holder(block, block.id, page, block))
    for name, fact in edition.facts.items():
        yield Holder(fact, f"{FACTS}.{name}")


def data_name(block: Block | Page) -> str:
    """Return what the context of a block's table begins with; "" for a block without one.

    It is the name of the file: blocks that print the same file have its words translated once.
    """
    data = getattr(block, "data", None)
    if isinstance(data, TableFile):
        return ":".join(each for each in (data.file, data.sheet) if each)
    if isinstance(data, InlineTable):
        return f"{block.id}/data"
    return str(data) if data else ""


def _inside(holder: Holder) -> Iterator[Holder]:
    yield holder
    for name in type(holder.node).model_fields:
        value = getattr(holder.node, name)
        if isinstance(value, Node) and not isinstance(value, (InlineTable, TableFile)):
            yield from _inside(replace(holder, node=value, base=_base(holder, name, "")))
        elif isinstance(value, tuple) and name != "blocks":
            for item in value:
                if isinstance(item, Node) and not isinstance(item, Item):
                    yield from _inside(
                        replace(holder, node=item, base=_base(holder, name, _key(item)))
                    )


def _base(holder: Holder, name: str, key: str) -> str:
    """Return the context of what stands in a field, under its own `key` in a list.

    What a table fills is known by the table: its rows have no ids, and may be sorted anew.
    """
    table = data_name(holder.block) if holder.block is not None else ""
    if (table and holder.node is holder.block) or holder.base == table:
        return table
    return f"{holder.base}/{key or name}"


def _key(item: Node) -> str:
    if isinstance(item, Identified):
        return item.id or slug(item.first_words()) or "item"
    return slug(PurePosixPath(str(getattr(item, "file", ""))).stem) or "item"
