"""Marks of a text that are printed as they stand, and were meant to be Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_TAGS = "a|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|u|ul"
_MARKS = (
    (
        re.compile(rf"(?<!\\)</?(?:{_TAGS})(?:\s+[\w-]+=[^<>]*)?\s*/?>", re.IGNORECASE),
        "this is HTML, and Markdown is read here: *emphasis*, **strong**, an empty line between "
        "paragraphs",
    ),
    (
        re.compile(r"(?<!\\)\*\*(?=\S)|(?<=[^\s\\])\*\*"),
        "close what is strong right after its last word: **two words**; or write \\*\\*",
    ),
    (re.compile(r"(?m)^#{2,6}(?=[^\s#\d])"), "put a space after it, and an empty line around it"),
)


def left_over(text: str, tokens: Iterable[Token]) -> Iterator[tuple[int, str, str]]:
    """Yield where in `text` marks stand that are printed as such, the marks, and how that is
    mended: the first of each kind. `tokens` are what Markdown has made of the text."""
    printed = [
        child.content
        for token in tokens
        for child in token.children or []
        if child.type == "text" and any(sign in child.content for sign in "<*#")
    ]
    if not printed:
        return
    outside = _CODE.sub(lambda code: " " * len(code[0]), text)
    for marks, help in _MARKS:
        first = marks.search(outside)
        if first is not None and any(map(marks.search, printed)):
            yield first.start(), first[0], help
