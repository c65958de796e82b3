"""Pages that differ, side by side, as the paper shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from ..papers.words import Words, numbered
from ..units import Length, Rect, mm
from .comparing import Result
from .files import Sheet
from .looks import Spot
from .told import Part, Told, told
from .values import Change, Group

MOST_SHEETS = 60
"""Beyond so many pages that differ, only the first are shown: nobody looks through more."""
_LONGEST = 260
"""The letters of a difference beside the pages."""
_LINE, _MOST_LINES = 38, 42
"""The letters of a line beside the pages, and how many lines there are at most."""
_TALL = (mm(94), mm(146))
"""The room for each of two upright pages side by side, with what is said beside them: US Letter is
the narrowest paper."""
_BROAD = (mm(118), mm(110))
"""The room for each of two pages that lie on their side, with what is said below them."""
_PPI = 220.0
"""Pixels to the inch of paper: enough to read what is printed at half its size."""
_ROUND = 1.5
"""Points on paper between words and the mark around them."""


@dataclass(frozen=True)
class Box:
    """A mark on the picture of a page; lengths are CSS, from its upper left corner."""

    kind: str
    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True)
class Picture:
    """The picture of a page: its name, the page and the pixels to its inch, sizes as CSS."""

    src: str
    page: int
    ppi: float
    alt: str
    caption: str
    width: str
    height: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Spread:
    """An old and a new page side by side, and what differs there; `form` is `tall` or `broad`."""

    title: str
    form: str
    old: Picture | None
    new: Picture | None
    parts: str
    told: tuple[Told, ...]
    more: str


def spreads(result: Result, words: Words) -> Iterator[Spread]:
    """Yield the pages that differ, old and new beside each other."""
    if result.compared is None or result.viewers is None:
        return
    differ = [sheet for sheet in result.compared.sheets if sheet.differs]
    for sheet in differ[:MOST_SHEETS]:
        places = {f"page {sheet.new}"} if sheet.new else {f"old page {sheet.old}"}
        if sheet.new and sheet.old:
            places.add(f"old page {sheet.old}")
        changes = [each for each in result.compared.changes if each.at in places]
        beside = tuple(_that_fit(_beside(each, words) for each in changes))
        left = len(changes) - len(beside)
        sizes = [
            (viewer.pages[number - 1].width, viewer.pages[number - 1].height)
            for viewer, number in zip(result.viewers, (sheet.old, sheet.new), strict=True)
            if number
        ]
        form = "broad" if all(width > height for width, height in sizes) else "tall"
        pictures = [_picture(sheet, side, result, form) for side in (0, 1)]
        more = f"and {left} more" if left else ""
        parts = words(", ".join(dict.fromkeys((*sheet.parts[1], *sheet.parts[0]))), 200)
        yield Spread(_title(sheet), form, pictures[0], pictures[1], parts, beside, more)


def _beside(change: Change, words: Words) -> Told:
    """Return a difference as it is told beside the pages, whose numbers stand above them."""
    if change.group is not Group.DESIGN:
        return told(change, words, _LONGEST)
    places = change.new.partition(", ")[2]
    look = "looks" if places.startswith("1 ") else "look"
    return Told("", "", (Part("same", f"{places} {look} different"),))


def _that_fit(found: Iterable[Told]) -> Iterator[Told]:
    """Yield as many differences as there is room for beside the pages."""
    lines = 0.0
    for each in found:
        letters = len(each.what) + len(each.note) + sum(len(part.text) + 3 for part in each.parts)
        lines += ceil(letters / _LINE) + 0.3
        if lines > _MOST_LINES:
            return
        yield each


def _title(sheet: Sheet) -> str:
    if sheet.old is None:
        return f"Page {sheet.new} is new"
    if sheet.new is None:
        return f"Page {sheet.old} of the old one is gone"
    return f"Page {sheet.new}" + (f", before page {sheet.old}" if sheet.old != sheet.new else "")


def _picture(sheet: Sheet, side: int, result: Result, form: str) -> Picture | None:
    number = (sheet.old, sheet.new)[side]
    if number is None or result.viewers is None:
        return None
    page = result.viewers[side].pages[number - 1]
    room = _TALL if form == "tall" else _BROAD
    scale = min(room[0].pt / page.width, room[1].pt / page.height)
    name = ("old", "new")[side]
    spots = sheet.spots[side]
    places = sum(spot.kind != "moved" for spot in spots)
    marked = f", with {numbered(places, 'place')} marked" if places else ""
    return Picture(
        f"{name}-{number}.jpg",
        number,
        _PPI * scale,
        f"Page {number} of the {name} one{marked}",
        f"{name.capitalize()}: page {number}",
        Length(page.width * scale).css,
        Length(page.height * scale).css,
        (
            *(_bar(rect, scale) for rect in sheet.parts[side].values()),
            *(_box(spot, scale) for spot in spots),
        ),
    )


def _bar(rect: Rect, scale: float) -> Box:
    """Return a bar at the side of a part that differs as it is written."""
    left, top = (Length(each * scale).css for each in (rect.x.pt, rect.y.pt))
    return Box("bar", left, top, "", Length(rect.height.pt * scale).css)


def _box(spot: Spot, scale: float) -> Box:
    rect = spot.rect
    return Box(
        spot.kind,
        Length(rect.x.pt * scale - _ROUND).css,
        Length(rect.y.pt * scale - _ROUND).css,
        Length(rect.width.pt * scale + 2 * _ROUND).css,
        Length(rect.height.pt * scale + 2 * _ROUND).css,
    )
