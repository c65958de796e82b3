"""In which order a page is painted, so that one can tell what lies behind a word.

Follows WeasyPrint's `draw/__init__.py` (CSS 2.1 appendix E): backgrounds of a stacking context,
floats, then lines and pictures, then contexts above.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.stacking import StackingContext

_HAIRLINE = 2.0  # CSS pixels: a side bearing, or the white above the letters
Area = tuple[float, float, float, float]
"""Left, top, right and bottom in CSS pixels from the top left corner of the trimmed page."""


@dataclass(frozen=True)
class Stroke:
    """One thing painted: a `background` (WeasyPrint's), a picture's or a text's `box`.

    `area` is where it is painted; `clip` what boxes with `overflow: hidden` leave of it.
    """

    area: Area
    background: Any = None
    box: Any = None
    clip: Area | None = None


def strokes(page_box: Any) -> Iterator[Stroke]:
    """Yield what is painted on a page, the lowest first."""
    yield from _ground(page_box.background)
    yield from _ground(page_box.canvas_background)
    yield from _context(StackingContext.from_page(page_box))


def is_opaque(stroke: Stroke) -> bool:
    """True for a photograph or a plain ground, through which nothing is seen; drawings are not."""
    if stroke.background is not None:
        return float(stroke.background.color.alpha) == 1
    if not isinstance(stroke.box, boxes.ReplacedBox):
        return False
    return str(stroke.box.element.get("src", "")).endswith(".jpg")


def lies_on(upper: Stroke, text: Stroke) -> bool:
    """True where something opaque hides more than a hairline of a text."""
    area = _both(upper.clip, upper.area)
    left, top, right, bottom = _both(area, text.area)
    return right - left > _HAIRLINE and bottom - top > _HAIRLINE


def _context(context: Any) -> Iterator[Stroke]:
    box = context.box
    if isinstance(box, _FRAMED):
        yield from _ground(box.background)
    clip = None
    if box.style["overflow"] != "visible" and not isinstance(box, boxes.PageBox):
        x, y, width, height, *_ = box.rounded_padding_box()
        clip = (x, y, x + width, y + height)
    for stroke in _contents(context):
        yield stroke if clip is None else replace(stroke, clip=_both(stroke.clip, clip))


_FRAMED = (
    boxes.BlockBox,
    boxes.MarginBox,
    boxes.InlineBlockBox,
    boxes.TableCellBox,
    boxes.FlexContainerBox,
    boxes.GridContainerBox,
    boxes.ReplacedBox,
)


def _contents(context: Any) -> Iterator[Stroke]:
    for child in context.negative_z_contexts:
        yield from _context(child)
    for block in context.block_level_boxes:
        yield from _table(block) if isinstance(block, boxes.TableBox) else _ground(block.background)
    for child in context.float_contexts:
        yield from _context(child)
    if isinstance(context.box, boxes.InlineBox):
        yield from _inline(context.box)
    yield from _blocks({context.box: context.blocks_and_cells})
    for child in (*context.zero_z_contexts, *context.positive_z_contexts):
        yield from _context(child)


def _table(table: Any) -> Iterator[Stroke]:
    yield from _ground(table.background)
    for group in table.column_groups:
        for part in (group, *group.children):
            yield from _ground(part.background)
    for group in table.children:
        yield from _ground(group.background)
        for row in group.children:
            yield from _ground(row.background)
            for cell in row.children:
                yield from _ground(cell.background)


def _blocks(blocks_and_cells: Any) -> Iterator[Stroke]:
    for block, inner in blocks_and_cells.items():
        if isinstance(block, boxes.ReplacedBox):
            yield _own(block)
        elif block.children and isinstance(block.children[-1], boxes.LineBox):
            for child in block.children:
                yield from _inline(child)
        yield from _blocks(inner)


def _inline(box: Any) -> Iterator[Stroke]:
    if isinstance(box, StackingContext):
        yield from _context(box)
        return
    yield from _ground(getattr(box, "background", None))
    if isinstance(box, (boxes.InlineBox, boxes.LineBox)):
        for child in box.children:
            yield from _inline(child)
    elif isinstance(box, (boxes.InlineReplacedBox, boxes.TextBox)):
        yield _own(box)


def _own(box: Any) -> Stroke:
    x, y = box.content_box_x(), box.content_box_y()
    return Stroke((x, y, x + box.width, y + box.height), box=box)


def _ground(background: Any) -> Iterator[Stroke]:
    if background is None or not background.layers:
        return
    x, y, width, height = background.layers[-1].painting_area
    if width > 0 and height > 0:
        yield Stroke((x, y, x + width, y + height), background=background)


def _both(one: Area | None, other: Area) -> Area:
    if one is None:
        return other
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
