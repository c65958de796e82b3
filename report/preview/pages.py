"""What the browser is told of pages: their pictures, and which words stand where on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..diagnostics import Mark
from ..preflight.evidence import PageEvidence, PlacedPicture, TextLine
from ..units import Length, Rect, Size

Thing: TypeAlias = TextLine | PlacedPicture


@dataclass(frozen=True)
class Part:
    """A paragraph or picture of a block, as far as it stands on one page.

    `at` is the id of its section or block, which is written at `mark`. `areas` are one for each
    column; a picture has no `words`.
    """

    at: str
    mark: Mark | None
    words: str
    areas: tuple[Rect, ...]


@dataclass(frozen=True)
class ShownPage:
    """A page. `key` is the same as long as it looks the same; `trim` lies in its `paper`."""

    number: int
    section: str
    key: str
    paper: Size
    trim: Rect
    parts: tuple[Part, ...] = ()


def parts_of(page: PageEvidence) -> tuple[Part, ...]:
    """Return what stands on a page, paragraph by paragraph, in the order of the page."""
    every: list[Thing] = [*page.lines, *page.pictures]
    found: dict[tuple[str, int], list[Thing]] = {}
    for thing in sorted(every, key=lambda each: each.number):
        if thing.place == "margin" or not thing.at:
            continue
        own = thing.paragraph if isinstance(thing, TextLine) else -thing.number
        found.setdefault((thing.at, own), []).append(thing)
    return tuple(_part(at, things) for (at, _), things in found.items())


def _part(at: str, things: Sequence[Thing]) -> Part:
    words = " ".join(_joined(each for each in things if isinstance(each, TextLine)))
    regions: dict[int, list[Rect]] = {}
    for each in things:
        regions.setdefault(each.region, []).append(each.rect)
    return Part(at, things[0].mark, words, tuple(map(_around, regions.values())))


def _joined(lines: Iterable[TextLine]) -> Iterator[str]:
    """Yield the words of lines, those that were hyphenated in one piece."""
    begun = ""
    for line in lines:
        text = begun + line.text.strip()
        begun = ""
        if line.hyphenated and not line.ends:
            begun = text.rstrip("-\u2010")
        else:
            yield text
    if begun:
        yield begun


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(each.x for each in rects), min(each.y for each in rects)
    right, bottom = max(each.right for each in rects), max(each.bottom for each in rects)
    return Rect(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Changed:
    """A page that looks otherwise than before; `part` is the place, among its parts, of the first
    that says something else, or None where only looks have changed."""

    page: int
    part: int | None


def changes(before: Sequence[ShownPage], now: Sequence[ShownPage]) -> tuple[Changed, ...]:
    """Return which pages differ from those before: those with new words first."""
    known = {page.number: page.key for page in before}
    said = {(part.at, part.words) for page in before for part in page.parts}
    found = [
        Changed(
            page.number,
            next((i for i, p in enumerate(page.parts) if (p.at, p.words) not in said), None),
        )
        for page in now
        if known.get(page.number) != page.key
    ]
    return tuple(sorted(found, key=lambda each: (each.part is None, each.page)))


def page_data(page: ShownPage) -> dict[str, Any]:
    """Return a page as plain data; lengths in points, areas in shares of the trimmed page."""
    return {
        "number": page.number,
        "section": page.section,
        "key": page.key,
        "width": _round(page.trim.width),
        "height": _round(page.trim.height),
        "bleed": _round(page.trim.x),
        "parts": [_part_data(part, page.trim) for part in page.parts],
    }


def _part_data(part: Part, trim: Rect) -> dict[str, Any]:
    mark = part.mark
    return {
        "at": part.at,
        "file": mark.file if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "words": part.words,
        "areas": [share(each, trim.width, trim.height) for each in part.areas],
    }


def share(rect: Rect, width: Length, height: Length) -> list[float]:
    """Return x, y, width and height of a rectangle as shares of a page, five decimals."""
    across, down = width.pt or 1.0, height.pt or 1.0
    sides = (rect.x.pt / across, rect.y.pt / down, rect.width.pt / across, rect.height.pt / down)
    return [round(side, 5) for side in sides]


def _round(length: Length) -> float:
    return round(length.pt, 3)


def place_of(at: str, mark: Mark | None, pages: Mapping[int, ShownPage]) -> tuple[int, Rect] | None:
    """Return the page and the area of the first part of a block, or of what is written at `mark`;
    None where no page shows it."""
    for page in pages.values():
        own = [
            p for p in page.parts if (p.at == at if at else p.mark is not None and p.mark == mark)
        ]
        if own:
            return page.number, _around([area for part in own for area in part.areas])
    return None
