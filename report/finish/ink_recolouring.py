"""Walk what the pages draw, and turn the colours of each thing once."""

from __future__ import annotations

import copy
from typing import Any

from pikepdf import Array, Dictionary, Matrix, Name, Page

from ..pdf.colours import GRAY
from .ink_groups import entries, mix_in
from .ink_images import Pictures, drawn_image, turn_image
from .ink_shadings import turn_shading
from .ink_shared import Shared, under
from .ink_spaces import read_space, source_of
from .ink_state import matrix_of
from .ink_streams import Rewritten, Scope, rewrite
from .ink_turns import Turn

_KINDS = (Name.XObject, Name.Pattern, Name.Shading)
_OVERPRINTING = (Name.op, Name.OP, Name.OPM)


class Recolouring:
    """Turns the colours of one file in one way.

    What masks draw is turned as a copy (`copies`), since pages may draw the same picture.
    """

    def __init__(
        self, shared: Shared, turn: Turn, pictures: Pictures, below: float, *, copies: bool = False
    ) -> None:
        """`below` is the size in points below which black text overprints."""
        self._shared = shared
        self._turn = turn
        self._pictures = pictures
        self._below = below
        self._copies = copies
        self._done: dict[tuple[int, int], Any] = {}
        self._transparent: set[tuple[int, int]] = set()
        self._settled: set[tuple[int, int]] = set()
        self._needs: list[tuple[Any, set[str]]] = []

    def page(self, page: Page) -> bool:
        """Turn a page; return True when it uses transparency."""
        done = self._content(page, page.resources, Matrix(), begins=True)
        page.obj.Contents = self._shared.pdf.make_stream(done.data)
        mix_in(page.obj.get(Name.Group), self._turn.space)
        return done.transparent or Name.Group in page.obj

    def mask(self, mask: Any) -> None:
        """Turn a soft-mask dictionary: its group, and the colour of its backdrop."""
        group = mask.G
        if Name.BC in mask:
            inner = group.get(Name.Group, Dictionary())
            space = read_space(inner.CS) if Name.CS in inner else GRAY
            mask.BC = Array([round(v, 4) for v in self._turn.values(source_of(space, mask.BC))])
        mask.G = self._turned(group, Dictionary(), Matrix())

    def settle(self) -> None:
        """Give all resources the spaces and states that their streams now call, and no others."""
        for resources, _ in self._needs:
            if Name.ColorSpace in resources:
                del resources[Name.ColorSpace]
        for resources, names in self._needs:
            for name in sorted(names):
                self._shared.give(resources, name)

    def _content(
        self, stream: Any, resources: Any, ctm: Matrix, *, begins: bool = False
    ) -> Rewritten:
        """Return a stream in new colours, with all that it and its resources draw turned."""
        scope = Scope(resources, self._turn, self._below, self._shared.spot)
        done = rewrite(stream, scope, ctm, begins=begins)
        self._needs.append((resources, done.needs))
        for name, matrix in done.forms.items():
            done.transparent |= self._drawn(resources, Name.XObject, name, matrix)
        for name, matrix in done.patterns.items():
            done.transparent |= self._drawn(resources, Name.Pattern, name, matrix)
        for name, inline in done.images.items():
            image = drawn_image(self._shared.pdf, inline)
            turn_image(image, self._turn, self._pictures, self._shared.keep, resources)
            under(resources, Name.XObject)[name] = image
        self._rest(resources)
        return done

    def _drawn(self, resources: Any, kind: Name, name: str, ctm: Matrix) -> bool:
        """Turn one thing that is drawn; return True when it uses transparency."""
        things = resources.get(kind, Dictionary())
        if name not in things:
            return False
        old = things[name]
        things[name] = new = self._turned(old, resources, ctm)
        return bool(old.objgen in self._transparent or new.get(Name.SMask) is not None)

    def _rest(self, resources: Any) -> None:
        """Turn what the resources have and nothing was seen to draw."""
        if resources.is_indirect and resources.objgen in self._settled:
            return
        self._settled.add(resources.objgen)
        for kind in _KINDS:
            for name, thing in entries(resources, kind):
                resources[kind][name] = self._turned(thing, resources, Matrix())
        for _, font in entries(resources, Name.Font):
            if font.get(Name.Subtype) == Name.Type3 and not self._copies:
                self._glyphs(font, resources)
        for _, state in entries(resources, Name.ExtGState):
            for key in _OVERPRINTING:
                if key in state:
                    del state[key]
            if self._copies and isinstance(state.get(Name.SMask), Dictionary):
                self.mask(state.SMask)  # a mask inside a mask

    def _turned(self, thing: Any, around: Any, ctm: Matrix) -> Any:
        """Return a form, picture, pattern or shading in new colours."""
        if thing.is_indirect and thing.objgen in self._done:
            return self._done[thing.objgen]
        if thing.get(Name.Subtype) == Name.Form or thing.get(Name.PatternType) == 1:
            return self._form(thing, around, ctm)
        new = copy.copy(thing) if self._copies else thing
        if thing.is_indirect:
            self._done[thing.objgen] = new
        if thing.get(Name.Subtype) == Name.Image:
            turn_image(new, self._turn, self._pictures, self._shared.keep)
        elif Name.ShadingType in thing:
            turn_shading(new, self._turn)
        elif Name.Shading in thing:
            new.Shading = self._turned(thing.Shading, around, ctm)
        return new

    def _form(self, old: Any, around: Any, ctm: Matrix) -> Any:
        """Return a form or a tiling pattern in new colours (ISO 32000-1 §8.10 and §8.7.3)."""
        form = copy.copy(old) if self._copies else old
        self._done[old.objgen] = self._done[form.objgen] = form
        resources = self._own(form, around)
        inner = matrix_of(form.get(Name.Matrix)) @ ctm
        done = self._content(form, resources, inner)
        form.write(done.data)
        mix_in(form.get(Name.Group), self._turn.space)
        if done.transparent or Name.Group in form:
            self._transparent.add(old.objgen)
        return form

    def _own(self, form: Any, around: Any) -> Any:
        """Return the resources of a form; of a copy, they are its own."""
        if Name.Resources not in form:
            return around
        if self._copies:
            form.Resources = copy.copy(form.Resources)
            for kind in (*_KINDS, Name.ExtGState):
                if kind in form.Resources:
                    form.Resources[kind] = copy.copy(form.Resources[kind])
            if Name.Group in form:
                form.Group = copy.copy(form.Group)
        return form.Resources

    def _glyphs(self, font: Any, around: Any) -> None:
        """Turn the drawings that are the glyphs of a Type 3 font (ISO 32000-1 §9.6.5)."""
        if font.objgen in self._done:
            return
        self._done[font.objgen] = font
        resources = font.get(Name.Resources, around)
        for _, glyph in sorted(font.CharProcs.items()):
            glyph.write(self._content(glyph, resources, Matrix()).data)
