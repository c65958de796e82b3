"""The cover of a bound book as one wide page: back cover, spine, front cover."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf

from ..ink.values import Ink
from .ink_shared import Shared
from .page_forms import page_form
from .press_sheet import Box, Sheet, numbers, rectangle, set_boxes

_UNDER = 0.5
"""How far the spine runs on below both pages, in points: where edges only meet, viewers that smooth
them show a line of paper."""
_LEFT, _RIGHT = Name("/PressLeft"), Name("/PressRight")


def spread(page: Sheet, spine: float) -> Sheet:
    """Return the measures of the cover around an inside of such pages."""
    return Sheet(2 * page.width + spine, page.height, page.bleed, page.room)


def folds(page: Sheet, spine: float) -> tuple[float, ...]:
    """Return how far from the left trim the cover is folded: once where the spine has no width."""
    return (page.width, page.width + spine) if spine else (page.width,)


def make_cover(sides: tuple[Page, Page], page: Sheet, spine: float, ink: Ink) -> Pdf:
    """Return the file of a cover that shows these pages left and right of its spine.

    The bleed goes all around. Where a page meets the spine it ends at its trim, and the spine is
    painted in `ink`, below them. Pages are drawn as they are, as forms: fonts and pictures come
    along.
    """
    cover = pikepdf.new()
    bleed, width, height = page.bleed, page.width, page.height
    left = page_form(cover, sides[0], (-bleed, -bleed, width, height + bleed))
    right = page_form(cover, sides[1], (0, -bleed, width + bleed, height + bleed))
    sheet = cover.add_blank_page()
    sheet.obj.Resources = Dictionary(XObject=Dictionary({str(_LEFT): left, str(_RIGHT): right}))
    origin = page.origin
    drawn = [
        *_spine(cover, sheet, (width, -bleed, width + spine, height + bleed), ink),
        f"{_LEFT} Do",
        f"1 0 0 1 {numbers(width + spine, 0)} cm {_RIGHT} Do",
    ]
    content = "\n".join([f"q 1 0 0 1 {numbers(origin, origin)} cm", *drawn, "Q\n"])
    sheet.obj.Contents = cover.make_stream(content.encode("ascii"))
    if any(Name.Group in form for form in (left, right)):
        group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
        sheet.obj.Group = group
    set_boxes(sheet, spread(page, spine))
    return cover


def _spine(cover: Pdf, sheet: Page, box: Box, ink: Ink) -> Sequence[str]:
    """Return what paints the spine: nothing in the colour of paper or without a width."""
    left, bottom, right, top = box
    if left == right or not ink.total:
        return ()
    path = rectangle((left - _UNDER, bottom, right + _UNDER, top))
    if not ink.spot:
        return (f"{numbers(*ink.cmyk)} k {path} f",)
    shared = Shared(cover)
    name = shared.spot(ink)
    shared.give(sheet.obj.Resources, str(name))
    return (f"{name} cs {numbers(ink.tint)} scn {path} f",)
