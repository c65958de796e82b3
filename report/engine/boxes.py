"""What stands where on a laid-out page, read from WeasyPrint's boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..units import Length, Size, px
from .page_notes import PageNotes

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


def noted(page: Any) -> PageNotes:
    """Return what is noted of one of WeasyPrint's pages."""
    box = page._page_box
    return PageNotes(
        Size(px(page.width), px(page.height)),
        tuple(sorted(page.anchors)),
        _elastic_ids(box),
        _room(box),
    )


def _elastic_ids(page_box: Any) -> tuple[str, ...]:
    """Return the ids of the elements on a page that may grow into the room that is left."""
    found = (
        box.element.get("data-fill")
        for box in descend(page_box)
        if box.element is not None and not isinstance(box.element, str)
    )
    return tuple(dict.fromkeys(id for id in found if id))


def idle(box: Any) -> float:
    """Return how far columns in `box` reach below the lowest thing that stands in them, in px."""
    for child in getattr(box, "children", ()):
        if getattr(child, "style", None) is None or child.style["column_count"] == "auto":
            continue
        end = max((_lowest(each) for each in descend(child)), default=0.0)
        return max(0.0, child.position_y + child.margin_height() - end) if end else 0.0
    return 0.0


def _lowest(box: Any) -> float:
    """Return the lower edge of a line or of a thing that is not split over columns, else 0.

    While a page is laid out, what is placed on it (marks of lists) does not have its place yet.
    """
    if getattr(box, "position_y", None) is None:
        return 0.0
    if type(box).__name__ == "LineBox":
        return float(box.position_y + box.height)
    if getattr(box, "element_tag", None) in _WHOLE:
        return float(box.position_y + box.margin_top + box.border_height())
    return 0.0


def _room(page_box: Any) -> Length:
    """Return how much of the type area stays empty at the foot of the page."""
    bottom = page_box.content_box_y() + page_box.height
    end = page_box.content_box_y()
    for child in page_box.children:
        if type(child).__name__ == "FootnoteAreaBox":
            if child.children:
                bottom = min(bottom, child.position_y)
        elif child.element_tag == "html":
            end = _end(child, end)
    return px(bottom - end)


def _end(box: Any, end: float) -> float:
    """Return the lower edge of what stands in the flow inside the page's root box."""
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        if child.element_tag in _CONTINUED:
            end = _end(child, end)
        else:
            # White below the last thing on a page is no part of it.
            white = max((idle(each) for each in getattr(child, "children", ())), default=0.0)
            end = max(end, child.position_y + child.margin_height() - child.margin_bottom - white)
    return end
