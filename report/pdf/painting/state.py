"""Operators that change the graphics state, colours included (ISO 32000-1 §8.4, §8.6.8)."""

from __future__ import annotations

from typing import Any

from ..colours import Space
from ..objects import entry, identity, items, name, number, numbers
from ..printed import Colour
from ..tokens import Operands, Word
from .graphics import IDENTITY, State, matrix_of, times
from .walk import Operator, Walk

_MOST_SAVED = 2000
_COST_OF_FONT = 100
"""Fonts of a graphics state dictionary are not remembered by name."""
_PLAIN_BLENDS = ("Normal", "Compatible")


def _save(walk: Walk, operands: Operands) -> None:
    if len(walk.saved) < _MOST_SAVED:
        walk.saved.append(walk.state.copied())
    else:
        walk.canvas.hole(f"it saves its graphics state more than {_MOST_SAVED} times")


def _restore(walk: Walk, operands: Operands) -> None:
    if walk.saved:
        walk.state = walk.saved.pop()


def _concatenate(walk: Walk, operands: Operands) -> None:
    walk.state.matrix = times(matrix_of(operands), walk.state.matrix)


def _line_width(walk: Walk, operands: Operands) -> None:
    walk.state.line_width = abs(operands[0])


def _intent(walk: Walk, operands: Operands) -> None:
    walk.library.note("rendering intents", str(operands[0]))


def _tolerate(walk: Walk, operands: Operands) -> None:
    walk.tolerant += 1


def _no_more(walk: Walk, operands: Operands) -> None:
    walk.tolerant = max(0, walk.tolerant - 1)


def _nothing(walk: Walk, operands: Operands) -> None:
    """Do what leaves nothing on paper: dashes, joins, marked content."""


def _set_colour(walk: Walk, stroke: bool, space: Space, colour: Colour, pattern: Any) -> None:
    if not walk.place.coloured:
        return
    state = walk.state
    if stroke:
        state.stroke_space, state.stroke, state.stroke_pattern = space, colour, pattern
    else:
        state.fill_space, state.fill, state.fill_pattern = space, colour, pattern


def _device(family: str, count: int, stroke: bool) -> Operator:
    def act(walk: Walk, operands: Operands) -> None:
        space = walk.space(Word(family))
        _set_colour(walk, stroke, space, space.colour([value + 0.0 for value in operands]), None)

    return count, act


def _choose(stroke: bool) -> Operator:
    def act(walk: Walk, operands: Operands) -> None:
        space = walk.space(operands[0])
        colour = Colour("Pattern", (), space.base) if space.family == "Pattern" else None
        _set_colour(walk, stroke, space, colour or space.colour(space.start), None)

    return 1, act


def _components(stroke: bool) -> Operator:
    def act(walk: Walk, operands: Operands) -> None:
        state = walk.state
        space = state.stroke_space if stroke else state.fill_space
        if space.family == "Pattern":
            _choose_pattern(walk, stroke, space, operands)
            return
        _set_colour(walk, stroke, space, space.colour([value + 0.0 for value in operands]), None)

    return 0, act


def _choose_pattern(walk: Walk, stroke: bool, space: Space, operands: Operands) -> None:
    pattern = walk.resource("Pattern", operands[-1])
    values = tuple(value + 0.0 for value in operands[:-1])
    beneath = space.beneath
    inks = beneath.inks(values) if beneath and len(values) == beneath.count else None
    _set_colour(walk, stroke, space, Colour("Pattern", values, space.base, inks), pattern)


def _apply(walk: Walk, operands: Operands) -> None:
    """Take on a graphics state dictionary (§8.4.5); OP stands for op too where that is missing."""
    found = walk.resource("ExtGState", operands[0])
    state = walk.state
    for key, attribute in (("LW", "line_width"), ("CA", "stroke_opacity"), ("ca", "fill_opacity")):
        if (value := number(entry(found, key))) is not None:
            setattr(state, attribute, max(0.0, value))
    outlines, rest = entry(found, "OP"), entry(found, "op")
    if isinstance(outlines, bool):
        state.stroke_overprint = state.fill_overprint = outlines
    if isinstance(rest, bool):
        state.fill_overprint = rest
    if (mode := number(entry(found, "OPM"))) is not None:
        state.mode = int(mode)
    font = items(entry(found, "Font"))
    if len(font) == 2:
        walk.canvas.budget.work(_COST_OF_FONT)
        state.type, state.size = walk.library.face(font[0]), number(font[1]) or 0.0
    _apply_blending(walk, found)
    _note_conversions(walk, found)


def _apply_blending(walk: Walk, found: Any) -> None:
    state = walk.state
    given = entry(found, "BM")
    blend = name(given) or next(filter(None, map(name, items(given))), "")
    if blend:
        state.blend = "Normal" if blend in _PLAIN_BLENDS else blend
    mask = entry(found, "SMask")
    if mask is None:
        return
    state.soft_mask = name(mask) != "None"
    if state.soft_mask:
        form = entry(mask, "G")
        note_group(walk, "soft mask", form)
        _walk_mask(walk, form)


def _walk_mask(walk: Walk, form: Any) -> None:
    """Walk the form that a soft mask is made from (§11.6.5.3), once for each page."""
    canvas, key = walk.canvas, identity(form)
    if key is None or key in canvas.masks:
        return
    canvas.masks.add(key)
    own = matrix_of(numbers(entry(form, "Matrix"), 6) or IDENTITY)
    inner = State(times(own, walk.state.matrix), canvas.page.media)
    with canvas.silenced():
        walk.inside(form, entry(form, "Resources"), inner)


def note_group(walk: Walk, where: str, form: Any) -> bool:
    """Remember the blend space of a form that is a transparency group; False when it is none."""
    group = entry(form, "Group")
    if name(entry(group, "S")) != "Transparency":
        return False
    if walk.canvas.silent:
        return True
    given = entry(group, "CS")
    label = "" if given is None else walk.library.space(given, walk.resources).label
    walk.canvas.groups[(where, label)] = None
    if label:
        walk.canvas.spaces.add(label)
    return True


def _note_conversions(walk: Walk, found: Any) -> None:
    """Count what changes colours behind the back of the output intent."""
    transfer = entry(found, "TR2")
    transfer = entry(found, "TR") if transfer is None else transfer
    if transfer is not None and name(transfer) not in ("Identity", "Default"):
        walk.library.note("transfer functions", identity(transfer) or identity(found))
    halftone = entry(found, "HT")
    if halftone is not None and name(halftone) != "Default":
        walk.library.note("halftones", identity(halftone) or identity(found))
    if intent := name(entry(found, "RI")):
        walk.library.note("rendering intents", intent)


OPERATORS: dict[str, Operator] = {
    "q": (0, _save),
    "Q": (0, _restore),
    "cm": (6, _concatenate),
    "w": (1, _line_width),
    "gs": (1, _apply),
    "ri": (1, _intent),
    "BX": (0, _tolerate),
    "EX": (0, _no_more),
    "g": _device("DeviceGray", 1, stroke=False),
    "G": _device("DeviceGray", 1, stroke=True),
    "rg": _device("DeviceRGB", 3, stroke=False),
    "RG": _device("DeviceRGB", 3, stroke=True),
    "k": _device("DeviceCMYK", 4, stroke=False),
    "K": _device("DeviceCMYK", 4, stroke=True),
    "cs": _choose(stroke=False),
    "CS": _choose(stroke=True),
    "sc": _components(stroke=False),
    "SC": _components(stroke=True),
    "scn": _components(stroke=False),
    "SCN": _components(stroke=True),
    **dict.fromkeys(("J", "j", "M", "d", "i", "BMC", "BDC", "EMC", "MP", "DP"), (0, _nothing)),
    **dict.fromkeys(("d0", "d1"), (0, _nothing)),
}
