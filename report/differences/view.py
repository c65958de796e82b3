"""What differs in words and pictures, as the paper prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..papers.words import Words, numbered
from ..photos.credits import page_runs
from .comparing import Result
from .files import Sheet
from .spreads import MOST_SHEETS, Picture, Spread, spreads
from .telling import noted_once, place_of
from .told import Told, told
from .values import APPROVED, Differences, Group, Side

_LONGEST = 900
"""The letters of a difference in the list."""


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
        spreads=tuple(spreads(result, words)),
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
                    tuple(told(each, words, _LONGEST) for each in noted_once(several)),
                )
                for place, several in groupby(changes, key=place_of)
            )
            yield Listed(group.value, len(changes), places)
