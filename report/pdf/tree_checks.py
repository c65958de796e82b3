"""What validators do not see: a structure tree that is formally right and of no use.

Validators pass an empty tree, real text marked as decoration and boxes outside the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .structure import Element, LinkedAnnotation, Marked, Structure

_DELIBERATE = ("Pagination", "Layout", "Page", "Background")
_UNKNOWN_TYPES = ("NonStruct", "Private", "")
_SLACK = 0.01


@dataclass(frozen=True)
class TreeFault:
    """Something wrong in the structure.

    `rule` is the kind of fault; `page` counts from 1, and 0 stands for the whole document.
    """

    rule: str
    message: str
    page: int = 0


def tree_faults(structure: Structure) -> tuple[TreeFault, ...]:
    """Return every fault of the tree, those of the whole document first."""
    return tuple(fault for check in _CHECKS for fault in check(structure))


def _emptiness(structure: Structure) -> Iterator[TreeFault]:
    if not structure.root.has_text:
        yield TreeFault("empty", "the structure holds no text at all")
    for element in structure.of_type(*_UNKNOWN_TYPES):
        yield TreeFault("type", f"{_words(element)} has no standard type", _page(element))


def _ownership(structure: Structure) -> Iterator[TreeFault]:
    """Each piece of content has one owner, and the parent tree names it (ISO 32000-1 §14.7.4.4)."""
    claimed: dict[tuple[int, int], int] = {}
    for element in structure.root.walk():
        for kid in element.kids:
            if not isinstance(kid, Marked):
                continue
            key = (kid.page, kid.mcid)
            if key in claimed:
                yield TreeFault("owner", f"content {kid.mcid} has two owners", kid.page + 1)
            claimed[key] = element.number
    for page, drawn in enumerate(structure.drawn):
        listed = {(page, mcid): owner for mcid, owner in structure.owners[page].items()}
        held = {key: owner for key, owner in claimed.items() if key[0] == page}
        shown = {(page, mcid) for mcid in drawn}
        if len(shown) != len(drawn):
            yield TreeFault("owner", "a content id is used twice", page + 1)
        if shown != held.keys():
            yield TreeFault("owner", "structure and page differ in their content", page + 1)
        if listed != held:
            yield TreeFault("parent-tree", "the parent tree names other owners", page + 1)
    if any(page not in range(len(structure.drawn)) for page, _ in claimed):
        yield TreeFault("owner", "the structure names content on no page")


def _outside(structure: Structure) -> Iterator[TreeFault]:
    for run in structure.outside:
        if run.artifact not in _DELIBERATE:
            yield TreeFault("outside", f"“{run.text}” is in no element", run.page + 1)


def _pictures(structure: Structure) -> Iterator[TreeFault]:
    for figure in structure.of_type("Figure"):
        page = _page(figure)
        if not (figure.alt or figure.actual):
            yield TreeFault("alt", "a picture has no alternative text", page)
        width, height = structure.sizes[page - 1]
        box = figure.bbox
        inside = box is not None and (
            -_SLACK <= box[0] < box[2] <= width + _SLACK
            and -_SLACK <= box[1] < box[3] <= height + _SLACK
        )
        if not inside:
            yield TreeFault("bbox", f"the box of “{figure.alt}” is not on its page", page)


def _tables(structure: Structure) -> Iterator[TreeFault]:
    for cell in structure.of_type("TH"):
        if cell.scope not in ("Row", "Column", "Both"):
            yield TreeFault("scope", f"the head {_words(cell)} heads no row or column", _page(cell))
    for table in structure.of_type("Table"):
        if not any(below.type == "TH" for below in table.walk()):
            yield TreeFault("scope", f"the table {_words(table)} has no head", _page(table))


def _headings(structure: Structure) -> Iterator[TreeFault]:
    """Levels begin at 1 and never skip one downward (ISO 14289-1 §7.4.2)."""
    last = 0
    for heading in structure.of_type(*(f"H{level}" for level in range(1, 7))):
        level = int(heading.type[1])
        if level > last + 1:
            message = f"the heading {_words(heading)} jumps from level {last} to {level}"
            yield TreeFault("heading", message, _page(heading))
        last = level


def _links(structure: Structure) -> Iterator[TreeFault]:
    """Each link annotation stands in a Link that names what it leads to (ISO 14289-1 §7.18.5)."""
    found: dict[int, int] = {}
    for element in structure.root.walk():
        for kid in element.kids:
            if not isinstance(kid, LinkedAnnotation):
                continue
            found[kid.number] = element.number
            if element.type != "Link" or not kid.contents:
                yield TreeFault("link", f"the link to {kid.target} says nothing", _page(element))
    for number, owner in structure.annotations.items():
        if found.get(number) != owner:
            yield TreeFault("link", "an annotation is not in the structure")


def _lists_and_notes(structure: Structure) -> Iterator[TreeFault]:
    for each in structure.of_type("L"):
        if not each.numbering:
            yield TreeFault("list", f"the list {_words(each)} names no numbering", _page(each))
    names = [note.id for note in structure.of_type("Note")]
    if len(set(names)) != len(names) or "" in names:
        yield TreeFault("note", "a footnote has no identifier of its own")


_CHECKS: tuple[Callable[[Structure], Iterator[TreeFault]], ...] = (
    _emptiness,
    _ownership,
    _outside,
    _pictures,
    _tables,
    _headings,
    _links,
    _lists_and_notes,
)


def _page(element: Element) -> int:
    pages = element.pages
    return pages[0] + 1 if pages else 1


def _words(element: Element) -> str:
    text = element.text
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"
