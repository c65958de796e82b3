"""The sections, blocks and list items of an edition that changes can name, by their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..diagnostics import Mark
from .block import blocks
from .edition import Edition, blocks_of, page_types
from .fields import models_at
from .ids import list_items
from .node import Identified, Node
from .tree import Branch


@dataclass(eq=False)
class Spot:
    """A section, block or list item that changes can name.

    `element` is its item in `row`, the list it stands in; `kind` is the key there that names what
    it is, and empty for list items.
    """

    id: str
    level: str
    row: Branch
    element: Branch
    kind: str
    model: type[Node]
    above: Spot | None = None
    removed: Mark | None = None

    @property
    def body(self) -> Branch:
        """What its fields stand in; words alone are written out as their field."""
        branch = self.element.value[self.kind] if self.kind else self.element
        short = getattr(self.model, "short", "")
        if not isinstance(branch.value, dict) and short:
            branch.value = {short: Branch(branch.value, branch.place)}
        return branch

    @property
    def gone(self) -> Spot | None:
        """What was removed of the spot and all that it is part of, if anything."""
        return next((each for each in self.within() if each.removed), None)

    def within(self) -> Iterator[Spot]:
        """Yield the spot itself and all that it is part of."""
        spot: Spot | None = self
        while spot is not None:
            yield spot
            spot = spot.above


def spots_of(edition: Edition, tree: Branch) -> dict[str, Spot]:
    """Return what has an id in an edition, by the id; `tree` is what the edition was read from.

    The ids that were derived are written into the tree: they stay, whatever becomes of the words.
    """
    spots: dict[str, Spot] = {}

    def add(node: Identified, level: str, above: Spot | None) -> Spot:
        spot = _spot_of(node, level, tree, above)
        spots[spot.id] = spot
        return spot

    for page in edition.pages():
        outer = add(page, "section", None)
        for owner, spot in ((page, outer), *((block, None) for block in blocks_of(page))):
            inner = spot or add(owner, "block", outer)
            for item in list_items(owner):
                if _written(tree, item):
                    add(item, "item", inner)
    return spots


def _written(tree: Branch, node: Node) -> bool:
    """True for what stands in the file itself, and not in a table that fills a list."""
    try:
        tree.at(node.origin[1])
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _spot_of(node: Identified, level: str, tree: Branch, above: Spot | None) -> Spot:
    path = node.origin[1]
    if level == "item":
        row, element, kind = tree.at(path[:-1]), tree.at(path), ""
        id = f"{above.id if above else ''}/{node.id}"
    else:
        row, element, kind = tree.at(path[:-2]), tree.at(path[:-1]), str(path[-1])
        id = node.id
    spot = Spot(id, level, row, element, kind, type(node), above)
    written = element.value if kind else spot.body.value
    inner = element.value[kind].value if kind else written
    if "id" not in written and not (isinstance(inner, dict) and "id" in inner):
        written["id"] = Branch(node.id, element.place)
    return spot


def level_of(content: Branch) -> str:
    """Return what an inserted value is, by the one kind that it names; empty for a list item."""
    kinds = [each for each in content.value if each != "id"] if _is_mapping(content) else []
    if len(kinds) == 1 and kinds[0] in page_types():
        return "section"
    return "block" if len(kinds) == 1 and kinds[0] in blocks() else ""


def _is_mapping(branch: Branch) -> bool:
    return isinstance(branch.value, dict)


def list_in(spot: Spot) -> tuple[Branch | None, str]:
    """Return the list that `into:` adds to, made where there is none, and what stands in it."""
    name = "blocks" if spot.level == "section" else _only_list(spot.model)
    if not name or name not in spot.model.model_fields:
        return None, "item"
    body = spot.body
    row = body.value.setdefault(name, Branch([], body.place))
    inner = "block" if spot.level == "section" else "item"
    return (row if isinstance(row.value, list) else None), inner


def _only_list(model: type[Node]) -> str:
    """Return the name of the one field of a block that is a list of things with ids."""
    names = [
        name
        for name in model.model_fields
        if any(issubclass(each, Identified) for each in models_at(model, (name, 0)))
    ]
    return names[0] if len(names) == 1 else ""


def inserted_spots(content: Branch, row: Branch, level: str, above: Spot | None) -> Iterator[Spot]:
    """Yield the spots of what was inserted with ids of its own."""
    if not _is_mapping(content):
        return
    if level == "item":
        id = content.value.get("id")
        if id is not None and above is not None:
            yield Spot(f"{above.id}/{id.value}", level, row, content, "", Node, above)
        return
    kind = next((each for each in content.value if each != "id"), "")
    models: dict[str, Any] = {**page_types(), **blocks()}
    if kind not in models:
        return
    body = content.value[kind]
    inside = body.value if _is_mapping(body) else {}
    id = content.value.get("id") or inside.get("id")
    name = str(id.value) if id is not None else ""
    spot = Spot(name, level, row, content, kind, models[kind], above)
    if name:
        yield spot
    blocks_inside = inside.get("blocks") if level == "section" else None
    if blocks_inside is not None and isinstance(blocks_inside.value, list):
        for each in blocks_inside.value:
            yield from inserted_spots(each, blocks_inside, "block", spot)
