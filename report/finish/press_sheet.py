"""The measures of a page for the press, and a laid-out page set into them.

The engine puts the origin at the trim and the bleed around it. Some programs of print shops take
the lower left corner of the MediaBox for the origin, so that every box begins at 0 or beyond
(ISO 32000-1 §14.11.2), and what the page paints is moved.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from .ink_state import matrix_of

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
_KEPT = frozenset({"/Type", "/Parent", "/Resources", "/Contents", "/Group"})
_NAMES = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_PLAIN = re.compile(r"/[\w.-]+", re.ASCII)


@dataclass(frozen=True)
class Sheet:
    """The measures of a printed page, in points: the trimmed size, the bleed around that, and
    around this the room for marks."""

    width: float
    height: float
    bleed: float
    room: float = 0.0

    @property
    def origin(self) -> float:
        """How far the trimmed page's lower left corner is from the sheet's, across and up."""
        return self.room + self.bleed

    @property
    def media(self) -> Box:
        """The whole sheet."""
        return 0.0, 0.0, self.width + 2 * self.origin, self.height + 2 * self.origin

    def inset(self, by: float) -> Box:
        """Return the whole sheet's box with every side moved inward."""
        left, bottom, right, top = self.media
        return left + by, bottom + by, right - by, top - by


def numbers(*values: float) -> str:
    """Return numbers as a content stream has them."""
    return " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values)


def rectangle(box: Box) -> str:
    """Return the path of a box."""
    left, bottom, right, top = box
    return f"{numbers(left, bottom, right - left, top - bottom)} re"


def as_array(box: Box) -> Array:
    """Return a box as pages have it."""
    return Array([round(side, 4) for side in box])


def set_boxes(page: Page, sheet: Sheet) -> None:
    """Give the page its boxes, and leave nothing else that says how it looks on a screen."""
    for key in [key for key in page.obj.keys() if key not in _KEPT]:  # noqa: SIM118
        del page.obj[key]
    page.obj.MediaBox = as_array(sheet.media)
    page.obj.BleedBox = as_array(sheet.inset(sheet.room))
    page.obj.TrimBox = as_array(sheet.inset(sheet.origin))


def keep_what_is_drawn(page: Page) -> None:
    """Give the page resources of its own: of those that the engine lets all pages share, what its
    content names, and what is drawn with the page's resources for want of its own."""
    page.contents_coalesce()
    drawn = _names(page.obj.Contents)
    read: set[tuple[int, int]] = set()
    while True:
        new = [each for each in _without_own(page.resources, drawn) if each.objgen not in read]
        if not new:
            break
        read.update(each.objgen for each in new)
        drawn = drawn.union(*map(_names, new))
    own = Dictionary()
    for kind, things in page.resources.items():
        if isinstance(things, Dictionary):
            kept = {key: thing for key, thing in things.items() if _is_named(key, drawn)}
            if kept:
                own[kind] = Dictionary(kept)
    page.obj.Resources = own


def _names(stream: Any) -> set[bytes]:
    return set(_NAMES.findall(stream.read_bytes()))


def _without_own(resources: Any, drawn: set[bytes]) -> Iterator[Any]:
    """Yield the streams among those drawn that have no resources: forms, patterns, masks, and the
    glyphs of Type 3 fonts. They look names up on the page (ISO 32000-1 §7.8.3)."""
    for kind in (Name.XObject, Name.Pattern, Name.ExtGState, Name.Font):
        for key, thing in resources.get(kind, Dictionary()).items():
            if not _is_named(key, drawn):
                continue
            mask = thing.get(Name.SMask) if kind == Name.ExtGState else None
            inner = mask.G if isinstance(mask, Dictionary) else thing
            if Name.Resources in inner:
                continue
            if Name.CharProcs in inner:
                yield from (glyph for _, glyph in inner.CharProcs.items())
            elif inner.get(Name.Subtype) == Name.Form or inner.get(Name.PatternType) == 1:
                yield inner


def _is_named(key: str, drawn: set[bytes]) -> bool:
    """True when a name may be among those; one that could be spelt in two ways always may."""
    return not _PLAIN.fullmatch(key) or key[1:].encode("ascii") in drawn


def set_in_place(pdf: Pdf, page: Page, sheet: Sheet) -> None:
    """Move what the page paints to its place on the sheet, and cut it off where the bleed ends."""
    clip = rectangle((-sheet.bleed, -sheet.bleed, *_far(sheet)))
    before = f"q 1 0 0 1 {numbers(sheet.origin, sheet.origin)} cm {clip} W n\n"
    content = page.obj.Contents
    content.write(before.encode("ascii") + content.read_bytes() + b"\nQ\n")
    if Name.Pattern in page.obj.Resources:
        moved = {key: _moved(pdf, thing, sheet.origin) for key, thing in _patterns(page)}
        page.obj.Resources.Pattern = Dictionary(moved)


def _far(sheet: Sheet) -> tuple[float, float]:
    return sheet.width + sheet.bleed, sheet.height + sheet.bleed


def _patterns(page: Page) -> Iterator[tuple[str, Any]]:
    yield from page.obj.Resources.Pattern.items()


def _moved(pdf: Pdf, pattern: Any, by: float) -> Object:
    """Return the pattern for a page whose content was moved: patterns stay where the page's own
    axes put them (ISO 32000-1 §8.7.3.1). Those in forms and other patterns move with these."""
    matrix = matrix_of(pattern.get(Name.Matrix))
    moved: Object = copy.copy(pattern)
    moved.Matrix = Array(
        [*(round(v, 6) for v in matrix.shorthand[:4]), matrix.e + by, matrix.f + by]
    )
    return pdf.make_indirect(moved)
