"""What differs in words and pictures, as the paper prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import Literal

from ..papers.words import Words, numbered
from ..photos.credits import page_runs
from ..units import Length, Rect, mm
from .comparing import Result
from .files import Sheet
from .looks import Spot
from .telling import noted_once, place_of, what_of
from .values import APPROVED, Change, Differences, Group, Side
from .words import Piece, pieces, shortened

_LONGEST, _LONGEST_BESIDE = 900, 260
"""The letters of a difference in the list, and of one beside the pages."""
_LINE, _MOST_LINES = 45, 42
"""The letters of a line beside the pages, and how many lines there are at most."""
MOST_SHEETS = 60
"""Beyond so many pages that differ, only the first are shown: nobody looks through more."""
_TALL = (mm(98), mm(146))
"""The room for each of two upright pages side by side, and for what is said beside them."""
_BROAD = (mm(128), mm(110))
"""The room for each of two pages that lie on their side, with what is said below them."""
_ON_A_LINE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Part:
    """Words that are the same, or only in the old or the new."""

    side: Literal["same", "old", "new"]
    text: str


@dataclass(frozen=True)
class Told:
    """A difference: what it is of, what happened to it (“new”, “gone”, “moved”, "" for changed)."""

    what: str
    happened: str
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True)
class Place:
    """What differs at one place."""

    name: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Listed:
    """What differs of one kind."""

    name: str
    count: int
    places: tuple[Place, ...]


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


@dataclass(frozen=True)
class View:
    """All that the paper prints."""

    title: str
    verdict: str
    detail: str
    tone: str
    rows: tuple[tuple[str, str], ...]
    listed: tuple[Listed, ...]
    spreads: tuple[Spread, ...]
    foot: str

    @property
    def pictures(self) -> Iterator[tuple[Picture, int]]:
        """The pictures, each with the side that it is of: 0 for the old, 1 for the new."""
        for spread in self.spreads:
            for side, picture in enumerate((spread.old, spread.new)):
                if picture is not None:
                    yield picture, side


def view(result: Result, words: Words, program: str) -> View:
    """Return what differs in words, with the pages that do."""
    found = result.differences
    return View(
        title=words(found.new.title or found.new.name, 80),
        verdict=_verdict(found, result),
        detail=_detail(found),
        tone="unsure" if found.changes else "ready",
        rows=tuple((label, words(row, 600)) for label, row in _rows(found, result)),
        listed=tuple(_listed(found, words)),
        spreads=tuple(_spreads(result, words)),
        foot=f"Compared by {program}",
    )


def _verdict(found: Differences, result: Result) -> str:
    if found.changes:
        return numbered(len(found.changes), "difference")
    differ = result.compared is not None and any(each.differs for each in result.compared.sheets)
    return "The same words, and pages that look different" if differ else "No differences"


def _detail(found: Differences) -> str:
    """Return how much of it somebody has to answer for."""
    if not found.changes:
        return ""
    number = sum(len(found.of(group)) for group in APPROVED)
    return f"{number or 'none'} of them in facts, names, photos, credits, licences or waivers"


def _rows(found: Differences, result: Result) -> Iterator[tuple[str, str]]:
    for label, side in (("Old", found.old), ("New", found.new)):
        yield label, _side(side)
    if result.compared is not None:
        yield "Pages", " ".join(_pages(result.compared.sheets))


def _side(side: Side) -> str:
    words = side.words
    if side.findings:
        words += f" ({numbered(len(side.findings), 'error')}: it may not be compared in full)"
    return words


def _pages(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield which pages are shown, and which are left out and why."""
    differ = [sheet for sheet in sheets if sheet.differs]
    moved = [sheet.new for sheet in sheets if sheet.new and sheet.only_moved]
    same = [s.new for s in sheets if s.new and not s.differs and not s.only_moved]
    one = len(differ) == 1
    yield f"{numbered(len(differ), 'page')} {'looks' if one else 'look'} different"
    if len(differ) > MOST_SHEETS:
        yield f"(the first {MOST_SHEETS} are shown)."
    else:
        yield f"and {'is' if one else 'are'} shown." if differ else "."
    if moved:
        yield f"Left out, since words only moved: {_numbers(moved)}."
    if same:
        yield f"Left out, since they are the same: {_numbers(same)}."


def _numbers(pages: Iterable[int]) -> str:
    return ", ".join(words for _, words in page_runs(pages))


def _listed(found: Differences, words: Words) -> Iterator[Listed]:
    for group in Group:
        changes = found.of(group)
        if changes:
            places = tuple(
                Place(
                    words(place, 120),
                    tuple(_told(each, words, _LONGEST) for each in noted_once(several)),
                )
                for place, several in groupby(changes, key=place_of)
            )
            yield Listed(group.value, len(changes), places)


_HAPPENED = {"added": "new", "removed": "gone", "moved": "moved", "changed": ""}


def _told(change: Change, words: Words, longest: int) -> Told:
    old, new = (_ON_A_LINE.sub(" / ", each) for each in (change.old, change.new))
    if change.kind == "moved":
        parts = [Part("old", words(old, longest)), Part("new", words(new, longest))]
    else:
        found = shortened(pieces(old, new))
        share = longest if len(found) < 3 else max(60, longest // len(found) * 2)
        parts = [part for each in found for part in _parts(each, words, share)]
    note = words.sentence(change.note, 120) if change.note else ""
    what = "" if change.what == "words" else words(what_of(change), 90)
    return Told(what, _HAPPENED[change.kind], tuple(parts), note)


def _parts(piece: Piece, words: Words, longest: int) -> Iterator[Part]:
    """Yield words, and apart from them the blanks at their ends: these are not marked."""
    text = piece.text.strip()
    if piece.text[:1].isspace():
        yield Part("same", " ")
    if text:
        yield Part(piece.side, words.sentence(text, longest))
    if text and piece.text[-1:].isspace():
        yield Part("same", " ")


def _spreads(result: Result, words: Words) -> Iterator[Spread]:
    if result.compared is None or result.viewers is None:
        return
    differ = [sheet for sheet in result.compared.sheets if sheet.differs]
    for sheet in differ[:MOST_SHEETS]:
        places = {f"page {sheet.new}"} if sheet.new else {f"old page {sheet.old}"}
        if sheet.new and sheet.old:
            places.add(f"old page {sheet.old}")
        changes = [each for each in result.compared.changes if each.at in places]
        told = tuple(_that_fit(_beside(each, words) for each in changes))
        left = len(changes) - len(told)
        sizes = [
            (viewer.pages[number - 1].width, viewer.pages[number - 1].height)
            for viewer, number in zip(result.viewers, (sheet.old, sheet.new), strict=True)
            if number
        ]
        form = "broad" if all(width > height for width, height in sizes) else "tall"
        pictures = [_picture(sheet, side, result, form) for side in (0, 1)]
        more = f"and {left} more" if left else ""
        parts = words(", ".join(dict.fromkeys((*sheet.parts[1], *sheet.parts[0]))), 200)
        yield Spread(_title(sheet), form, pictures[0], pictures[1], parts, told, more)


def _beside(change: Change, words: Words) -> Told:
    """Return a difference as it is told beside the pages, whose numbers stand above them."""
    if change.group is not Group.DESIGN:
        return _told(change, words, _LONGEST_BESIDE)
    places = change.new.partition(", ")[2]
    look = "looks" if places.startswith("1 ") else "look"
    return Told("", "", (Part("same", f"{places} {look} different"),))


def _that_fit(told: Iterable[Told]) -> Iterator[Told]:
    """Yield as many differences as there is room for beside the pages."""
    lines = 0.0
    for each in told:
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


_PPI = 220.0
"""Pixels to the inch of paper: enough to read what is printed at half its size."""
_ROUND = 1.5
"""Points on paper between words and the mark around them."""


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
