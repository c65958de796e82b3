"""Content streams, written anew in the colours of one rendering.

Only what paints is carried over: marked content, optional content, rendering intents, halftones
and transfer functions are not, so that PDFium is given nothing but known objects.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from ..tokens import Word
from .colours import PlatedSpace
from .images import is_mask
from .state import Paint, Side, State, Way
from .values import MOST_OPERATORS, Unplatable
from .writing import operator

if TYPE_CHECKING:
    from .objects import Objects

_COLOURS = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
_DROPPED = {"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri", "i"}
_PATHS = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*"}
_TEXTS = {"Tj", "TJ", "'", '"'}
# What is left of an operator when its filling, or its stroking, is not painted.
_ONLY_STROKE = {"B": "S", "B*": "S", "b": "s", "b*": "s"}
_ONLY_FILL = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_DEEPEST_STATE = 200


class Rewriter:
    """Rewrites one stream; `resources` of the new one fill while it does."""

    def __init__(self, objects: Objects, source: Any, state: State, within: int = 0) -> None:
        self._objects = objects
        self._source = source
        self._state = state
        self._stack: list[State] = []
        self._out = bytearray()
        self._spaces: dict[str, PlatedSpace] = {}
        self.resources = Dictionary()
        self.within = within
        self.cost = 0

    def rewrite(self, stream: Any, fresh: bool) -> bytes:
        """Return the new content; `fresh`: it starts with colours of its own, as pages do."""
        if fresh:
            self._set(False, self._state.fill.space.initial)
            self._set(True, self._state.stroke.space.initial)
        for name, operands in self._objects.parsed(stream):
            self.cost += 1
            if self.cost > MOST_OPERATORS:
                raise Unplatable("more drawing than any page needs")
            if name in _DROPPED:
                continue
            if name == "BI":
                self._draw(self._objects.inline_image(operands[0]), "Inline")
                continue
            try:
                self._step(name, operands)
            except (IndexError, TypeError, ValueError, OverflowError):
                continue  # an operator without its operands does nothing
        self._out += b"Q\n" * len(self._stack)
        return bytes(self._out)

    def _write(self, name: str, *operands: Any) -> None:
        self._out += operator(name, operands) + b"\n"

    def _step(self, name: str, operands: list[Any]) -> None:
        if name in _PATHS:
            self._path(name)
        elif name in _TEXTS:
            self._text(name, operands)
        elif name in ("q", "Q"):
            self._nest(name)
        elif name == "gs":
            self._extend(_named(operands))
        elif name.lower() in _COLOURS:
            stroke = name.isupper()
            self._use(stroke, self._objects.space(Name(_COLOURS[name.lower()]), self._source))
            self._set(stroke, tuple(float(value) for value in operands))
        elif name in ("cs", "CS"):
            self._use(name == "CS", self._space(_named(operands)))
            self._set(name == "CS", self._side(name == "CS").space.initial)
        elif name in ("sc", "SC", "scn", "SCN"):
            self._colour(name.isupper(), operands)
        elif name == "Tr":
            self._state = replace(self._state, shows=int(operands[0]))
        elif name == "Tf":
            self._write("Tf", self._font(_named(operands)), operands[1])
        elif name == "Do":
            self._do(_named(operands))
        elif name == "sh":
            self._shade(_named(operands))
        else:
            self._write(name, *operands)

    # Colours

    def _side(self, stroke: bool) -> Side:
        return self._state.stroke if stroke else self._state.fill

    def _space(self, name: Word) -> PlatedSpace:
        if name not in self._spaces:
            self._spaces[name] = self._objects.space(Name("/" + name), self._source)
        return self._spaces[name]

    def _use(self, stroke: bool, space: PlatedSpace) -> None:
        side = replace(self._side(stroke), space=space)
        self._state = self._state.with_side(stroke, side)

    def _set(self, stroke: bool, values: tuple[float, ...]) -> None:
        """Set a colour of the current space."""
        side = self._side(stroke)
        if side.space.family == "Pattern" or len(values) < side.space.size:
            return
        rgb, inked = self._objects.colour(side.space, values[: side.space.size])
        self._write("RG" if stroke else "rg", *rgb)
        paint = Paint(side.space.painted, inked, side.space.direct)
        self._state = self._state.with_side(stroke, replace(side, paint=paint))

    def _colour(self, stroke: bool, operands: list[Any]) -> None:
        if not operands or not isinstance(operands[-1], Word):
            self._set(stroke, tuple(float(value) for value in operands))
            return
        made = self._objects.pattern(self._source, operands[-1], self.within)
        if made is None:
            return
        name = self._add("/Pattern", operands[-1], made.object)
        side, values = self._side(stroke), operands[:-1]
        under = side.space.base
        suffix = "N" if stroke else "n"
        if under is not None and values:
            numbers = tuple(float(value) for value in values)
            rgb, inked = self._objects.colour(under, numbers[: under.size])
            spaces = pikepdf.Array([Name.Pattern, Name.DeviceRGB])
            self._write("CS" if stroke else "cs", self._add("/ColorSpace", "/Under", spaces))
            self._write("SC" + suffix if stroke else "sc" + suffix, *rgb, name)
            paint = Paint(under.painted, inked, under.direct)
        else:
            self._write("CS" if stroke else "cs", Name.Pattern)
            self._write("SC" + suffix if stroke else "sc" + suffix, name)
            paint = Paint(made.plates, None)
        self._state = self._state.with_side(stroke, replace(side, paint=paint))
        self.cost += made.cost

    # Painting

    def _path(self, name: str) -> None:
        state, plates = self._state, self._objects.plates
        fills, strokes = name not in "Ss", name[0] in "SsBb"
        fill = state.way(state.fill, plates) if fills else Way.LEFT
        stroke = state.way(state.stroke, plates) if strokes else Way.LEFT
        if fill is Way.LEFT and stroke is Way.LEFT:
            self._write("n")
            return
        self._darken(Way.DARKENED in (fill, stroke))
        if fills and strokes and fill is Way.LEFT:
            name = _ONLY_STROKE[name]
        elif fills and strokes and stroke is Way.LEFT:
            name = _ONLY_FILL[name]
        if fill is not Way.LEFT:
            self._objects.noted(state.fill.paint)
        if stroke is not Way.LEFT:
            self._objects.noted(state.stroke.paint)
        self._write(name)

    def _text(self, name: str, operands: list[Any]) -> None:
        state, plates = self._state, self._objects.plates
        shows = state.shows if 0 <= state.shows <= 7 else 0
        clips, kind = shows >= 4, shows % 4
        fill = state.way(state.fill, plates) if kind in (0, 2) else Way.LEFT
        stroke = state.way(state.stroke, plates) if kind in (1, 2) else Way.LEFT
        kind = {(1, 1): 2, (1, 0): 0, (0, 1): 1, (0, 0): 3}[
            (int(fill is not Way.LEFT), int(stroke is not Way.LEFT))
        ]
        for way, side in ((fill, state.fill), (stroke, state.stroke)):
            if way is not Way.LEFT:
                self._objects.noted(side.paint)
        wanted = kind + 4 * clips
        if wanted != state.shown:
            self._write("Tr", wanted)
            self._state = replace(self._state, shown=wanted)
        if kind != 3:
            self._darken(Way.DARKENED in (fill, stroke))
        if state.glyph:
            self.cost += state.glyph * sum(_length(operand) for operand in operands)
        self._write(name, *operands)

    def _darken(self, wanted: bool) -> None:
        """Set the blend mode for what comes next. This may stand between a path and its painting,
        which a valid file's may not; PDFium takes what is set when it paints."""
        if wanted == self._state.darkens:
            return
        mode = Name.Darken if wanted else Name.Normal
        name = f"/Plates{mode}".replace("//", "/").replace("Plates/", "Plates")
        self._write("gs", self._add("/ExtGState", name, Dictionary(BM=mode)))
        self._state = replace(self._state, darkens=wanted)

    def _do(self, name: str) -> None:
        thing = self._objects.named(self._source, "/XObject", name)
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image:
            self._draw(thing, name)
        elif isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form:
            self._darken(False)
            made = self._objects.form(thing, self._source, self._state, self.within)
            self.cost += made.cost
            self._write("Do", self._add("/XObject", name, made.object))

    def _draw(self, source: Stream, name: str) -> None:
        state, plates = self._state, self._objects.plates
        if is_mask(source):
            way, paint = state.way(state.fill, plates), state.fill.paint
        else:
            own = self._objects.image_space(source, self._source)
            paint = Paint(own.painted, None)
            way = state.way(replace(state.fill, paint=paint), plates, image=True)
        if way is Way.LEFT:
            return
        self._darken(way is Way.DARKENED)
        self._objects.noted(paint)
        made = self._objects.image(source, self._source)
        self._write("Do", self._add("/XObject", name, made))

    def _shade(self, name: str) -> None:
        source = self._objects.named(self._source, "/Shading", name)
        if source is None:
            return
        made, own = self._objects.shading(source, self._source)
        paint = Paint(own.painted, None)
        side = replace(self._state.fill, paint=paint)
        way = self._state.way(side, self._objects.plates, image=True)
        if way is not Way.LEFT:
            self._darken(way is Way.DARKENED)
            self._objects.noted(paint)
            self._write("sh", self._add("/Shading", name, made))

    # State and resources

    def _nest(self, name: str) -> None:
        if name == "q":
            if len(self._stack) >= _DEEPEST_STATE:
                raise Unplatable("a graphics state saved too often")
            self._stack.append(self._state)
        elif self._stack:
            self._state = self._stack.pop()
        else:
            return
        self._write(name)

    def _extend(self, name: str) -> None:
        source = self._objects.named(self._source, "/ExtGState", name)
        if not isinstance(source, Dictionary):
            return
        state = self._state
        both = source.get("/OP")
        fill = source.get("/op", both)
        if both is not None:
            state = state.with_side(True, replace(state.stroke, overprints=bool(both)))
        if fill is not None:
            state = state.with_side(False, replace(state.fill, overprints=bool(fill)))
        if "/OPM" in source:
            state = replace(state, mode=int(source["/OPM"]))
        blend = source.get("/BM")
        if isinstance(blend, pikepdf.Array):
            blend = blend[0] if len(blend) else None
        if isinstance(blend, Name):
            plain = str(blend).replace("/Compatible", "/Normal")
            state = replace(state, blend=plain, darkens=False)
        self._state = state
        made = self._objects.graphics_state(source, self._source, self.within)
        if len(made):
            self._write("gs", self._add("/ExtGState", name, made))

    def _font(self, name: Word) -> Name:
        source = self._objects.named(self._source, "/Font", name)
        if source is None:
            return Name("/" + name)
        made = self._objects.font(source, self._source, self.within)
        self._state = replace(self._state, glyph=made.cost)
        return self._add("/Font", name, made.object)

    def _add(self, kind: str, name: str, thing: Any) -> Name:
        """Return the name of an object in the new resources: its own, or one like it where that is
        taken by another object, such as the same form in another state."""
        if kind not in self.resources:
            self.resources[kind] = Dictionary()
        group: Any = self.resources[kind]
        tried, number = "/" + name.lstrip("/"), 0
        while tried in group and not _same(group[tried], thing):
            number += 1
            tried = f"/{name.lstrip('/')}.{number}"
        group[tried] = thing
        return Name(tried)


def _same(one: Any, other: Any) -> bool:
    if one.is_indirect or other.is_indirect:
        return bool(one.objgen == other.objgen)
    return bool(one == other)


def _named(operands: list[Any]) -> Word:
    if not isinstance(operands[0], Word):
        raise TypeError("an operand that is no name")
    return operands[0]


def _length(operand: Any) -> int:
    if isinstance(operand, list):
        return sum(_length(part) for part in operand)
    return len(operand) if isinstance(operand, bytes) else 0
