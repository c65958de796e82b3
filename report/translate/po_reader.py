"""Reading PO files strictly, with the place of every string and without losing a comment.

The form is that of the GNU gettext manual, "The Format of PO Files". Neither Babel nor polib keeps
all that `translate update` has to give back: the words before (`#|`, `#~|`) and where a string
stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Finding, Mark
from ..resources import decode
from .catalog import Catalog, Entry, StringPlace
from .codes import PO_SYNTAX, TWICE

MAX_BYTES = 10_000_000
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"[ \t]*\Z')
_WORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(\[\d{1,2}\])?[ \t]*(?=\")")
_ESCAPE = re.compile(r"\\([0-7]{1,3}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_PREFIXES = ("#~|", "#~", "#|", "#.", "#:", "#,", "#")
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr", "msgid_plural"),
    "msgid_plural": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}


@dataclass
class _Draft:
    """An entry while it is read: its strings by keyword, those before with a `|`."""

    strings: dict[str, list[str]] = field(default_factory=dict)
    pieces: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    comments: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    obsolete: bool = False
    broken: bool = False

    def add(self, name: str, text: str, line: int, column: int) -> None:
        parts = self.strings.setdefault(name, [])
        self.pieces.setdefault(name, []).append((sum(map(len, parts)), line, column))
        parts.append(text)
        self.last = name

    def text(self, name: str) -> str | None:
        return "".join(self.strings[name]) if name in self.strings else None


def read_po(data: bytes, file: str) -> Catalog:
    """Return what a PO file holds; Diagnostic C108, L104 and L106 with all errors of the file."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        raise Diagnostic([PO_SYNTAX.finding(Mark(file), message)])
    reader = _Reader(file)
    for number, line in enumerate(decode(data, file).split("\n"), 1):
        reader.read(line, number)
    reader.end()
    if not reader.findings:
        reader.findings += _twice(reader.entries)
    if reader.findings:
        raise Diagnostic(reader.findings)
    return reader.catalog()


class _Reader:
    """Reads a file line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.entries: list[Entry] = []
        self._draft = _Draft()

    def read(self, line: str, number: int) -> None:
        rest = line.strip(" \t\r")
        if not rest:
            return
        prefix = next((each for each in _PREFIXES if rest.startswith(each)), "")
        words = rest[len(prefix) :]
        if prefix in ("", "#~", "#|", "#~|"):
            self._string(words.lstrip(" \t"), number, line, prefix)
        else:
            self._comment(prefix, words[1:] if words.startswith(" ") else words)

    def _comment(self, prefix: str, words: str) -> None:
        if self._draft.last == "msgstr":
            self.end()
        self._draft.comments.setdefault(prefix, []).append(words)

    def _string(self, words: str, number: int, line: str, prefix: str) -> None:
        begins = _WORD.match(words)
        name = begins[1] if begins else self._draft.last.lstrip("|")
        string = words[begins.end() if begins else 0 :]
        column = len(line.rstrip(" \t\r")) - len(string) + 2
        found = _STRING.match(string)
        if prefix.endswith("|"):
            name = f"|{name}"
        if begins and not self._follows(name, begins[2] or ""):
            self._fault(number, 1, f"`{begins[1]}` cannot stand here", "look at the lines above")
            return
        if found is None:
            self._fault(number, column - 1, *_wrong_string(words))
            self._draft.last = name
        elif not begins and (not name or self._draft.last != name):
            self._fault(number, 1, "this string belongs to nothing", "join it to the one above")
        else:
            self._draft.obsolete |= prefix.startswith("#~") and not name.startswith("|")
            self._draft.add(name, self._unescaped(found[1], number, column), number, column)

    def _follows(self, name: str, index: str) -> bool:
        """Return True where a string may begin; one of the next entry ends the one before."""
        draft = self._draft
        if name.startswith("|"):
            if draft.last == "msgstr":
                self.end()
            return name not in self._draft.strings and "msgid" not in self._draft.strings
        if name == "msgstr" and draft.last == "msgstr" and index not in ("", "[0]"):
            return "msgid_plural" in draft.strings
        last = draft.last if not draft.last.startswith("|") else ""
        if last == "msgstr":
            self.end()
        return name in _NEXT[last]

    def _unescaped(self, text: str, line: int, column: int) -> str:
        if "\\" not in text:
            return text

        def sign(match: re.Match[str]) -> str:
            code = match[1]
            if code in _SIGNS or code in '"\\':
                return _SIGNS.get(code, code)
            if code[0] in "01234567":
                return chr(int(code, 8))
            if len(code) == 3:
                return chr(int(code[1:], 16))
            help = "write two of them for one that is printed"
            self._fault(line, column + match.start(), f"“\\{code}” has no meaning", help)
            return ""

        return _ESCAPE.sub(sign, text)

    def end(self) -> None:
        """Take the entry that was read into the file."""
        draft, self._draft = self._draft, _Draft()
        if not draft.strings:
            return  # comments below the last entry belong to nothing
        first = draft.pieces.get("msgid") or next(iter(draft.pieces.values()))
        line = first[0][1]
        if draft.broken:
            return
        if "msgstr" not in draft.strings:
            self._fault(line, 1, "the text has no `msgstr`", 'write below it: msgstr ""')
            return
        if "msgid_plural" in draft.strings:
            help = "texts of an edition have one form: take `msgid_plural` and `msgstr[1]` out"
            self._fault(line, 1, "the text has a plural", help)
            return
        self.entries.append(self._entry(draft, line))

    def _entry(self, draft: _Draft, line: int) -> Entry:
        pieces = tuple(draft.pieces["msgstr"])
        mark = Mark(self.file, line, 1)
        start = Mark(self.file, pieces[0][1], pieces[0][2])
        comments = draft.comments
        flags = [flag.strip() for each in comments.get("#,", []) for flag in each.split(",")]
        return Entry(
            draft.text("msgctxt") or "",
            draft.text("msgid") or "",
            draft.text("msgstr") or "",
            tuple(comments.get("#", ())),
            tuple(comments.get("#.", ())),
            tuple(comments.get("#:", ())),
            tuple(flag for flag in flags if flag),
            draft.text("|msgid"),
            draft.text("|msgctxt"),
            draft.obsolete,
            mark,
            StringPlace(start, 0, start.column, pieces),
        )

    def catalog(self) -> Catalog:
        """Return what was read, the header by itself."""
        header = next((each for each in self.entries if each.key == ("", "")), None)
        fields = (header.words if header else "").split("\n")
        head = {name: value.strip() for name, _, value in (each.partition(":") for each in fields)}
        head.pop("", None)
        entries = tuple(each for each in self.entries if each is not header)
        return Catalog(self.file, head, entries, header.remarks if header else (), header)

    def _fault(self, line: int, column: int, message: str, help: str) -> None:
        self._draft.broken = True
        self.findings.append(PO_SYNTAX.finding(Mark(self.file, line, column), message, help=help))


def _wrong_string(words: str) -> tuple[str, str]:
    if '"' not in words:
        shown = words.split()[0][:30] if words.split() else ""
        return f"“{shown}” is nothing that a PO file has", "a comment begins with #"
    if words.count('"') == 1:
        return "the quotation mark at the end is missing", "close the words with it"
    return "a quotation mark inside the words lacks its backslash", 'write it as \\"'


def _twice(entries: list[Entry]) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.key in seen:
            first = seen[entry.key].mark
            message = f"“{entry.context}” is translated here and at {first}"
            yield TWICE.finding(entry.mark, message, help="keep one of the two")
        seen.setdefault(entry.key, entry)
