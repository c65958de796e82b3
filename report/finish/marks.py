"""Rewrite the marks of a page's content: what belongs to the tree, what is decoration.

Marked content and artifacts: ISO 32000-1 §14.6 and §14.8.2.2; nothing is drawn differently. It is
the engine's own stream, of known form, so that its lines need not be taken apart.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field

from pikepdf import Page, Pdf

_PAINTING = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh"))
# The engine writes each operator on a line with its operands, but for the operands of a mark.
_MARK = re.compile(rb"^/\w+\n(?:<</MCID (?P<id>\d+)>>\nBDC|BMC)$|^(?P<end>EMC)$", re.MULTILINE)
_GLYPHS = re.compile(rb"<([0-9a-fA-F]+)>")
_CODE = 4
"""Digits of a character code."""


@dataclass(frozen=True)
class PageMarks:
    """What becomes of the marked content of one page.

    `kept` maps old ids to the new id and the type of the element that owns it, and `hyphens` the
    same for the hyphens that the engine put at the end of a line. `artifacts` maps what is not
    read aloud to the type of artifact it is. What is in none of them draws nothing. `said` is the
    text of what the fonts would give wrongly.
    """

    kept: MutableMapping[int, tuple[int, str]] = field(default_factory=dict)
    hyphens: MutableMapping[int, tuple[int, str]] = field(default_factory=dict)
    artifacts: MutableMapping[int, str] = field(default_factory=dict)
    said: MutableMapping[int, str] = field(default_factory=dict)


def marked_ids(page: Page) -> tuple[int, ...]:
    """Return the marked-content ids of the page's own stream, in drawing order."""
    marks = _MARK.finditer(page.obj.Contents.read_bytes())
    return tuple(int(mark["id"]) for mark in marks if mark["id"] is not None)


def rewrite_marks(pdf: Pdf, page: Page, marks: PageMarks) -> None:
    """Give the content of `page`, as the engine wrote it, the marks."""
    data = page.obj.Contents.read_bytes()
    out: list[bytes] = []
    opened: list[tuple[int, int]] = []
    done = 0
    for mark in _MARK.finditer(data):
        if between := data[done : mark.start()].strip(b"\n"):
            out.append(between)
        done = mark.end()
        if mark["end"] is None:
            mcid = -1 if mark["id"] is None else int(mark["id"])
            opened.append((mcid, len(out)))
            out.append(_opening(mark[0], mcid, marks))
            continue
        out.append(b"EMC")
        number, start = opened.pop()
        if number in marks.hyphens:
            out[start:] = _split_hyphen(_lines(out[start:]), marks.hyphens[number])
        if number in marks.said:
            out[start:] = _with_text(_lines(out[start:]), marks.said[number])
    out.append(data[done:].strip(b"\n"))
    page.obj.Contents = pdf.make_stream(b"\n".join(out))


def _lines(parts: list[bytes]) -> list[bytes]:
    return b"\n".join(parts).split(b"\n")


def _operators(lines: list[bytes]) -> list[bytes]:
    return [line.rpartition(b" ")[2] for line in lines]


def _opening(before: bytes, mcid: int, marks: PageMarks) -> bytes:
    if mcid < 0:
        return before
    if mcid in marks.kept:
        return _begin(*marks.kept[mcid])
    if mcid in marks.artifacts:
        return b"/Artifact <</Type /%s>> BDC" % marks.artifacts[mcid].encode()
    return b"/Artifact BMC"


def _begin(mcid: int, kind: str) -> bytes:
    return b"/%s <</MCID %d>> BDC" % (kind.encode(), mcid)


def _split_hyphen(lines: list[bytes], hyphen: tuple[int, str]) -> list[bytes]:
    """Return the marked content with its last glyph as marked content of its own.

    Marks inside a text object must end in it (ISO 32000-1 §14.6.1), so both stand between BT and
    ET; an underline, drawn before or after, becomes an artifact.
    """
    names = _operators(lines)
    start, end = names.index(b"BT"), names.index(b"ET")
    shown = (at for at in range(start, end) if names[at] == b"TJ" and _GLYPHS.search(lines[at]))
    last = max(shown)
    *_, glyphs = _GLYPHS.finditer(lines[last])
    cut = glyphs.end(1) - _CODE
    before, after = lines[last][:cut], lines[last][cut:]
    return [
        *_decoration(lines[1:start]),
        lines[start],
        lines[0],
        *lines[start + 1 : last],
        before + b">] TJ",
        b"EMC",
        _begin(*hyphen),
        b"[<" + after,
        *lines[last + 1 : end],
        b"EMC",
        lines[end],
        *_decoration(lines[end + 1 : -1]),
    ]


def _with_text(lines: list[bytes], text: str) -> list[bytes]:
    """Return the marked content, its first part with the text that it stands for
    (ISO 32000-1 §14.9.4); as it is where it draws no text."""
    names = _operators(lines)
    if b"TJ" not in names:
        return lines
    first = names.index(b"TJ")
    last = max(at for at in range(first, names.index(b"EMC", first)) if names[at] == b"TJ")
    words = b"\xfe\xff" + text.encode("utf-16-be")
    start = b"/Span <</ActualText <%s>>> BDC" % words.hex().encode()
    return [*lines[:first], start, *lines[first : last + 1], b"EMC", *lines[last + 1 :]]


def _decoration(lines: list[bytes]) -> list[bytes]:
    if not any(name in _PAINTING for name in _operators(lines)):
        return lines
    return [b"/Artifact BMC", *lines, b"EMC"]
