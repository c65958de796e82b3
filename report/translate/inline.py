"""Texts as agencies see them: words, and marks that cannot be broken.

Names in braces, notes and the marks at the head of lines are placeholders; links and emphasis are
pairs around words. Put together again, the parts are the text, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """A sign or name that stands in a text as it is; `kind` is its type in XLIFF."""

    id: str
    text: str
    kind: str = "other"


@dataclass(frozen=True)
class Pair:
    """Signs around a part of a text."""

    id: str
    before: str
    after: str
    parts: tuple[Part, ...]
    kind: str = "fmt"


Part = str | Sign | Pair

# What stands alone: at the head of a line, in tables, names, notes, code and addresses.
_ALONE = re.compile(
    r"(?P<head>^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)]|>)[ \t]+)"
    r"|(?P<rule>^(?=[ \t:|]*-)[ \t:|-]{2,}+$)"
    r"|(?P<name>\{\{[^{}]*\}\})"
    r"|(?P<note>\[\^[\w-]+\]:?)"
    r"|(?P<code>`[^`\n]+`)"
    r"|(?P<address><[a-z]+:[^<>\s]+>)"
    r"|(?P<cell>(?<!\\)\|)"
    r"|(?P<break>(?<= )/(?= ))",
    re.MULTILINE,
)
_INSIDE = r"(?:[^\[\]\n]|\[[^\[\]\n]*\])"
# A pair reaches over 400 signs at most: a sign without its fellow is looked for no further.
_PAIRED = re.compile(
    rf"(?P<link>\[(?!\^)(?P<linked>{_INSIDE}{{1,400}})\]"
    rf"(?P<to>\((?:[^()\s]|\([^()\s]*\)){{0,400}}(?:[ ]\"[^\"\n]*\")?\)|\{{[^{{}}\n]*\}}))"
    r"|(?P<strong>(?P<s>\*\*|__)(?=[^\s*_])(?P<bold>[^\n]{1,400}?)(?<=[^\s*_])(?P=s))"
    r"|(?P<em>(?<![\w*_\\])(?P<e>[*_])(?=[^\s*_])(?P<slanted>[^\n*_]{1,400}?)(?<=[^\s*_])(?P=e)(?![\w*_]))"
)


def parts_of(text: str, *, markdown: bool) -> tuple[Part, ...]:
    """Return the parts of a text; one string for words in which no marks are read."""
    if not markdown:
        return (text,) if text else ()
    return _Cutter().cut(text)


def text_of(parts: Iterable[Part]) -> str:
    """Return the text that was cut into parts."""
    return "".join(_told(part) for part in parts)


def _told(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Sign):
        return part.text
    return part.before + text_of(part.parts) + part.after


def marks_in(parts: Iterable[Part]) -> Iterator[Sign | Pair]:
    """Yield the marks of a text and of what stands between pairs, in order."""
    for part in parts:
        if not isinstance(part, str):
            yield part
        if isinstance(part, Pair):
            yield from marks_in(part.parts)


class _Cutter:
    """Cuts a text, and counts its marks."""

    def __init__(self) -> None:
        self._count = 0

    def cut(self, text: str, *, inner: bool = False) -> tuple[Part, ...]:
        """Return the parts of a text; inside of a pair (`inner`) no line begins."""
        parts: list[Part] = []
        at = 0
        alone, paired = _alone(text, 0, inner), _PAIRED.search(text)
        while alone or paired:
            found = min((each for each in (alone, paired) if each), key=lambda each: each.start())
            if found.start() > at:
                parts.append(text[at : found.start()])
            parts.append(self._part(found))
            at = found.end()
            # Each is looked for again only where it was passed: long texts are read once.
            if alone and alone.start() < at:
                alone = _alone(text, at, inner)
            if paired and paired.start() < at:
                paired = _PAIRED.search(text, at)
        if at < len(text):
            parts.append(text[at:])
        return tuple(parts)

    def _part(self, found: re.Match[str]) -> Part:
        self._count += 1
        id = str(self._count)
        groups = found.groupdict()
        if groups.get("link"):
            inside, after = groups["linked"], f"]{groups['to']}"
            return Pair(id, "[", after, self.cut(inside, inner=True), "link")
        if groups.get("strong"):
            return Pair(id, groups["s"], groups["s"], self.cut(groups["bold"], inner=True))
        if groups.get("em"):
            return Pair(id, groups["e"], groups["e"], self.cut(groups["slanted"], inner=True))
        return Sign(id, found[0], "fmt" if found.lastgroup in ("head", "break") else "other")


def _alone(text: str, at: int, inner: bool) -> re.Match[str] | None:
    found = _ALONE.search(text, at)
    while found and inner and found.lastgroup in ("head", "rule"):
        found = _ALONE.search(text, found.end())
    return found
