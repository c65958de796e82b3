"""Keep the HTML element beside every structure element that WeasyPrint makes.

Why a patch: WeasyPrint maps `figure`, `nav`, `aside`, `em` and all generated boxes to NonStruct,
writes no language, no scope and no role, and tags each fragment of a split element anew; what the
element was cannot be told from the PDF. `weasyprint.pdf.tags._build_box_tree` is the one place
where box and structure element meet. The patch wraps it and adds a private entry to what it
returns; it changes nothing else, and stands only while `section_tree` is at work.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any
from unicodedata import bidirectional

import pydyf  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasyprint_tags

from .element_note import ElementNote
from .patches import Private
from .section_tree import LinkAt, SectionTree, Tagged, TaggedElement, Words

_BUILD = Private(
    "_build_box_tree",
    ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags"),
    (weasyprint_tags,),
)
_KEY = "ColophonNote"
# What says where lines may break and which way they run: no glyph shows it.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff"))
_ROOTLESS = ("html", "body")
_RANGE = re.compile(r"\d[^\d.,:]+\d")


def section_tree(pages: Sequence[Any], contents: Sequence[dict[Any, Any]]) -> SectionTree:
    """Return the structure of a document's pages, each element with its note.

    `contents` is, page by page, what WeasyPrint's stream remembers of marked content. Each link
    annotation of a box has the `number` of its link.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    annotator = _Annotator(_BUILD.function)
    elements = _Elements(len(pages))
    top = pydyf.Dictionary({"S": "/Document", "K": pydyf.Array()})
    elements.add_object(top)
    kids: list[tuple[int, Tagged]] = []
    margins: list[tuple[int, int]] = []
    # Before the walk, which takes from the contents what it has placed.
    words = tuple(each for number, tags in enumerate(contents) for each in _words(number, tags))
    with _BUILD.replaced(annotator):
        for number, (page, tags) in enumerate(zip(pages, contents, strict=True)):
            owners: dict[int, bytes] = {}
            made = annotator(page._page_box, top, elements, number, owners, [], tags)
            kids += [(number, kid) for each in made for kid in elements.tagged(each)]
            in_margin = (
                mcid for mcid, owner in owners.items() if elements.place(owner) == "margin"
            )
            margins += [(number, mcid) for mcid in sorted(in_margin)]
    return SectionTree(tuple(kids), tuple(margins), annotator.count, words)


def _words(page: int, tags: dict[Any, Any]) -> Iterator[Words]:
    """Yield the text of the marked content of a page."""
    for box, content in tags.items():
        if isinstance(box, boxes.TextBox):
            text = box.text.translate(_UNSEEN)
            if text.strip():
                y = box.position_y + box.baseline
                yield Words(page, content["mcid"], text, y, box.style["font_size"])


class _Elements:
    """Stands in for the PDF while it is tagged: the structure elements become values."""

    def __init__(self, pages: int) -> None:
        self.page_references = [b"%d" % number for number in range(pages)]
        self._objects: list[Any] = []

    def add_object(self, thing: Any) -> None:
        """Give a thing the number by which others refer to it."""
        thing.number = len(self._objects)
        self._objects.append(thing)

    def tagged(self, element: Any) -> list[Tagged]:
        """Return an element as a value; of one without a note, what is in it."""
        kids: list[Tagged] = []
        for kid in element["K"]:
            if isinstance(kid, int):
                kids.append(kid)
                continue
            below = self._of(kid)
            if "Obj" in below:
                kids.append(LinkAt(_number(below["Obj"])))
            else:
                kids += self.tagged(below)
        note = element.get(_KEY)
        if note is None:
            return kids
        page, attributes = int(element["Pg"]), element.get("A", {})
        spans = (attributes.get("ColSpan", 1), attributes.get("RowSpan", 1))
        alt = element["Alt"].string if "Alt" in element else ""
        box = tuple(attributes.get("BBox", ()))
        return [TaggedElement(note, element["S"].lstrip("/"), page, tuple(kids), alt, box, spans)]

    def place(self, reference: bytes) -> str:
        """Return where on the page the element with a note stands that this one is or is in."""
        element = self._of(reference)
        while _KEY not in element:
            if "P" not in element:
                return ""
            element = self._of(element["P"])
        return str(element[_KEY].place)

    def _of(self, reference: bytes) -> Any:
        return self._objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


class _Annotator:
    """Stands in for `_build_box_tree`; keeps the place in the box tree and numbers the elements."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self._places = ["flow"]
        self._facts: dict[Any, ElementNote] = {}
        self._roots: list[Any] = []

    @property
    def count(self) -> int:
        """How many elements the document has."""
        return len(self._facts)

    def __call__(
        self, box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, links: Any, tags: Any
    ) -> list[Any]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if box.element_tag == "html":
            self._number_elements(box.element)
        note = self._note(box, tags)
        self._places.append(note.place)
        with _silence() if note.hidden else nullcontext():
            made = list(self._original(box, parent, pdf, page_number, nums, links, tags))
        self._places.pop()
        if box.element_tag not in _ROOTLESS and not isinstance(box, boxes.PageBox):
            for element in made:
                element[_KEY] = note
        return made

    def _number_elements(self, root: Any) -> None:
        """Number `root` and all below it, once: every page of a section has the same root."""
        if any(root is known for known in self._roots):
            return
        self._roots.append(root)
        stack: list[tuple[Any, ElementNote]] = [(root, ElementNote())]
        while stack:
            element, around = stack.pop()
            if not isinstance(element.tag, str):
                continue  # a comment
            note = _facts(element, around, len(self._facts))
            self._facts[element] = note
            stack.extend((child, note) for child in reversed(element))

    def _note(self, box: Any, tags: Any) -> ElementNote:
        place = self._places[-1]
        if isinstance(box, boxes.MarginBox):
            place = "margin"
        elif isinstance(box, boxes.FootnoteAreaBox):
            place = "footnote"
        facts = self._facts.get(box.element) if box.element is not None else None
        if facts is None:
            return ElementNote(place=place)
        marker = ""
        if box.element_tag in ("li", "ul", "ol"):
            style = box.style["list_style_type"]
            marker = style if isinstance(style, str) else "string"
        texts = list(_texts(box, tags))
        spoken = [each for each in texts if _needs_saying(each[1])]
        return replace(
            facts,
            tag=_local(box.element_tag),
            place=place,
            marker=marker,
            soft=tuple(mcid for mcid, text in texts if _ends_softly(text)),
            said=tuple((mcid, text.text) for mcid, text in spoken),
        )


@contextmanager
def _silence() -> Iterator[None]:
    """While open, WeasyPrint does not complain that a decorative picture has no description."""
    logger = weasyprint_tags.LOGGER
    weasyprint_tags.LOGGER = logging.Logger("silent", logging.CRITICAL)
    try:
        yield
    finally:
        weasyprint_tags.LOGGER = logger


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _facts(element: Any, around: ElementNote, number: int) -> ElementNote:
    """Return what the element's attributes say; language and hiding come down from `around`."""
    role = element.get("role", "")
    decorative = element.get("aria-hidden") == "true" or role in ("presentation", "none")
    return ElementNote(
        tag=_local(element.tag),
        number=number,
        parent=around.number,
        lang=element.get("lang") or around.lang,
        id=element.get("id", ""),
        role=role,
        classes=tuple(element.get("class", "").split()),
        title=element.get("title", ""),
        scope=element.get("scope", ""),
        hidden=around.hidden or decorative or (element.tag == "img" and element.get("alt") == ""),
    )


def _texts(box: Any, tags: Any) -> Iterator[tuple[int, Any]]:
    """Yield the text boxes directly in `box`, each with its marked-content id."""
    for child in getattr(box, "children", ()):
        for text in child.children if isinstance(child, boxes.LineBox) else (child,):
            if isinstance(text, boxes.TextBox) and text in tags:
                yield tags[text]["mcid"], text


def _needs_saying(text: Any) -> bool:
    """True when readers would take other words from the glyphs than are printed.

    Small capitals come out as capitals or small letters as it happens, and letters set further
    apart than a tenth of their size come out as words of their own. A range of figures that is set
    from the right (10:30–9:00) has no letters that would say so.
    """
    style = text.style
    return (
        style["font_variant_caps"] != "normal"
        or style["letter_spacing"] not in ("normal", 0)
        or (style["direction"] == "rtl" and _is_range(text.text))
    )


def _is_range(words: str) -> bool:
    letters = any(bidirectional(each) in ("L", "R", "AL") for each in words)
    return not letters and _RANGE.search(words) is not None


def _ends_softly(text: Any) -> bool:
    """True when the last glyph is a hyphen of the engine's making.

    Only where CSS sets another hyphenation character than the "-" of the keyboard (the default
    is U+2010): a plain hyphen at the end of a line may belong to the word.
    """
    hyphen = text.style["hyphenate_character"]
    return hyphen != "-" and bool(text.text.endswith(hyphen))
