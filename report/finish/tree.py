"""The structure tree in the making: nodes that can still be moved, and reading them from a PDF.

The one place with changeable values: a tree is repaired by moving its nodes about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from pikepdf import Name, Object, Pdf

from ..engine.element_note import ElementNote
from ..engine.section_tree import SECTIONS, LinkAt, SectionTree, Tagged, Words
from ..pdf.content import Run

SECTIONS_NAME = Name("/" + SECTIONS)
_PX = 0.75  # points


@dataclass(frozen=True)
class Content:
    """A marked-content sequence: page number from 0 and the id on that page.

    `soft`: its last glyph is a hyphen that the engine put in; `hyphen`: only that glyph of it;
    `said`: its text, where the engine did not leave that to the fonts.
    """

    page: int
    mcid: int
    soft: bool = field(default=False, compare=False)
    hyphen: bool = False
    said: str = field(default="", compare=False)


@dataclass(frozen=True)
class Annotation:
    """A link annotation and the page it stands on."""

    page: int
    number: int
    object: Any = field(compare=False)


@dataclass(eq=False)
class Node:
    """A structure element.

    `actual` replaces what its content shows; `box` is a picture's page and rectangle, CSS px
    from the top left; `files` are embedded files that belong to it.
    """

    note: ElementNote
    type: str
    kids: list[Kid] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    box: tuple[int, tuple[float, ...]] | None = None
    spans: tuple[int, int] = (1, 1)
    files: list[Object] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The children that are structure elements."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def owned(self) -> Iterator[tuple[Content, Node]]:
        """Yield the marked content of this node and all below it, in reading order, each with
        the node that holds it."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.owned()
            elif isinstance(kid, Content):
                yield kid, self

    def contents(self) -> Iterator[Content]:
        """Yield the marked content of this node and all below it, in reading order."""
        for content, _ in self.owned():
            yield content


Kid: TypeAlias = Node | Content | Annotation


@dataclass(frozen=True)
class NotedTree:
    """The tree that the engine wrote, the content of running heads and folios, and the text that
    each piece of content shows, where it is not white space."""

    root: Node
    margins: frozenset[Content]
    texts: Mapping[Content, Run]


def read_noted_tree(pdf: Pdf) -> NotedTree:
    """Return the tree that the engine wrote.

    It comes section by section; pages, links and elements of each count on from the one before.
    """
    links = dict(_links(pdf))
    root = Node(ElementNote(), "Document")
    margins: set[Content] = set()
    texts: dict[Content, Run] = {}
    for section in pdf.Root[SECTIONS_NAME]:
        tree = SectionTree.loads(section.Tree.read_bytes())
        reader = _Reader(int(section.Page), int(section.Link), int(section.Element), links)
        for page, kid in tree.kids:
            root.kids += reader.read(kid, page)
        margins |= {Content(reader.page + page, mcid) for page, mcid in tree.margins}
        runs = (reader.run(words) for words in tree.words)
        texts |= {Content(run.page, run.mcid): run for run in runs if run.mcid is not None}
    return NotedTree(root, frozenset(margins), texts)


def drop_noted_tree(pdf: Pdf) -> None:
    """Remove the engine's tree from the file."""
    if SECTIONS_NAME in pdf.Root:
        del pdf.Root[SECTIONS_NAME]


def _links(pdf: Pdf) -> Iterator[tuple[int, Annotation]]:
    """Yield the links of all pages, each with its number."""
    for number, page in enumerate(pdf.pages):
        for link in page.obj.get(Name.Annots, ()):
            yield int(link.StructParent), Annotation(number, link.objgen[0], link)


@dataclass(frozen=True)
class _Reader:
    """Reads the tree of one section: what its first page, link and element are in the file."""

    page: int
    link: int
    element: int
    links: Mapping[int, Annotation]

    def read(self, kid: Tagged, page: int) -> list[Kid]:
        """Return what stands on a page of the section; nothing for a link that leads nowhere."""
        if isinstance(kid, int):
            return [Content(self.page + page, kid)]
        if isinstance(kid, LinkAt):
            link = self.links.get(self.link + kid.number)
            return [link] if link else []
        told, at = kid.note, kid.page
        kids = [each for below in kid.kids for each in self.read(below, at)]
        if told.soft or told.said:
            kids = [_noted(each, self.page + at, told) for each in kids]
        box = (self.page + at, kid.box) if kid.box else None
        return [Node(self._numbered(told), kid.type, kids, alt=kid.alt, box=box, spans=kid.spans)]

    def run(self, words: Words) -> Run:
        """Return words as if they had been read from the page, whose points begin at its foot."""
        page = self.page + words.page
        return Run((words.text,), page, words.mcid, "", 0, -words.y * _PX, words.size * _PX)

    def _numbered(self, note: ElementNote) -> ElementNote:
        if note.number < 0:
            return note
        parent = note.parent if note.parent < 0 else note.parent + self.element
        return replace(note, number=note.number + self.element, parent=parent)


def _noted(kid: Kid, page: int, note: ElementNote) -> Kid:
    if not isinstance(kid, Content) or kid.page != page:
        return kid
    return replace(kid, soft=kid.mcid in note.soft, said=dict(note.said).get(kid.mcid, ""))
