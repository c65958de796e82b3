"""One translation of a PO file written anew where it stands, all else as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..content.scalars import NOT_IN_PLACE
from ..diagnostics import Diagnostic
from .catalog import Catalog, Entry, StringPlace
from .po_reader import read_po
from .po_writer import entry_lines, string_lines


def with_translation(data: bytes, file: str, entry: Entry, words: str) -> bytes:
    """Return a PO file in which `entry` has other words; every other line stays as it is.

    `entry` is known by its mark, and by its context and text where it has none: then it comes to
    the end. What was doubtful, or made for the text before, is so no more, for somebody has just
    written it. Raises Diagnostic where the file cannot be read, and C127 where it could not be
    with these words.
    """
    catalog = read_po(data, file)
    old = next((each for each in catalog.entries if each.mark == entry.mark), None)
    text = data.decode("utf-8")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    if old is None:
        added = newline.join(("", *entry_lines(replace(entry, words=words)), ""))
        made = text.rstrip("\r\n") + newline + added
    else:
        first, end = _begin(lines, old), _last(old)
        new: Iterable[str] = string_lines("msgstr", words)
        if old.fuzzy or old.key != entry.key:
            settled = replace(old, context=entry.context, source=entry.source, words=words)
            sure = replace(settled, flags=old.sure(), before=None, context_before=None)
            new = entry_lines(sure)
        else:
            first = old.place.mark.line - 1
        ending = lines[end - 1][len(lines[end - 1].rstrip("\r")) :]
        made = "\n".join([*lines[:first], newline.join(new) + ending, *lines[end:]])
    _hold(catalog, made.encode(), file, replace(entry, words=words))
    return made.encode()


def _begin(lines: list[str], entry: Entry) -> int:
    """Return where the entry begins in the file's lines: with the comments right above it."""
    begin = entry.mark.line - 1
    while begin and lines[begin - 1].lstrip(" \t").startswith(("#", "msgctxt", '"')):
        begin -= 1
    return begin


def _last(entry: Entry) -> int:
    """Return the number of the line with the last piece of the translation, from 1."""
    place = entry.place
    assert isinstance(place, StringPlace) and place.pieces
    return place.pieces[-1][1]


def _hold(before: Catalog, after: bytes, file: str, entry: Entry) -> None:
    """Raise Diagnostic where anything but the words of `entry` is other than it was."""
    wanted = {each.key: each.words for each in before.entries if each.mark != entry.mark}
    wanted[entry.key] = entry.words
    try:
        found = {each.key: each.words for each in read_po(after, file).entries}
    except Diagnostic:
        found = {}
    if found != wanted:
        message = "this cannot be written here without changing something else"
        help = "change it in the file itself"
        raise Diagnostic([NOT_IN_PLACE.finding(entry.mark, message, help=help)])
