"""SVG read without trust: no entities, no instructions, nothing deep or endless."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from ..diagnostics import Code, Diagnostic, Finding, Mark
from .problems import DAMAGED, UNSAFE

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MAX_DEPTH, MAX_ELEMENTS = 60, 20_000
PLAIN = "export the logo again as plain SVG"


@dataclass
class Element:
    """An element of the drawing, its attributes by local name, and where it stands.

    What is of no namespace of SVG keeps its address before the name, as `address name`.
    """

    tag: str
    attributes: dict[str, str]
    mark: Mark
    children: list[Element] = field(default_factory=list)
    text: str = ""


def read_svg(data: bytes, file: str) -> Element:
    """Return the root of a drawing; Diagnostic P401 or P403 at the line that is wrong."""
    reader = _Reader(file)
    parser = reader.parser
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        mark = Mark(file, getattr(error, "lineno", 1), getattr(error, "offset", 0) + 1)
        why = "it is in no encoding that can be read"
        if isinstance(error, expat.ExpatError):
            why = expat.ErrorString(error.code)
        message = f"the drawing is damaged: {why}"
        raise Diagnostic([DAMAGED.finding(mark, message, help=PLAIN)]) from error
    root = reader.root
    if root is None or root.tag != "svg":
        message = "the file is XML, but no SVG drawing"
        raise Diagnostic([DAMAGED.finding(Mark(file, 1, 1), message, help=PLAIN)])
    return root


class _Reader:
    """Builds the tree of one file, and stops at what no drawing needs."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.EntityDeclHandler = self._entity
        parser.ProcessingInstructionHandler = self._instruction
        parser.SkippedEntityHandler = self._skipped

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._stop(DAMAGED, f"the drawing has more than {MAX_ELEMENTS:,} elements")
        if len(self._open) >= MAX_DEPTH:
            raise self._stop(DAMAGED, f"the drawing is nested more than {MAX_DEPTH} deep")
        named = {_local(key, XLINK): value for key, value in attributes.items()}
        element = Element(_local(name, SVG), named, self._mark)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _words(self, text: str) -> None:
        self._open[-1].text += text

    def _entity(self, name: str, *rest: object) -> None:
        raise self._stop(UNSAFE, f"the drawing declares the entity “{name}”")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        raise self._stop(UNSAFE, f"the drawing refers to the entity “{name}” outside of itself")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise self._stop(UNSAFE, "the drawing takes its styles from another file")

    def _stop(self, code: Code, message: str) -> Diagnostic:
        found: Finding = code.finding(self._mark, message, help=PLAIN)
        return Diagnostic([found])

    @property
    def _mark(self) -> Mark:
        return Mark(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)


def _local(name: str, space: str) -> str:
    """Return a name without the address of `space`; names of other namespaces keep theirs."""
    return name.removeprefix(f"{space} ")
