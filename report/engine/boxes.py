"""What stands where on a laid-out page, read from WeasyPrint's boxes."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import Any

from ..units import Length, px

_SLACK = 0.05  # points; rounding, not a line
# Boxes that go on over the next page are as high as the page, whatever stands in them.
_CONTINUED = ("body", "section")
# What is never split over columns; of all else there, only the lines tell where it ends.
_WHOLE = ("aside", "dl", "figure", "img", "table")


def descend(box: Any) -> Iterator[Any]:
    """Yield `box` and every box below it, in the order of the tree; placeholders are opened."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from descend(child)


def elastic_ids(page_box: Any) -> tuple[str, ...]:
    """Return the ids of the elements on a page that may grow into the room that is left."""
    found = (
        box.element.get("data-fill")
        for box in descend(page_box)
        if box.element is not None and not isinstance(box.element, str)
    )
    return tuple(dict.fromkeys(id for id in found if id))


def off_grid(page_box: Any, baseline: Length) -> dict[str, Length]:
    """Return, by `data-snap`, how much each of those elements lacks to whole lines in height.

    What is below zero is to be taken off: balanced columns may be higher than what is in them.
    """
    lacking: dict[str, Length] = {}
    for box in descend(page_box):
        if box.element is None or isinstance(box.element, str):
            continue
        id = box.element.get("data-snap")
        if id and id not in lacking:
            idle = _idle(box)
            height = px(box.border_height() - idle).pt
            over = height % baseline.pt
            missing = -over if over < _SLACK else baseline.pt - over
            # Never too much: the last line of a page leaves no room for what is rounded up.
            lacking[id] = Length(floor((missing - px(idle).pt) * 100 + 1e-6) / 100 + 0.0)
    return lacking


def _idle(box: Any) -> float:
    """Return how far the columns in `box` reach below the lowest thing that stands in them."""
    for child in getattr(box, "children", ()):
        if getattr(child, "style", None) is None or child.style["column_count"] == "auto":
            continue
        end = max((_lowest(each) for each in descend(child)), default=0.0)
        return max(0.0, child.position_y + child.margin_height() - end) if end else 0.0
    return 0.0


def _lowest(box: Any) -> float:
    """Return the lower edge of a line or of a thing that is not split over columns, else 0."""
    if type(box).__name__ == "LineBox":
        return float(box.position_y + box.height)
    if getattr(box, "element_tag", None) in _WHOLE:
        return float(box.position_y + box.margin_top + box.border_height())
    return 0.0


def lines_left(page_box: Any, baseline: Length) -> int:
    """Return how many whole lines of the type area stay empty at the foot of the page."""
    bottom = page_box.content_box_y() + page_box.height
    end = page_box.content_box_y()
    for child in page_box.children:
        if type(child).__name__ == "FootnoteAreaBox":
            if child.children:
                bottom = min(bottom, child.position_y)
        elif child.element_tag == "html":
            end = _end(child, end)
    # A fiftieth of a point of rounding must not cost a line.
    return max(0, int((px(bottom - end).pt + 0.02) // baseline.pt))


def _end(box: Any, end: float) -> float:
    """Return the lower edge of what stands in the flow inside the page's root box."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if child.element_tag in _CONTINUED:
            end = _end(child, end)
        else:
            # White below the last thing on a page is no part of it.
            idle = max((_idle(each) for each in getattr(child, "children", ())), default=0.0)
            end = max(end, child.position_y + child.margin_height() - child.margin_bottom - idle)
    return end
