"""Bars that are made of parts, or that float: stacks and the steps of a waterfall.

A tower is one row: parts from one value to another, and a text at its end. Lying or upright.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ._bars import Fill, draw_key
from ._pen import CAP, Ink, Pen, tint
from ._rows import Rack, Rows, centred, column_of, draw_names
from ._scale import fitted, grid, tick_names, ticks
from ._upright import Stage, draw_feet, foot_of, names_below

if TYPE_CHECKING:
    from report.diagnostics import Mark

PITCH = 42.0  # points, the widest that lying towers are spaced
_THICK = 17.0
_SLIM = 34.0  # points, the widest that an upright tower is
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
    """Draw upright towers; False, with nothing drawn, if their names do not fit."""
    count = len(towers)
    pitch = min(pen.width / count, 120.0)
    numbered = all(t.brief or pen.measure(t.text, t.ink) + 2 <= pitch for t in towers)
    low = min(0.0, *(tower.low for tower in towers))
    high = max(0.0, *(tower.high for tower in towers))
    places = ticks(low, high, pen.height)
    names = tick_names(pen.style, places, "")
    left = 0.0 if numbered else max(pen.measure(name, pen.small) for name in names) + 4
    pitch = min((pen.width - left) / count, 120.0)
    wrapped = names_below(pen, rows, pitch)
    if not wrapped:
        return False
    head = draw_key(pen, rows)
    labelled = any(tower.text for tower in towers)
    top = head + (pen.label.size * 1.1 if labelled else 2.0)
    floor = foot_of(pen, wrapped) - 3
    if numbered and any(tower.below and tower.low <= 0 for tower in towers):
        floor -= pen.label.size + 4
    low, high = (low, high) if numbered else (places[0], places[-1])
    stage = Stage(left, pitch, top, floor, low, high, numbered)
    if not numbered:
        grid(pen, (left, left + pitch * count), [stage.y(place) for place in places], names)
    _upright(pen, towers, stage)
    draw_feet(pen, rows, stage, wrapped)
    return True


def _upright(pen: Pen, towers: Sequence[Tower], stage: Stage) -> None:
    thick = min(stage.pitch * 0.66, _SLIM)
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
