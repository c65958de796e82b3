"""Walk the content of pages and collect what they paint (ISO 32000-1 §8 and §9).

Clips are taken by the rectangles around them, so that the rectangle of what is painted may be too
large, never too small. Optional content counts as shown.
"""

from __future__ import annotations

from typing import Any

from ..objects import LARGEST_STREAM, Unreadable, entry, items, name, numbers
from ..printed import Box
from . import externals, paths, state, words
from .canvas import Budget, Canvas, Spent, UserSpace
from .externals import draw_form
from .graphics import IDENTITY, Matrix, State, matrix_of, turned, upright
from .library import Library
from .walk import Operator, Place, Walk

__all__ = ["Budget", "Canvas", "Library", "UserSpace", "paint_annotation", "paint_page"]
_OPERATORS: dict[str, Operator] = {
    **state.OPERATORS,
    **paths.OPERATORS,
    **words.OPERATORS,
    **externals.OPERATORS,
}


def paint_page(page: Any, space: UserSpace, library: Library, budget: Budget) -> Canvas:
    """Return what the content of a page dictionary paints, read as far as the budget allows."""
    canvas = Canvas(space, budget)
    budget.start_page()
    walk = _walk(canvas, library, entry(page, "Resources"))
    state.note_group(walk, "page", page)
    try:
        walk.run(_content(page, canvas, library))
    except Spent as error:
        canvas.hole(str(error))
    canvas.end_line()
    return canvas


def paint_annotation(canvas: Canvas, library: Library, annotation: Any) -> None:
    """Add what the appearance of an annotation paints (§12.5.5)."""
    form = entry(entry(annotation, "AP"), "N")
    if entry(form, "BBox") is None:
        form = entry(form, name(entry(annotation, "AS")))
    rect = numbers(entry(annotation, "Rect"), 4)
    box = numbers(entry(form, "BBox"), 4)
    if rect is None or box is None:
        return
    walk = _walk(canvas, library, None)
    own = matrix_of(numbers(entry(form, "Matrix"), 6) or IDENTITY)
    walk.state.matrix = _fitted(turned(upright(box), own), rect)
    try:
        draw_form(walk, form, "annotation", walk.state)
    except Spent as error:
        canvas.hole(str(error))
    canvas.end_line()


def _walk(canvas: Canvas, library: Library, resources: Any) -> Walk:
    start = State(IDENTITY, canvas.page.media)
    return Walk(Place(canvas, library, _OPERATORS), resources, start)


def _content(page: Any, canvas: Canvas, library: Library) -> bytes:
    """Return the content of the page: its streams as one, with white space between (§7.8.2)."""
    given = entry(page, "Contents")
    parts: list[bytes] = []
    size = 0
    for stream in items(given) or ((given,) if given is not None else ()):
        try:
            parts.append(library.data(stream))
        except Unreadable as error:
            canvas.hole(f"its content {error}")
            parts.append(error.partial)
        if size + len(parts[-1]) > LARGEST_STREAM:
            canvas.hole(f"its content is larger than {LARGEST_STREAM >> 20} MB")
            break
        size += len(parts[-1])
    return b"\n".join(parts)


def _fitted(box: Box, rect: tuple[float, ...]) -> Matrix:
    """Return the matrix that lays a box into a rectangle (algorithm 8.1)."""
    left, bottom, right, top = upright(rect)
    wide, high = box[2] - box[0], box[3] - box[1]
    a = (right - left) / wide if wide else 1.0
    d = (top - bottom) / high if high else 1.0
    return (a, 0.0, 0.0, d, left - box[0] * a, bottom - box[1] * d)
