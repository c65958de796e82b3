"""The text of an HTML document and of a structure tree, so that they can be compared.

Both leave out what the engine makes up (bullets, numbers, quotation marks) and what only lines
decide (spaces, hyphens), and both read a footnote after the block that refers to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import html as lxml_html

from report.content.names import substitute
from report.pdf.structure import Element, Structure

_BLOCKS = ("p", "li", "td", "th", "dd", "dt", "figcaption", "caption", "blockquote", "div")
_UNREAD = ("head", "script", "style", "template")
_MARKS = re.compile(r"[\0*#\[\]]| / |\n\n")
_NOISE = re.compile(
    r"[\s\u00ad\u2010\u2011\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069-]+|[\"'“”„‘’«»‹›「」]"
)


def letters_of(text: str) -> str:
    """Return letters and digits only: spaces are the layout's, capitals may be the style's."""
    return re.sub(r"[\W_]", "", text.replace("\u00ad", "")).casefold()


def pieces_of(words: str) -> list[str]:
    """Return the letters of an author's words between names, marks of Markdown and paragraphs."""
    without = substitute(re.sub(r"\]\([^)]*\)", "]", words), lambda name: "\0")
    return [piece for part in _MARKS.split(without) if (piece := letters_of(part))]


def plain(text: str) -> str:
    """The text without spaces, hyphens, quotation marks, marks of direction and differences of
    case; letters of Arabic are those that are typed, not the forms that are drawn."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def html_text(documents: Iterable[str], unread: str = "") -> str:
    """The plain text of HTML documents in order; `unread` is an XPath of running elements."""
    parts: list[str] = []
    for document in documents:
        root = lxml_html.document_fromstring(document)
        skipped = set(root.xpath(unread)) if unread else set()
        parts += _read(root, skipped, [])
    return plain("".join(parts))


def _read(node: lxml_html.HtmlElement, skipped: set[object], notes: list[str]) -> Iterator[str]:
    decorative = node.get("aria-hidden") == "true" or node.get("role") in ("presentation", "none")
    if node.tag in _UNREAD or decorative or node in skipped:
        return
    own: list[str] = []
    inner = own if node.tag in _BLOCKS else notes
    yield node.text or ""
    for kid in node.iterchildren():
        if isinstance(kid.tag, str):
            parts = list(_read(kid, skipped, inner))
            if "footnote" in kid.get("class", "").split():
                inner += parts
            else:
                yield from parts
        yield kid.tail or ""
    yield from own


def tree_text(structure: Structure) -> str:
    """The plain text of a structure tree."""
    made_up = {element.number for element in _made_up(structure.root)}
    return plain(_without(structure.root, made_up).text)


def _made_up(root: Element) -> Iterator[Element]:
    """Yield bullets, numbers of lists and notes, and what refers to a note."""
    for element in root.walk():
        for kid in element.elements:
            label = kid.type == "Lbl" and element.type in ("Note", "TOCI")
            if label or (kid.type == "Reference" and element.type != "TOCI"):
                yield kid
            elif element.type == "L" and element.numbering != "None":
                yield from (below for below in kid.elements if below.type == "Lbl")


def _without(element: Element, numbers: set[int]) -> Element:
    kids = (
        _without(kid, numbers) if isinstance(kid, Element) else kid
        for kid in element.kids
        if not (isinstance(kid, Element) and kid.number in numbers)
    )
    return replace(element, kids=tuple(kids))
