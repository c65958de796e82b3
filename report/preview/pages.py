"""What the browser is told of pages: their pictures, and which block stands where on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..diagnostics import Mark
from ..preflight.evidence import PageEvidence, PlacedPicture, TextLine
from ..units import Length, Rect, Size

Thing: TypeAlias = TextLine | PlacedPicture
_WORDS = 600
"""The most characters of a block that are read out."""


@dataclass(frozen=True)
class Block:
    """What a section or block prints on a page: where, in which words, and where that is written.

    `areas` are one for each column that it stands in.
    """

    id: str
    mark: Mark | None
    areas: tuple[Rect, ...]
    words: str
    pictures: int


@dataclass(frozen=True)
class ShownPage:
    """A page. `key` is the same as long as it looks the same; `trim` lies in its `paper`."""

    number: int
    section: str
    key: str
    paper: Size
    trim: Rect
    blocks: tuple[Block, ...] = ()

    def same_words(self, other: ShownPage | None) -> bool:
        """True where another page says the same at the same places, wherever that is written."""
        return other is not None and _places(self.blocks) == _places(other.blocks)


def _places(blocks: Iterable[Block]) -> list[Any]:
    return [(each.id, each.words, each.areas) for each in blocks]


def blocks_of(page: PageEvidence) -> tuple[Block, ...]:
    """Return what stands on a page by the id that it is known by, in the order of the page."""
    every: list[Thing] = [*page.lines, *page.pictures]
    things: dict[str, dict[tuple[int, bool], list[Thing]]] = {}
    for thing in sorted(every, key=lambda each: each.number):
        if thing.place == "margin" or not thing.at:
            continue
        apart = (thing.region, thing.place == "note")
        things.setdefault(thing.at, {}).setdefault(apart, []).append(thing)
    return tuple(_block(id, list(groups.values())) for id, groups in things.items())


def _block(id: str, groups: Sequence[Sequence[Thing]]) -> Block:
    every = [thing for group in groups for thing in group]
    words = " ".join(_joined(each for each in every if isinstance(each, TextLine)))
    return Block(
        id,
        every[0].mark,
        tuple(_around([each.rect for each in group]) for group in groups),
        words if len(words) <= _WORDS else words[:_WORDS].rsplit(" ", 1)[0] + " …",
        sum(1 for each in every if isinstance(each, PlacedPicture)),
    )


def _joined(lines: Iterable[TextLine]) -> Iterator[str]:
    """Yield the words of lines, those that were hyphenated in one piece."""
    begun = ""
    for line in lines:
        text = begun + line.text.strip()
        if line.hyphenated and not line.ends:
            begun = text.rstrip("-\u2010")
        else:
            begun = ""
            yield text
    if begun:
        yield begun


def _around(rects: Sequence[Rect]) -> Rect:
    left, top = min(each.x for each in rects), min(each.y for each in rects)
    right, bottom = max(each.right for each in rects), max(each.bottom for each in rects)
    return Rect(left, top, right - left, bottom - top)


def changed_blocks(
    before: Mapping[int, ShownPage], now: Sequence[ShownPage]
) -> tuple[tuple[int, str], ...]:
    """Return where pages differ from those shown before: the number of the page, and the id of the
    first block on it that says something else, or "" where only its look has changed."""
    said = {
        (block.id, block.words, len(block.areas))
        for page in before.values()
        for block in page.blocks
    }
    found = []
    for page in now:
        old = before.get(page.number)
        if old is not None and old.key == page.key:
            continue
        new = (b.id for b in page.blocks if (b.id, b.words, len(b.areas)) not in said)
        found.append((page.number, next(new, "")))
    # Where words have changed is told first: what only moved, or looks otherwise, follows.
    return tuple(sorted(found, key=lambda each: (not each[1], each[0])))


def page_data(page: ShownPage) -> dict[str, Any]:
    """Return a page as plain data; lengths in points, areas in shares of the trimmed page."""
    return {
        "number": page.number,
        "section": page.section,
        "key": page.key,
        "width": _round(page.trim.width),
        "height": _round(page.trim.height),
        "bleed": _round(page.trim.x),
        "blocks": [_block_data(block, page.trim) for block in page.blocks],
    }


def _block_data(block: Block, trim: Rect) -> dict[str, Any]:
    return {
        "id": block.id,
        "file": block.mark.file if block.mark else None,
        "line": block.mark.line if block.mark else None,
        "column": block.mark.column if block.mark else None,
        "words": block.words,
        "pictures": block.pictures,
        "areas": [share(each, trim.width, trim.height) for each in block.areas],
    }


def share(rect: Rect, width: Length, height: Length) -> list[float]:
    """Return x, y, width and height of a rectangle as shares of a page, five decimals."""
    across, down = width.pt or 1.0, height.pt or 1.0
    sides = (rect.x.pt / across, rect.y.pt / down, rect.width.pt / across, rect.height.pt / down)
    return [round(side, 5) for side in sides]


def _round(length: Length) -> float:
    return round(length.pt, 3)
