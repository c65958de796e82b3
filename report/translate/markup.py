"""The structure of Markdown: what a translation has to keep of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ..content.names import substitute
from ..typography import markdown_reader

_NAMES = {
    "link": "link",
    "em": "emphasis (*…*)",
    "strong": "strong emphasis (**…**)",
    "heading": "heading",
    "bullet_list": "list with bullets",
    "ordered_list": "numbered list",
    "list_item": "list item",
    "blockquote": "quotation",
    "paragraph": "paragraph",
    "table": "table",
    "tr": "table row",
    "th": "head of a table",
    "td": "table cell",
    "footnote_ref": "note",
    "code_inline": "piece of code",
    "fence": "block of code",
    "code_block": "block of code",
    "hr": "rule",
    "span": "language of words ({lang=…})",
    "image": "picture",
}


def shape(text: str, *, prose: bool) -> Mapping[str, int]:
    """Return how many there are of each thing that Markdown makes of a text, by its name.

    Links are told apart by their addresses, headings by their levels.
    """
    # A name may stand for words or for a number: neither changes what is around it.
    plain = substitute(text, lambda name: "x")
    reader = markdown_reader()
    tokens = reader.parse(plain) if prose else reader.parseInline(plain)
    found: Counter[str] = Counter()
    for token in tokens:
        for each in (token, *(token.children or [])):
            if each.nesting < 0 or each.type in ("inline", "text", "softbreak"):
                continue
            kind = each.type.removesuffix("_open")
            if kind == "paragraph" and each.hidden:
                continue  # inside a list item without blank lines
            if kind not in _NAMES:
                continue
            name = _NAMES[kind]
            if kind == "link":
                name = f"link to {each.attrs.get('href', '')}"
            elif kind == "heading":
                name = f"heading {'#' * int(each.tag[1:])}"
            elif kind == "span":
                name = f"words with {{lang={each.attrs.get('lang', '')}}}"
            found[name] += 1
    return found


def differences(source: str, translation: str, *, prose: bool) -> Iterator[str]:
    """Yield in words what a translation has less or more of than its source."""
    before, after = (shape(each, prose=prose) for each in (source, translation))
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, 0), after.get(name, 0)
        if old != new:
            yield f"{name}: {old} in the text, {new} in the translation"
