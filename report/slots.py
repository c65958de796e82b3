"""Slots: the exact size at which a picture is printed, from the format's grid and the theme."""

from __future__ import annotations

from dataclasses import dataclass

from .formats import Format
from .settings import Design
from .themes import SlotRule
from .units import Length, Size

MINIMUM_LINES = 8


@dataclass(frozen=True)
class Slot:
    """A place for a picture: its name, its size with any bleed, and the lines it covers.

    `provisional` slots wait for the layout to say how many lines the page has left; `folded` ones
    run across two pages, with the fold in their middle.
    """

    name: str
    size: Size
    lines: int
    bleed: tuple[str, ...] = ()
    provisional: bool = False
    folded: bool = False


def slot(
    design: Design,
    name: str,
    lines: int | None = None,
    *,
    columns: int | None = None,
    rule: SlotRule | None = None,
) -> Slot:
    """Return the slot called `name`, `lines` high and `columns` wide where these are given.

    `rule` is the size that a template asks for; a theme that names the slot knows better.
    KeyError where there is neither.
    """
    rule = design.theme.slots.get(name, rule)
    if rule is None:
        raise KeyError(name)
    if columns is not None:
        rule = rule.model_copy(update={"columns": columns})
    height_in_lines = _lines(rule, design.format) if lines is None else lines
    size = Size(_width(rule, design.format), _height(rule, design.format, height_in_lines))
    return Slot(name, size, height_in_lines, rule.bleed, folded=rule.pages == 2)


def _lines(rule: SlotRule, page: Format) -> int:
    """Return the height in lines of the type area, so that the edge lies on the grid."""
    if rule.lines is not None:
        return rule.lines
    if rule.share is None:
        return MINIMUM_LINES
    inside = page.height * rule.share - _outside(rule, page, bleed=False)
    return max(1, round(inside.pt / page.baseline.pt))


def _height(rule: SlotRule, page: Format, lines: int) -> Length:
    return page.baseline * lines - rule.trim + _outside(rule, page, bleed=True)


def _outside(rule: SlotRule, page: Format, *, bleed: bool) -> Length:
    """Return how much of the picture's height lies above and below the type area."""
    beyond = page.bleed if bleed else Length(0)
    top = page.margins.top + beyond if "top" in rule.bleed else Length(0)
    bottom = page.bottom + beyond if "bottom" in rule.bleed else Length(0)
    return top + bottom


def _width(rule: SlotRule, page: Format) -> Length:
    inside, inner, outer = _inside(rule, page), page.margins.inner, page.margins.outer
    if rule.pages == 2:
        inside, inner = inside * 2 + inner * 2, outer
    left = inner + page.bleed if "left" in rule.bleed else Length(0)
    right = outer + page.bleed if "right" in rule.bleed else Length(0)
    return inside + left + right


def _inside(rule: SlotRule, page: Format) -> Length:
    """Return how wide the picture is within the type area."""
    if rule.columns is None:
        return page.measure
    return page.text_column if rule.columns == "text" else page.span(rule.columns)
