"""How the parts of two editions differ: field by field, and in lists part by part."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from ..content.artwork import Artwork
from ..content.block import Item, PhotoUse
from ..content.node import Identified, Node, Text, slug, texts, walk
from ..diagnostics import Mark
from .pairing import Known, Pair, moved, paired
from .values import Change, Group, Kind
from .words import flowing

_FACTUAL = ("value", "fact", "figure", "start", "end", "date", "when")
"""The fields of blocks that say what is so, and when."""
_OF_PEOPLE = ("role", "title")
"""The fields that belong to the name beside them."""
_PLAIN = {"as_of": Group.FACTS, "address": Group.NAMES, "keywords": Group.WORDS} | dict.fromkeys(
    ("start", "end", "at", "chart"), Group.TABLES
)
"""What the fields are about that are no words, and no matter of design: where lines lead, …"""
Sides = tuple[str, str]
Marks = tuple[Mark | None, Mark | None]
_OWN_NAMES = frozenset({"id", "blocks", "sections", "data", "options", "facts", "waivers"})
"""The fields that are compared in ways of their own."""


@dataclass(frozen=True)
class Spot:
    """What a difference is in: the ids of section and block, and the place inside of that."""

    section: str = ""
    at: str = ""
    item: str = ""
    group: Group | None = None
    """What all differences there are about, where that is known."""

    def inside(self, *names: str) -> Spot:
        """Return a place inside of this one."""
        return replace(self, item="/".join(filter(None, (self.item, *names))))

    def change(
        self,
        group: Group,
        what: str,
        sides: Sides,
        marks: Marks = (None, None),
        kind: Kind | None = None,
    ) -> Change:
        """Return a difference at this place; without a `kind`, by what there is on its sides."""
        kind = kind or kind_of(*sides)
        where = (self.section, self.at, self.item)
        return Change(self.group or group, kind, what, *sides, *where, *marks)


def differing(old: Node, new: Node, spot: Spot) -> Iterator[Change]:
    """Yield how two nodes of one type differ: their own fields, and what is in them."""
    for name, info in type(new).model_fields.items():
        if name in _OWN_NAMES:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if isinstance(before, Node) and isinstance(after, Node):
            yield from differing(before, after, spot.inside(name))
        elif _is_list(before) or _is_list(after):
            yield from _lists(before, after, spot, name)
        elif isinstance(before, Node) or isinstance(after, Node):
            part = after if isinstance(after, Node) else before
            yield from whole(
                part, "added" if part is after else "removed", spot.inside(name), _called(name)
            )
        elif before != after:
            group = _group(new, name, info.metadata, after if before is None else before)
            sides = flowing(shown(before)), flowing(shown(after))
            if sides[0] != sides[1]:
                marks = mark_of(old, name), mark_of(new, name)
                yield spot.change(group, _called(name), sides, marks)


def kind_of(old: str, new: str) -> Kind:
    """Return what happened to a value that is not the same."""
    return "changed" if old and new else "added" if new else "removed"


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(each, Node) and not isinstance(each, Item) for each in value
    )


def _lists(old: Sequence[Node], new: Sequence[Node], spot: Spot, field: str) -> Iterator[Change]:
    """Yield how the items of two lists differ, and which were moved."""
    pairs = _paired(old, new)
    both = [(one, other) for one, other in pairs if one and other]
    places = {id(each): at for at, each in enumerate(old)}
    gone = moved([places[id(one.part)] for one, _ in both], [other.name for _, other in both])
    before, after = (dict(zip(map(id, items), _before(items), strict=True)) for items in (old, new))
    for at, (one, other) in enumerate(both):
        inside = spot.inside(field, other.name)
        if at in gone:
            sides = before[id(one.part)], after[id(other.part)]
            marks = (mark_of(one.part), mark_of(other.part))
            yield inside.change(_group_of(other.part), _kind(other.part), sides, marks, "moved")
        yield from differing(one.part, other.part, inside)
    for first, second in pairs:
        known_one = first or second
        if known_one and not (first and second):
            place, kind = spot.inside(field, known_one.name), _kind(known_one.part)
            yield from whole(known_one.part, "added" if second else "removed", place, kind)


def _paired(old: Sequence[Node], new: Sequence[Node]) -> list[Pair[Node]]:
    """Return which item of the old list is which of the new.

    Two languages of one edition are read from the same places: these tell more than words.
    """
    before, after = _known(old), _known(new)
    if len(old) == len(new) and all(map(_same_source, old, new)):
        return list(zip(before, after, strict=True))
    return paired(before, after)


def _same_source(old: Node, new: Node) -> bool:
    if not (old.has_origin and new.has_origin):
        return False
    (one, path), (other, place) = old.origin, new.origin
    return path == place and bool(one.data == other.data)


def _known(items: Sequence[Node]) -> list[Known[Node]]:
    """Return the items of a list by their names; by their numbers, in scripts that ids lack."""
    found = enumerate(map(known, items), 1)
    return [each if each.name else replace(each, name=str(at)) for at, each in found]


def _before(items: Sequence[Node]) -> Iterator[str]:
    name = ""
    for each in items:
        yield f"after “{name}”" if name else "first"
        name = known(each).name


def known(node: Node) -> Known[Node]:
    """Return a node by its name: its id, the file that it shows, or its first words."""
    words = " ".join(_leaves(node))
    if isinstance(node, Identified):
        return Known(node, node.id or slug(node.first_words()), is_given(node), words, type(node))
    file = str(getattr(node, "file", ""))
    name = slug(PurePosixPath(file).stem) if file else slug(words)
    return Known(node, name, False, words, type(node))


def is_given(node: Identified) -> bool:
    """True for a node whose id stands in the file: inside of it, or beside its kind."""
    if not node.has_origin:
        return False
    document, path = node.origin
    return any(place in document.places for place in ((*path, "id"), (*path[:-1], "id")))


def whole(node: Node, kind: Kind, spot: Spot, what: str) -> Iterator[Change]:
    """Yield a part that is only on one side: its words, and by themselves the names in it."""
    yield _one_sided(spot, _group_of(node), kind, what, words_of(node), mark_of(node))
    for inner in walk(node):
        if inner is not node and _is_named(inner):
            words, place = words_of(inner), spot.inside(known(inner).name)
            yield _one_sided(place, Group.NAMES, kind, _kind(inner), words, mark_of(inner))


def _group_of(node: Node) -> Group:
    if isinstance(node, (PhotoUse, Artwork)):
        return Group.PHOTOS
    return Group.NAMES if _is_named(node) else Group.WORDS


def _one_sided(
    spot: Spot, group: Group, kind: Kind, what: str, words: str, mark: Mark | None
) -> Change:
    if kind == "added":
        return spot.change(group, what, ("", words), (None, mark), kind)
    return spot.change(group, what, (words, ""), (mark, None), kind)


def _is_named(node: Node) -> bool:
    """True for a person or an organisation."""
    info = type(node).model_fields.get("name")
    form = next((each for each in (info.metadata if info else ()) if isinstance(each, Text)), None)
    return form is not None and form.translated == "where needed"


def words_of(node: Node) -> str:
    """Return what is printed of a node and all in it, a text a line."""
    found: list[str] = []
    for each in walk(node):
        if isinstance(each, (PhotoUse, Artwork)):
            found.append(each.file)
        found += [flowing(text) for _, _, text in texts(each)]
        if not found:
            found += [
                shown(getattr(each, name)) for name in ("start", "end") if hasattr(each, name)
            ]
    return "\n".join(found)


def _leaves(node: Node) -> Iterator[str]:
    """Yield all that a node says, for telling how much two are alike."""
    for each in walk(node):
        for name in type(each).model_fields:
            value = getattr(each, name)
            if name != "id" and isinstance(value, (str, int, float, datetime.date)):
                yield str(value)


def _group(node: Node, name: str, metadata: Sequence[Any], value: Any) -> Group:
    form = next((each for each in metadata if isinstance(each, Text)), None)
    if isinstance(node, (PhotoUse, Artwork)) and name == "file":
        return Group.PHOTOS
    if isinstance(value, datetime.date) or name == "fact" or (form and name in _FACTUAL):
        return Group.FACTS
    if form is None:
        return _PLAIN.get(name, Group.DESIGN)
    if form.translated != "always" or (name in _OF_PEOPLE and _is_person(node, name)):
        return Group.NAMES
    return Group.WORDS


def _is_person(node: Node, name: str) -> bool:
    has_name = bool({"name", "by"} & set(type(node).model_fields))
    return has_name and (name == "role" or not hasattr(node, "kind"))


def shown(value: Any) -> str:
    """Return the value of a field as people write it; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Node):
        parts = ((name, shown(getattr(value, name))) for name in type(value).model_fields)
        return ", ".join(f"{name}: {words}" for name, words in parts if words)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(each)}" for key, each in value.items())
    if isinstance(value, (tuple, list)):
        return ", ".join(map(shown, value))
    return str(value).strip()


def mark_of(node: Node, field: str | None = None) -> Mark | None:
    """Return where a node or its field stands; None where it does in no file."""
    mark = node.mark if field is None else node.mark_of(field)
    return mark if mark.file else None


def _called(field: str) -> str:
    return field.replace("_", " ")


def _kind(node: Node) -> str:
    kind = str(getattr(node, "kind", "")) or type(node).__name__
    return _called("".join(f" {c.lower()}" if c.isupper() else c for c in kind).strip())
