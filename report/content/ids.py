"""Ids: each section, block and list item has one, given or derived from its kind and words."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding, Mark
from . import problems
from .block import Block, Item, Page
from .edition import Edition, blocks_of
from .node import Identified, slug


def give_ids(edition: Edition) -> tuple[Finding, ...]:
    """Derive the ids that were not given; return a finding for each that is contradicted or taken.

    The ids of pages and blocks are unique in the edition, those of list items in their list.
    """
    return (*_ids_beside(edition), *_derived(edition))


def _ids_beside(edition: Edition) -> Iterator[Finding]:
    """Take over the ids that stand beside a kind, as in `- id: x` above `text: …`."""
    for item in _block_items(edition):
        body: Page | Block = item.body
        if not item.id:
            continue
        if body.id and body.id != item.id:
            message = f"there are two ids here, “{item.id}” and “{body.id}”"
            help = "keep one of them, the inner one if in doubt"
            yield problems.WRONG_VALUE.finding(item.mark_of("id"), message, help=help)
        else:
            _settle(body, item.id)


def _block_items(edition: Edition) -> Iterator[Item]:
    pages: tuple[Item, ...] = edition.sections
    for item in pages:
        yield item
        yield from getattr(item.body, "blocks", ())


def _derived(edition: Edition) -> Iterator[Finding]:
    taken: dict[str, Identified] = {}
    for page in edition.pages():
        _settle(page, slug(page.first_words()) if page.kind == "section" else slug(page.kind))
        _settle(page, slug(page.kind))
    for _, block in edition.blocks():
        _settle(block, slug(f"{block.kind} {block.first_words()}", 6))
    outer: list[Identified] = []
    for page in edition.pages():
        outer += [page, *blocks_of(page)]
    for each in outer:
        yield from _claim(each, each.id, taken)
        inner: dict[str, Identified] = {}
        for item in list_items(each):
            _settle(item, slug(item.first_words()) or "item")
            yield from _claim(item, item.id, inner)


def _settle(node: Identified, derived: str) -> None:
    if not node.id:
        # The last step of making the value, before anyone else sees it.
        node.__dict__["id"] = derived


def list_items(owner: Identified) -> Iterator[Identified]:
    """Yield the list items of a block or page, without the blocks of a page."""
    for name in type(owner).model_fields:
        value = getattr(owner, name)
        if name != "blocks" and isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Identified))


def _claim(node: Identified, id: str, taken: dict[str, Identified]) -> Iterator[Finding]:
    other = taken.setdefault(id, node)
    if other is not node:
        message = f"the id “{id}” is taken by {other.mark}"
        help = "give one of the two an `id:` of its own"
        yield problems.DUPLICATE_ID.finding(_id_mark(node), message, help=help, at=id)


def _id_mark(node: Identified) -> Mark:
    """Return where the id stands, inside the node or beside its kind; else the node's own mark."""
    document, path = node.origin
    for place in ((*path, "id"), (*path[:-1], "id")):
        if place in document.places:
            return document.places[place].mark
    return node.mark
