"""Ids: each section, block and list item has one, given or derived from its kind and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..diagnostics import Finding, Mark
from . import problems
from .block import Block, Item, Page
from .edition import Edition, blocks_of
from .node import Identified, Node, changed, slug
from .yaml import Path


def give_ids(edition: Edition) -> tuple[Edition, tuple[Finding, ...]]:
    """Return the edition with the ids that were not given derived, and what is wrong with those.

    The ids of pages and blocks are unique in the edition, those of list items in their list. A
    derived id that is taken gets a number; a given one is a finding.
    """
    findings = tuple(_contradicted(edition))
    beside = {item.body.origin[1]: item.id for item in _items(edition) if item.id}
    outer = _Claims(beside)
    for page in edition.pages():
        outer.add(page, slug(page.first_words()) or slug(page.kind))
        for block in blocks_of(page):
            outer.add(block, slug(f"{block.kind} {block.first_words()}", 6))
    ids = outer.settled()
    findings += tuple(outer.findings)
    for owner in list(outer.wanted):
        inner = _Claims({})
        for item in list_items(owner):
            inner.add(item, slug(item.first_words()) or "item")
        ids |= inner.settled()
        findings += tuple(inner.findings)

    def given(node: Node) -> dict[str, str]:
        known = isinstance(node, Identified) and node.origin[1] in ids
        return {"id": ids[node.origin[1]]} if known else {}

    return changed(edition, given), findings


@dataclass
class _Claims:
    """The ids that are wanted in one place; `beside` are those written beside a block's kind."""

    beside: dict[Path, str]
    wanted: list[Identified] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, node: Identified, derived: str) -> None:
        self.wanted.append(node)
        self.derived.append(derived)

    def settled(self) -> dict[Path, str]:
        """Return the ids by the paths of their nodes: first those given, then those derived."""
        ids: dict[Path, str] = {}
        taken: dict[str, Identified] = {}
        for node in self.wanted:
            path = node.origin[1]
            id = node.id or self.beside.get(path, "")
            if not id:
                continue
            ids[path] = id
            if id in taken:
                self.findings.append(_taken(id, node, taken[id]))
            taken.setdefault(id, node)
        numbers: dict[str, int] = {}
        for node, derived in zip(self.wanted, self.derived, strict=True):
            if node.origin[1] in ids:
                continue
            id = derived
            while id in taken:
                numbers[derived] = numbers.get(derived, 1) + 1
                id = f"{derived}-{numbers[derived]}"
            ids[node.origin[1]] = id
            taken[id] = node
        return ids


def _taken(id: str, node: Identified, other: Identified) -> Finding:
    message = f"the id “{id}” is taken by {other.mark}"
    help = "give one of the two another `id:`"
    return problems.DUPLICATE_ID.finding(_id_mark(node), message, help=help, at=id)


def _contradicted(edition: Edition) -> Iterator[Finding]:
    """Yield a finding for each id beside a kind that differs from the one inside."""
    for item in _items(edition):
        body: Page | Block = item.body
        if item.id and body.id and body.id != item.id:
            message = f"there are two ids here, “{item.id}” and “{body.id}”"
            help = "keep one of them, the inner one if in doubt"
            yield problems.WRONG_VALUE.finding(item.mark_of("id"), message, help=help)


def _items(edition: Edition) -> Iterator[Item]:
    pages: tuple[Item, ...] = edition.sections
    for item in pages:
        yield item
        yield from getattr(item.body, "blocks", ())


def list_items(owner: Identified) -> Iterator[Identified]:
    """Yield the list items of a block or page, without the blocks of a page."""
    for name in type(owner).model_fields:
        value = getattr(owner, name)
        if name != "blocks" and isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Identified))


def _id_mark(node: Identified) -> Mark:
    """Return where the id stands, inside the node or beside its kind; else the node's own mark."""
    document, path = node.origin
    for place in ((*path, "id"), (*path[:-1], "id")):
        if place in document.places:
            return document.places[place].mark
    return node.mark
