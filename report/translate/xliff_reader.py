"""Reading XLIFF 2.0 and 2.1 as agencies give it back, without trust.

XML is read without entities, and without anything from elsewhere; the structure is validated by
xliff.rng before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

from ..diagnostics import Diagnostic, Finding, Mark
from .codes import CODES_DIFFER, OTHER_FILE, XLIFF
from .xliff_writer import NAMESPACE

MAX_BYTES = 20_000_000
_MOST = 20
"""The most findings of one kind about one file: a damaged file may have thousands."""
_HELP = "ask the agency for the file as XLIFF 2, with the ending .xlf"


@dataclass(frozen=True)
class Returned:
    """A unit as it came back: its text, and its translation or None where there is none yet.

    `id` is its id in the file, `context` its name; `stale` is what was exported as stale and not
    marked as translated since.
    """

    id: str
    context: str
    source: str
    words: str | None
    stale: bool
    mark: Mark


@dataclass(frozen=True)
class ReadFile:
    """An XLIFF file: which edition and languages it is for, and its units."""

    original: str
    source: str
    target: str
    mark: Mark
    units: tuple[Returned, ...]


@cache
def grammar() -> etree.RelaxNG:
    """Return what the structure of XLIFF 2 is validated by."""
    return etree.RelaxNG(etree.fromstring((Path(__file__).parent / "xliff.rng").read_bytes()))


def read_xliff(data: bytes, file: str) -> ReadFile:
    """Return what an XLIFF file holds; Diagnostic L113 and L115 with all that is wrong with it."""
    root = _parsed(data, file)
    _validate(root, file)
    findings: list[Finding] = []
    files = [each for each in root if each.tag == _name("file")]
    originals = {each.get("original", "") for each in files}
    if len(originals) != 1:
        message = "the file holds texts of several editions"
        help = "ask for one file for each"
        raise Diagnostic([OTHER_FILE.finding(_mark(root, file), message, help=help)])
    units = tuple(
        _Unit(element, file, findings).read()
        for each in files
        for element in each.iter(_name("unit"))
    )
    findings += _twice(units)
    if findings:
        raise Diagnostic(findings)
    languages = root.get("srcLang", ""), root.get("trgLang", "")
    return ReadFile(originals.pop(), *languages, _mark(root, file), units)


def _twice(units: Iterable[Returned]) -> Iterator[Finding]:
    """Yield L113 for units of one id that are translated otherwise (OASIS XLIFF 2.1, chapter 4: in
    a file, ids of units are unique)."""
    seen: dict[str, Returned] = {}
    for unit in units:
        first = seen.setdefault(unit.id, unit)
        if unit.words != first.words:
            message = f"“{unit.context}” is there twice, here and at {first.mark}, in other words"
            help = "keep the better one, and take the other out"
            yield XLIFF.finding(unit.mark, message, help=help)


def _parsed(data: bytes, file: str) -> Any:
    """Return the root of an XML file; Diagnostic L113 for one that is damaged or may do harm."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}"
        raise Diagnostic([XLIFF.finding(Mark(file), message)])
    _refuse_declarations(data, file)
    # With these, nothing is fetched and nothing expanded, even if something were declared.
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line, column = getattr(error, "position", (1, 1))
        message = f"the file is damaged: {getattr(error, 'msg', None) or error}"
        raise Diagnostic([XLIFF.finding(Mark(file, line, column), message, help=_HELP)]) from error
    if root.tag != _name("xliff"):
        version = root.get("version", "") if etree.QName(root).localname == "xliff" else ""
        message = f"the file is XLIFF {version}, not XLIFF 2" if version else "the file is no XLIFF"
        raise Diagnostic([XLIFF.finding(_mark(root, file), message, help=_HELP)])
    return root


def _refuse_declarations(data: bytes, file: str) -> None:
    """Raise Diagnostic L113 for a file with a DOCTYPE, before anything in it can take effect."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        mark = Mark(file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        message = "the file has a DOCTYPE, which can declare entities; XLIFF has none"
        raise Diagnostic([XLIFF.finding(mark, message, help=_HELP)])

    parser.StartDoctypeDeclHandler = refuse
    with suppress(expat.ExpatError, LookupError, ValueError):  # which are reported below
        parser.Parse(data, True)


def _validate(root: Any, file: str) -> None:
    validator = grammar()
    if validator.validate(root):
        return
    found = [
        XLIFF.finding(Mark(file, error.line, 1), f"the file is no valid XLIFF 2: {error.message}")
        for error in validator.error_log
    ]
    raise Diagnostic(dict.fromkeys(found[:_MOST]))


class _Unit:
    """Puts the text of one unit together again, and compares the marks of both sides."""

    def __init__(self, element: Any, file: str, findings: list[Finding]) -> None:
        self._element = element
        self._file = file
        self._findings = findings
        self._data = {each.get("id"): "".join(_plain(each)) for each in element.iter(_name("data"))}

    def read(self) -> Returned:
        element = self._element
        parts = [e for e in element if e.tag in (_name("segment"), _name("ignorable"))]
        source = "".join(self._text(_child(part, "source")) for part in parts)
        words = self._target(parts)
        segments = [part for part in parts if part.tag == _name("segment")]
        # A program that knows no states fills in targets and says nothing of them.
        stale = any(each.get("state") == "initial" for each in segments)
        first = segments[0] if segments else element
        mark = _mark(_child(first, "target", first), self._file)
        if words is not None:
            self._compare(parts, mark)
        name = element.get("name", "")
        return Returned(element.get("id"), name, source, words, stale, mark)

    def _target(self, parts: list[Any]) -> str | None:
        """Return the translation; None where a segment has none yet."""
        placed: list[tuple[int, str]] = []
        for number, part in enumerate(parts, 1):
            target = _child(part, "target")
            if target is None and part.tag == _name("segment"):
                return None
            element = _child(part, "source") if target is None else target
            placed.append((int(element.get("order", number)), self._text(element)))
        text = "".join(words for _, words in sorted(placed, key=lambda each: each[0]))
        return text if text.strip() else None

    def _text(self, element: Any) -> str:
        """Return the text of a source or target, with the signs that its marks stand for."""
        return "".join(self._content(element)) if element is not None else ""

    def _content(self, element: Any) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from self._inline(child)
            yield child.tail or ""

    def _inline(self, child: Any) -> Iterator[str]:
        kind = etree.QName(child).localname
        if kind == "cp":
            yield from _code_point(child)
        elif kind == "pc":
            yield self._signs(child, "dataRefStart")
            yield from self._content(child)
            yield self._signs(child, "dataRefEnd")
        elif kind in ("ph", "sc", "ec"):
            yield self._signs(child, "dataRef")
        elif kind == "mrk":
            yield from self._content(child)

    def _signs(self, child: Any, attribute: str) -> str:
        data = self._data.get(child.get(attribute))
        if data is None:
            message = "a protected mark says nothing of what it stands for"
            help = "its data were lost: ask for the file with its <originalData>"
            mark = _mark(child, self._file)
            self._findings.append(CODES_DIFFER.finding(mark, message, help=help))
        return data or ""

    def _compare(self, parts: list[Any], mark: Mark) -> None:
        """Note the marks that one side has and the other lacks."""
        sides = [[self._ids(_child(part, side)) for part in parts] for side in ("source", "target")]
        source, target = ([id for ids in side for id in ids] for side in sides)
        shown = {id: label for label, id in self._labels()}
        for id in dict.fromkeys((*source, *target)):
            before, after = source.count(id), target.count(id)
            if before == after or (after < before and self._free(id)):
                continue
            what = f"“{shown.get(id, id)}”"
            message = (
                f"the protected mark {what} is missing in the translation"
                if after < before
                else f"the protected mark {what} stands in the translation once too often"
            )
            help = f"see the unit {self._element.get('name', self._element.get('id'))}"
            self._findings.append(CODES_DIFFER.finding(mark, message, help=help))

    def _ids(self, element: Any) -> list[str]:
        if element is None:
            return []
        names = [_name(kind) for kind in ("ph", "pc", "sc")]
        return [each.get("id", "") for each in element.iter(*names)]

    def _labels(self) -> Iterator[tuple[str, str]]:
        for each in self._element.iter(_name("ph"), _name("sc"), _name("pc")):
            reference = each.get("dataRef") or each.get("dataRefStart")
            end = self._data.get(each.get("dataRefEnd"), "")
            dots = "…" if end else ""
            yield f"{self._data.get(reference, '').strip()}{dots}{end}", each.get("id", "")

    def _free(self, id: str) -> bool:
        """True for a mark that a translation may do without."""
        marks = (e for e in self._element.iter(_name("ph")) if e.get("id") == id)
        return next((e.get("canDelete") == "yes" for e in marks), False)


def _code_point(element: Any) -> Iterator[str]:
    number = int(element.get("hex"), 16)
    none = number > 0x10FFFF or 0xD800 <= number <= 0xDFFF
    yield "\N{REPLACEMENT CHARACTER}" if none else chr(number)


def _plain(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == _name("cp"):
            yield from _code_point(child)
        yield child.tail or ""


def _child(element: Any, name: str, otherwise: Any = None) -> Any:
    found = element.find(_name(name))
    return otherwise if found is None else found


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _mark(element: Any, file: str) -> Mark:
    return Mark(file, element.sourceline or 1, 1)
