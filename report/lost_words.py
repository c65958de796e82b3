"""Words that Markdown has swallowed: written, and in no part of what it makes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.token import Token

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'\s(href|title|lang)="([^"]*)"')
_ENTITY = re.compile(r"&#?\w+;")
# Typographic signs are written with letters: (c) becomes ©.
_SIGN = re.compile(r"\((?:c|r|tm)\)", re.IGNORECASE)

_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_DEEPEST = 50


def too_deep(source: str) -> int:
    """Return where brackets are nested too deeply in Markdown; -1 where they are not.

    Each that is open is looked for to the end of its text, in as many ways as others are open.
    """
    depth = 0
    for found in _BRACKET.finditer(source):
        depth = max(0, depth + {"[": 1, "]": -1}.get(found[0], 0))
        if depth > _DEEPEST:
            return found.start()
    return -1


def lost_words(
    source: str, printed: str, tokens: Sequence[Token], env: Mapping[str, Any]
) -> list[str]:
    """Return the words of the Markdown `source` that are not in the HTML `printed`, in order.

    `tokens` and `env` are what the parser made of it: they know the labels of notes and links,
    the numbers of lists and the languages of code, which are written and not printed.
    """
    there = Counter(word for text in _texts(printed, tokens) for word in _WORD.findall(text))
    text = _SIGN.sub(" ", _ENTITY.sub(lambda match: html.unescape(match[0]), source))
    for label, number in env.get("footnotes", {}).get("refs", {}).items():
        if number >= 0:
            text = text.replace(f"[^{label[1:]}]", " ")
    labels = set(_WORD.findall(" ".join(_labels(printed, env))))
    lost: list[str] = []
    for word in _WORD.findall(text):
        there[word] -= 1
        if there[word] < 0 and word.lower().upper() not in labels:
            lost.append(word)
    return lost


def _texts(printed: str, tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the texts of the HTML, with what its attributes say and what numbers its lists."""
    yield html.unescape(_TAG.sub("\n", printed))
    for tag in _TAG.findall(printed):
        for name, value in _ATTRIBUTE.findall(tag):
            yield _address(html.unescape(value)) if name == "href" else html.unescape(value)
            yield name
    for token in tokens:
        yield token.info


def _address(href: str) -> str:
    """Return an address as it may have been written: encoded, or with letters of any language."""
    forms = [
        Counter(_WORD.findall(form)) for form in (href, unquote(href), normalizeLinkText(href))
    ]
    return " ".join((forms[0] | forms[1] | forms[2]).elements())


def _labels(printed: str, env: Mapping[str, Any]) -> Iterator[str]:
    """Yield the labels of link definitions that are in use, in capitals."""
    for label, target in env.get("references", {}).items():
        if f'href="{html.escape(target["href"])}"' in printed:
            yield label
