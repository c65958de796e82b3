"""Filling with patterns and gradients (ISO 32000-1 §8.7)."""

from __future__ import annotations

from typing import Any

from ..objects import entry, number, numbers
from ..printed import Box, Colour
from .canvas import clipped_by
from .graphics import IDENTITY, Matrix, State, common, matrix_of, times, turned, upright
from .walk import Walk


def fill_with(walk: Walk, box: Box, stroke: bool) -> None:
    """Paint the box with the pattern that is chosen for filling or for lines."""
    state = walk.state
    pattern = state.stroke_pattern if stroke else state.fill_pattern
    if number(entry(pattern, "PatternType")) == 2:
        matrix = _matrix(pattern, walk)
        put_shading(walk, entry(pattern, "Shading"), box, matrix)
    else:
        _fill_with_cells(walk, pattern, box, stroke)


def put_shading(walk: Walk, shading: Any, box: Box, matrix: Matrix) -> None:
    """Paint the box with a gradient, as far as the gradient's own box goes."""
    space = walk.library.space(entry(shading, "ColorSpace"), walk.resources)
    own = numbers(entry(shading, "BBox"), 4)
    if own:
        inner = common(box, turned(upright(own), matrix))
        if inner is None:
            return
        box = inner
    colour = Colour(space.family, (), space.base)
    walk.canvas.put("shading", box, walk.state, space, colour=colour, in_form=walk.place.in_form)
    if not space.family:
        walk.canvas.hole("the colour space of a gradient cannot be read")


def _fill_with_cells(walk: Walk, pattern: Any, box: Box, stroke: bool) -> None:
    """Walk the cell of a tiling pattern once; all in it has the rectangle that it fills.

    An uncoloured pattern has the colour that was chosen with it.
    """
    state = walk.state
    area = clipped_by(box, state.clip)
    if area is None:
        return
    walk.canvas.end_line()
    walk.canvas.use(state.stroke_space if stroke else state.fill_space)
    matrix = _matrix(pattern, walk)
    inner = State(matrix, _cell(pattern, matrix) or area)
    inner.area = state.area or area
    inner.group_blend = state.group_blend if state.blend == "Normal" else state.blend
    opacity = state.stroke_opacity if stroke else state.fill_opacity
    inner.group_opacity = state.group_opacity * opacity
    inner.soft_mask = state.soft_mask
    uncoloured = number(entry(pattern, "PaintType")) == 2
    if uncoloured:
        _colour_cell(inner, state, stroke)
    walk.inside(pattern, entry(pattern, "Resources"), inner, coloured=not uncoloured)


def _matrix(pattern: Any, walk: Walk) -> Matrix:
    """Return the matrix of a pattern, which starts from that of its content stream (§8.7.2)."""
    return times(matrix_of(numbers(entry(pattern, "Matrix"), 6) or IDENTITY), walk.base)


def _cell(pattern: Any, matrix: Matrix) -> Box | None:
    box = numbers(entry(pattern, "BBox"), 4)
    return turned(upright(box), matrix) if box else None


def _colour_cell(inner: State, state: State, stroke: bool) -> None:
    space = state.stroke_space if stroke else state.fill_space
    colour = state.stroke if stroke else state.fill
    if space.beneath and len(colour.components) == space.beneath.count:
        inner.fill_space = inner.stroke_space = space.beneath
        inner.fill = inner.stroke = space.beneath.colour(colour.components)
