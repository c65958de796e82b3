"""Operators that set text (ISO 32000-1 §9.3, §9.4, §9.6.5)."""

from __future__ import annotations

from itertools import islice
from typing import Any

from ..faces import Face, Glyph
from ..objects import FAULTS
from ..tokens import Operands, operations
from .canvas import Shown
from .graphics import IDENTITY, Matrix, common, matrix_of, scale, times, union
from .patterns import fill_with
from .walk import Operator, Walk

_FILLED, _OUTLINED, _CLIPPING = (0, 2, 4, 6), (1, 2, 5, 6), (4, 5, 6, 7)
_WORTH = 8
"""Bytes of text that are as much work as one operator."""


def _begin(walk: Walk, operands: Operands) -> None:
    walk.typesetter.set(IDENTITY)
    walk.text_clip = None


def _end(walk: Walk, operands: Operands) -> None:
    if walk.text_clip:
        walk.state.clip = common(walk.state.clip, walk.text_clip) or walk.state.clip
    walk.text_clip = None


def _sets(attribute: str, factor: float = 1.0) -> Operator:
    def act(walk: Walk, operands: Operands) -> None:
        setattr(walk.state, attribute, operands[0] * factor)

    return 1, act


def _font(walk: Walk, operands: Operands) -> None:
    walk.state.size = operands[1] + 0.0
    walk.state.type = walk.face(operands[0])


def _render(walk: Walk, operands: Operands) -> None:
    walk.state.render = int(operands[0])


def _move(walk: Walk, operands: Operands) -> None:
    walk.typesetter.move(operands[0], operands[1])


def _move_and_lead(walk: Walk, operands: Operands) -> None:
    walk.state.leading = -operands[1]
    _move(walk, operands)


def _place(walk: Walk, operands: Operands) -> None:
    walk.typesetter.set(matrix_of(operands))


def _next_line(walk: Walk, operands: Operands) -> None:
    walk.typesetter.move(0.0, -walk.state.leading)


def _show(walk: Walk, operands: Operands) -> None:
    _show_parts(walk, operands)


def _show_spaced(walk: Walk, operands: Operands) -> None:
    _show_parts(walk, operands[0])


def _show_below(walk: Walk, operands: Operands) -> None:
    _next_line(walk, operands)
    _show_parts(walk, operands[-1:])


def _show_below_set(walk: Walk, operands: Operands) -> None:
    walk.state.word_space, walk.state.letter_space = operands[0] + 0.0, operands[1] + 0.0
    _show_below(walk, operands)


def _show_parts(walk: Walk, parts: list[Any]) -> None:
    state, face = walk.state, walk.state.type
    if face is None:
        walk.canvas.hole("text stands without a font")
        return
    walk.canvas.budget.work(sum(len(part) for part in parts if isinstance(part, bytes)) // _WORTH)
    glyphs = walk.typesetter.glyphs(parts, face)
    before = walk.typesetter.matrix
    shown = walk.typesetter.show(glyphs, face, state)
    walk.library.use(face, walk.canvas.page.number)
    if face.drawn is not None:
        _draw_glyphs(walk, face, glyphs, before)
    _paint(walk, face, shown)
    if shown.box and state.render in _CLIPPING:
        walk.text_clip = union(walk.text_clip, shown.box) if walk.text_clip else shown.box


def _paint(walk: Walk, face: Face, shown: Shown) -> None:
    state = walk.state
    values: dict[str, Any] = {"font": face.name, "in_form": walk.place.in_form}
    drawn = face.drawn is not None
    filled = state.render in _FILLED or (drawn and state.render != 3)
    if filled or state.render not in _OUTLINED:
        values["inked"] = filled
        walk.canvas.show(shown, state, state.fill_space, colour=state.fill, **values)
        if filled and state.fill_pattern is not None and shown.box:
            fill_with(walk, shown.box, stroke=False)
    if state.render in _OUTLINED and not drawn:
        width = state.line_width * scale(state.matrix) * walk.canvas.page.unit
        values |= {"inked": True, "width": round(width, 4)}
        walk.canvas.show(shown, state, state.stroke_space, colour=state.stroke, **values)
        if state.stroke_pattern is not None and shown.box:
            fill_with(walk, shown.box, stroke=True)


def _draw_glyphs(walk: Walk, face: Face, glyphs: list[Glyph | float], matrix: Matrix) -> None:
    """Walk the glyphs of a Type 3 font that bring their own colours, each once.

    One that begins with d1 is a stencil for the colour at hand, which the text itself has.
    """
    state, drawn = walk.state, face.drawn or {}
    size = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
    inner = state.copied()
    inner.matrix = times(times(times(matrix_of(face.matrix), size), matrix), state.matrix)
    for code in sorted({glyph.code for glyph in glyphs if isinstance(glyph, Glyph)}):
        procedure = drawn.get(code)
        if procedure is not None and _is_coloured(walk, procedure):
            walk.inside(procedure, face.resources, inner.copied())


def _is_coloured(walk: Walk, procedure: Any) -> bool:
    try:
        first = islice(operations(walk.library.data(procedure)), 1)
    except FAULTS:
        return True
    return all(called != "d1" for called, _ in first)


OPERATORS: dict[str, Operator] = {
    "BT": (0, _begin),
    "ET": (0, _end),
    "Tc": _sets("letter_space"),
    "Tw": _sets("word_space"),
    "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"),
    "Ts": _sets("rise"),
    "Tr": (1, _render),
    "Tf": (2, _font),
    "Td": (2, _move),
    "TD": (2, _move_and_lead),
    "Tm": (6, _place),
    "T*": (0, _next_line),
    "Tj": (1, _show),
    "TJ": (1, _show_spaced),
    "'": (1, _show_below),
    '"': (3, _show_below_set),
}
