"""What the walk through one page finds, and how far it may go."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ...units import Length, Rect
from ..bidi import in_reading_order
from ..colours import Space
from ..printed import PROCESS, Box, Colour, Kind, Painted
from .graphics import State, common, union

_OPERATORS_OF_PAGE = 1_000_000
_OPERATORS_OF_FILE = 6_000_000
_PAINTED_OF_FILE = 400_000
_BYTES_OF_PAGE = 64 << 20
_BYTES_OF_FILE = 512 << 20
_MOST_HOLES = 3
_LONGEST_TEXT = 400


class Spent(Exception):
    """A page, or the file, asks for more work than is reasonable; the text says of what."""


@dataclass
class Budget:
    """How much of a file is read: drawing instructions, bytes of content, painted objects."""

    operators: int = _OPERATORS_OF_FILE
    data: int = _BYTES_OF_FILE
    painted: int = _PAINTED_OF_FILE
    _operators_of_page: int = _OPERATORS_OF_PAGE
    _data_of_page: int = _BYTES_OF_PAGE

    def start_page(self) -> None:
        """Allow one more page its share."""
        self._operators_of_page = min(self.operators, _OPERATORS_OF_PAGE)
        self._data_of_page = min(self.data, _BYTES_OF_PAGE)

    def work(self, count: int) -> None:
        """Count drawing instructions; Spent when there are too many."""
        self.operators -= count
        self._operators_of_page -= count
        if self._operators_of_page < 0:
            whole = f"the file has more than {_OPERATORS_OF_FILE:,} drawing instructions"
            page = f"it has more than {_OPERATORS_OF_PAGE:,} drawing instructions"
            raise Spent(whole if self.operators < 0 else page)

    def read(self, count: int) -> None:
        """Count bytes of content; Spent when there are too many."""
        self.data -= count
        self._data_of_page -= count
        if self._data_of_page < 0:
            whole = f"the file has more than {_BYTES_OF_FILE >> 20} MB of content"
            page = f"it has more than {_BYTES_OF_PAGE >> 20} MB of content"
            raise Spent(whole if self.data < 0 else page)

    def paint(self) -> None:
        """Count a painted object; Spent when there are too many."""
        self.painted -= 1
        if self.painted < 0:
            raise Spent(f"the file paints more than {_PAINTED_OF_FILE:,} objects")


@dataclass(frozen=True)
class UserSpace:
    """The user space of a page (ISO 32000-1 §8.3.2.3): the page's number from 1, the box that
    coordinates are counted from, what its medium shows, and the points that one unit stands for."""

    number: int
    trim: Box
    media: Box
    unit: float = 1.0

    def rect(self, box: Box) -> Rect:
        """Return a rectangle of the page in trim coordinates."""
        left, bottom, right, top = box
        unit = self.unit
        return Rect(
            Length((left - self.trim[0]) * unit),
            Length((self.trim[3] - top) * unit),
            Length((right - left) * unit),
            Length((top - bottom) * unit),
        )


@dataclass
class _Line:
    """Text that goes on as long as the next that is shown fits behind it."""

    values: dict[str, Any]
    box: Box
    end: tuple[float, float]
    direction: tuple[float, float]
    texts: list[str]


@dataclass(frozen=True)
class Shown:
    """A string that is shown: its glyphs' texts, the rectangle of those that leave ink (None for
    white space alone), and where it begins and ends on the baseline, which runs along
    `direction`; all in the page's coordinates. `size` is that of the type on the page."""

    texts: list[str]
    box: Box | None
    start: tuple[float, float]
    end: tuple[float, float]
    direction: tuple[float, float]
    size: float


@dataclass
class Canvas:
    """Collects what one page paints.

    While it is `silent`, nothing is: what is walked leaves no colour of its own on paper, though
    its fonts are needed and its holes are holes. `masks` are the soft masks that were walked.
    """

    page: UserSpace
    budget: Budget
    painted: list[Painted] = field(default_factory=list)
    groups: dict[tuple[str, str], None] = field(default_factory=dict)
    spaces: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    holes: dict[str, None] = field(default_factory=dict)
    uses_transparency: bool = False
    silent: bool = False
    masks: set[tuple[int, int]] = field(default_factory=set)
    _line: _Line | None = None

    def hole(self, reason: str) -> None:
        """Remember why something was not read."""
        if len(self.holes) < _MOST_HOLES:
            self.holes[reason] = None

    @contextmanager
    def silenced(self) -> Iterator[None]:
        """Paint nothing for a while."""
        self.end_line()
        before, self.silent = self.silent, True
        try:
            yield
        finally:
            self.silent = before

    def use(self, space: Space) -> None:
        """Remember a colour space that is used."""
        if self.silent:
            return
        self.spaces.add(space.label or "unknown")
        while space.beneath and space.family in ("Indexed", "Pattern"):
            space = space.beneath
        self.spots.update(ink for ink in space.colorants if ink not in (*PROCESS, "All", "None"))

    def put(self, kind: Kind, box: Box, state: State, space: Space, **values: Any) -> None:
        """Paint something that fills `box`, as far as the clip leaves of it."""
        self.end_line()
        if self.silent:
            return
        if clipped := clipped_by(box, state.clip):
            self.use(space)
            known = self._common_values(kind, state)
            self._add(kind, state.area or clipped, known | values)

    def show(self, shown: Shown, state: State, space: Space, **values: Any) -> None:
        """Paint text, as part of the line before it where it fits behind."""
        if self.silent:
            return
        kind: Kind = "stroke" if values.get("width") else "text"
        known = self._common_values(kind, state) | values
        known["size"] = round(shown.size * self.page.unit, 4)
        clipped = clipped_by(shown.box, state.clip) if shown.box else None
        clipped = clipped and (state.area or clipped)
        line = self._line
        if line and line.values == known and _fits(line, shown):
            line.texts += [*_gap(line, shown), *shown.texts]
            line.end = shown.end
            line.box = union(line.box, clipped) if clipped else line.box
            return
        self.end_line()
        if clipped:
            if known.get("inked", True):
                self.use(space)
            texts = list(shown.texts)
            self._line = _Line(known, clipped, shown.end, shown.direction, texts)

    def end_line(self) -> None:
        """Take in the text that nothing more can be added to."""
        line, self._line = self._line, None
        if line:
            text = "".join(line.texts[:_LONGEST_TEXT])
            if not text.isascii():
                text = in_reading_order(line.texts[:_LONGEST_TEXT])
            self._add("text", line.box, line.values | {"text": text.strip()})

    def _common_values(self, kind: Kind, state: State) -> dict[str, Any]:
        stroked = kind == "stroke"
        opacity = state.stroke_opacity if stroked else state.fill_opacity
        blend = state.group_blend if state.blend == "Normal" else state.blend
        if opacity * state.group_opacity < 1 or blend != "Normal" or state.soft_mask:
            self.uses_transparency = True
        return {
            "overprint": state.stroke_overprint if stroked else state.fill_overprint,
            "mode": state.mode,
            "opacity": opacity * state.group_opacity,
            "blend": blend,
        }

    def _add(self, kind: Kind, box: Box, values: Mapping[str, Any]) -> None:
        self.budget.paint()
        colour: Colour | None = values.get("colour")
        if colour is not None and colour.inks == {}:
            values = {**values, "inked": False}
        page = self.page
        self.painted.append(Painted(kind, page.number, page.rect(box), **values))


def clipped_by(box: Box, clip: Box) -> Box | None:
    """Return what a clip leaves of a box; None where that is nothing, or an edge in common only.

    A box without height or width, a hairline, may stay one. One that is not finite, of numbers
    without bounds, is taken to fill the clip.
    """
    if not all(map(math.isfinite, box)):
        return clip if all(map(math.isfinite, clip)) else None
    found = common(box, clip)
    if found is None or not all(map(math.isfinite, found)):
        return None
    if found[0] == found[2] and box[0] < box[2]:
        return None
    if found[1] == found[3] and box[1] < box[3]:
        return None
    return found


def _fits(line: _Line, shown: Shown) -> bool:
    """True when the text continues the line: same direction and baseline, no wide gap."""
    (ux, uy), (x, y) = line.direction, (shown.start[0] - line.end[0], shown.start[1] - line.end[1])
    turned = ux * shown.direction[0] + uy * shown.direction[1]
    along, across = x * ux + y * uy, y * ux - x * uy
    size = shown.size
    return turned > 0.9999 and abs(across) <= 0.05 * size and -0.5 * size <= along <= size


def _gap(line: _Line, shown: Shown) -> list[str]:
    """Return a space where the text stands off what is before it."""
    (ux, uy), (x, y) = line.direction, (shown.start[0] - line.end[0], shown.start[1] - line.end[1])
    apart = x * ux + y * uy > 0.15 * shown.size
    return [" "] if apart and line.texts and not line.texts[-1].isspace() else []
