"""Bars that are made of parts, or that float: stacks and the steps of a waterfall.

A tower is one row: parts from one value to another, and a text at its end. Lying or upright.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ._bars import Fill, draw_key
from ._pen import CAP, Ink, Pen, tint
from ._place import spread
from ._rows import Rack, Rows, centred, column_of, draw_names, unit_of
from ._scale import fitted, grid, tick_names, ticks
from ._upright import Stage, draw_feet, foot_of, names_below

if TYPE_CHECKING:
    from report.diagnostics import Mark

_THICK = 17.0
_SLIM = 34.0  # points, the widest that an upright tower is
_WIDEST = 120.0  # points, the widest that upright towers are spaced
_BESIDE = 0.25  # of the width, the most that names beside the last tower take
_AIR = 8.0  # points between the last tower and these names
_SEAM = 0.8  # points of ground between two parts


@dataclass(frozen=True)
class Part:
    """A piece of a bar between two values; `text` is set on it where there is room."""

    begin: float
    end: float
    fill: Fill
    text: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Tower:
    """A row: its parts, the text at its end (or, with `below`, before it), where it leads to.

    `brief` stands for the text above an upright tower where that has no room; "" if nothing may.
    """

    parts: tuple[Part, ...]
    text: str
    ink: Ink
    brief: str = ""
    mark: Mark | None = None
    below: bool = False
    link: float | None = None

    @property
    def low(self) -> float:
        """The lowest value of it, or zero where it has no part."""
        return min((min(part.begin, part.end) for part in self.parts), default=0.0)

    @property
    def high(self) -> float:
        """The highest value of it, or zero where it has no part."""
        return max((max(part.begin, part.end) for part in self.parts), default=0.0)


def scale_of(pen: Pen, rows: Rows, towers: Sequence[Tower]) -> tuple[float, float]:
    """Return where zero lies across lying towers, and points per unit."""
    left, _ = column_of(pen, rows)
    before, after = [(0.0, 0.0)], [(0.0, 0.0)]
    for tower in towers:
        room = pen.measure(tower.text, tower.ink) + 5 if tower.text else 0.0
        before.append((tower.low, room if tower.below else 0.0))
        after.append((tower.high, 0.0 if tower.below else room))
    zero, scale = fitted(pen.width - left, before, after)
    return left + zero, scale


def lie(pen: Pen, rows: Rows, towers: Sequence[Tower], rack: Rack) -> None:
    """Draw lying towers, their names before them and their texts at their ends."""
    zero, scale = scale_of(pen, rows, towers)
    thick = min(rack.pitch * 0.62, _THICK)
    draw_names(pen, rows, rack)
    _links(pen, [(rack.middle(row), t) for row, t in enumerate(towers)], (zero, scale), thick)
    for row, tower in enumerate(towers):
        middle = rack.middle(row)
        for part in tower.parts:
            ends = sorted((zero + part.begin * scale, zero + part.end * scale))
            seam = _SEAM if len(tower.parts) > 1 and ends[1] - ends[0] > 2 * _SEAM else 0.0
            box = (ends[0], middle - thick / 2, ends[1] - ends[0] - seam, thick)
            _part(pen, part, box)
        at = zero + (tower.low * scale - 4 if tower.below else tower.high * scale + 4)
        base = centred(middle, tower.ink)
        pen.text(
            (at, base), tower.text, tower.ink, "end" if tower.below else "start", mark=tower.mark
        )
    pen.line([(zero, rack.top), (zero, rack.foot)], pen.style.ink, 0.6)


def _links(
    pen: Pen, towers: Sequence[tuple[float, Tower]], scale: tuple[float, float], thick: float
) -> None:
    """Draw thin lines from where a tower ends to the one below it."""
    zero, unit = scale
    colour = tint(pen.style.quiet, pen.style.ground, 1.6)
    for (middle, tower), (following, _) in pairwise(towers):
        if tower.link is not None:
            x = zero + tower.link * unit
            ends = [(x, middle + thick / 2), (x, following - thick / 2)]
            pen.line(ends, colour, 0.6, faint=True)


def _part(pen: Pen, part: Part, box: tuple[float, float, float, float]) -> None:
    """Draw a part, and its text on it where there is room."""
    left, top, width, height = box
    if width <= 0 or height <= 0:
        return
    part.fill.paint(pen, box)
    ink = Ink(pen.style.label_size, part.fill.ink(pen))
    fits = pen.measure(part.text, ink) + 5 <= width and ink.size * CAP + 3 <= height
    if part.text and fits:
        place = (left + width / 2, centred(top + height / 2, ink))
        pen.text(place, part.text, ink, "middle", ground=part.fill.face, mark=part.mark)


def stand(pen: Pen, rows: Rows, towers: Sequence[Tower]) -> bool:
    """Draw upright towers; False, with nothing drawn, if their names do not fit below them."""
    for side in dict.fromkeys((_side(pen, rows, towers[-1]), 0.0)):
        placed = _stage(pen, rows, towers, side)
        if placed:
            stage, wrapped = placed
            _upright(pen, towers, stage)
            draw_feet(pen, rows, stage, wrapped)
            if side:
                _names_beside(pen, rows, towers[-1], stage)
            return True
    return False


def _side(pen: Pen, rows: Rows, last: Tower) -> float:
    """Return the room that the names of the series want beside the last tower, 0 for none."""
    if len(rows.series) < 2 or len(last.parts) < len(rows.series):
        return 0.0
    wide = max(pen.measure(each.name, pen.label) for each in rows.series) + _AIR
    return wide if wide <= pen.width * _BESIDE else 0.0


def _stage(
    pen: Pen, rows: Rows, towers: Sequence[Tower], side: float
) -> tuple[Stage, Mapping[int, Sequence[str]]] | None:
    """Return where the towers stand, and the names below them; None where those do not fit.

    Where the series are not named at the `side`, a key is drawn; and a scale without totals.
    """
    count = len(towers)
    pitch = min((pen.width - side) / count, _WIDEST)
    numbered = all(t.brief or pen.measure(t.text, t.ink) + 2 <= pitch for t in towers)
    low = min(0.0, *(tower.low for tower in towers))
    high = max(0.0, *(tower.high for tower in towers))
    places = ticks(low, high, pen.height)
    names = tick_names(pen.style, places, unit_of(rows))
    left = 0.0 if numbered else max(pen.measure(name, pen.small) for name in names) + 4
    pitch = min((pen.width - left - side) / count, _WIDEST)
    wrapped = names_below(pen, rows, pitch)
    if not wrapped:
        return None
    head = 0.0 if side else draw_key(pen, rows)
    top = head + (pen.label.size * 1.1 if any(tower.text for tower in towers) else 2.0)
    floor = foot_of(pen, wrapped) - 3
    if numbered and any(tower.below and tower.low <= 0 for tower in towers):
        floor -= pen.label.size + 4
    if not numbered:
        low, high = places[0], places[-1]
    stage = Stage(left, pitch, top, floor, low, high, numbered)
    if not numbered:
        grid(pen, (left, left + pitch * count), [stage.y(place) for place in places], names)
    return stage, wrapped


def _names_beside(pen: Pen, rows: Rows, last: Tower, stage: Stage) -> None:
    """Name the series beside their parts of the last tower, none upon another."""
    step = pen.leading(pen.label)
    end = stage.middle(len(rows.names) - 1) + _slim(stage) / 2
    middles = [stage.y((part.begin + part.end) / 2) for part in last.parts]
    order = sorted(range(len(middles)), key=lambda at: middles[at])
    tops = spread([middles[at] - step / 2 for at in order], [step] * len(order), 0.0, stage.floor)
    for at, top in zip(order, tops, strict=True):
        y = top + step / 2
        if abs(y - middles[at]) > 2:
            faint = tint(pen.style.quiet, pen.style.ground, 1.6)
            pen.line([(end + 1, middles[at]), (end + _AIR - 2, y)], faint, 0.5, faint=True)
        pen.text((end + _AIR, centred(y, pen.label)), rows.series[at].name, pen.label)


def _slim(stage: Stage) -> float:
    """Return the width of an upright tower."""
    return min(stage.pitch * 0.66, _SLIM)


def _upright(pen: Pen, towers: Sequence[Tower], stage: Stage) -> None:
    thick = _slim(stage)
    colour = tint(pen.style.quiet, pen.style.ground, 1.6)
    for row, tower in enumerate(towers):
        middle = stage.middle(row)
        if tower.link is not None and row + 1 < len(towers):
            y = stage.y(tower.link)
            ends = [(middle + thick / 2, y), (stage.middle(row + 1) - thick / 2, y)]
            pen.line(ends, colour, 0.6, faint=True)
        for part in tower.parts:
            top, foot = sorted((stage.y(part.begin), stage.y(part.end)))
            seam = _SEAM if len(tower.parts) > 1 and foot - top > 2 * _SEAM else 0.0
            _part(pen, part, (middle - thick / 2, top + seam, thick, foot - top - seam))
        if stage.numbered or not tower.parts:
            foot = stage.y(tower.low) + tower.ink.size * CAP + 3
            base = foot if tower.below else stage.y(tower.high) - 3
            wide = tower.brief and pen.measure(tower.text, tower.ink) + 2 > stage.pitch
            text = tower.brief if wide else tower.text
            pen.text((middle, base), text, tower.ink, "middle", mark=tower.mark)
