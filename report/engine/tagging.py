"""Keep the HTML element beside every structure element that WeasyPrint writes.

Why a patch: WeasyPrint maps `figure`, `nav`, `aside`, `em` and all generated boxes to NonStruct,
writes no language, no scope and no role, and tags each fragment of a split element anew; what the
element was cannot be told from the PDF. `weasyprint.pdf.tags._build_box_tree` is the one place
where box and structure element meet. The patch wraps it and adds a private entry to what it
returns; it changes nothing else, and stands only while `noted_tags` is open.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any
from unicodedata import bidirectional

import pydyf  # type: ignore[import-untyped]
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags as weasyprint_tags

from .element_note import KEY, ElementNote
from .patches import Private

_BUILD = Private(
    "_build_box_tree",
    ("box", "parent", "pdf", "page_number", "nums", "annotations", "tags"),
    (weasyprint_tags,),
)
_ROOTLESS = ("html", "body")
_RANGE = re.compile(r"\d[^\d.,:]+\d")


@contextmanager
def noted_tags() -> Iterator[None]:
    """While open, `write_pdf` with tags adds an `ElementNote` to each structure element.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with _BUILD.replaced(_Annotator(_BUILD.function)):
        yield


class _Annotator:
    """Stands in for `_build_box_tree`; keeps the place in the box tree and numbers the elements."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self._places = ["flow"]
        self._facts: dict[Any, ElementNote] = {}
        self._roots: list[Any] = []
        self._numbered: _Numbered | None = None

    def __call__(
        self, box: Any, parent: Any, pdf: Any, page_number: int, nums: Any, links: Any, tags: Any
    ) -> list[Any]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if not isinstance(pdf, _Numbered):
            self._numbered = pdf = self._numbered or _Numbered(pdf)
        if box.element_tag == "html":
            self._number_elements(box.element)
        note = self._note(box, tags)
        self._places.append(note.place)
        with _silence() if note.hidden else nullcontext():
            made = list(self._original(box, parent, pdf, page_number, nums, links, tags))
        self._places.pop()
        if box.element_tag not in _ROOTLESS and not isinstance(box, boxes.PageBox):
            for element in made:
                element[KEY] = pydyf.String(note.dumps())
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


class _Numbered:
    """Stands in for the PDF while it is tagged: pydyf makes the references to all pages anew
    whenever one is asked for, which takes the square of the pages."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self.page_references = pdf.page_references

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pdf, name)


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
