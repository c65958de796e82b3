"""Rewrite one content stream: its colours as inks, and overprinting around small black text.

Every operator that sets a colour (ISO 32000-1 §8.6.8) becomes one that sets inks; all others stay
as they are, and text stays text.

Black text over a ground would leave a white edge where the plates are not quite in register, so it
prints over the ground and does not knock it out (§8.6.7). Overprinting is switched on before such
text and off again before anything else is painted: white that overprints would vanish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Matrix, Name, Object, Operator

from ..ink.values import Ink
from ..pdf.colours import CMYK, GRAY, RGB, Space
from .ink_shared import KNOCK_OUT, OVERPRINT, UNCOLOURED
from .ink_spaces import BLACK, INHERITED, Source, read_space, source_of
from .ink_state import State, matrix_of
from .ink_turns import Turn

_FULL = 0.9995


@dataclass(frozen=True)
class Scope:
    """What a stream is read with: its resources, what its colours turn into, the size in points
    below which black text overprints (0: never), and the names of the spot colours."""

    resources: Object
    turn: Turn
    overprint_below: float
    spot_name: Callable[[Ink], Name]


@dataclass
class Rewritten:
    """A stream in inks, and what its resources must have or know for it.

    `forms` and `patterns` say with which matrix each was drawn first; `images` are what stood
    inside the stream, by the names under which they are drawn now; `needs` are names of spot
    colours, `OVERPRINT`, and `UNCOLOURED` for patterns without a colour of their own.
    """

    data: bytes = b""
    forms: dict[str, Matrix] = field(default_factory=dict)
    patterns: dict[str, Matrix] = field(default_factory=dict)
    images: dict[str, Any] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)
    transparent: bool = False


def rewrite(stream: Any, scope: Scope, ctm: Matrix, *, begins: bool = False) -> Rewritten:
    """Return the stream with its colours turned. It `begins` a page: black is black alone there.

    Raises:
        Diagnostic: X320, a colour that cannot be turned into inks.
    """
    writer = _Writer(scope, ctm, begins)
    for step in pikepdf.parse_content_stream(stream):
        writer.take(step)
    writer.result.data = pikepdf.unparse_content_stream(writer.steps)
    return writer.result


class _Writer:
    """Takes the instructions of a stream one by one and keeps those of the new one."""

    def __init__(self, scope: Scope, ctm: Matrix, begins: bool) -> None:
        self.result = Rewritten()
        self.steps: list[Any] = []
        self._scope = scope
        self._known: dict[str, Space] = {}
        self._base = ctm
        space = GRAY if begins else INHERITED
        self._state = State(ctm, fill=space, stroke=space)
        self._stack: list[State] = []
        if begins:
            self._colour(False, GRAY, BLACK)
            self._colour(True, GRAY, BLACK)

    def take(self, step: Any) -> None:
        """Take one instruction."""
        name = str(step.operator)
        if name in _COLOURS:
            stroke, space = _COLOURS[name]
            self._colour(stroke, space, source_of(space, step.operands))
            return
        if name in _PAINTS and self._state.over:
            self._overprint(False)
        change = _CHANGES.get(name)
        if change is None:
            self.steps.append(step)
        else:
            change(self, step)

    def _keep(self, operator: str, *operands: Any) -> None:
        self.steps.append(ContentStreamInstruction(list(operands), Operator(operator)))

    def _overprint(self, on: bool) -> None:
        self._keep("gs", OVERPRINT if on else KNOCK_OUT)
        self.result.needs.add(str(OVERPRINT))
        self._state = replace(self._state, over=on)

    # Colours

    def _colour(self, stroke: bool, space: Space, colour: Source) -> None:
        ink = self._scope.turn.ink(colour)
        if ink is not None and ink.spot:
            name = self._scope.spot_name(ink)
            self.result.needs.add(str(name))
            self._keep("CS" if stroke else "cs", name)
            self._keep("SCN" if stroke else "scn", round(ink.tint, 4))
        else:
            values = [round(value, 4) for value in self._scope.turn.values(colour)]
            fills, strokes = ("k", "K") if len(values) == 4 else ("g", "G")
            self._keep(strokes if stroke else fills, *values)
        black = ink is not None and ink.is_black_only and ink.cmyk[3] > _FULL
        self._state = self._state.coloured(stroke, space, black)

    def _space(self, step: Any) -> None:
        """`cs`, `CS`: a space of its own begins with black."""
        stroke = str(step.operator) == "CS"
        name = str(step.operands[0])
        if name not in self._known:
            self._known[name] = read_space(step.operands[0], self._scope.resources)
        space = self._known[name]
        if space.family != "Pattern":
            self._colour(stroke, space, BLACK)
            return
        self._state = self._state.coloured(stroke, space, black=False)
        if space.beneath is None:
            self.steps.append(step)
            return
        self.result.needs.add(str(UNCOLOURED))
        self._keep("CS" if stroke else "cs", UNCOLOURED)

    def _components(self, step: Any) -> None:
        """`sc`, `scn`, `SC`, `SCN`: components in the current space, or a pattern."""
        stroke = str(step.operator) in ("SC", "SCN")
        operands = list(step.operands)
        space = self._state.space(stroke)
        if not operands or not isinstance(operands[-1], Name):
            self._colour(stroke, space, source_of(space, operands))
            return
        self.result.patterns.setdefault(str(operands[-1]), self._base)
        self._state = self._state.coloured(stroke, space, black=False)
        if len(operands) == 1:
            self.steps.append(step)
            return
        below = space.beneath or INHERITED
        values = self._scope.turn.values(source_of(below, operands[:-1]))
        self._keep("SCN" if stroke else "scn", *(round(v, 4) for v in values), operands[-1])

    # The graphics state

    def _push(self, step: Any) -> None:
        self._stack.append(self._state)
        self.steps.append(step)

    def _pop(self, step: Any) -> None:
        if self._stack:
            self._state = self._stack.pop()
        self.steps.append(step)

    def _turn_page(self, step: Any) -> None:
        self._state = replace(self._state, ctm=matrix_of(step.operands) @ self._state.ctm)
        self.steps.append(step)

    def _graphics(self, step: Any) -> None:
        """`gs`: opacity, soft mask and blend mode are what overprinting depends on."""
        states: Any = self._scope.resources.get(Name.ExtGState, {})
        given: Any = states.get(step.operands[0], {})
        self.steps.append(step)
        state = self._state
        if Name.ca in given:
            state = replace(state, fill_covers=float(given.ca) >= 1)
        if Name.CA in given:
            state = replace(state, stroke_covers=float(given.CA) >= 1)
        if Name.SMask in given:
            state = replace(state, masked=given.SMask != Name("/None"))
        if Name.BM in given:
            state = replace(state, blended=given.BM not in (Name.Normal, Name.Compatible))
        self._state = state
        self.result.transparent |= state.shows_through

    # Text

    def _begin_text(self, step: Any) -> None:
        self._state = replace(self._state, text=Matrix())
        self.steps.append(step)

    def _place_text(self, step: Any) -> None:
        self._state = replace(self._state, text=matrix_of(step.operands))
        self.steps.append(step)

    def _font(self, step: Any) -> None:
        fonts: Any = self._scope.resources.get(Name.Font, {})
        font: Any = fonts.get(step.operands[0], {})
        self._state = replace(
            self._state,
            size=float(step.operands[1]),
            drawn_glyphs=font.get(Name.Subtype) == Name.Type3,
        )
        self.steps.append(step)

    def _text_mode(self, step: Any) -> None:
        self._state = replace(self._state, mode=int(step.operands[0]))
        self.steps.append(step)

    def _show(self, step: Any) -> None:
        over = self._state.prints_over(self._scope.overprint_below)
        if over != self._state.over:
            self._overprint(over)
        self.steps.append(step)

    # What is drawn

    def _draw(self, step: Any) -> None:
        self.result.forms.setdefault(str(step.operands[0]), self._state.ctm)
        self.steps.append(step)

    def _inline(self, step: Any) -> None:
        """An image inside the stream is drawn as one of the resources, and turned like those."""
        name = f"/InkImage{len(self.result.images) + 1}"
        self.result.images[name] = step.iimage
        self._keep("Do", Name(name))


_COLOURS: dict[str, tuple[bool, Space]] = {
    "g": (False, GRAY),
    "G": (True, GRAY),
    "rg": (False, RGB),
    "RG": (True, RGB),
    "k": (False, CMYK),
    "K": (True, CMYK),
}
# Where paths begin: between there and their painting, no state may be set (§8.2, figure 9).
_PAINTS = frozenset({"m", "re", "Do", "sh", "INLINE IMAGE"})
_CHANGES: dict[str, Callable[[_Writer, Any], None]] = {
    "cs": _Writer._space,
    "CS": _Writer._space,
    "sc": _Writer._components,
    "scn": _Writer._components,
    "SC": _Writer._components,
    "SCN": _Writer._components,
    "q": _Writer._push,
    "Q": _Writer._pop,
    "cm": _Writer._turn_page,
    "gs": _Writer._graphics,
    "BT": _Writer._begin_text,
    "Tm": _Writer._place_text,
    "Tf": _Writer._font,
    "Tr": _Writer._text_mode,
    "Tj": _Writer._show,
    "TJ": _Writer._show,
    "'": _Writer._show,
    '"': _Writer._show,
    "Do": _Writer._draw,
    "INLINE IMAGE": _Writer._inline,
}
