"""Reading YAML with the mark of every value kept.

PyYAML's C parser supplies the nodes; values are resolved here, by fewer rules than YAML 1.1
has, so that what staff write stays what they wrote: `no`, `on` and `12:30` are text, `0812`
is a telephone prefix and not octal, and only `true` and `false` are truth values.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Finding, Mark
from ..memory import Memory
from ..resources import decode
from . import problems
from .yaml_signs import is_lost
from .yaml_syntax import QUOTE_NAMES, syntax_finding

Path = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"-?(?:0|[1-9]\d{0,17})\Z")
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)\.\d+\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
# As much a thousand as a number with three decimals, and a word that the comment sign cut off.
_THOUSAND = re.compile(r"-?[1-9]\d{0,2}\.\d{3}\Z")
_CUT = re.compile(r"[ \t]+#\w")
# Cannot be printed, and would steer the terminal that a finding is shown on.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_STANDARD = "tag:yaml.org,2002:"
# What the composer makes of values without a tag; what it makes of them is not looked at.
_TAGS = {"str", "int", "float", "bool", "null", "timestamp", "merge", "value", "map", "seq"}
MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_BYTES = 10_000_000
_ROOM = 4_000_000
"""Bytes of files whose documents a process remembers, if it remembers any."""


@dataclass(frozen=True)
class Place:
    """Where a value stands; for text in several lines, where its own first line stands."""

    mark: Mark
    text_line: int = 0
    text_indent: int = 0

    def at(self, text: str, offset: int) -> Mark:
        """Return the mark of the character at `offset` of the value's `text`."""
        before = text[:offset]
        if not self.text_line:
            if "\n" in before or not self.text_indent:
                return self.mark
            return Mark(self.mark.file, self.mark.line, self.mark.column + offset)
        line = before.count("\n")
        column = offset - (before.rfind("\n") + 1)
        return Mark(self.mark.file, self.text_line + line, self.text_indent + column)


@dataclass(frozen=True)
class Document:
    """A YAML file: plain data, and the place of each value by its path of keys and indexes."""

    file: str
    data: Any
    places: dict[Path, Place]
    keys: dict[Path, Mark]
    ambiguous: dict[Path, str] = field(default_factory=dict)
    """Numbers as they were written that could be read as thousands, such as 1.200."""
    commented: dict[Path, str] = field(default_factory=dict)
    """What stands behind a # where a value should be: `kicker: #4` says nothing."""
    noticed: tuple[Finding, ...] = ()
    """What was noticed and is no error."""

    def place(self, path: Path) -> Place:
        """Return the place of the value at `path`, or of the nearest value around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place(Mark(self.file, 1, 1))

    def key(self, path: Path) -> Mark:
        """Return the mark of the key at `path`, or of its value where it has no key."""
        return self.keys.get(path) or self.place(path).mark


_documents: Memory[Document] = Memory(_ROOM)


@dataclass
class _Reader:
    """Turns nodes into data, counting what it makes so that alias bombs stay small."""

    file: str
    lines: list[str]
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    ambiguous: dict[Path, str] = field(default_factory=dict)
    commented: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    noticed: list[Finding] = field(default_factory=list)

    def value(self, node: yaml.Node, path: Path) -> Any:
        mark = self._mark(node)
        if len(self.places) >= MAX_VALUES or len(path) > MAX_DEPTH:
            message = "the file is nested too deeply or its aliases grow too large"
            raise Diagnostic([problems.LIMITS.finding(mark, message)])
        self.places[path] = self._place(node, mark)
        if node.tag.removeprefix(_STANDARD) not in _TAGS:
            message = f"the tag “{node.tag}” has no meaning here"
            self.findings.append(
                problems.SYNTAX.finding(mark, message, help="put quotation marks around the text")
            )
            return None
        if is_lost(self.lines, node.start_mark.line, node.start_mark.column):
            help = 'put quotation marks around the text: "! …"'
            message = "a text cannot begin with !, which YAML drops"
            self.findings.append(problems.SYNTAX.finding(mark, message, help=help))
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        if not node.style:
            self._look_at_plain(node, path)
        return self._scalar(node)

    def _look_at_plain(self, node: yaml.ScalarNode, path: Path) -> None:
        """Notice what a value without quotation marks may have lost."""
        if _THOUSAND.match(node.value):
            self.ambiguous[path] = node.value
        end = node.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if not _CUT.match(rest):
            return
        if node.value:
            mark = Mark(self.file, end.line + 1, end.column + rest.index("#") + 1)
            message = f"“{rest.strip()[:40]}” is taken for a comment and not printed"
            help = "put quotation marks around the text; a comment begins with “# ”"
            self.noticed.append(problems.TEXT_CUT.finding(mark, message, help=help))
        else:
            self.commented[path] = rest.strip()

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = self._mark(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                message = "a key must be a word, not a list or a mapping"
                help = QUOTE_NAMES if isinstance(key_node, yaml.MappingNode) else ""
                self.findings.append(problems.SYNTAX.finding(mark, message, help=help))
                continue
            key = self._printable(key_node)
            if key_node.tag == f"{_STANDARD}merge":
                message = "“<<” does not merge anything here"
                help = "write the lines out where they are needed"
                self.findings.append(problems.SYNTAX.finding(mark, message, help=help))
                continue
            if key != key.strip() and not key_node.style:
                help = "type an ordinary space in its place"
                message = "a non-breaking space (from Word, perhaps) stands beside this key"
                self.findings.append(problems.SYNTAX.finding(mark, message, help=help))
                continue
            where = (*path, key)
            if key in result:
                first = self.keys[where]
                message = f"“{key}” stands here a second time (first in line {first.line})"
                self.findings.append(problems.DUPLICATE_KEY.finding(mark, message))
                continue
            self.keys[where] = mark
            result[key] = self.value(value_node, where)
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = self._printable(node)
        if node.style or node.tag == f"{_STANDARD}str":
            return text
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        if _INT.match(text):
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        if _DATE.match(text):
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                message = f"{text} is not a date of the calendar"
                self.findings.append(problems.WRONG_VALUE.finding(self._mark(node), message))
        return text

    def _printable(self, node: yaml.ScalarNode) -> str:
        """Return the scalar's text; a finding and the text without them for control characters."""
        text = str(node.value)
        found = _CONTROL.search(text)
        if found is None:
            return text
        message = f"the text holds the invisible character U+{ord(found[0]):04X}"
        help = "take it out; in quotation marks \\ begins a special character and \\\\ prints one"
        self.findings.append(problems.UNSAFE_TEXT.finding(self._mark(node), message, help=help))
        return _CONTROL.sub("", text)

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.file, node.start_mark.line + 1, node.start_mark.column + 1)

    def _place(self, node: yaml.Node, mark: Mark) -> Place:
        style = getattr(node, "style", None)
        if style == "|":
            for number in range(mark.line, len(self.lines)):
                line = self.lines[number]
                if line.strip():
                    # Blank lines at the head of the text belong to it and come before.
                    indent = len(line) - len(line.lstrip(" "))
                    return Place(mark, mark.line + 1, indent + 1)
        elif isinstance(node, yaml.ScalarNode) and style != ">":
            quote = 1 if style in ("'", '"') else 0
            return Place(Mark(mark.file, mark.line, mark.column + quote), 0, 1)
        return Place(mark)


def read_yaml(data: bytes, file: str) -> Document:
    """Return the document in `data`; `file` is the name shown in marks.

    Raises Diagnostic with all that is wrong: not UTF-8 (C108), not YAML (C101), nested too
    deeply or too large (C102), a key that stands twice (C103).
    """
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        raise Diagnostic([problems.LIMITS.finding(Mark(file, 1, 1), message)])
    return _documents.get_or_make((data, file), len(data), lambda: _read_document(data, file))


def _read_document(data: bytes, file: str) -> Document:
    text = decode(data, file)
    if text.startswith("{\\rtf"):
        help = "save it as plain text (in TextEdit: Format, Make Plain Text), or use a text editor"
        message = "this is a file of a word processor (RTF), and no plain text"
        raise Diagnostic([problems.SYNTAX.finding(Mark(file, 1, 1), message, help=help)])
    lines = text.split("\n")
    try:
        _check_depth(text, file)
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise Diagnostic([syntax_finding(error, text, file)]) from error
    reader = _Reader(file, lines)
    if node is None:
        return Document(file, {}, {(): Place(Mark(file, 1, 1))}, {})
    tree = reader.value(node, ())
    if reader.findings:
        raise Diagnostic(reader.findings)
    return Document(
        file,
        tree,
        reader.places,
        reader.keys,
        reader.ambiguous,
        reader.commented,
        tuple(reader.noticed),
    )


def _check_depth(text: str, file: str) -> None:
    """Raise Diagnostic C102 before the composer, which recurses, meets deep nesting."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if number > 2 * MAX_VALUES:
            message = "the file has more values than any edition needs"
            raise Diagnostic([problems.LIMITS.finding(Mark(file, 1, 1), message)])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH and event.start_mark:
                mark = Mark(file, event.start_mark.line + 1, event.start_mark.column + 1)
                message = f"more than {MAX_DEPTH} levels of nesting"
                raise Diagnostic([problems.LIMITS.finding(mark, message)])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
