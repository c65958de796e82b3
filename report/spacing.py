"""The spaces of a language: those that do not break, those that marks have, and those it lacks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from markupsafe import Markup

from .directions import FIGURE, LTR_MARK
from .languages import UNSPACED, Language

NBSP = "\u00a0"
_SPACES = {"narrow": "\u202f", "wide": NBSP}
EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""East Asian letters and marks, between which no space stands."""
_OWN = r"[^\W\d_A-Za-z\u00c0-\u024f]"  # a letter that is not Latin
_LAST_WORDS = 22  # letters; longer words make a last line of their own
_LAST_LETTERS = 4
_MARKED = re.compile(r"[^\w\u3000-\u30ff\uff00-\uffef]")
_WORD_JOINER = "\u2060"


def headed(word: str, words: str) -> str:
    """Return words behind what they are: `Source: …`; behind a wide colon there is no space."""
    space = "" if unicodedata.east_asian_width(word[-1]) in "WF" else " "
    if isinstance(words, Markup):
        return Markup("{}{}{}").format(word, space, words)
    return f"{word}{space}{words}"


def spaced(text: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> str:
    """Return `text` with the spaces of its language, by the `space_rules` of it."""
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def space_rules(language: Language) -> list[tuple[re.Pattern[str], str]]:
    """Return what is looked for in a text, and what is put in its place, in order."""

    def words(each: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(each, key=len, reverse=True))

    rules = [*_mark_rules(language)]
    if language.units:
        rules.append((re.compile(rf"(?<=\d) (?=(?:{words(language.units)})(?!\w))"), NBSP))
    if language.abbreviations:
        rules.append(
            (re.compile(rf"(?<!\w)({words(language.abbreviations)}) (?=\S)"), rf"\1{NBSP}")
        )
    if language.short_words:
        pattern = rf"(?<![\w’'])({words(language.short_words)}) (?=\w)"
        rules.append((re.compile(pattern), rf"\1{NBSP}"))
    return rules


def _mark_rules(language: Language) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the signs that stand for others inside words, and the spaces that marks have."""
    opening, closing = language.quotes[:2]
    if language.direction == "rtl":
        yield FIGURE, LTR_MARK
    if language.script in UNSPACED:
        # Without spaces, Markdown cannot tell where a quotation begins.
        yield re.compile('"([^"]*)"'), rf"{opening}\1{closing}"
    for typed, sign in language.inside_words.items():
        mark = re.escape(typed)
        if typed == '"':
            # Before the last letter it shortens a word; behind the first one a quotation begins.
            yield re.compile(rf"(?<={_OWN}){mark}(?={_OWN}(?!\w))"), sign
            quotation = re.compile(rf"(?:(?<!\w)|(?<=\b\w)){mark}([^{mark}]+){mark}(?!\w)")
            yield quotation, rf"{opening}\1{closing}"
        else:
            # At the end of a word it is one only where the word is a shortened one.
            yield re.compile(rf"(?<!\w)({_OWN}{{1,4}}){mark}(?!\w)"), rf"\1{sign}"
        yield re.compile(rf"(?<={_OWN}){mark}(?={_OWN})"), sign
    for mark, width in language.spaces_before.items():
        # At the end of a word, so that 12:30 and https:// stay as they are.
        behind = rf"(?:(?<=[^\s(«“/?!:;]) ?|(?<!.) ){re.escape(mark)}(?![^\s.,;:!?…)»”]|//)"
        yield re.compile(behind), _SPACES[width] + mark
    for mark, width in language.spaces_after.items():
        yield re.compile(rf"{re.escape(mark)} ?(?=\S)"), mark + _SPACES[width]


def without_gaps(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the ends of the source's lines between East Asian letters."""
    text = "".join(token.content for token in tokens)
    kept, end = [], 0
    for token in tokens:
        end += len(token.content)
        around = text[max(end - 1, 0) : end], text[end : end + 1]
        if token.type != "softbreak" or not all(EAST_ASIAN.match(each) for each in around):
            kept.append(token)
    return kept


def bind_end(paragraph: Token) -> None:
    """Bind the last two words of a paragraph, so that its last line is not one short word."""
    children = paragraph.children or []
    if not children or children[-1].type != "text":
        return
    if (
        len(children) > 2
        and children[-3].type == "text"
        and " " not in children[-1].content
        and children[-2].type == "softbreak"
    ):
        # The source's line ends before the last word.
        children[-3].content += f" {children[-1].content}"
        del children[-2:]
    children[-1].content = bind_last(children[-1].content)


def bind_last(text: str) -> str:
    """Return `text` with its last two words bound, so that its last line is not one short word.

    Words that are bound already make a last line of two: a third would leave a gap above.
    """
    words = text.rstrip().rsplit(" ", 2)
    if (
        len(words) < 3
        or NBSP in words[2]
        or "<" in words[1] + words[2]
        or len(words[1]) + len(words[2]) > _LAST_WORDS
    ):
        return text
    return f"{words[0]} {words[1]}{NBSP}{words[2]}"


def bind_letters(text: str) -> str:
    """Return inline HTML in letters without spaces with its last ones bound, so that its last line
    is not one letter and a stop."""
    end = text[-_LAST_LETTERS:]
    if not EAST_ASIAN.match(text[-1:]) or _MARKED.search(end):
        return text
    return text[:-_LAST_LETTERS] + _WORD_JOINER.join(end)
