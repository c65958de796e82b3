"""Writing XLIFF 2.0, which agencies work on (OASIS XLIFF 2.1, chapter 4; 2.0 is read by more)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from ..storage import digest
from .inline import Pair, Part, Sign, marks_in, parts_of
from .shelf import Answer
from .units import Unit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STALE = "colophon:stale"
"""What a segment says, as its `subState`, whose target is the translation of earlier words."""
# What XML cannot hold as it is (XML 1.0 §2.2), and the line end that it would change (§2.11).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SUBTYPES = {"**": "xlf:b", "__": "xlf:b", "*": "xlf:i", "_": "xlf:i"}


@dataclass(frozen=True)
class Subject:
    """What an XLIFF file is about: the edition's file, its language and the other."""

    original: str
    source: str
    target: str


def xliff(subject: Subject, answers: Iterable[Answer]) -> bytes:
    """Return texts and what is translated of them as an XLIFF file, a group for each section."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="2.0"{_attributes(srcLang=subject.source)}'
        f"{_attributes(trgLang=subject.target)}>",
        f'<file id="f1"{_attributes(original=subject.original)} canResegment="no">',
    ]
    groups = groupby(answers, key=lambda answer: answer.unit.section)
    for number, (section, group) in enumerate(groups, 1):
        lines.append(f'<group id="g{number}"{_attributes(name=section)}>')
        for answer in group:
            lines += _unit(answer)
        lines.append("</group>")
    return "\n".join([*lines, "</file>", "</xliff>", ""]).encode()


def unit_id(unit: Unit) -> str:
    """Return what a unit is known by in an XLIFF file: the same for the same words and place."""
    return f"u{digest(unit.context, unit.source)[:20]}"


def _unit(answer: Answer) -> Iterator[str]:
    unit, entry = answer.unit, answer.entry
    yield f'<unit id="{unit_id(unit)}"{_attributes(name=unit.context)} xml:space="preserve">'
    notes = [("context", each) for each in unit.notes]
    notes += [("remark", each) for each in (entry.remarks if entry else ()) if each]
    if entry is not None and answer.state == "stale":
        before = entry.before if entry.fuzzy and entry.before is not None else entry.source
        notes.append(("previous-source", before))
    yield "<notes>"
    for category, words in notes:
        yield f'<note category="{category}">{escape(_NOT_XML.sub(" ", words))}</note>'
    yield "</notes>"
    source = parts_of(unit.source, markdown=unit.markdown)
    words = entry.words.strip() if entry and answer.state in ("done", "stale") else ""
    data = _Data()
    body = data.inline(source)
    target = data.inline(_numbered(parts_of(words, markdown=unit.markdown), source))
    if data.ids:
        yield "<originalData>"
        for text, id in data.ids.items():
            yield f'<data id="{id}">{_escaped(text)}</data>'
        yield "</originalData>"
    state = {"done": ' state="translated"', "stale": f' state="initial" subState="{STALE}"'}
    yield f"<segment{state.get(answer.state, '')}>"
    yield f"<source>{body}</source>"
    if words:
        yield f"<target>{target}</target>"
    yield "</segment>"
    yield "</unit>"


def _numbered(parts: Iterable[Part], source: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts of a translation, its marks numbered as the same ones of the source."""
    free: dict[tuple[str, ...], list[str]] = {}
    for mark in marks_in(source):
        free.setdefault(_signs(mark), []).append(mark.id)
    extra = iter(range(1, 1_000_000))

    def numbered(part: Part) -> Part:
        if isinstance(part, str):
            return part
        ids = free.get(_signs(part))
        id = ids.pop(0) if ids else f"x{next(extra)}"
        if isinstance(part, Sign):
            return Sign(id, part.text, part.kind)
        return Pair(id, part.before, part.after, tuple(map(numbered, part.parts)), part.kind)

    return tuple(map(numbered, parts))


def _signs(mark: Sign | Pair) -> tuple[str, ...]:
    return (mark.text,) if isinstance(mark, Sign) else (mark.before, mark.after)


class _Data:
    """The signs of a unit's marks, each once, and the marks that refer to them."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def inline(self, parts: Iterable[Part]) -> str:
        """Return parts as the content of a source or target."""
        return "".join(map(self._part, parts))

    def _part(self, part: Part) -> str:
        if isinstance(part, str):
            return _escaped(part)
        if isinstance(part, Sign):
            free = "yes" if part.text == "/" else "no"
            return (
                f'<ph id="{part.id}" type="{part.kind}" canCopy="no" canDelete="{free}"'
                f'{_attributes(disp=part.text, equiv=part.text)} dataRef="{self._id(part.text)}"/>'
            )
        subtype = _SUBTYPES.get(part.before)
        return (
            f'<pc id="{part.id}" type="{part.kind}"{_attributes(subType=subtype)} canCopy="no"'
            f' canDelete="no"{_attributes(dispStart=part.before, dispEnd=part.after)}'
            f' dataRefStart="{self._id(part.before)}" dataRefEnd="{self._id(part.after)}">'
            f"{self.inline(part.parts)}</pc>"
        )

    def _id(self, text: str) -> str:
        return self.ids.setdefault(text, f"d{len(self.ids) + 1}")


def _escaped(text: str) -> str:
    text = escape(text, {"\r": "&#13;"})
    return _NOT_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', text)


def _attributes(**values: str | None) -> str:
    """Return attributes as they are written; those without a value are left out."""
    signs = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
    return "".join(
        f' {name}="{escape(_NOT_XML.sub(" ", value), signs)}"'
        for name, value in values.items()
        if value is not None
    )
