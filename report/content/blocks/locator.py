"""A locator sketch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ...diagnostics import Finding
from .. import problems
from ..artwork import Icon
from ..block import Block, Width
from ..joined import Named, found, misnamed
from ..node import Line
from ..uses import Selective

Cell = tuple[int, int]
"""Column and row of the grid, from 0, rows downwards."""
MOST_COLUMNS, MOST_ROWS = 12, 20
_DIRECTIONS = {
    "north": (0, -1),
    "south": (0, 1),
    "east": (1, 0),
    "west": (-1, 0),
    "north-east": (1, -1),
    "north-west": (-1, -1),
    "south-east": (1, 1),
    "south-west": (-1, 1),
}
_GRID = re.compile(r"([A-Za-z])(\d{1,2})", re.ASCII)
_COMPASS = re.compile(
    rf"(?:(?P<steps>\d{{1,2}}) )?(?P<way>{'|'.join(sorted(_DIRECTIONS, key=len, reverse=True))})"
    r" of (?P<other>\S.*)",
    re.IGNORECASE | re.ASCII,
)


def _position(text: str) -> str:
    text = " ".join(text.split())
    grid = _GRID.fullmatch(text)
    if text and not _COMPASS.fullmatch(text) and (not grid or int(grid[2]) == 0):
        raise ValueError(
            f"“{text}” is no place in the sketch\n"
            "write a field such as B3 (column B, row 3), or: 2 north-east of NAME"
        )
    return text


class Place(Named):
    """One place of a sketch."""

    at: Annotated[str, AfterValidator(_position)] = ""
    """Where it stands: a field such as `B3`, as on a city map (columns A, B, C from the left, rows
    1, 2, 3 from the top), or `north-east of Somewhere`, `2 west of Somewhere`. The first place can
    do without; others are then told from it."""
    icon: Icon | None = None
    """What it is; left out: a dot. Colophon brings airport, bus, city, conference, data-centre,
    embassy, energy, factory, farm, ferry, harbour, hospital, hotel, museum, office, park, research,
    restaurant, school, station, university and warehouse."""
    note: Line = ""
    """A few words below the name."""
    highlight: bool = False
    """True for the place that the sketch is about."""


class Route(Selective):
    """A line between two places."""

    start: str = Field(alias="from")
    """The name of the place that it leads from."""
    end: str = Field(alias="to")
    """The name of the place that it leads to."""
    time: Line = ""
    """How long it takes, such as `25 min by train`."""


class Locator(Block):
    """Where places lie to each other: a sketch that is not to scale, with lines of connection."""

    kind: ClassVar[str] = "locator"

    title: Line = ""
    """The headline."""
    places: tuple[Place, ...] = Field(min_length=1, max_length=40)
    """The places."""
    routes: tuple[Route, ...] = Field((), max_length=60)
    """The lines between them."""
    note: Line = ""
    """What stands below the sketch. Left out: that it is not to scale."""
    lines: Annotated[int, Field(ge=4, le=200)] | None = None
    """The height of the sketch in lines of the baseline grid. Left out: what its labels need."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    def faults(self) -> Iterator[Finding]:
        """Yield a finding for each place and line that leads to nothing."""
        for route in self.routes:
            for key, name in (("from", route.start), ("to", route.end)):
                yield from misnamed(name, route.mark_of(key), self.places, "place")
            if _same(route, self.places):
                message = f"this line leads from “{route.start}” to itself"
                yield problems.WRONG_VALUE.finding(route.mark, message)
        yield from self._misplaced()

    def _misplaced(self) -> Iterator[Finding]:
        taken: dict[Cell, Place] = {}
        for place, cell in zip(self.places, cells(self.places), strict=True):
            mark = place.mark_of("at")
            match = _COMPASS.fullmatch(place.at)
            wrong = list(self._wrong_anchor(match["other"], place)) if match else []
            yield from wrong
            if not place.at and place is not self.places[0]:
                message = f"nothing says where “{place.name}” stands"
                help = "give it a field, such as `at: B3`, or: `at: north of NAME`"
                yield problems.MISSING_KEY.finding(place.mark, message, help=help)
            elif cell is None and not wrong:
                message = f"the places that “{place.name}” is told from lead back to it"
                help = "give one of them a field, such as `at: B3`"
                yield problems.WRONG_VALUE.finding(mark, message, help=help)
            elif cell in taken:
                message = f"“{place.name}” stands where “{taken[cell].name}” is"
                yield problems.WRONG_VALUE.finding(mark, message, help="move one of the two")
            elif cell is not None:
                taken[cell] = place
        columns, rows = extent(taken)
        if columns > MOST_COLUMNS or rows > MOST_ROWS:
            message = f"the sketch has {columns} columns and {rows} rows"
            help = f"there is room for {MOST_COLUMNS} columns and {MOST_ROWS} rows"
            yield problems.WRONG_VALUE.finding(self.mark_of("places"), message, help=help)

    def _wrong_anchor(self, name: str, place: Place) -> Iterator[Finding]:
        """Yield what is wrong with the name of the place that another is told from."""
        mark = place.mark_of("at")
        yield from misnamed(name, mark, self.places, "place")
        at = found(name, self.places)
        only = self.places[at].only if at is not None else None
        if only not in (None, place.only):
            message = f"“{name}” is for {only} only, and “{place.name}” is told from it"
            help = "give both the same `only`, or this one a field, such as `at: B3`"
            yield problems.WRONG_VALUE.finding(mark, message, help=help)


def _same(route: Route, places: Sequence[Place]) -> bool:
    start = found(route.start, places)
    return start is not None and start == found(route.end, places)


def cells(places: Sequence[Place]) -> tuple[Cell | None, ...]:
    """Return the field of each place, moved so that the sketch begins at its first column and row.

    None for a place that nothing ties to the others.
    """
    fixed = dict(enumerate(map(_field, places)))
    known: dict[int, Cell] = {at: cell for at, cell in fixed.items() if cell is not None}
    if places and not places[0].at:
        known[0] = (0, 0)
    for _ in places:
        for at, place in enumerate(places):
            match = _COMPASS.fullmatch(place.at)
            other = known.get(_index(match["other"], places)) if match else None
            if match and other and at not in known:
                across, down = _DIRECTIONS[match["way"].casefold()]
                steps = int(match["steps"] or 1)
                known[at] = (other[0] + across * steps, other[1] + down * steps)
    left = min((cell[0] for cell in known.values()), default=0)
    top = min((cell[1] for cell in known.values()), default=0)
    moved = {at: (cell[0] - left, cell[1] - top) for at, cell in known.items()}
    return tuple(moved.get(at) for at in range(len(places)))


def extent(used: Mapping[Cell, object]) -> tuple[int, int]:
    """Return how many columns and rows the fields take up."""
    across, down = [cell[0] for cell in used], [cell[1] for cell in used]
    return max(across, default=0) + 1, max(down, default=0) + 1


def _field(place: Place) -> Cell | None:
    match = _GRID.fullmatch(place.at)
    return (ord(match[1].upper()) - ord("A"), int(match[2]) - 1) if match else None


def _index(name: str, places: Sequence[Place]) -> int:
    at = found(name, places)
    return -1 if at is None else at
