"""Fill parts of the flow up to whole lines of the grid, while they are laid out.

Why a patch: CSS has no rounding of heights that depend on what stands in a box (`block-step-size`
of CSS Rhythmic Sizing is not there), and how high a part is shows only in the layout. Behind each
element with `data-snap` stands an empty one with `data-rest` of the same value. When
`weasyprint.layout.block.block_level_layout` comes to that, the part has its height: what it lacks
to whole lines (the `line-height` of the empty element) becomes the height of the empty element, or
a margin below zero. Of a part that is split over pages, the last piece counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import floor
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.css.units import LENGTHS_TO_PIXELS
from weasyprint.layout import block
from weasyprint.text.line_break import strut

from ..units import Length, px
from .boxes import idle
from .patches import Private

_LAYOUT = Private(
    "block_level_layout",
    (
        *("context", "box", "bottom_space", "skip_stack", "containing_block", "page_is_empty"),
        *("absolute_boxes", "fixed_boxes", "adjoining_margins", "first_letter_style"),
        *("first_line_style", "discard", "max_lines"),
    ),
    (block,),
)
_SLACK = 0.05  # points; rounding, not a line


@contextmanager
def kept_grid() -> Iterator[None]:
    """While open, documents keep the grid.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with _LAYOUT.replaced(_keeping(_LAYOUT.function)):
        yield


def lacking(height: Length, white: Length, line: Length) -> Length:
    """Return what a part lacks to whole lines; `white` is how much of its height stays empty.

    What is below zero is to be taken off: balanced columns may be higher than what is in them.
    """
    filled = height - white
    over = filled.pt % line.pt
    missing = -over if over < _SLACK else line.pt - over
    # Never too much: the last line of a page leaves no room for what is rounded up.
    return Length(floor((missing - white.pt) * 100 + 1e-6) / 100 + 0.0)


def _keeping(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return `block_level_layout` that knows parts and their rests."""

    def block_level_layout(
        context: Any, box: Any, bottom_space: float, *arguments: Any, **named: Any
    ) -> Any:
        element = box.element
        if element is None or isinstance(element, str):
            return original(context, box, bottom_space, *arguments, **named)
        parts: dict[str, tuple[Length, Length]] = context.__dict__.setdefault("parts", {})
        rest, part = element.get("data-rest"), element.get("data-snap")
        if rest in parts:
            room = px(context.page_bottom - bottom_space - box.position_y)
            box = _filling(box, *parts[rest], room)
        made = original(context, box, bottom_space, *arguments, **named)
        if part is not None and made[0] is not None:
            parts[part] = px(made[0].border_height()), px(idle(made[0]))
        return made

    return block_level_layout


def _filling(box: Any, height: Length, white: Length, room: Length) -> Any:
    """Return the empty element behind a part, as high as the part lacks to whole lines.

    At the foot of a page there may be less `room`: white that went over to the next page would take
    the white between the parts with it, and leave both at its head.
    """
    line, _ = strut(box.style)
    lacks = lacking(height, white, px(line)).pt
    # Where heights are only measured, room is infinite.
    fits = lacks if room.pt >= lacks else max(0.0, floor(room.pt * 100) / 100)
    missing = min(lacks, fits) * LENGTHS_TO_PIXELS["pt"]
    box = box.copy()
    # Elements share styles.
    box.style = box.style.copy()
    box.style["height"] = Dimension(max(0.0, missing), "px")
    box.style["margin_top"] = Dimension(min(0.0, missing), "px")
    return box
