"""Read the structure tree of a finished PDF, as a screen reader would."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..storage import Content, reading
from .content import Fonts, Run, joined, page_content

Box: TypeAlias = tuple[float, float, float, float]

_INLINE = ("Span", "Link", "Reference", "Quote", "Code")


@dataclass(frozen=True)
class Marked:
    """A piece of marked content: page from 0, id, and the text that it shows."""

    page: int
    mcid: int
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class LinkedAnnotation:
    """An annotation that an element points to."""

    number: int
    contents: str
    target: str


@dataclass(frozen=True)
class Element:
    """A structure element. `lang` is inherited; `bbox` is in points, `pages` count from 0.

    `number` is the element's object number in the file.
    """

    type: str
    kids: tuple[Element | Marked | LinkedAnnotation, ...]
    number: int = 0
    alt: str = ""
    actual: str = ""
    expansion: str = ""
    lang: str = ""
    id: str = ""
    scope: str = ""
    numbering: str = ""
    spans: tuple[int, int] = (1, 1)
    bbox: Box | None = None
    files: tuple[str, ...] = ()

    @property
    def elements(self) -> tuple[Element, ...]:
        """The children that are elements."""
        return tuple(kid for kid in self.kids if isinstance(kid, Element))

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def marked(self) -> Iterator[Marked]:
        """Yield the content of this element and all below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.marked()
            elif isinstance(kid, Marked):
                yield kid

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that show content of this element, in order."""
        return tuple(sorted({marked.page for marked in self.marked()}))

    @property
    def text(self) -> str:
        """What is read aloud of this element; the alternative text of pictures is not in it."""
        return self.text_without()

    @property
    def has_text(self) -> bool:
        """True where `text` is not empty."""
        # Words are joined in no time by those who want a few; a document has a million letters.
        return any(piece and joined([piece]) for piece in self._pieces(frozenset()))

    def text_without(self, *types: str) -> str:
        """Return the text, leaving out elements of these types."""
        return joined(self._pieces(frozenset(types)))

    def _pieces(self, skipped: frozenset[str]) -> Iterator[Run | None]:
        pieces: list[Run | None] = []
        for kid in self.kids:
            if isinstance(kid, Element) and kid.type not in skipped:
                apart = [] if kid.type in _INLINE else [None]
                pieces += [*apart, *kid._pieces(skipped), *apart]
            elif isinstance(kid, Marked):
                pieces.extend(kid.runs or (None,))
        first = next((piece for piece in pieces if piece), None)
        if self.actual and first:
            yield replace(first, glyphs=(self.actual,))
        elif self.type != "Figure":
            yield from pieces


@dataclass(frozen=True)
class Structure:
    """The tree and what the pages hold.

    `owners` says, for each page, which element (by object number) the parent tree names for each
    marked-content id, and `drawn` which ids the page draws. `outside` is text in no element.
    """

    root: Element
    sizes: tuple[tuple[float, float], ...]
    owners: tuple[Mapping[int, int], ...]
    drawn: tuple[tuple[int, ...], ...]
    outside: tuple[Run, ...]
    annotations: Mapping[int, int] = field(default_factory=dict)

    def counts(self) -> Counter[str]:
        """Return how many elements of each type there are."""
        return Counter(element.type for element in self.root.walk())

    def of_type(self, *types: str) -> tuple[Element, ...]:
        """Return the elements of these types, in reading order."""
        return tuple(element for element in self.root.walk() if element.type in types)


def read_structure(data: Content) -> Structure:
    """Return the structure of a tagged PDF.

    Raises:
        ValueError: the file has no structure tree.
        pikepdf.PdfError: the file is not a PDF.
    """
    with reading(data) as stream, pikepdf.open(stream) as pdf:
        if Name.StructTreeRoot not in pdf.Root:
            raise ValueError("the PDF is not tagged")
        fonts: Fonts = {}
        contents = [page_content(page, number, fonts) for number, page in enumerate(pdf.pages)]
        runs = [runs for runs, _ in contents]
        tree = pdf.Root.StructTreeRoot
        language = str(pdf.Root.get(Name.Lang, ""))
        if _begins_right(tree):
            runs = [tuple(replace(run, from_right=True) for run in page) for page in runs]
        top = _Reader(pdf, runs).kids(tree, language, None)
        root = top[0] if len(top) == 1 and isinstance(top[0], Element) else Element("", top)
        owners, annotations = _parent_tree(pdf, tree)
        return Structure(
            root,
            tuple((float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages),
            owners,
            tuple(drawn for _, drawn in contents),
            tuple(run for page in runs for run in page if run.mcid is None and run.text.strip()),
            annotations,
        )


def _begins_right(tree: Object) -> bool:
    """True where the lines of the whole document begin at the right (ISO 32000-1 §14.8.5.4.3)."""
    top = tree.get(Name.K, Dictionary())
    top = top[0] if isinstance(top, Array) and len(top) else top
    attributes = top.get(Name.A, Dictionary()) if isinstance(top, Dictionary) else Dictionary()
    return isinstance(attributes, Dictionary) and attributes.get(Name.WritingMode) == Name.RlTb


class _Reader:
    """Turns structure elements into values."""

    def __init__(self, pdf: Pdf, runs: list[tuple[Run, ...]]) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._runs: dict[tuple[int, int], list[Run]] = defaultdict(list)
        for run in (run for page in runs for run in page):
            if run.mcid is not None:
                self._runs[run.page, run.mcid].append(run)

    def kids(
        self, element: Object, lang: str, page: int | None
    ) -> tuple[Element | Marked | LinkedAnnotation, ...]:
        """Return the children of an element or of the tree's root."""
        kids = element.get(Name.K, Array())
        page = self._pages.get(element.Pg.objgen) if Name.Pg in element else page
        return tuple(
            self._kid(kid, lang, page) for kid in (kids if isinstance(kids, Array) else [kids])
        )

    def _kid(
        self, kid: Object | int, lang: str, page: int | None
    ) -> Element | Marked | LinkedAnnotation:
        if isinstance(kid, int):
            return self._marked(page, int(kid))
        if kid.get(Name.Type) == Name.MCR:
            return self._marked(self._pages.get(kid.Pg.objgen), int(kid.MCID))
        if kid.get(Name.Type) == Name.OBJR:
            return _annotation(kid.Obj)
        return self._element(kid, lang, page)

    def _marked(self, page: int | None, mcid: int) -> Marked:
        where = -1 if page is None else page
        return Marked(where, mcid, tuple(self._runs.get((where, mcid), ())))

    def _element(self, element: Object, lang: str, page: int | None) -> Element:
        entries = dict(element.items())

        def text(name: str) -> str:
            return str(entries[name]) if name in entries else ""

        lang = text("/Lang") if "/Lang" in entries else lang
        attributes = dict(entries["/A"].items()) if "/A" in entries else {}
        box = attributes.get("/BBox")
        return Element(
            type=text("/S").lstrip("/"),
            kids=self.kids(element, lang, page),
            number=element.objgen[0],
            alt=text("/Alt"),
            actual=text("/ActualText"),
            expansion=text("/E"),
            lang=lang,
            id=text("/ID"),
            scope=str(attributes.get("/Scope", "")).lstrip("/"),
            numbering=str(attributes.get("/ListNumbering", "")).lstrip("/"),
            spans=(int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))),
            bbox=None if box is None else _box(box),
            files=tuple(str(file.UF) for file in entries.get("/AF", ())),
        )


def _box(box: Object) -> Box:
    left, bottom, right, top = (float(side) for side in box)
    return left, bottom, right, top


def _annotation(thing: Object) -> LinkedAnnotation:
    action = thing.get(Name.A, Dictionary())
    target = str(thing.get(Name.Dest, action.get(Name.URI, "")))
    return LinkedAnnotation(thing.objgen[0], str(thing.get(Name.Contents, "")), target)


def _parent_tree(pdf: Pdf, tree: Object) -> tuple[tuple[Mapping[int, int], ...], dict[int, int]]:
    """Return the owners of each page's content, and of each link annotation, by object number."""
    numbers = tree.get(Name.ParentTree, Dictionary()).get(Name.Nums, Array())
    entries = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    owners: list[Mapping[int, int]] = []
    annotations: dict[int, int] = {}
    for page in pdf.pages:
        listed = entries.get(int(page.obj.get(Name.StructParents, -1)), Array())
        owners.append({at: element.objgen[0] for at, element in enumerate(listed) if element})
        for annotation in page.obj.get(Name.Annots, Array()):
            owner = entries.get(int(annotation.get(Name.StructParent, -1)))
            annotations[annotation.objgen[0]] = owner.objgen[0] if owner is not None else 0
    return tuple(owners), annotations
