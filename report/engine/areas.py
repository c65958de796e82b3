"""Where letters, lines and boxes begin and end: in CSS pixels from the trimmed page's corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from ..units import Rect, px
from .paint import Area

# From the tops of the capitals to the feet of the descenders, in shares of the type size; the
# typefaces of the theme differ by a hundredth.
_ABOVE, _BELOW = 0.71, 0.22
# Edges that lie no further apart than this are the same edge.
_EVEN = 0.5


def texts(box: Any) -> Iterator[Any]:
    """Yield the text boxes of a line, in order, without what is taken out of the flow."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        if isinstance(child, boxes.TextBox):
            if child.text.strip():
                yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from texts(child)


def flowing_lines(box: Any) -> Iterator[Any]:
    """Yield the lines in a box that take part in its height."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.LineBox):
            yield child
        else:
            yield from flowing_lines(child)


def letters(text: Any) -> Area:
    """Return the area of the letters of a text box, in CSS pixels."""
    size = text.style["font_size"]
    foot = text.position_y + text.baseline
    tracking = text.style["letter_spacing"]
    width = text.width - (0 if tracking == "normal" else tracking)
    x = text.position_x
    return (x, foot - size * _ABOVE, x + width, foot + size * _BELOW)


def around_all(areas: Sequence[Area]) -> Area:
    left, top, right, bottom = zip(*areas, strict=True)
    return (min(left), min(top), max(right), max(bottom))


def rect(area: Area) -> Rect:
    left, top, right, bottom = area
    return Rect(px(left), px(top), px(right - left), px(bottom - top))


def room(box: Any, parent: Any, around: tuple[float, float]) -> tuple[float, float]:
    """Return the x between which text in `box` may stand; `around` are those of its `parent`.

    It may reach into the padding of its box, and into that of each box which that one fills.
    """
    left = box.padding_box_x()
    right = left + box.padding_width()
    start = parent.content_box_x()
    if abs(box.position_x - start) < _EVEN:
        left = min(left, around[0])
    if abs(box.position_x + box.margin_width() - start - parent.width) < _EVEN:
        right = max(right, around[1])
    return left, right
