"""A locator block as a template prints it: every part with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..composed import Picture
from ..content.blocks.locator import Locator, Place, cells, extent
from ..content.joined import found
from ..diagnostics import Finding
from ..languages import told
from ..letter_widths import Setting
from ..units import Length
from .codes import BEHIND, ICON_WITHOUT_WORD, NO_ROOM, TOO_HIGH
from .drawing import drawn
from .geometry import Box, Point
from .setting import AIR, Bench, Caption, Placed, captions, css_place
from .sketch import Label, Plan, Sketch, Spot, Tie, Words, sketched

PADDING = 7.0
"""The white along the edge of the ground, in points: half a line of the usual grid."""
_WHITE, _DOT = 4.0, 7.0
# Icons in fields of this width, and in narrower ones.
_WIDE, _LARGE, _SMALL = 80.0, 20.0, 16.0
_ROOMS = (400.0, 112.0, 88.0, 68.0, 52.0)
_STROKE = 1.0
# Heights of rows that are tried, in lines of the grid, and the lines of a page left to others.
_ROWS, _KEPT = range(5, 13), 6


@dataclass(frozen=True)
class PlaceView:
    """A place as it is printed; `icon` is None for a dot."""

    place: Place
    style: str
    icon: Picture | None
    icon_style: str
    name: Placed
    note: Placed | None


@dataclass(frozen=True)
class RouteView:
    """A line as it is printed, and its label."""

    picture: Picture
    style: str
    time: Placed | None


@dataclass(frozen=True)
class LocatorView:
    """A locator sketch as a template prints it, and what was noticed."""

    style: str
    places: tuple[PlaceView, ...]
    routes: tuple[RouteView, ...]
    findings: tuple[Finding, ...]


def locator_view(block: Locator, width: Length, bench: Bench) -> LocatorView:
    """Return a block as it is printed `width` wide."""
    return _Locator(block, width, bench).view()


class _Locator:
    """Holds what belongs to one sketch while it is set."""

    def __init__(self, block: Locator, width: Length, bench: Bench) -> None:
        self.block, self.bench = block, bench
        self.width = width.pt - 2 * PADDING
        tied = zip(block.places, cells(block.places), strict=True)
        # Without a field is what an edition for another use has a place for.
        self.spots = [(place, cell) for place, cell in tied if cell is not None]
        self.places = [place for place, _ in self.spots]
        ends = [(each, self._index(each.start), self._index(each.end)) for each in block.routes]
        self.routes = [
            (each, start, end) for each, start, end in ends if start is not None and end is not None
        ]
        self.columns, self.rows = extent(dict.fromkeys(cell for _, cell in self.spots))
        self.icon = _LARGE if self.width / self.columns >= _WIDE else _SMALL
        self.captions = [captions((each.name, each.note), bench, _ROOMS) for each in self.places]
        self.times = [captions(("", each.time), bench, _ROOMS) for each, _, _ in self.routes]

    def _index(self, name: str) -> int | None:
        return found(name, self.places)

    def view(self) -> LocatorView:
        plan = Plan(
            self.width,
            self.columns,
            self.rows,
            tuple(
                Spot(
                    cell,
                    self._reach(place),
                    tuple(map(_words, each)),
                    has_corners=place.highlight and place.icon is not None,
                )
                for (place, cell), each in zip(self.spots, self.captions, strict=True)
            ),
            tuple(
                Tie(start, end, tuple(_words(way, AIR) for way in each) if route.time else ())
                for (route, start, end), each in zip(self.routes, self.times, strict=True)
            ),
        )
        made = sketched(plan, self._heights())
        return LocatorView(
            f"height: {self._height(made).css}; {self.bench.faces.css}",
            tuple(self._place(made, at) for at in range(len(self.places))),
            tuple(self._route(made, at) for at in range(len(self.routes))),
            tuple(self._findings(made)),
        )

    def _height(self, made: Sketch) -> Length:
        return Length(made.height + 2 * PADDING)

    def _heights(self) -> tuple[float, ...]:
        """Return the heights of rows to be tried."""
        page = self.bench.design.format
        line = page.baseline.pt
        if self.block.lines:
            return ((self.block.lines * line - 2 * PADDING) / self.rows,)
        most = (page.lines - _KEPT) * line - 2 * PADDING
        fitting = tuple(line * each for each in _ROWS if line * each * self.rows <= most)
        return fitting or (most / self.rows,)

    def _ground(self, place: Place) -> float:
        """Return the width and height of a place's mark."""
        if place.icon is None:
            return _DOT * 1.6 if place.highlight else _DOT
        return self.icon * 1.5 if place.highlight else self.icon

    def _reach(self, place: Place) -> float:
        """Return how far from the middle of a place its lines and its label begin."""
        return self._ground(place) / 2 + _WHITE

    def _place(self, made: Sketch, at: int) -> PlaceView:
        place, mark = self.places[at], made.marks[at]
        bench, icon = self.bench, None
        ground = _square(mark, self._ground(place) / 2)
        drawing = _square(mark, self.icon / 2)
        if place.icon:
            words = bench.design.language.icons
            alt = words.get(place.icon.name, place.icon.name.replace("-", " "))
            colour = bench.design.theme.srgb("paper" if place.highlight else "ink")
            size = Length(self.icon)
            icon = bench.requests.icon(place.icon, alt, self.block.id, size, colour)
        name, note = self._caption(made.labels[at], at, mark)
        return PlaceView(
            place, css_place(ground, PADDING), icon, css_place(drawing, PADDING), name, note
        )

    def _caption(self, label: Label | None, at: int, mark: Point) -> tuple[Placed, Placed | None]:
        """Return the places of a name and a note; without room, to the right of the mark."""
        place = self.places[at]
        setting = self.captions[at][label.setting if label else 0]
        reach = self._reach(place)
        box = label.box if label else Box(mark[0] + reach, mark[1] - 6, setting.width, 0)
        side = label.side if label else "left"
        name = _text(place.name, setting.name, box, side)
        below = Box(box.x, box.y + setting.name.height, box.width, box.height)
        return name, _text(place.note, setting.words, below, side) if place.note else None

    def _route(self, made: Sketch, at: int) -> RouteView:
        route, start, end = self.routes[at]
        bench = self.bench
        drawing = drawn([made.lines[at]], bench.design.theme.srgb("quiet"), _STROKE)
        names = [bench.typesetter.plain(self.places[each].name) for each in (start, end)]
        alt = told(bench.design.language.words.between, start=names[0], end=names[1])
        picture = bench.requests.drawing(drawing.svg, alt, self.block.id, drawing.size)
        label = made.notes[at]
        time = None
        if route.time:
            way = _words(self.times[at][label.setting if label else 0], AIR)
            x, y = made.lines[at][0]
            box = label.box if label else Box(x, y, way.width, way.height)
            time = Placed(route.time, css_place(box, PADDING))
        return RouteView(picture, css_place(drawing.box, PADDING), time)

    def _findings(self, made: Sketch) -> Iterator[Finding]:
        at = self.block.id
        language = self.bench.design.language
        for place in self.places:
            if place.icon and place.icon.name not in language.icons:
                message = f"{language.label} has no word for the icon “{place.icon.name}”"
                help = (
                    f"write it into the file of the language, below `icons:`: {place.icon.name}: …"
                )
                mark = place.icon.mark_of("name")
                yield ICON_WITHOUT_WORD.finding(mark, message, help=help, at=at)
        for place, label in zip(self.places, made.labels, strict=True):
            if label is None:
                message = f"the name “{place.name}” finds no room in the sketch"
                help = "shorten it, move the place to a field with more room, or give more `lines`"
                yield NO_ROOM.finding(place.mark_of("name"), message, help=help, at=at)
        for (route, _, _), label in zip(self.routes, made.notes, strict=True):
            if route.time and label is None:
                message = f"“{route.time}” finds no room on its line"
                help = "shorten it, or move the two places apart"
                yield NO_ROOM.finding(route.mark_of("time"), message, help=help, at=at)
        message = self.bench.too_high(self._height(made), self.block.title)
        if message:
            help = "give it fewer `lines`, or make two sketches of it"
            yield TOO_HIGH.finding(self.block.mark, message, help=help, at=at)
        for number in made.behind:
            route = self.routes[number][0]
            message = f"the line from “{route.start}” to “{route.end}” runs through another place"
            help = "move one of the places by a field, or make two lines of it"
            yield BEHIND.finding(route.mark, message, help=help, at=at)


def _text(text: str, setting: Setting, box: Box, side: str) -> Placed:
    """Return words at the head of a label's box, as wide as they need and on its `side`."""
    left = {"left": 0.0, "center": 0.5, "right": 1.0}[side] * (box.width - setting.width)
    own = Box(box.x + left, box.y, setting.width, setting.height)
    return Placed(text, f"{css_place(own, PADDING)}; text-align: {side}")


def _words(caption: Caption, air: float = 0.0) -> Words:
    return Words(caption.width + 2 * air, caption.height)


def _square(point: Point, reach: float) -> Box:
    return Box(point[0] - reach, point[1] - reach, 2 * reach, 2 * reach)
