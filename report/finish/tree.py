"""The structure tree in the making: nodes that can still be moved, and reading them from a PDF.

The one place with changeable values: a tree is repaired by moving its nodes about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..engine.element_note import KEY, ElementNote

KEY_NAME = Name("/" + KEY)


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


def read_noted_tree(pdf: Pdf) -> tuple[Node, frozenset[Content]]:
    """Return the tree that the engine wrote, and the content of running heads and folios.

    Text runs, which the engine wraps in elements of their own, become plain content.
    """
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    root = Node(ElementNote(), "Document")
    tree = pdf.Root.StructTreeRoot
    for document in tree.K:
        for element in document.K:
            root.kids.extend(_read(element, pages))
    return root, frozenset(_margins(tree.ParentTree.Nums))


def _read(element: Object, pages: dict[tuple[int, int], int]) -> list[Kid]:
    page = pages[element.Pg.objgen]
    kids: list[Kid] = []
    for kid in element.K:
        if isinstance(kid, int):
            kids.append(Content(page, int(kid)))
        elif kid.get(Name.Type) == Name.OBJR:
            kids.append(Annotation(page, kid.Obj.objgen[0], kid.Obj))
        else:
            kids.extend(_read(kid, pages))
    if KEY_NAME not in element:
        return kids
    note = ElementNote.loads(str(element[KEY_NAME]))
    if note.soft or note.said:
        kids = [_noted(kid, page, note) for kid in kids]
    node = Node(note, str(element.S).lstrip("/"), kids, alt=str(element.get(Name.Alt, "")))
    _read_attributes(node, element.get(Name.A), page)
    return [node]


def _noted(kid: Kid, page: int, note: ElementNote) -> Kid:
    if not isinstance(kid, Content) or kid.page != page:
        return kid
    return replace(kid, soft=kid.mcid in note.soft, said=dict(note.said).get(kid.mcid, ""))


def _read_attributes(node: Node, attributes: Object | None, page: int) -> None:
    if not isinstance(attributes, Dictionary):
        return
    if Name.BBox in attributes:
        node.box = (page, tuple(float(value) for value in attributes.BBox))
    node.spans = (int(attributes.get(Name.ColSpan, 1)), int(attributes.get(Name.RowSpan, 1)))


def _margins(numbers: Object) -> Iterator[Content]:
    """Yield the content whose elements hang on no page but stand in margin boxes."""
    for page, elements in zip(numbers[::2], numbers[1::2], strict=True):
        if not isinstance(elements, Array):
            continue
        for mcid, element in enumerate(elements):
            if _place(element) == "margin":
                yield Content(int(page), mcid)


def _place(element: Object) -> str:
    while KEY_NAME not in element:
        if element.get(Name.Type) != Name.StructElem or Name.P not in element:
            return ""
        element = element.P
    return ElementNote.loads(str(element[KEY_NAME])).place
