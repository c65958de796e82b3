"""Operators that draw, fill, outline and clip by paths (ISO 32000-1 §8.5)."""

from __future__ import annotations

import math

from ..printed import Box
from ..tokens import Operands
from .graphics import State, applied, common, curved, scale, turned, union
from .patterns import fill_with
from .walk import Operator, Walk

_NOWHERE: Box = (1.0, 1.0, 0.0, 0.0)


def _begin(walk: Walk, operands: Operands) -> None:
    walk.point = walk.start = applied(walk.state.matrix, operands[0], operands[1])


def _line(walk: Walk, operands: Operands) -> None:
    end = applied(walk.state.matrix, operands[0], operands[1])
    walk.reach(walk.point, end)
    walk.point = end


def _curve(walk: Walk, operands: Operands) -> None:
    matrix = walk.state.matrix
    points = [applied(matrix, *operands[at : at + 2]) for at in (0, 2, 4)]
    _bend(walk, points[0], points[1], points[2])


def _curve_from_here(walk: Walk, operands: Operands) -> None:
    matrix = walk.state.matrix
    second, end = applied(matrix, *operands[:2]), applied(matrix, *operands[2:])
    _bend(walk, walk.point, second, end)


def _curve_to_there(walk: Walk, operands: Operands) -> None:
    matrix = walk.state.matrix
    first, end = applied(matrix, *operands[:2]), applied(matrix, *operands[2:])
    _bend(walk, first, end, end)


def _bend(
    walk: Walk, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]
) -> None:
    left, right = curved(walk.point[0], first[0], second[0], end[0])
    bottom, top = curved(walk.point[1], first[1], second[1], end[1])
    walk.reach((left, bottom), (right, top))
    walk.point = end


def _close(walk: Walk, operands: Operands) -> None:
    walk.point = walk.start


def _rectangle(walk: Walk, operands: Operands) -> None:
    x, y, width, height = operands
    box = turned((x, y, x + width, y + height), walk.state.matrix)
    walk.path = union(walk.path, box) if walk.path else box
    walk.point = walk.start = applied(walk.state.matrix, x, y)


def _clip(walk: Walk, operands: Operands) -> None:
    walk.clips = True


def _paint(fill: bool, stroke: bool) -> Operator:
    def act(walk: Walk, operands: Operands) -> None:
        box, state = walk.path, walk.state
        walk.path = None
        try:
            if box and fill:
                _fill(walk, box)
            if box and stroke:
                _outline(walk, box)
        finally:
            if walk.clips and box:
                state.clip = common(state.clip, box) or _NOWHERE
            walk.clips = False

    return 0, act


def _fill(walk: Walk, box: Box) -> None:
    state = walk.state
    if state.fill_pattern is not None:
        fill_with(walk, box, stroke=False)
        return
    walk.canvas.put(
        "fill", box, state, state.fill_space, colour=state.fill, in_form=walk.place.in_form
    )


def _outline(walk: Walk, box: Box) -> None:
    state = walk.state
    box = _widened(box, state)
    if state.stroke_pattern is not None:
        fill_with(walk, box, stroke=True)
        return
    walk.canvas.put(
        "stroke",
        box,
        state,
        state.stroke_space,
        colour=state.stroke,
        width=round(state.line_width * scale(state.matrix) * walk.canvas.page.unit, 4),
        in_form=walk.place.in_form,
    )


def _widened(box: Box, state: State) -> Box:
    """Return the box with half the width of the line around it; pointed corners may go further."""
    a, b, c, d, _, _ = state.matrix
    half = state.line_width / 2
    across, up = half * math.hypot(a, c), half * math.hypot(b, d)
    return (box[0] - across, box[1] - up, box[2] + across, box[3] + up)


OPERATORS: dict[str, Operator] = {
    "m": (2, _begin),
    "l": (2, _line),
    "c": (6, _curve),
    "v": (4, _curve_from_here),
    "y": (4, _curve_to_there),
    "h": (0, _close),
    "re": (4, _rectangle),
    "W": (0, _clip),
    "W*": (0, _clip),
    "n": _paint(fill=False, stroke=False),
    "S": _paint(fill=False, stroke=True),
    "s": _paint(fill=False, stroke=True),
    **dict.fromkeys(("f", "F", "f*"), _paint(fill=True, stroke=False)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _paint(fill=True, stroke=True)),
}
