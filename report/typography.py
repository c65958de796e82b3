"""Words as a typesetter sets them: Markdown, quotation marks, dashes, spaces that do not break."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup, escape
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .content import problems
from .content.names import Name, substitute
from .content.node import Words
from .content.yaml import Place
from .diagnostics import Finding, Mark
from .directions import begins_rightward, direction_of, rightward
from .languages import Language
from .left_over import left_over
from .lost_words import lost_words, too_deep
from .spacing import (
    EAST_ASIAN,
    bind_end,
    bind_last,
    bind_letters,
    space_rules,
    spaced,
    without_gaps,
)

_SAFE_LINK = re.compile(r"(https?://|mailto:|tel:|#)[^\s]*\Z", re.IGNORECASE)
_NOTE = re.compile(r"(?<!\\)\[\^[\w-]+\](?!:)")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_JOINT = re.compile(rf"(?<={EAST_ASIAN.pattern}) / (?={EAST_ASIAN.pattern})")
# Short enough to be carried over whole, in the narrowest column.
_LICENCE = re.compile(r"(?<=\s)\([^()<>]{2,24}\)")
_PART = re.compile(r"(?=[/?&=@.])")
_WHOLE = 24  # letters; longer parts of an address may have to break inside
# Levels of Markdown, of which a list takes two. Deeper ones the parser leaves out.
_DEEPEST = 100
# Around words that are not yet translated, in whatever language they are.
_UNSETTLED = Markup('<span class="unsettled" lang="{}">')
_SETTLED = Markup("</span>")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~^])")


class Typesetter:
    """Sets the words of one edition in one language; collects what it finds wrong with them.

    Only `Words` are the edition's own: names in them are replaced by what `value_of` returns
    (plain `Words`, or Markdown), and Markdown is read. Any other text is printed as it is.
    """

    def __init__(self, language: Language, value_of: Callable[[Name], str]) -> None:
        self.findings: list[Finding] = []
        self.link_targets: list[tuple[str, Mark]] = []
        self._value_of = value_of
        self._values = _Values()
        self._spaces = space_rules(language)
        self._direction = language.direction
        self._markdown = self._parser(language)

    def line(self, text: str) -> Markup:
        """Return one paragraph's words as inline HTML."""
        if isinstance(text, Markup):
            return text
        if isinstance(text, Words) and not text.plain:
            return self._set(text, self._markdown.parseInline)
        words = escape(self.plain(text))
        if isinstance(text, Words) and text.unsettled:
            return _UNSETTLED.format(text.unsettled) + words + _SETTLED
        return words

    def display(self, text: str) -> Markup:
        """Return a title or standfirst as inline HTML whose last line is not one short word."""
        return Markup(bind_letters(bind_last(self.line(text))))

    def credit(self, text: str) -> Markup:
        """Return a credit line as inline HTML; a licence in brackets does not break."""
        words = str(self.line(text))  # a Markup would escape what is put in
        made = Markup(_LICENCE.sub(r'<span class="whole">\g<0></span>', words))
        return self._rightward(made) if begins_rightward(text) else made

    def number(self, text: str) -> Markup:
        """Return a telephone number as inline HTML."""
        return self._rightward(self.line(text))

    def address(self, text: str) -> Markup:
        """Return a web or mail address as HTML that breaks before / ? & = @ and dots alone.

        The protocol is left out. A mark that begins a line shows that the address goes on.
        """
        parts = [part for part in _PART.split(text.removeprefix("https://")) if part]
        made = Markup("<wbr>").join(
            Markup('<span class="whole">{}</span>').format(part)
            if len(part) <= _WHOLE
            else escape(part)
            for part in parts
        )
        return self._rightward(made)

    def headline(self, text: str) -> Markup:
        """Return a headline as inline HTML; ` / ` breaks the line."""
        return Markup("<br>").join(self.line(part) for part in _parts(text))

    def prose(self, text: str) -> Markup:
        """Return paragraphs, lists, tables, crossheads and footnotes as HTML."""
        if isinstance(text, Words) and not text.plain:
            return self._set(text, self._markdown.parse)
        return Markup("<p>{}</p>").format(self.line(text))

    def plain(self, text: str) -> str:
        """Return the words without any mark-up, for attributes, bookmarks and metadata."""
        if not isinstance(text, Words):
            return spaced(text, self._spaces)
        source = _escaped(text) if text.plain else self._filled(_in_one(text))
        return "".join(
            " " if child.type in ("softbreak", "hardbreak") else child.content
            for token in self._markdown.parseInline(source)
            for child in token.children or []
        )

    def _rightward(self, words: Markup) -> Markup:
        """Return words that stand from left to right among those of the language."""
        return rightward(words) if self._direction == "rtl" else words

    def _filled(self, text: str) -> str:
        """Return the text with its names replaced; a sign stands for what is no Markdown."""
        values = self._values = _Values.beside(text)

        def filled(name: Name) -> str:
            value = self._value_of(name)
            if not isinstance(value, Words):
                return value
            return values.add(self.plain(value), value.unsettled)

        return substitute(text, filled)

    def _set(self, text: Words, parse: Callable[[str, dict[str, Any]], list[Token]]) -> Markup:
        if (deep := too_deep(text)) >= 0:
            message = "brackets are nested too deeply here to be printed"
            mark = text.place.at(text, deep)
            help = "close them, or write \\[ for a bracket that is printed"
            self.findings.append(problems.TEXT_LOST.finding(mark, message, help=help))
            return escape(text)
        source, before = self._filled(text), len(self.findings)
        env: dict[str, Any] = {}
        tokens = parse(source, env)
        html = self._render(tokens, text)
        self._look_for_notes(text, html)
        if len(self.findings) == before:
            # What is reported already is not missed a second time.
            for word in lost_words(self._values.put_into(source), html, tokens, env)[:1]:
                message = f"“{word}” would not be printed"
                help = "Markdown reads the words there as something else: see `explain C115`"
                mark = text.place.at(text, max(text.find(word), 0))
                self.findings.append(problems.TEXT_LOST.finding(mark, message, help=help))
        for at, sign, help in left_over(text, tokens):
            message = f"“{sign}” is printed as it stands"
            found = problems.MARKS_SHOWN.finding(text.place.at(text, at), message, help=help)
            self.findings.append(found)
        return Markup(html)

    def _look_for_notes(self, text: Words, html: str) -> None:
        """Report each number of a note, such as [^9], that is printed as it stands."""
        words = _CODE.sub("", html)
        for found in _NOTE.finditer(text):
            if found[0] in words:
                message = f"there is no note {found[0]}"
                help = f"write it on a line of its own, in the same text: {found[0]}: The note."
                mark = text.place.at(text, found.start())
                self.findings.append(problems.UNKNOWN_NAME.finding(mark, message, help=help))

    def _render(self, tokens: Sequence[Token], text: Words) -> str:
        notes = _take_footnotes(tokens)
        kept = [token for token in tokens if not token.meta.get("in_footnote")]
        for token in tokens:
            self._inspect(token, text)
            if text.unsettled and token.children:
                before, after = _UNSETTLED.format(text.unsettled), _SETTLED
                token.children.insert(0, Token("html_inline", "", 0, content=before))
                token.children.append(Token("html_inline", "", 0, content=after))
        env = {"notes": {key: self._note(each, text) for key, each in notes.items()}}
        return str(self._markdown.renderer.render(kept, self._markdown.options, env)).strip()

    def _note(self, tokens: list[Token], text: Words) -> str:
        inline = [token for token in tokens if token.type == "inline"]
        for each in inline:
            children = each.children or []
            each.children = [child for child in children if child.type != "footnote_ref"]
            if len(each.children) < len(children):
                mark = text.place.at(text, max(text.rfind("[^"), 0))
                message = "a note inside a note would not be printed"
                help = "write it in brackets, or refer to it from the text"
                self.findings.append(problems.TEXT_LOST.finding(mark, message, help=help))
        return " ".join(
            self._markdown.renderer.render([each], self._markdown.options, {}) for each in inline
        )

    def _inspect(self, token: Token, text: Words) -> None:
        if token.nesting == 1 and token.level >= _DEEPEST - 1:
            lines = text.split("\n")[: token.map[0] if token.map else 0]
            mark = text.place.at(text, sum(len(line) + 1 for line in lines))
            message = "lists and quotations are nested too deeply here to be printed"
            self.findings.append(problems.TEXT_LOST.finding(mark, message))
        for child in (token, *(token.children or [])):
            if child.type == "image":
                help = "use a `photo` block, which carries its credit"
                self._unsafe("a picture inside prose would have no credit", text, "![", help)
            elif child.type == "link_open":
                self._inspect_link(child, text)
            elif child.type == "span_open" and "lang" in child.attrs:
                direction = direction_of(str(child.attrs["lang"]))
                if direction != self._direction:
                    child.attrSet("dir", direction)

    def _inspect_link(self, link: Token, text: Words) -> None:
        href = str(link.attrs.get("href", ""))
        if not _SAFE_LINK.match(href):
            # Without its address it is no link, whatever becomes of the finding.
            link.attrs.pop("href", None)
            help = "links start with https://, mailto: or tel:"
            self._unsafe(f"“{href}” is no web, mail or telephone address", text, "](", help)
        elif href.startswith("#"):
            self.link_targets.append((href[1:], text.place.at(text, max(text.find(href), 0))))

    def _unsafe(self, message: str, text: Words, near: str, help: str) -> None:
        mark = text.place.at(text, max(text.find(near), 0))
        self.findings.append(problems.UNSAFE_TEXT.finding(mark, message, help=help))

    def _parser(self, language: Language) -> MarkdownIt:
        parser = markdown_reader()
        parser.options["typographer"] = True
        parser.options["quotes"] = list(language.quotes)
        parser.enable(["replacements", "smartquotes"])
        parser.core.ruler.push("values", self._fill_in)
        parser.core.ruler.push("spaces", self._bind)
        for name, rule in _RULES.items():
            parser.add_render_rule(name, rule)
        return parser

    def _fill_in(self, state: StateCore) -> None:
        """Put values where their signs are, now that nothing in them is taken for Markdown."""
        for token in state.tokens:
            token.children = self._values.marked(token.children)
            for each in (token, *(token.children or [])):
                if each.type != "inline":
                    each.content = self._values.put_into(each.content)
                for name, value in each.attrs.items():
                    each.attrs[name] = self._values.put_into(str(value), address=name == "href")

    def _bind(self, state: StateCore) -> None:
        """Put a non-breaking space wherever the language forbids a break."""
        before = ""
        for token in state.tokens:
            if token.children:
                token.children = without_gaps(token.children)
            for child in token.children or []:
                if child.type == "text":
                    child.content = spaced(child.content, self._spaces)
            if before == "paragraph_open":
                bind_end(token)
            before = token.type


def markdown_reader() -> MarkdownIt:
    """Return what reads the Markdown of editions, without a typesetter's habits."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable("table")
    parser.use(footnote_plugin)
    parser.use(attrs_plugin, spans=True, after=(), allowed=["lang"])
    # Every address is kept as written; the typesetter reports the ones that are no good.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


@dataclass
class _Values:
    """The values of a text's names, and the signs that stand for them while Markdown is read."""

    word: str = "zqv"
    values: list[str] = field(default_factory=list)
    unsettled: dict[str, str] = field(default_factory=dict)

    @classmethod
    def beside(cls, text: str) -> _Values:
        """Return an empty collection whose signs are no part of `text`."""
        word = "zqv"
        while word in text.casefold():
            word += "q"
        return cls(word)

    def add(self, value: str, unsettled: str = "") -> str:
        """Return the sign for `value`: letters and digits, which mean nothing to Markdown."""
        sign = f"{self.word}{len(self.values)}z"
        self.values.append(value)
        if unsettled:
            self.unsettled[sign] = unsettled
        return sign

    def marked(self, tokens: list[Token] | None) -> list[Token] | None:
        """Return tokens in which values that want their translation stand between marks."""
        if not self.unsettled or not tokens:
            return tokens
        found: list[Token] = []
        for token in tokens:
            parts = re.split(rf"({self.word}\d+z)", token.content)
            for part in parts if token.type == "text" else ():
                tag = self.unsettled.get(part)
                text = Token("text", "", 0, content=part)
                found += _between(text, tag) if tag else [text] if part else []
            found += [token] if token.type != "text" else []
        return found

    def put_into(self, text: str, *, address: bool = False) -> str:
        """Return `text` with values in the place of their signs."""
        if not self.values:
            return text
        shown = [quote(each, safe="/:@?=&+,;~") for each in self.values] if address else self.values
        return re.sub(rf"{self.word}(\d+)z", lambda match: shown[int(match[1])], text)


def _between(token: Token, tag: str) -> list[Token]:
    """Return a token between the marks of words in another language."""
    marks = (_UNSETTLED.format(tag), _SETTLED)
    before, after = (Token("html_inline", "", 0, content=mark) for mark in marks)
    return [before, token, after]


def _in_one(text: str) -> str:
    """Return a headline in one line."""
    return _JOINT.sub("", text).replace(" / ", " ")


def _parts(text: str) -> list[str]:
    """Return the lines of a headline, each at its own place."""
    if not isinstance(text, Words) or text.plain:
        return text.split(" / ")
    parts: list[str] = []
    begin = 0
    for part in str(text).split(" / "):
        place = Place(text.place.at(text, begin), 0, text.place.text_indent)
        parts.append(Words(part, place, unsettled=text.unsettled))
        begin += len(part) + 3
    return parts


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


def _escaped(text: str) -> str:
    """Return `text` so that Markdown prints it as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split("\n")))
