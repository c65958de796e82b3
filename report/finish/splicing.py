"""Sections of a finished screen PDF replaced by those of another: the rest is not made again.

What a page and its structure refer to is copied from file to file by QPDF; what refers to them from
without is set here: the structure tree and its parent tree (ISO 32000-1 §14.7.4.4), named
destinations (§12.3.2.3) and the outline (§12.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from ..storage import Content, reading
from .facts import DocumentFacts
from .metadata import write_metadata
from .writing import write

_OF_THE_WHOLE = ("/Parent", "/StructParents")
_CONTAINERS = (Array, Dictionary, Stream)


class Unlike(Exception):
    """The two files differ in more than what their sections say."""


@dataclass(frozen=True)
class Place:
    """A section of the whole file: its place among the sections, and its pages, both from 0."""

    section: int
    pages: range


@dataclass(frozen=True)
class Whole:
    """A finished file, and how many sections it has."""

    file: Content
    sections: int


def spliced(
    whole: Whole, part: Content, places: Sequence[Place], facts: DocumentFacts, path: Path
) -> Path:
    """Write `whole` to `path` with its sections at `places` replaced by those of `part`, in order.

    Both are as `finish_screen` writes them; `facts` are those of the new file. Raises Unlike where
    the sections of the two do not answer to each other.
    """
    count = whole.sections
    with (
        reading(whole.file) as a,
        reading(part) as b,
        pikepdf.open(a) as into,
        pikepdf.open(b) as other,
    ):
        numbers = [number for place in places for number in place.pages]
        if len(numbers) != len(other.pages):
            raise Unlike("other pages")
        pages = {
            other.pages[at].obj.objgen: into.pages[number] for at, number in enumerate(numbers)
        }
        splice = _Splice(into, other, pages, count)
        splice.pages()
        splice.structure([place.section for place in places])
        splice.destinations()
        splice.outline()
        write_metadata(into, facts)
        into.remove_unreferenced_resources()
        return write(into, path)


class _Splice:
    """Brings the sections of one file into another; `pages` are the new places of its pages."""

    def __init__(
        self, into: Pdf, other: Pdf, pages: Mapping[tuple[int, int], Page], count: int
    ) -> None:
        self._count = count
        self._into, self._other, self._pages = into, other, pages
        self._targets = {page.obj.objgen for page in pages.values()}
        self._tree, self._other_tree = into.Root.StructTreeRoot, other.Root.StructTreeRoot
        if Name.IDTree in self._other_tree:
            raise Unlike("elements with names")
        self._parents = _parents(self._tree)

    def _copied(self, thing: Object) -> Object:
        """Return an object of the other file as one of this; what it refers to comes with it."""
        return self._into.copy_foreign(
            thing if thing.is_indirect else self._other.make_indirect(thing)
        )

    def pages(self) -> None:
        """Give the pages the contents of the others."""
        for page in self._other.pages:
            target = self._pages[page.obj.objgen].obj
            for annotation in target.get(Name.Annots, Array()):
                self._parents.pop(int(annotation.get(Name.StructParent, -1)), None)
            for key in [*target]:
                if key not in _OF_THE_WHOLE:
                    del target[key]
            for key, value in page.obj.items():
                if key not in _OF_THE_WHOLE:
                    target[key] = self._copied(value) if isinstance(value, _CONTAINERS) else value

    def structure(self, sections: Sequence[int]) -> None:
        """Put the structure of the other file into the places of `sections`."""
        document, others = _document(self._tree), _document(self._other_tree)
        kids, elements = _listed(document.K), _listed(others.K)
        if len(kids) != self._count or len(elements) != len(sections):
            raise Unlike("other sections")
        for at, element in zip(sections, elements, strict=True):
            del element.P
            kids[at] = copy = self._copied(element)
            copy.P = document
            self._turn_to_pages(element, copy)
        document.K = Array(kids)
        parents = _parents(self._other_tree)
        for page in self._other.pages:
            target = self._pages[page.obj.objgen].obj
            if Name.StructParents in page.obj:
                of_page = parents[int(page.obj.StructParents)]
                self._parents[int(target.StructParents)] = self._copied(of_page)
            for annotation in target.get(Name.Annots, Array()):
                if Name.StructParent in annotation:
                    element = parents[int(annotation.StructParent)]
                    annotation.StructParent = self._next()
                    self._parents[int(annotation.StructParent)] = self._copied(element)
        nums = [each for key in sorted(self._parents) for each in (key, self._parents[key])]
        self._tree.ParentTree = self._into.make_indirect(Dictionary(Nums=Array(nums)))

    def _next(self) -> int:
        key = int(self._tree.ParentTreeNextKey)
        self._tree.ParentTreeNextKey = key + 1
        return key

    def _turn_to_pages(self, element: Any, copy: Any) -> None:
        """Have a copied element, and all in it, say the pages of this file."""
        if Name.Pg in element:
            copy.Pg = self._pages[element.Pg.objgen].obj
        kids, copies = element.get(Name.K), copy.get(Name.K)
        for kid, its_copy in zip(_listed(kids), _listed(copies), strict=True):
            if isinstance(kid, Dictionary):
                self._turn_to_pages(kid, its_copy)

    def destinations(self) -> None:
        """Have the names of places lead to where they are now."""
        there, here = _destinations(self._other), _destinations(self._into)
        ours = {name for name, place in here.items() if place[0].objgen in self._targets}
        if ours != there.keys():
            raise Unlike("other places")
        for name, place in there.items():
            here[name][:] = [self._pages[place[0].objgen].obj, *list(place)[1:]]

    def outline(self) -> None:
        """Have the outline say and reach what the new sections are called."""
        others = [*_items(self._other)]
        items = [each for each in _items(self._into) if each.Dest[0].objgen in self._targets]
        if len(items) != len(others):
            raise Unlike("another outline")
        for item, other in zip(items, others, strict=True):
            item.Title = other.Title
            item.Dest = Array([self._pages[other.Dest[0].objgen].obj, *list(other.Dest)[1:]])


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else [value]


def _document(tree: Any) -> Any:
    top = tree.K
    document = top[0] if isinstance(top, Array) and len(top) == 1 else top
    if not isinstance(document, Dictionary) or Name.Document != document.S:
        raise Unlike("another structure")
    return document


def _parents(tree: Any) -> dict[int, Any]:
    """Return the parent tree by its keys."""
    if Name.Nums not in tree.ParentTree:
        raise Unlike("a parent tree in parts")
    nums = list(tree.ParentTree.Nums)
    return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}


def _destinations(pdf: Pdf) -> dict[str, Any]:
    """Return the places in a file by their names."""
    names = pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests, Dictionary())
    if Name.Kids in names:
        raise Unlike("names in parts")
    flat = list(names.get(Name.Names, Array()))
    return {str(name): place for name, place in zip(flat[::2], flat[1::2], strict=True)}


def _items(pdf: Pdf) -> Iterator[Any]:
    """Yield the items of the outline in reading order."""

    def below(parent: Any) -> Iterator[Any]:
        item = parent.get(Name.First)
        while item is not None:
            yield item
            yield from below(item)
            item = item.get(Name.Next)

    return below(pdf.Root.get(Name.Outlines, Dictionary()))
