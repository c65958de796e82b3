"""Where an element of the edition stands on a laid-out page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..units import Length, Rect, px
from .boxes import descend
from .render import Boxed


def extent(boxed: Boxed, index: int, id: str) -> Rect | None:
    """Return the smallest rectangle around the element `id` and all that it holds on a page.

    None when nothing of it stands there. What runs into the bleed is cut at the trim.
    """
    page = boxed.pages[index]
    edges = [edge for box in _boxes(boxed.boxes[index], id) if (edge := _edges(box)) is not None]
    if not edges:
        return None
    left, top = max(min(e[0] for e in edges), 0.0), max(min(e[1] for e in edges), 0.0)
    right = min(max(e[2] for e in edges), page.size.width.px)
    bottom = min(max(e[3] for e in edges), page.size.height.px)
    return Rect(px(left), px(top), px(right - left), px(bottom - top))


def union(first: Rect, second: Rect) -> Rect:
    """Return the smallest rectangle around both."""
    left, top = min(first.x, second.x), min(first.y, second.y)
    width = Length(max(first.right, second.right).pt - left.pt)
    return Rect(left, top, width, Length(max(first.bottom, second.bottom).pt - top.pt))


def _boxes(page_box: Any, id: str) -> Iterator[Any]:
    """Yield every box of the element and below it; a split element has several."""
    for box in descend(page_box):
        element = box.element
        if element is not None and not isinstance(element, str) and element.get("id") == id:
            yield from descend(box)


def _edges(box: Any) -> tuple[float, float, float, float] | None:
    """Return left, top, right and bottom of a box's border, in CSS pixels."""
    sizes = (box.position_x, box.position_y, box.width, box.height)
    if not all(isinstance(value, (int, float)) for value in sizes):
        return None
    x, y = box.border_box_x(), box.border_box_y()
    return x, y, x + box.border_width(), y + box.border_height()
