"""Single values of a YAML file, found by their place and written anew where they stand.

Every other byte of the file stays as it is: comments, quotation marks, line ends. A YAML library
that writes a file anew would fold long lines and change quotation marks.
"""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from ..diagnostics import Code, Diagnostic, Mark, Severity
from .scalar_styles import Written, spellings
from .yaml import LOADER, Document, Path, read_yaml

NOT_IN_PLACE = Code(
    "C127",
    "not-changed-in-place",
    Severity.ERROR,
    """A value cannot be changed where it stands without changing something else.

    The file is as it was. This happens where a value is used twice by way of an anchor and an
    alias (`&name`, `*name`), where the value is none that can be written as words, and where the
    words hold a character that no file of an edition may have. Open the file in an editor and
    change it there.
    """,
)
Value = str | int | float | datetime.date
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Scalar:
    """A value of a file that is no list and no mapping: its place, and its words as it has them."""

    path: Path
    mark: Mark
    text: str


def scalars(data: bytes, file: str) -> Mapping[Mark, Scalar]:
    """Return the scalars of a YAML file by where they stand; Diagnostic where it cannot be read."""
    document = read_yaml(data, file)
    found: dict[Mark, Scalar] = {}
    for path, node, _ in _nodes(_composed(data), (), -2):
        mark = document.place(path).mark
        # What an alias repeats has the place of what is repeated.
        found.setdefault(mark, Scalar(path, mark, str(node.value)))
    return found


def with_text(data: bytes, file: str, path: Path, text: str) -> bytes:
    """Return a file whose value at `path` says `text`, and nothing else is other than it was.

    A number stays one where the text is a number. Raises Diagnostic as `with_value`.
    """
    old = _value_at(read_yaml(data, file), path)
    if isinstance(old, str) or old is None:
        return with_value(data, file, path, text)
    typed = _typed(text)
    return with_value(data, file, path, text, as_read=typed)


def with_value(
    data: bytes, file: str, path: Path, value: Value, *, as_read: Value | None = None
) -> bytes:
    """Return a file with another value at `path`, in the style of the one before.

    `as_read` is what the value is when it is read, where its words are not enough to tell. Raises
    Diagnostic where the file cannot be read (C101, C108), where no scalar stands there, and where
    the change cannot be made without another (C127).
    """
    document = read_yaml(data, file)
    wanted = copy.deepcopy(document.data)
    found = next((each for each in _nodes(_composed(data), (), -2) if each[0] == path), None)
    if found is None:
        raise Diagnostic([_refused(document.place(path).mark, "no words stand there")])
    _put(wanted, path, value if as_read is None else as_read)
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    unreadable: Diagnostic | None = None
    for new in _spliced(data.decode("utf-8"), found[1], found[2], text):
        try:
            if _same(read_yaml(new, file).data, wanted):
                return new
            unreadable = None
        except Diagnostic as diagnostic:
            unreadable = diagnostic
    # What cannot be read even in quotation marks is no text for an edition, and that says why.
    if unreadable is not None:
        raise unreadable
    message = "this cannot be written here without changing something else"
    raise Diagnostic([_refused(document.place(path).mark, message)])


def _refused(mark: Mark, message: str) -> Any:
    return NOT_IN_PLACE.finding(mark, message, help="change it in the file itself")


def _composed(data: bytes) -> yaml.Node | None:
    return yaml.compose(data.decode("utf-8").removeprefix("\ufeff"), Loader=LOADER)


def _nodes(
    node: yaml.Node | None, path: Path, column: int
) -> Iterator[tuple[Path, yaml.ScalarNode, int]]:
    """Yield the scalars with their paths, and the column of the collection that each stands in."""
    if isinstance(node, yaml.ScalarNode):
        yield path, node, column
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*path, key.value), node.start_mark.column)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _nodes(item, (*path, index), node.start_mark.column)


def _spliced(text: str, node: yaml.ScalarNode, column: int, words: str) -> Iterator[bytes]:
    """Yield the file with the words in the place of a scalar, in one way after the other."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    start, end = node.start_mark.index, node.end_mark.index
    properties = _PROPERTIES.match(text, start, end)
    start = properties.end() if properties else start
    style = node.style or ""
    end = _end_of_block(text, start, end) if style in ("|", ">") else end
    old = text[start:end]
    newline = "\r\n" if "\r\n" in text else "\n"
    gap = " " if not old and start and not text[start - 1].isspace() else ""
    before = Written(re.sub(r"\r\n?", "\n", old), style, max(column, -1))
    for spelling in spellings(words, before):
        new = gap + spelling.replace("\n", newline)
        try:
            yield (bom + text[:start] + new + text[end:]).encode()
        except UnicodeEncodeError:  # half of a character, which no file can hold
            continue


def _end_of_block(text: str, start: int, end: int) -> int:
    """Return where the last line of a block ends: the blank lines below it are of the file."""
    lines = _LINE.findall(text, start, end)
    keeps = "+" in lines[0].partition("#")[0]
    while len(lines) > 1 and not keeps and not lines[-1].strip(" \r\n"):
        end -= len(lines.pop())
    last = lines[-1]
    return end - (len(last) - len(last.rstrip("\r\n")))


def _value_at(document: Document, path: Path) -> Any:
    value = document.data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _put(data: Any, path: Path, value: Value) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def _typed(text: str) -> Value:
    """Return what stands there when `text` is written without quotation marks."""
    try:
        value = read_yaml(f"- {text}\n".encode(), "").data
    except (Diagnostic, UnicodeEncodeError):
        return text
    first = value[0] if isinstance(value, list) and len(value) == 1 else None
    if isinstance(first, (int, float, datetime.date)) and not isinstance(first, bool):
        return first
    return text


def _same(one: Any, other: Any) -> bool:
    """True for the same data in the same types: 1 is neither 1.0 nor true."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)
