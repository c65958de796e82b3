"""Rewrite the marks of a page's content: what belongs to the tree, what is decoration.

Marked content and artifacts: ISO 32000-1 §14.6 and §14.8.2.2; nothing is drawn differently.
"""

from __future__ import annotations

from collections.abc import Mapping
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

from report.pdf.content import mcid_of

Instruction: TypeAlias = Any
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class PageMarks:
    """What becomes of the marked content of one page.

    `kept` maps old ids to the new id and the type of the element that owns it; `paginated` are
    running heads and folios, `soft` end in a hyphen that the engine put in. What is in neither
    `kept` nor `paginated` is decoration.
    """

    kept: Mapping[int, tuple[int, str]] = field(default_factory=dict)
    paginated: frozenset[int] = frozenset()
    soft: frozenset[int] = frozenset()


def rewrite_marks(pdf: Pdf, page: Page, marks: PageMarks) -> None:
    """Give the content of `page` the marks."""
    out: list[Instruction] = []
    opened: list[str] = []
    start = 0
    for instruction in parse_content_stream(page):
        name = str(instruction.operator)
        if name in ("BMC", "BDC"):
            mcid = mcid_of(instruction.operands)
            kind = _kind(instruction, mcid, bool(opened) and "nested" not in opened[-1])
            opened.append(kind if mcid is None else f"{kind} {mcid}")
            if kind != "nested":
                start = len(out)
                out.append(_opening(instruction, mcid, marks))
        elif name == "EMC":
            kind, _, number = opened.pop().partition(" ")
            if number and int(number) in marks.soft and int(number) in marks.kept:
                out[start:] = _mark_hyphen(out[start:])
            if kind != "nested":
                out.append(instruction)
        else:
            out.append(instruction)
    page.obj.Contents = pdf.make_stream(unparse_content_stream(out))


def _kind(instruction: Instruction, mcid: int | None, inside: bool) -> str:
    """An artifact inside real content is the underline of that content, and stays part of it:
    ISO 14289-1 §7.1 forbids the one inside the other."""
    artifact = instruction.operands[0] == Name.Artifact
    return "nested" if inside and artifact and mcid is None else "mark"


def _opening(instruction: Instruction, mcid: int | None, marks: PageMarks) -> Instruction:
    if mcid is None:
        return instruction
    if mcid in marks.kept:
        number, kind = marks.kept[mcid]
        return _begin(Name("/" + kind), Dictionary(MCID=number))
    if mcid in marks.paginated:
        return _begin(Name.Artifact, Dictionary(Type=Name.Pagination))
    return ContentStreamInstruction([Name.Artifact], Operator("BMC"))


def _begin(tag: Name, properties: Dictionary) -> Instruction:
    return ContentStreamInstruction([tag, properties], Operator("BDC"))


def _mark_hyphen(instructions: list[Instruction]) -> list[Instruction]:
    """Say that the last glyph is a soft hyphen (ISO 32000-1 §14.8.2.2.3), so that the word is
    read and searched as one."""
    for at in range(len(instructions) - 1, -1, -1):
        if str(instructions[at].operator) == "TJ":
            parts = list(instructions[at].operands[0])
            shown = [n for n, part in enumerate(parts) if isinstance(part, String) and bytes(part)]
            if not shown:
                continue
            last = shown[-1]
            text = bytes(parts[last])
            before, glyph = Array([*parts[:last], String(text[:-2])]), String(text[-2:])
            hyphen = Array([glyph, *parts[last + 1 :]])
            return [
                *instructions[:at],
                ContentStreamInstruction([before], Operator("TJ")),
                _begin(Name.Span, Dictionary(ActualText=String(_SOFT_HYPHEN))),
                ContentStreamInstruction([hyphen], Operator("TJ")),
                ContentStreamInstruction([], Operator("EMC")),
                *instructions[at + 1 :],
            ]
    return instructions
