"""Operators that place images, forms and gradients (ISO 32000-1 §8.7.4.2, §8.8 to §8.10)."""

from __future__ import annotations

import math
from typing import Any

from ..objects import entry, identity, name, numbers
from ..tokens import Operands
from .graphics import Matrix, State, common, matrix_of, times, turned, upright
from .library import image_space, picture_of
from .patterns import put_shading
from .state import note_group
from .walk import Operator, Walk

_UNIT = (0.0, 0.0, 1.0, 1.0)
_FINEST = 1e6


def _do(walk: Walk, operands: Operands) -> None:
    thing = walk.resource("XObject", operands[0])
    kind = name(entry(thing, "Subtype"))
    if kind == "Image":
        _note_image(walk, thing)
        _put_image(walk, thing)
    elif kind == "Form":
        _note_form(walk, thing)
        draw_form(walk, thing, "form", walk.state)
    elif kind == "PS":
        walk.library.note("PostScript objects", identity(thing))
    elif thing is not None:
        walk.canvas.hole(f"“{operands[0][:40]}” is neither a picture nor a form")


def draw_form(walk: Walk, form: Any, where: str, state: State) -> None:
    """Walk a Form XObject that is drawn with the given state (§8.10.1)."""
    inner = state.copied()
    matrix = numbers(entry(form, "Matrix"), 6)
    if matrix:
        inner.matrix = times(matrix_of(matrix), inner.matrix)
    box = numbers(entry(form, "BBox"), 4)
    if box:
        clip = common(inner.clip, turned(upright(box), inner.matrix))
        if clip is None:
            return
        inner.clip = clip
    if note_group(walk, where, form):
        inner.inside_group()
    walk.canvas.end_line()
    walk.inside(form, entry(form, "Resources"), inner)


def _note_image(walk: Walk, image: Any) -> None:
    if entry(image, "Alternates") is not None:
        walk.library.note("alternate images", identity(image))
    _note_links(walk, image)


def _note_form(walk: Walk, form: Any) -> None:
    if entry(form, "Ref") is not None:
        walk.library.note("reference objects", identity(form))
    if name(entry(form, "Subtype2")) == "PS" or entry(form, "PS") is not None:
        walk.library.note("PostScript objects", identity(form))
    _note_links(walk, form)


def _note_links(walk: Walk, thing: Any) -> None:
    if entry(thing, "OPI") is not None:
        walk.library.note("OPI comments", identity(thing))
    if entry(thing, "F") is not None:
        walk.library.note("external streams", identity(thing))


def _inline(walk: Walk, operands: Operands) -> None:
    _put_image(walk, operands[0])


def _put_image(walk: Walk, image: Any) -> None:
    state = walk.state
    space = image_space(image, walk.resources, walk.library)
    plain = picture_of(image, space, (0.0, 0.0))
    picture = picture_of(image, space, _ppi(state.matrix, plain.width, plain.height, walk))
    if picture.is_mask:
        space = state.fill_space
    elif not space.family and picture.filter != "JPXDecode":
        walk.canvas.hole("the colour space of a picture cannot be read")
    if picture.has_soft_mask:
        walk.canvas.uses_transparency = True
    walk.canvas.put(
        "image",
        turned(_UNIT, state.matrix),
        state,
        space,
        colour=state.fill if picture.is_mask else None,
        picture=picture,
        in_form=walk.place.in_form,
    )


def _ppi(matrix: Matrix, width: int, height: int, walk: Walk) -> tuple[float, float]:
    """Return the pixels per inch of paper of an image that fills the unit square."""
    a, b, c, d, _, _ = matrix
    unit = walk.canvas.page.unit
    across, down = math.hypot(a, b) * unit / 72, math.hypot(c, d) * unit / 72
    found = [
        min(_FINEST, pixels / inches) if inches else _FINEST
        for pixels, inches in ((width, across), (height, down))
    ]
    return round(found[0], 2), round(found[1], 2)


def _shade(walk: Walk, operands: Operands) -> None:
    shading = walk.resource("Shading", operands[0])
    if shading is not None:
        put_shading(walk, shading, walk.state.clip, walk.state.matrix)


OPERATORS: dict[str, Operator] = {"Do": (1, _do), "BI": (1, _inline), "sh": (1, _shade)}
