"""Rewrite the marks of a page's content: what belongs to the tree, what is decoration.

Marked content and artifacts: ISO 32000-1 §14.6 and §14.8.2.2; nothing is drawn differently.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from ..pdf.content import mcid_of

Instruction: TypeAlias = Any
_PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"))


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


def rewrite_marks(pdf: Pdf, page: Page, marks: PageMarks) -> None:
    """Give the content of `page` the marks."""
    out: list[Instruction] = []
    opened: list[tuple[int, int]] = []
    for step in parse_content_stream(page):
        name = str(step.operator)
        if name in ("BMC", "BDC"):
            mcid = mcid_of(step.operands)
            opened.append((-1 if mcid is None else mcid, len(out)))
            out.append(_opening(step, mcid, marks))
            continue
        out.append(step)
        if name == "EMC":
            number, start = opened.pop()
            if number in marks.hyphens:
                out[start:] = _split_hyphen(out[start:], marks.hyphens[number])
            if number in marks.said:
                out[start:] = _with_text(out[start:], marks.said[number])
    page.obj.Contents = pdf.make_stream(unparse_content_stream(out))


def _opening(step: Instruction, mcid: int | None, marks: PageMarks) -> Instruction:
    if mcid is None:
        return step
    if mcid in marks.kept:
        return _begin(*marks.kept[mcid])
    if mcid in marks.artifacts:
        properties = Dictionary(Type=Name("/" + marks.artifacts[mcid]))
        return ContentStreamInstruction([Name.Artifact, properties], Operator("BDC"))
    return ContentStreamInstruction([Name.Artifact], Operator("BMC"))


def _begin(mcid: int, kind: str) -> Instruction:
    return ContentStreamInstruction([Name("/" + kind), Dictionary(MCID=mcid)], Operator("BDC"))


def _split_hyphen(steps: list[Instruction], hyphen: tuple[int, str]) -> list[Instruction]:
    """Return the marked content with its last glyph as marked content of its own.

    Marks inside a text object must end in it (ISO 32000-1 §14.6.1), so both stand between BT and
    ET; an underline, drawn before or after, becomes an artifact.
    """
    names = [str(step.operator) for step in steps]
    start, end = names.index("BT"), names.index("ET")
    last = max(at for at in range(start, end) if names[at] == "TJ" and _strings(steps[at]))
    parts = list(steps[last].operands[0])
    cut = _strings(steps[last])[-1]
    text = bytes(parts[cut])
    return [
        *_decoration(steps[1:start]),
        steps[start],
        steps[0],
        *steps[start + 1 : last],
        _show([*parts[:cut], String(text[:-2])]),
        _end(),
        _begin(*hyphen),
        _show([String(text[-2:]), *parts[cut + 1 :]]),
        *steps[last + 1 : end],
        _end(),
        steps[end],
        *_decoration(steps[end + 1 : -1]),
    ]


def _with_text(steps: list[Instruction], text: str) -> list[Instruction]:
    """Return the marked content, its first part with the text that it stands for
    (ISO 32000-1 §14.9.4); as it is where it draws no text."""
    names = [str(step.operator) for step in steps]
    if "TJ" not in names:
        return steps
    first = names.index("TJ")
    last = max(at for at in range(first, names.index("EMC", first)) if names[at] == "TJ")
    properties = Dictionary(ActualText=String(text))
    start = ContentStreamInstruction([Name.Span, properties], Operator("BDC"))
    return [*steps[:first], start, *steps[first : last + 1], _end(), *steps[last + 1 :]]


def _strings(step: Instruction) -> list[int]:
    """Return which parts of a TJ operator's array draw glyphs."""
    parts = step.operands[0]
    return [at for at, part in enumerate(parts) if isinstance(part, String) and bytes(part)]


def _show(parts: list[Any]) -> Instruction:
    return ContentStreamInstruction([Array(parts)], Operator("TJ"))


def _end() -> Instruction:
    return ContentStreamInstruction([], Operator("EMC"))


def _decoration(steps: list[Instruction]) -> list[Instruction]:
    if not any(str(step.operator) in _PAINTING for step in steps):
        return steps
    return [ContentStreamInstruction([Name.Artifact], Operator("BMC")), *steps, _end()]
