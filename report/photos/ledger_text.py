"""Writing entries into a ledger as text, so that all that stands there stays as it is.

A YAML library would fold long lines and change quotation marks of a file that a person has written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..content.node import read_model
from ..content.yaml import read_yaml
from ..diagnostics import Diagnostic, Mark
from .entry import Entry, Ledger
from .problems import NOT_WRITTEN

# Words, in letters that no YAML reader takes for anything else.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/-]*[\w.)])?\Z")
_NO_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_NAME = re.compile(r"\w[\w-]*(?:\.[\w-]+)*\.[a-z]+\Z")
_EMPTY = re.compile(r"^photos:[ \t]*\{[ \t]*\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Blank:
    """A field that a person has to fill in, with words that say how."""

    help: str


Value = str | Blank | Sequence[str] | Mapping[str, "Value"]


@dataclass(frozen=True)
class Draft:
    """An entry to be written: its fields in order, and which of them are still to be filled in."""

    fields: Mapping[str, Value]


def with_entries(data: bytes, shown: str, drafts: Mapping[str, Draft]) -> bytes:
    """Return the ledger `data`, b"" for a new one, with an entry for each draft at its end.

    Raises Diagnostic where it cannot be read, or where entries cannot be added to it without a
    change of something else (R106).
    """
    document = read_yaml(data, shown)
    old = read_model(Ledger, document)
    text = _EMPTY.sub("photos:", data.decode("utf-8"))
    newline = "\r\n" if "\r\n" in text else "\n"
    marks = [mark for path, mark in document.keys.items() if len(path) == 2]
    indent = " " * (marks[0].column - 1) if marks else "  "
    lines = [line for name, draft in drafts.items() for line in _entry(name, draft, indent)]
    head = text.rstrip() + newline if text.strip() else ""
    if not old.photos and not re.search(r"^photos:", text, re.MULTILINE):
        head += newline * bool(head) + "photos:" + newline
        lines = lines[1:]
    result = (head + newline.join(lines) + newline).encode()
    if not _only_added(old, result, shown, drafts):
        message = "the entries cannot be written without changing something else"
        help = (
            "write each photo of this ledger on lines of its own, below `photos:` and without "
            "braces around them all; then import again"
        )
        raise Diagnostic([NOT_WRITTEN.finding(Mark(shown), message, help=help)])
    return result


def _only_added(old: Ledger, result: bytes, shown: str, drafts: Mapping[str, Draft]) -> bool:
    try:
        new = read_model(Ledger, read_yaml(result, shown)).photos
    except Diagnostic:
        return False
    kept = {name: entry.model_dump() for name, entry in old.photos.items()}
    found = {name: entry.model_dump() for name, entry in new.items()}
    added = {
        name: Entry.model_validate(_said(draft)).model_dump() for name, draft in drafts.items()
    }
    return found == kept | added


def _said(draft: Draft) -> dict[str, object]:
    """Return what a draft says, without what is still to be filled in."""

    def said(value: Value) -> object:
        if isinstance(value, Mapping):
            return {key: said(inner) for key, inner in value.items() if not _is_blank(inner)}
        return value

    return {key: said(value) for key, value in draft.fields.items() if not _is_blank(value)}


def _is_blank(value: object) -> bool:
    return isinstance(value, Blank)


def _entry(name: str, draft: Draft, indent: str) -> list[str]:
    """Return the lines of an entry, an empty one before it."""
    key = name if _NAME.match(name) else _quoted(name)
    return ["", f"{indent}{key}:", *_fields(draft.fields, indent * 2)]


def _fields(fields: Mapping[str, Value], indent: str) -> list[str]:
    lines = []
    for key, value in fields.items():
        if isinstance(value, Blank):
            lines.append(f'{indent}{key}: ""  # to fill in: {value.help}')
        elif isinstance(value, str):
            lines.append(f"{indent}{key}: {_scalar(value)}")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_fields(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: [{', '.join(map(_quoted, value))}]")
    return lines


def _scalar(text: str) -> str:
    plain = _PLAIN.match(text) and text.lower() not in _NO_WORDS
    return text if plain or re.fullmatch(r"\d{4}-\d\d-\d\d", text) else _quoted(text)


def _quoted(text: str) -> str:
    """Return words as a YAML scalar in quotation marks, whatever they hold (YAML 1.2 §7.3.1)."""
    return json.dumps(text, ensure_ascii=False)
