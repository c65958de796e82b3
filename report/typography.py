"""Words as a typesetter sets them: Markdown, quotation marks, dashes, spaces that do not break."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .content import problems
from .content.edition import Fact
from .content.names import Name, substitute
from .content.yaml import Place
from .diagnostics import Finding
from .settings import Language

NBSP = "\u00a0"
_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|#)[^\s]*\Z", re.IGNORECASE)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~^])")


class Typesetter:
    """Sets the words of one edition in one language; collects what it finds wrong with them."""

    def __init__(self, language: Language, tag: str, value_of: Callable[[Name], str]) -> None:
        self.language = language
        self.locale = Locale.parse(tag.replace("-", "_"))
        self.findings: list[Finding] = []
        self.link_targets: list[tuple[str, Place, str]] = []
        self._value_of = value_of
        self._spaces = _space_rules(language)
        self._markdown = self._parser(language)

    def line(self, text: str, place: Place | None = None) -> Markup:
        """Return one paragraph's words as inline HTML."""
        return Markup(self._render(self._markdown.parseInline(self._filled(text)), text, place))

    def headline(self, text: str, place: Place | None = None) -> Markup:
        """Return a headline as inline HTML; ` / ` breaks the line."""
        lines = [self.line(part, place) for part in text.split(" / ")]
        return Markup("<br>").join(lines)

    def prose(self, text: str, place: Place | None = None) -> Markup:
        """Return paragraphs, lists, tables, crossheads and footnotes as HTML."""
        return Markup(self._render(self._markdown.parse(self._filled(text)), text, place))

    def plain(self, text: str) -> str:
        """Return the words without any mark-up, for attributes, bookmarks and metadata."""
        tokens = self._markdown.parseInline(self._filled(text.replace(" / ", " ")))
        return "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content
            for token in tokens
            for child in token.children or []
        )

    def _filled(self, text: str) -> str:
        return substitute(text, self._value_of)

    def _render(self, tokens: Sequence[Token], text: str, place: Place | None) -> str:
        notes = _take_footnotes(tokens)
        kept = [token for token in tokens if not token.meta.get("in_footnote")]
        for token in tokens:
            self._inspect(token, text, place)
        env = {"notes": {key: self._note(each) for key, each in notes.items()}}
        return str(self._markdown.renderer.render(kept, self._markdown.options, env)).strip()

    def _note(self, tokens: list[Token]) -> str:
        inline = [token for token in tokens if token.type == "inline"]
        return " ".join(
            self._markdown.renderer.render([each], self._markdown.options, {}) for each in inline
        )

    def _inspect(self, token: Token, text: str, place: Place | None) -> None:
        for child in (token, *(token.children or [])):
            if child.type == "image":
                self._unsafe("a picture inside prose would have no credit", text, place, "![")
            elif child.type == "link_open":
                self._inspect_link(child, text, place)

    def _inspect_link(self, link: Token, text: str, place: Place | None) -> None:
        href = str(link.attrs.get("href", ""))
        if not _SAFE_LINK.match(href):
            # Without its address it is no link, whatever becomes of the finding.
            link.attrs.pop("href", None)
            self._unsafe(f"“{href}” is no web, mail or telephone address", text, place, "](")
        elif href.startswith("#") and place is not None:
            self.link_targets.append((href[1:], place, text))

    def _unsafe(self, message: str, text: str, place: Place | None, near: str) -> None:
        mark = place.at(text, max(text.find(near), 0)) if place else None
        self.findings.append(
            problems.UNSAFE_TEXT.finding(mark, message, help="links start with https:// or mailto:")
        )

    def _parser(self, language: Language) -> MarkdownIt:
        options = {"html": False, "typographer": True, "quotes": list(language.quotes)}
        parser = MarkdownIt("commonmark", options)
        parser.enable(["table", "replacements", "smartquotes"])
        parser.use(footnote_plugin)
        parser.use(attrs_plugin, spans=True, after=(), allowed=["lang"])
        # Every address is kept as written; `_inspect` reports the ones that are no good.
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        parser.core.ruler.push("spaces", self._bind)
        for name, rule in _RULES.items():
            parser.add_render_rule(name, rule)
        return parser

    def _bind(self, state: StateCore) -> None:
        """Put a non-breaking space wherever the language forbids a break."""
        for token in state.tokens:
            for child in token.children or []:
                if child.type == "text":
                    for pattern, replacement in self._spaces:
                        child.content = pattern.sub(replacement, child.content)


def _space_rules(language: Language) -> list[tuple[re.Pattern[str], str]]:
    def words(each: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(each, key=len, reverse=True))

    rules = [(re.compile(r"(?<=\d)\u2013(?=\d)"), "\u2013")]
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


def _take_footnotes(tokens: Sequence[Token]) -> dict[int, list[Token]]:
    """Return the tokens of each footnote by number, marking them as not part of the text."""
    notes: dict[int, list[Token]] = {}
    current: list[Token] | None = None
    for token in tokens:
        if token.type in ("footnote_block_open", "footnote_block_close"):
            token.meta = {"in_footnote": True}
        elif token.type == "footnote_open":
            current = notes.setdefault(int(token.meta["id"]), [])
            token.meta = {"in_footnote": True}
        elif token.type == "footnote_close":
            current = None
            token.meta = {"in_footnote": True}
        elif current is not None:
            current.append(token)
            token.meta = {"in_footnote": True}
    return notes


def _footnote(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    note = env["notes"].get(int(tokens[index].meta["id"]), "")
    return f'<span class="footnote">{note}</span>'


def _nothing(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return ""


def _heading(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    # Section titles are h2: crossheads in prose come below, whatever number of # was typed.
    level = "h4" if tokens[index].tag in ("h4", "h5", "h6") else "h3"
    return f"<{level}>" if tokens[index].nesting == 1 else f"</{level}>\n"


_RULES = {
    "footnote_ref": _footnote,
    "footnote_anchor": _nothing,
    "image": _nothing,
    "hr": _nothing,
    "heading_open": _heading,
    "heading_close": _heading,
}


def literal(text: str) -> str:
    """Return `text` so that Markdown prints it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def number(value: int | float, locale: Locale) -> str:
    """Return a number as the language writes it: 1,234.5 or “150 million”."""
    if abs(value) >= 1_000_000 and value % 100_000 == 0:
        compact = format_compact_decimal(
            value, format_type="long", locale=locale, fraction_digits=1
        )
        return str(compact).replace(" ", NBSP)
    return str(format_decimal(value, locale=locale))


def date(value: datetime.date, locale: Locale) -> str:
    """Return a date as the language writes it: November 22, 2026."""
    return str(format_date(value, "long", locale))


def fact_value(fact: Fact, locale: Locale) -> str:
    """Return the figure of a fact with its unit: “450”, “56%”, “150 million”."""
    value = fact.value
    if isinstance(value, datetime.date):
        return date(value, locale)
    text = number(value, locale) if isinstance(value, (int, float)) else str(value)
    if not fact.unit:
        return text
    if fact.unit == "%":
        return str(locale.percent_formats[None].pattern).replace("#,##0", text)
    return f"{text}{NBSP}{fact.unit}"


def fact_words(fact: Fact, language: Language, locale: Locale) -> str:
    """Return a fact as prose prints it: “more than 450”."""
    text = fact_value(fact, locale)
    return f"{language.words['more_than']} {text}" if fact.more_than else text


def fact_display(fact: Fact, locale: Locale) -> str:
    """Return a fact as large type prints it: “450+”."""
    return fact_value(fact, locale) + ("+" if fact.more_than else "")
