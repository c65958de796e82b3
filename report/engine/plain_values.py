"""Notes and evidence of pages as JSON and back: what a cache keeps, and what comes from another
process.

Written are the fields of each value, in their order. Marks are left out: they move with the lines
of the edition, and who reads puts in those of today.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache as once
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from ..diagnostics import Mark
from ..memory import Memory
from ..units import Length, Rect, Size
from .page_evidence import PageEvidence
from .page_notes import PageNotes
from .rendered import Notes

Marks: TypeAlias = Mapping[str, Mark]
_Read: TypeAlias = Callable[[Any, Marks], Any]
_ROOM = 4 << 20
"""Bytes of evidence, of a few hundred pages, that a process remembers if it remembers any."""
_remembered: Memory[tuple[PageEvidence, ...]] = Memory(_ROOM)


def dumps_notes(notes: Notes) -> bytes:
    """Return notes as JSON, the same for equal notes."""
    pages = [
        [
            [page.size.width.pt, page.size.height.pt],
            page.anchors,
            page.elastic,
            page.room.pt,
        ]
        for page in notes.pages
    ]
    return _dumps([pages, notes.said])


def loads_notes(data: bytes) -> Notes:
    """Return the notes written by `dumps_notes`."""
    pages, said = json.loads(data)
    return Notes(
        tuple(
            PageNotes(
                Size(*map(Length, size)),
                tuple(anchors),
                tuple(elastic),
                Length(room),
            )
            for size, anchors, elastic, room in pages
        ),
        tuple(said),
    )


def dumps_evidence(pages: tuple[PageEvidence, ...]) -> bytes:
    """Return what stands on pages as JSON, without the marks."""
    return _dumps([_row(page) for page in pages])


def loads_evidence(data: bytes, marks: Marks) -> tuple[PageEvidence, ...]:
    """Return what stands on pages; `marks` are those of the ids that it names."""
    read = _reader(PageEvidence)
    return _remembered.get_or_make(
        (data, frozenset(marks.items())),
        len(data),
        lambda: tuple(read(row, marks) for row in json.loads(data)),
    )


def _dumps(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _row(value: Any) -> Any:
    """Return a value as lists, texts and numbers."""
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, Length):
        return value.pt
    if isinstance(value, Rect):
        return [value.x.pt, value.y.pt, value.width.pt, value.height.pt]
    if isinstance(value, tuple):
        return [_row(each) for each in value]
    return [_row(getattr(value, name)) for name in _written(value.__class__)]


@once
def _written(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name != "mark")


@once
def _reader(kind: Any) -> _Read:
    """Return what makes a value of `kind` of a row."""
    if kind is Rect:
        return lambda row, marks: Rect(*map(Length, row))
    if kind is Length:
        return lambda row, marks: Length(row)
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda row, marks: tuple([item(each, marks) for each in row])
    inner = [each for each in get_args(kind) if each is Rect]
    if inner:  # Rect | None
        return lambda row, marks: None if row is None else Rect(*map(Length, row))
    if hasattr(kind, "__dataclass_fields__"):
        return _value_reader(kind)
    return lambda row, marks: row


def _value_reader(kind: Any) -> _Read:
    hints = get_type_hints(kind)
    whose = "at" if "at" in hints else "section"
    written = _written(kind)
    where = written.index(whose)
    plain = {index for index, name in enumerate(written) if hints[name] in (str, int, float, bool)}
    readers = [
        (index, _reader(hints[name])) for index, name in enumerate(written) if index not in plain
    ]
    names = written if "mark" not in hints else (*written, "mark")

    def read(row: Any, marks: Marks) -> Any:
        values = list(row)
        for index, reader in readers:
            values[index] = reader(row[index], marks)
        return kind(**dict(zip(names, (*values, marks.get(row[where])), strict=True)))

    return read
