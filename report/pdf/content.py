"""Walk the content streams of a page and return what is drawn, with its marks.

Marked content: ISO 32000-1 §14.6; text state and operators: §9.3 and §9.4.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Stream, StreamDecodeLevel, String

from ..memory import Memory
from .bidi import in_reading_order
from .fonts import FontMap, font_map

_SHOWING = ("Tj", "TJ", "'", '"')
# Lines and areas, most of what charts consist of, are passed over.
_READ = " ".join(("q Q BMC BDC EMC Do cm BT Tm Td TD Tf", *_SHOWING))
_KERNED = re.compile(rb"\[((?:\s++|<(?:[0-9A-Fa-f]{4})*+>|[-+.0-9]++)*+)\]\s*+TJ\b")
_CODES = re.compile(rb"<([0-9A-Fa-f]*+)>")
_UNMOVED = Matrix()
_DEEPEST_FORM = 12
_SOFT_HYPHEN = "\u00ad"
_ROOM = 16 << 20
"""Bytes of streams, a few hundred pages, whose runs take about as much."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one operator draws: a string a glyph, in drawing order from left to right.

    `page` counts from 0. `mcid` is None outside marked content of the structure tree; `artifact`
    is "" for real content, else the artifact's type or "Artifact". `x`, `y` and `size` are in
    points from the lower left corner of the page; `in_form` is true inside a Form XObject, and
    `from_right` where lines begin at the right.
    """

    glyphs: tuple[str, ...]
    page: int
    mcid: int | None
    artifact: str
    x: float
    y: float
    size: float
    in_form: bool = False
    from_right: bool = False

    @property
    def text(self) -> str:
        """The text in reading order."""
        return in_reading_order(self.glyphs, from_right=self.from_right)


class _State(NamedTuple):
    ctm: Matrix
    font: FontMap | str | None = None
    size: float = 0
    text: Matrix = _UNMOVED


class _Mark(NamedTuple):
    mcid: int | None = None
    artifact: str = ""
    actual: str | None = None
    told: bool = False


class _Drawn(NamedTuple):
    """A run whose page is not told and whose `codes` are not read yet: by its `font`, or by that of
    this name in the resources. Without a font, its glyphs are what the mark tells."""

    run: Run
    font: FontMap | str | None
    codes: tuple[bytes, ...] = ()


Fonts: TypeAlias = MutableMapping[tuple[int, int], FontMap]
"""The fonts of one file that have been read, by the numbers of their objects."""
_FontOf: TypeAlias = Callable[[Object, Name], FontMap | str | None]
_Walked: TypeAlias = tuple[tuple[_Drawn, ...], tuple[int, ...]]
_remembered: Memory[_Walked] = Memory(_ROOM)


def page_runs(page: Page, number: int, fonts: Fonts | None = None) -> Iterator[Run]:
    """Yield the text of page `number`, from 0, in drawing order, its Form XObjects included.

    `fonts` are given along from page to page of one file.
    """
    yield from page_content(page, number, {} if fonts is None else fonts)[0]


def page_content(page: Page, number: int, fonts: Fonts) -> tuple[tuple[Run, ...], tuple[int, ...]]:
    """Return `page_runs` and `page_mcids`, read in one go."""
    drawn, mcids = _walked(page, partial(_font, fonts))
    return tuple(_run_of(each, number) for each in drawn), mcids


def _run_of(drawn: _Drawn, page: int) -> Run:
    run, font, codes = drawn
    glyphs = tuple(font.decode(*codes)) if isinstance(font, FontMap) else run.glyphs
    # Named one by one: `replace` takes ten times as long, and a book has a hundred thousand runs.
    return Run(glyphs, page, run.mcid, run.artifact, run.x, run.y, run.size, run.in_form)


def _font(fonts: Fonts, resources: Object, name: Name) -> FontMap | None:
    font = resources.get(Name.Font, Dictionary()).get(name)
    if font is None:
        return None
    if not font.is_indirect:
        return font_map(font)
    if font.objgen not in fonts:
        fonts[font.objgen] = font_map(font)
    return fonts[font.objgen]


def _walked(page: Page, font_of: _FontOf) -> _Walked:
    """Return what a page draws, with its fonts, and its marked-content ids.

    A stream that names nothing but fonts and pictures says the same in every file.
    """
    data = _on_its_own(page)
    if data is not None:
        key = hashlib.sha256(data).digest()
        drawn, mcids = _remembered.get_or_make(key, len(data), lambda: _walked_alone(data))
        names = {each.font for each in drawn if isinstance(each.font, str)}
        fonts = {name: font_of(page.resources, Name(name)) for name in names}
        if None not in fonts.values():
            named = (each._replace(font=fonts.get(str(each.font))) for each in drawn)
            return tuple(named), mcids
    walker = _Walker(font_of)
    drawn = tuple(walker.walk(page.obj, page.resources, _State(Matrix()), 0))
    return drawn, tuple(walker.drawn)


def _on_its_own(page: Page) -> bytes | None:
    """Return the content of a page whose forms, if any, are mere shapes, and that has no marks in
    its resources."""
    content, resources = page.obj.get(Name.Contents), page.resources
    forms = (
        _is_form(each) and not _is_shape(each)
        for _, each in resources.get(Name.XObject, Dictionary()).items()
    )
    if not isinstance(content, Stream) or Name.Properties in resources or any(forms):
        return None
    return content.read_bytes(StreamDecodeLevel.specialized)


def _walked_alone(data: bytes) -> _Walked:
    with pikepdf.new() as scratch:
        walker = _Walker(lambda resources, name: str(name))
        drawn = walker.walk(Stream(scratch, data), Dictionary(), _State(Matrix()), 0)
        return tuple(drawn), tuple(walker.drawn)


def page_mcids(page: Page) -> tuple[int, ...]:
    """Return the marked-content ids of the page's own stream, in drawing order."""
    marks = (mcid_of(step.operands) for step in pikepdf.parse_content_stream(page, "BDC"))
    return tuple(mcid for mcid in marks if mcid is not None)


def mcid_of(operands: Any) -> int | None:
    """Return the MCID of a BDC operator's operands; None when they hold none."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Dictionary) and Name.MCID in properties:
        return int(properties.MCID)
    return None


class _Walker:
    """Walks the streams of one page, with one stack of marks for all; `font_of` returns the fonts
    of resources by their names.

    `drawn` are the marked-content ids of the page's own stream so far.
    """

    def __init__(self, font_of: _FontOf) -> None:
        self._font_of = font_of
        self._marks = [_Mark()]
        self.drawn: list[int] = []

    def walk(self, stream: Any, resources: Object, state: _State, depth: int) -> Iterator[_Drawn]:
        states: list[_State] = []
        for step in _steps(stream):
            operands: Any = step.operands
            name = str(step.operator)
            if name == "q":
                states.append(state)
            elif name == "Q":
                state = states.pop() if states else state
            elif name in ("BMC", "BDC"):
                self._marks.append(_mark(operands, self._marks[-1], resources))
                if depth == 0 and (mcid := mcid_of(operands)) is not None:
                    self.drawn.append(mcid)
            elif name == "EMC":
                self._marks = self._marks[:1] + self._marks[1:-1]
            elif name in _SHOWING and state.font:
                yield self._run(operands, state, depth)
                if self._marks[-1].actual is not None:
                    self._marks[-1] = self._marks[-1]._replace(told=True)
            elif name == "Do":
                yield from self._form(operands[0], resources, state, depth)
            else:
                state = self._changed(state, name, operands, resources)

    def _changed(self, state: _State, name: str, operands: Any, resources: Object) -> _State:
        """Return the graphics state after one of the operators that set matrix or font."""
        if name == "cm":
            return state._replace(ctm=_matrix(operands) @ state.ctm)
        if name == "BT":
            return state._replace(text=_UNMOVED)
        if name == "Tm":
            return state._replace(text=_matrix(operands))
        if name in ("Td", "TD"):
            move = Matrix().translated(float(operands[0]), float(operands[1]))
            return state._replace(text=move @ state.text)
        if name == "Tf":
            font = self._font_of(resources, operands[0])
            return state._replace(font=font, size=float(operands[1]))
        return state

    def _run(self, operands: Any, state: _State, depth: int) -> _Drawn:
        whole = state.text @ state.ctm
        mark = self._marks[-1]
        told = mark.actual is not None
        run = Run(
            glyphs=_told(mark) if told else (),
            page=0,
            mcid=mark.mcid,
            artifact=mark.artifact,
            x=whole.e,
            y=whole.f,
            size=state.size * math.hypot(whole.c, whole.d),
            in_form=depth > 0,
        )
        return _Drawn(run, None) if told else _Drawn(run, state.font, _codes(operands))

    def _form(self, name: Name, resources: Object, state: _State, depth: int) -> Iterator[_Drawn]:
        form = resources.get(Name.XObject, Dictionary()).get(name)
        if form is None or not _is_form(form) or _is_shape(form):
            return
        if depth >= _DEEPEST_FORM:
            return  # a form that draws itself
        inner = state._replace(ctm=_matrix(form.get(Name.Matrix, ())) @ state.ctm)
        yield from self.walk(form, form.get(Name.Resources, resources), inner, depth + 1)


def _is_form(thing: Any) -> bool:
    return isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form


def _is_shape(form: Any) -> bool:
    """True for a form that shows no text, has none in it that does, and marks nothing."""
    if Name.Resources not in form or len(form.Resources) > 0:
        return False
    data = form.read_bytes(StreamDecodeLevel.specialized)
    return not any(operator in data for operator in (b"BT", b"Do", b"MC", b"BDC"))


def _steps(stream: Any) -> Iterator[Any]:
    """Yield what a page or form draws, each line of its text as one string where that is easy.

    Lines that are kerned are arrays of a hundred strings and numbers, each of them an object. Where
    there are literal strings, or pictures in the stream, nothing is easy.
    """
    content = stream.get(Name.Contents) if isinstance(stream, Dictionary) else stream
    data = b""
    if isinstance(content, Stream):
        data = content.read_bytes(StreamDecodeLevel.specialized)
    if not data or b"(" in data or b"BI" in data:
        yield from pikepdf.parse_content_stream(stream, _READ)
        return
    plain = _KERNED.sub(lambda found: b"<%s> Tj" % b"".join(_CODES.findall(found[1])), data)
    with pikepdf.new() as scratch:
        yield from pikepdf.parse_content_stream(Stream(scratch, plain), _READ)


def _matrix(operands: Any) -> Matrix:
    return Matrix(*(float(value) for value in operands))


def _mark(operands: Any, around: _Mark, resources: Object) -> _Mark:
    properties: Any = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = resources.get(Name.Properties, Dictionary()).get(properties)
    mark = around
    if operands[0] == Name.Artifact:
        kind = str(properties.get(Name.Type, "/Artifact")) if properties is not None else "Artifact"
        mark = mark._replace(artifact=kind.lstrip("/"))
    if isinstance(properties, Dictionary):
        if Name.MCID in properties:
            mark = mark._replace(mcid=int(properties.MCID))
        if Name.ActualText in properties:
            mark = mark._replace(actual=str(properties.ActualText), told=False)
    return mark


def _told(mark: _Mark) -> tuple[str, ...]:
    """Return the text that replaces what is drawn in the mark, the first time only."""
    return () if mark.told or not mark.actual else (mark.actual,)


def _codes(operands: Any) -> tuple[bytes, ...]:
    if not operands:
        return ()
    last = operands[-1]
    parts = list(last) if isinstance(last, Array) else [last]
    return tuple(bytes(part) for part in parts if isinstance(part, String))


def joined(runs: Iterable[Run | None]) -> str:
    """Return the text of runs as it is read: lines joined by spaces, words broken by a soft
    hyphen made whole. None stands for white space that was not drawn."""
    text = ""
    last: Run | None = None
    for run in _lines(runs):
        if run is None:
            text += " "
            continue
        if text.endswith(_SOFT_HYPHEN):
            text = text.removesuffix(_SOFT_HYPHEN)
        elif last and not _same_line(last, run):
            text += " "
        text += run.text
        last = run
    return " ".join(text.removesuffix(_SOFT_HYPHEN).split())


def _lines(runs: Iterable[Run | None]) -> Iterator[Run | None]:
    """Yield the runs, those of one piece of content on one line as one: a change of font in a
    right-to-left line splits it into runs that stand from left to right."""
    held: Run | None = None
    for run in runs:
        if held and run and _continues(held, run):
            held = replace(held, glyphs=held.glyphs + run.glyphs)
            continue
        if held:
            yield held
        held = run
        if run is None:
            yield None
    if held:
        yield held


def _same_line(one: Run, other: Run) -> bool:
    return one.page == other.page and abs(one.y - other.y) <= 0.6 * max(one.size, other.size)


def _continues(one: Run, other: Run) -> bool:
    same = (one.page, one.mcid, one.y) == (other.page, other.mcid, other.y)
    return same and one.mcid is not None and _SOFT_HYPHEN not in other.glyphs
