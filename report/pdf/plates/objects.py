"""The objects that a rewritten stream names, each made once for one rendering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from ..colours import Space, space_of
from ..objects import FAULTS, LARGEST_STREAM
from ..tokens import InlineImage, Operands, operations
from .bounds import check_size, content
from .colours import PlatedSpace, Separations, plated
from .images import Decoded, image, is_mask, mask
from .shadings import copied, function, shading
from .state import Paint, Side, State
from .streams import Rewriter
from .values import MOST_OPERATORS, Channels, Unplatable, numbers, plain_inks
from .writing import add_entries

_STATE_KEYS = ("/LW", "/LC", "/LJ", "/ML", "/D", "/ca", "/CA", "/AIS", "/BM", "/TK", "/SA")
_PATTERN_KEYS = ("/PaintType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_DEEPEST = 24


@dataclass(frozen=True)
class Made:
    """An object of the new file, how many operators it takes to draw, and what it may print on."""

    object: Any
    cost: int = 0
    plates: frozenset[int] = frozenset()


class Objects:
    """Makes the objects of one rendering in `target`; `source` is where they come from."""

    def __init__(
        self,
        files: tuple[Pdf, Pdf],
        inks: Separations,
        channels: Channels,
        images: Decoded,
        area: float,
    ) -> None:
        self._source, self._target = files
        self._inks = inks
        self._channels = channels
        self._images = images
        self._area = area
        self._made: dict[Any, Any] = {}
        self._spaces: dict[Space, PlatedSpace] = {}
        self._busy: list[Any] = []
        self._masks: Objects | None = None
        self.plates = channels.plates
        self.has_ink = False

    def fresh_state(self) -> State:
        """Return the state that a page starts with."""
        grey = self.space(Name.DeviceGray, None)
        return State(Side(grey), Side(grey))

    def noted(self, paint: Paint) -> None:
        """Take note of something that is painted."""
        self.has_ink = self.has_ink or paint.marks(self.plates)

    def written(
        self, stream: Any, resources: Any, state: State, fresh: bool, within: int
    ) -> tuple[bytes, Dictionary, int]:
        """Return the new content of a stream, its resources, and its cost."""
        if within > _DEEPEST:
            raise Unplatable("forms drawn inside forms without end")
        rewriter = Rewriter(self, resources, state, within)
        drawn = rewriter.rewrite(stream, fresh)
        if rewriter.cost > MOST_OPERATORS:
            raise Unplatable("more drawing than any page needs")
        return drawn, rewriter.resources, rewriter.cost

    def parsed(self, stream: Any) -> Iterator[tuple[str, Operands]]:
        """Yield the instructions of a stream or page."""
        contents = stream.get("/Contents") if isinstance(stream, Dictionary) else stream
        data: list[bytes] = []
        room, work = LARGEST_STREAM, self._images.work
        for part in contents if isinstance(contents, Array) else (contents,):
            if isinstance(part, Stream):
                data.append(content(part, room))
                room -= len(data[-1])
                work.read(len(data[-1]))
        for step in operations(b"\n".join(data)):
            work.step()
            yield step

    def named(self, resources: Any, kind: str, name: str) -> Any:
        """Return what the resources call so; None for nothing."""
        group = resources.get(kind) if isinstance(resources, Dictionary) else None
        return group.get("/" + name.lstrip("/")) if isinstance(group, Dictionary) else None

    def space(self, source: Any, resources: Any) -> PlatedSpace:
        """Return a colour space; the same for equal ones."""
        own = space_of(source, resources)
        if own not in self._spaces:
            self._spaces[own] = plated(own, source, self._inks)
        return self._spaces[own]

    def colour(
        self, own: PlatedSpace, values: tuple[float, ...]
    ) -> tuple[tuple[float, ...], frozenset[int]]:
        """Return red, green and blue for a colour, and the plates that it inks."""
        key = (id(own), values)
        if key not in self._made:
            if not np.isfinite(values).all() or len(values) < own.size:
                raise ValueError("a colour that is none")
            inks = own.inks(np.array([values]))
            rgb = tuple(round(float(part), 5) for part in self._channels(inks)[0])
            inked = frozenset(int(plate) for plate in np.flatnonzero(inks[0] > 0))
            self._made[key] = (rgb, inked, own)  # the space is kept, so that its id stays its own
        return self._made[key][:2]  # type: ignore[no-any-return]

    def _kept(self, key: Any, source: Any, make: Any) -> Any:
        """Return what `make` makes, once for each indirect object and `key`."""
        if not source.is_indirect:
            return make()
        whole = (*key, source.objgen)
        if whole in self._busy:
            raise Unplatable("an object that draws itself")
        if whole not in self._made:
            self._busy.append(whole)
            self._made[whole] = make()
            self._busy.remove(whole)
        return self._made[whole]

    # Images and gradients

    def inline_image(self, source: InlineImage) -> Stream:
        """Return an inline image as one that stands for itself."""
        try:
            made = self._source.make_stream(source.data)
            add_entries(made, source)
        except FAULTS as error:
            raise Unplatable("a picture inside the text of a page that is damaged") from error
        return made

    def image_space(self, source: Stream, resources: Any) -> PlatedSpace:
        """Return the colour space of an image."""
        own = source.get("/ColorSpace")
        if own is None:
            raise Unplatable("a picture without a colour space")
        return self.space(own, resources)

    def image(self, source: Stream, resources: Any) -> Stream:
        """Return an image or stencil."""

        def make() -> Stream:
            if is_mask(source):
                return mask(self._target, source)
            own = self.image_space(source, resources)
            return image(self._target, source, own, self._channels, self._images)

        made: Stream = self._kept(("image",), source, make)
        return made

    def shading(self, source: Any, resources: Any) -> tuple[Object, PlatedSpace]:
        """Return a gradient, and the space of its colours."""

        def make() -> tuple[Object, PlatedSpace]:
            own = self.space(source.get("/ColorSpace"), resources)
            return shading(self._target, source, own, self._channels), own

        made: tuple[Object, PlatedSpace] = self._kept(("shading",), source, make)
        return made

    # What holds content of its own

    def form(self, source: Stream, resources: Any, state: State, within: int) -> Made:
        """Return a form as it is drawn in a state, which it inherits."""
        own = source.get("/Resources", resources)

        def make() -> Made:
            drawn, used, cost = self.written(source, own, state, False, within + 1)
            return Made(self._form(source, drawn, used), cost + 1)

        inherited = None if "/Resources" in source else _key(resources)
        made: Made = self._kept(("form", state, inherited), source, make)
        self._check(made.cost)
        return made

    def _check(self, cost: float) -> None:
        if cost > MOST_OPERATORS:
            raise Unplatable("more drawing than any page needs")

    def _form(self, source: Stream, drawn: bytes, used: Dictionary) -> Stream:
        made = self._target.make_stream(drawn)
        made["/Type"], made["/Subtype"] = Name.XObject, Name.Form
        made["/Resources"] = used
        made["/BBox"] = _box(source)
        if "/Matrix" in source:
            made["/Matrix"] = copied(source["/Matrix"])
        group = source.get("/Group")
        if isinstance(group, Dictionary) and group.get("/S") == Name.Transparency:
            made["/Group"] = transparency(group)
        return made

    def pattern(self, resources: Any, name: str, within: int) -> Made | None:
        """Return a pattern; None where there is none of the name."""
        source = self.named(resources, "/Pattern", name)
        if not isinstance(source, Dictionary | Stream):
            return None

        def make() -> Made:
            if source.get("/PatternType") == 2:
                gradient, own = self.shading(source.get("/Shading"), resources)
                entries = {"/PatternType": 2, "/Shading": gradient}
                if "/Matrix" in source:
                    entries["/Matrix"] = copied(source["/Matrix"])
                return Made(self._target.make_indirect(Dictionary(entries)), 1, own.painted)
            return self._tiles(source, resources, within)

        made: Made = self._kept(("pattern",), source, make)
        return made

    def _tiles(self, source: Any, resources: Any, within: int) -> Made:
        if not isinstance(source, Stream):
            raise Unplatable("a pattern without a content")
        own = source.get("/Resources", resources)
        coloured = source.get("/PaintType") != 2
        drawn, used, cost = self.written(source, own, self.fresh_state(), coloured, within + 1)
        made = self._target.make_stream(drawn)
        made["/Type"], made["/PatternType"], made["/Resources"] = Name.Pattern, 1, used
        for key in _PATTERN_KEYS:
            if key in source:
                made[key] = copied(source[key])
        made["/BBox"] = _box(source)
        a, b, c, d = (*numbers(source.get("/Matrix", (1, 0, 0, 1)), "a pattern"), 0, 0, 0, 0)[:4]
        step = float(source.get("/XStep", 0)) * float(source.get("/YStep", 0))
        cells = self._area / max(abs(step * (a * d - b * c)), 1e-9) + 1
        self._check(cost * cells)
        return Made(made, int(cost * cells), frozenset(range(len(self._inks.names))))

    def graphics_state(self, source: Dictionary, resources: Any, within: int) -> Dictionary:
        """Return what an ExtGState says of painting; overprinting is resolved by then."""
        made = Dictionary({key: copied(source[key]) for key in _STATE_KEYS if key in source})
        soft = source.get("/SMask")
        if isinstance(soft, Name):
            made["/SMask"] = soft
        elif isinstance(soft, Dictionary) and isinstance(soft.get("/G"), Stream):
            made["/SMask"] = self._soft_mask(soft, resources, within)
        font = source.get("/Font")
        if isinstance(font, Array) and len(font) == 2:
            made["/Font"] = Array([self.font(font[0], resources, within).object, font[1]])
        return made

    def _soft_mask(self, source: Dictionary, resources: Any, within: int) -> Dictionary:
        """Return a soft mask, its group painted as bright as the file's would be."""
        if self._masks is None:
            files = (self._source, self._target)
            inks = replace(self._inks, of_rgb=plain_inks)
            self._masks = Objects(
                files,
                inks,
                Channels(()),
                Decoded(self._images.across, self._images.work),
                self._area,
            )
        masks: Objects = self._masks
        group: Any = source["/G"]
        own = group.get("/Resources", resources)

        def make() -> Any:
            drawn, used, _ = masks.written(group, own, masks.fresh_state(), True, within + 1)
            made = masks._form(group, drawn, used)
            made["/Group"] = transparency(group.get("/Group", Dictionary()))
            return made

        entries: dict[str, Any] = {"/Type": Name.Mask, "/S": source.get("/S", Name.Luminosity)}
        entries["/G"] = masks._kept(("mask",), group, make)
        ground = source.get("/BC")
        given = group.get("/Group", Dictionary()).get("/CS")
        if ground is not None and given is not None:
            values = tuple(numbers(ground, "the ground of a soft mask").tolist())
            entries["/BC"] = Array([*masks.colour(masks.space(given, own), values)[0]])
        transfer = source.get("/TR")
        if isinstance(transfer, Dictionary | Stream):
            entries["/TR"] = self._transfer(transfer)
        return Dictionary(entries)

    def _transfer(self, source: Any) -> Stream:
        levels = np.clip(function(source)(np.linspace(0, 1, 256)[:, None])[:, 0], 0, 1)
        made = self._target.make_stream(np.rint(levels * 255).astype(np.uint8).tobytes())
        made["/FunctionType"], made["/BitsPerSample"] = 0, 8
        made["/Domain"], made["/Range"], made["/Size"] = Array([0, 1]), Array([0, 1]), Array([256])
        return made

    def font(self, source: Any, resources: Any, within: int) -> Made:
        """Return a font: the same one, or for Type 3 its glyphs written anew."""
        if not isinstance(source, Dictionary):
            raise Unplatable("a font that is none")

        def make() -> Made:
            if source.get("/Subtype") == Name.Type3:
                return self._drawn_font(source, resources, within)
            for part in (source, *source.get("/DescendantFonts", ())):
                about = part.get("/FontDescriptor", Dictionary())
                for key in _FONT_FILES:
                    if isinstance(about.get(key), Stream):
                        check_size(about[key])
            whole = source if source.is_indirect else self._source.make_indirect(source)
            return Made(self._target.copy_foreign(whole))

        made: Made = self._kept(("font",), source, make)
        return made

    def _drawn_font(self, source: Any, resources: Any, within: int) -> Made:
        own, glyphs, cost = source.get("/Resources", resources), Dictionary(), 0
        shared = Dictionary()
        for name, glyph in source.get("/CharProcs", Dictionary()).items():
            if not isinstance(glyph, Stream):
                continue
            drawn, used, steps = self.written(glyph, own, self.fresh_state(), False, within + 1)
            made = self._target.make_stream(drawn)
            for kind, group in used.items():
                shared[kind] = Dictionary({**dict(shared.get(kind, {})), **dict(group)})
            glyphs[name], cost = made, max(cost, steps)
        entries: dict[str, Any] = {"/CharProcs": glyphs, "/Resources": shared}
        for key in ("/Type", "/Subtype", "/FontBBox", "/FontMatrix", "/FirstChar", "/LastChar"):
            if key in source:
                entries[key] = copied(source[key])
        for key in ("/Widths", "/Encoding"):
            if key in source:
                entries[key] = _plain(source[key])
        return Made(self._target.make_indirect(Dictionary(entries)), cost)


def _box(source: Any) -> Array:
    """Return the box that clips a form or cell. It is required (§8.10.2), and what has none is
    drawn whole by some programs and not at all by others, PDFium among them."""
    sides = numbers(source.get("/BBox", ()), "the box of a form")
    if sides.size != 4:
        raise Unplatable("a form without a box")
    return Array([*map(float, sides)])


def transparency(source: Any) -> Dictionary:
    """Return a transparency group that blends red, green and blue, channel by channel."""
    entries: dict[str, Any] = {"/S": Name.Transparency, "/CS": Name.DeviceRGB}
    for key in ("/I", "/K"):
        if isinstance(source, Dictionary) and key in source:
            entries[key] = bool(source[key])
    return Dictionary(entries)


def _plain(source: Any) -> Any:
    if isinstance(source, Dictionary):
        return Dictionary({key: _plain(value) for key, value in source.items()})
    if isinstance(source, Array):
        return Array([_plain(value) for value in source])
    return copied(source)


def _key(resources: Any) -> Any:
    return resources.objgen if isinstance(resources, Dictionary) else None
