"""Boxes of fixed height, and how far what stands in them reaches beyond their foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from ..units import Length, px
from .areas import flowing_lines, letters, texts

_SLACK = Length(1.0)
"""As much as letters may hang out: what T202 does not look at either."""


@dataclass(frozen=True)
class Filling:
    """What stands in a box: the lower edge of its letters, how many lines of it begin too low to
    end inside the box, and all of its words."""

    bottom: Length
    lines: int
    words: str


def is_fixed(box: Any) -> bool:
    """True for a box that does not grow with what stands in it."""
    limit: float = box.style["max_height"].value
    return box.style["height"] != "auto" or limit != float("inf")


def filling(box: Any) -> Filling | None:
    """Return what stands in a box of fixed height; None without words.

    What has its own place in the box counts as well, unless it begins below the box: a caption that
    hangs from a picture is meant to.
    """
    foot = box.border_box_y() + box.border_height()
    lines = [parts for line in _lines(box, foot) if (parts := list(texts(line)))]
    if not lines:
        return None
    bottoms = [max(letters(part)[3] for part in parts) for parts in lines]
    # Lines side by side are one line too many, not two.
    over = {round(bottom) for bottom in bottoms if bottom > foot + _SLACK.px}
    words = " ".join(part.text for parts in lines for part in parts)
    return Filling(px(max(bottoms)), len(over), words)


def _lines(box: Any, foot: float) -> Iterator[Any]:
    yield from flowing_lines(box)
    if box.style["position"] != "static":
        for placed in _placed(box):
            if placed.position_y < foot:
                yield from flowing_lines(placed)


def _placed(box: Any) -> Iterator[Any]:
    """Yield the boxes that have their place in this one, and not in another inside it."""
    for child in getattr(box, "children", ()):
        child = getattr(child, "_box", child)
        if isinstance(child, boxes.LineBox):
            yield from _placed(child)
        elif child.style["position"] == "absolute":
            yield child
        elif child.style["position"] == "static":
            yield from _placed(child)
