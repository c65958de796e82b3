"""Write a structure tree, its parent tree and its identifiers into a PDF.

ISO 32000-1 §14.7.2 (elements), §14.7.4.4 (parent tree), §14.8.5 (attributes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from ..pdf.content import Run, joined
from .marks import PageMarks
from .tree import Annotation, Content, Node

_PX = 0.75
_NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha",
    "none": "None",
}


class TreeWriter:
    """Turns nodes into structure elements and remembers which content each of them owns."""

    def __init__(self, pdf: Pdf, marks: Sequence[PageMarks], texts: Mapping[Content, Run]) -> None:
        self._pdf = pdf
        self._marks = marks
        self._texts = texts
        self._owners: list[dict[int, Object]] = [{} for _ in pdf.pages]
        self._links: list[Object] = []
        self._identified: list[Object] = []

    def write(self, root: Node, language: str, *, from_right: bool = False) -> None:
        """Make `root` the document's structure tree; `language` is what needs no Lang entry.

        Lines that begin at the right are a writing mode, which elements inherit (ISO 32000-1
        §14.8.5.4.3): glyphs of mixed languages do not tell.
        """
        tree = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._element(root, tree, language)
        if from_right:
            top.A = Dictionary(O=Name.Layout, WritingMode=Name.RlTb)
        tree.K = Array([top])
        tree.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents()))
        tree.ParentTreeNextKey = len(self._owners) + len(self._links)
        if self._identified:
            tree.IDTree = self._pdf.make_indirect(Dictionary(Names=self._identifiers()))
        self._pdf.Root.StructTreeRoot = tree

    def _element(self, node: Node, parent: Object, language: str) -> Object:
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + node.type), P=parent)
        )
        own = node.note.lang or language
        if own.lower() != language.lower():
            element.Lang = String(own)
        self._describe(node, element)
        if node.files:
            element.AF = Array(node.files)
        pages = [kid.page for kid in node.kids if not isinstance(kid, Node)]
        if pages:
            element.Pg = self._pdf.pages[pages[0]].obj
        kids: list[Object | int] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element, own))
            elif isinstance(kid, Content):
                kids.append(self._content(kid, element, pages[0]))
            else:
                kids.append(self._link(kid, element, node))
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _describe(self, node: Node, element: Object) -> None:
        """Set the texts and attributes that the type of the node asks for."""
        if node.type == "Figure":
            self._picture(node, element)
        elif node.type == "L":
            element.A = Dictionary(O=Name.List, ListNumbering=Name("/" + _numbering(node)))
        elif node.type in ("TH", "TD"):
            _cell(node, element)
        elif node.type == "Note":
            # ISO 14289-1 §7.9: each note has an identifier of its own.
            element.ID = String(f"note-{len(self._identified) + 1:05}")
            self._identified.append(element)
        if node.actual:
            element.ActualText = String(node.actual)
        if node.note.tag == "abbr" and node.note.title:
            element.E = String(node.note.title)

    def _picture(self, node: Node, element: Object) -> None:
        if node.alt:
            element.Alt = String(node.alt)
        if node.box is None:
            return
        page, (left, top, right, bottom) = node.box
        width, height = (float(side) for side in self._pdf.pages[page].obj.TrimBox[2:])
        box = (
            min(max(left * _PX, 0), width),
            min(max(height - bottom * _PX, 0), height),
            max(min(right * _PX, width), 0),
            max(min(height - top * _PX, height), 0),
        )
        element.A = Dictionary(
            O=Name.Layout, BBox=Array([round(side, 3) for side in box]), Placement=Name.Block
        )

    def _content(self, content: Content, element: Object, page: int) -> Object | int:
        marks = self._marks[content.page]
        mcid, _ = (marks.hyphens if content.hyphen else marks.kept)[content.mcid]
        self._owners[content.page][mcid] = element
        if content.page == page:
            return mcid
        reference = Dictionary(Type=Name.MCR, Pg=self._pdf.pages[content.page].obj, MCID=mcid)
        return self._pdf.make_indirect(reference)

    def _link(self, link: Annotation, element: Object, node: Node) -> Object:
        link.object.Contents = String(node.note.title or self._words(node))
        link.object.StructParent = len(self._owners) + len(self._links)
        self._links.append(element)
        page = self._pdf.pages[link.page].obj
        return self._pdf.make_indirect(Dictionary(Type=Name.OBJR, Obj=link.object, Pg=page))

    def _words(self, node: Node) -> str:
        """Return the text of a link, or of the pictures in it."""
        shown = (content for content in node.contents() if not content.hyphen)
        text = joined(map(self._run, shown))
        return text or " ".join(below.alt for below in node.walk() if below.alt)

    def _run(self, content: Content) -> Run | None:
        """Return what content shows; a hyphen of the engine's making is a soft one."""
        run = self._texts.get(content)
        if run is None or not content.soft:
            return run
        return replace(run, glyphs=(run.glyphs[0][:-1] + "\u00ad",))

    def _parents(self) -> Array:
        numbers = Array()
        for page, owners in enumerate(self._owners):
            numbers.append(page)
            numbers.append(
                self._pdf.make_indirect(Array([owners[at] for at in range(len(owners))]))
            )
            self._pdf.pages[page].obj.StructParents = page
        for key, element in enumerate(self._links, start=len(self._owners)):
            numbers.append(key)
            numbers.append(element)
        return numbers

    def _identifiers(self) -> Array:
        return Array([part for element in self._identified for part in (element.ID, element)])


def _numbering(node: Node) -> str:
    """Return the list's numbering (ISO 32000-1 table 347); terms of a `dl` are not numbered."""
    labelled = any(kid.type == "Lbl" for item in node.nodes for kid in item.nodes)
    if not labelled or node.note.tag == "dl":
        return "None"
    marker = next((item.note.marker for item in node.nodes if item.note.marker), "")
    return _NUMBERING.get(marker or node.note.marker, "Disc")


def _cell(node: Node, element: Object) -> None:
    attributes = Dictionary(O=Name.Table)
    columns, rows = node.spans
    if columns > 1:
        attributes.ColSpan = columns
    if rows > 1:
        attributes.RowSpan = rows
    if node.type == "TH":
        by_row = node.note.scope in ("row", "rowgroup")
        attributes.Scope = Name.Row if by_row else Name.Column
    if len(attributes) > 1:
        element.A = attributes
