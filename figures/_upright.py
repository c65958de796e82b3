"""Upright bars: for time series, and for few rows with short names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ._bars import draw_key, fill_of
from ._pen import CAP, Pen
from ._place import thinned
from ._rows import Rows, ink_of, unit_of, worded
from ._scale import grid, tick_names, ticks


@dataclass(frozen=True)
class Stage:
    """Where upright bars stand: the left end, the spacing, and the scale, in points."""

    left: float
    pitch: float
    top: float
    floor: float
    low: float
    high: float
    numbered: bool

    def middle(self, row: int) -> float:
        """Return the middle of a row."""
        return self.left + self.pitch * (row + 0.5)

    def y(self, value: float) -> float:
        """Return the height of a value."""
        span = (self.high - self.low) or 1.0
        return self.floor - (value - self.low) / span * (self.floor - self.top)


def stand(pen: Pen, bars: Rows) -> bool:
    """Draw upright bars; False, with nothing drawn, when their names do not fit below them."""
    count, per = len(bars.names), len(bars.series)
    pitch = min(pen.width / count, 120.0)
    numbered = _values_fit(pen, bars, pitch if per == 1 else _thickness(pitch, per))
    values = [float(v) for each in bars.series for _, v in each.present] + [0.0]
    places = ticks(min(values), max(values), pen.height)
    names = tick_names(pen.style, places, unit_of(bars))
    left = 0.0 if numbered else max(pen.measure(name, pen.small) for name in names) + 4
    pitch = min((pen.width - left) / count, 120.0)
    wrapped = names_below(pen, bars, pitch)
    if not wrapped:
        return False
    top = draw_key(pen, bars) + pen.label.size * 1.1
    floor = foot_of(pen, wrapped) - 3
    if numbered and min(values) < 0:
        floor -= pen.label.size + 4
    low, high = (min(values), max(values)) if numbered else (places[0], places[-1])
    stage = Stage(left, pitch, top, floor, low, high, numbered)
    if not numbered:
        grid(pen, (left, left + pitch * count), [stage.y(place) for place in places], names)
    for row in range(count):
        for at in range(per):
            _upright(pen, bars, (at, row), stage)
    draw_feet(pen, bars, stage, wrapped)
    return True


def foot_of(pen: Pen, wrapped: Mapping[int, Sequence[str]]) -> float:
    """Return where the names below upright bars begin."""
    return pen.height - max(map(len, wrapped.values())) * pen.leading(pen.label)


def draw_feet(pen: Pen, bars: Rows, stage: Stage, wrapped: Mapping[int, Sequence[str]]) -> None:
    """Draw the baseline, and the names below it."""
    for row, lines in wrapped.items():
        ink = ink_of(pen, bars, row)
        at_foot = (stage.middle(row), foot_of(pen, wrapped) + ink.size)
        pen.lines(at_foot, lines, ink, "middle", mark=bars.cells[row].mark)
    right = stage.left + stage.pitch * len(bars.names)
    pen.line([(stage.left, stage.y(0)), (right, stage.y(0))], pen.style.ink, 0.6)


def _thickness(pitch: float, per: int) -> float:
    return min(pitch * (0.66 if per == 1 else 0.82) / per, 34.0)


def names_below(pen: Pen, bars: Rows, pitch: float) -> dict[int, list[str]]:
    """Return the names to be printed below upright bars, wrapped; none when they do not fit."""
    if bars.dated:
        return {row: [bars.names[row]] for row in _shown(pen, bars, pitch)}
    inks = [ink_of(pen, bars, row) for row in range(len(bars.names))]
    room = pitch * 0.94
    wrapped = {row: pen.wrap(name, room, inks[row]) for row, name in enumerate(bars.names)}
    wide = any(pen.measure(line, inks[row]) > room for row in wrapped for line in wrapped[row])
    return {} if wide or max(map(len, wrapped.values())) > 3 else wrapped


def _shown(pen: Pen, bars: Rows, pitch: float) -> list[int]:
    """Return the rows of a time series whose names are printed: all, or as many as fit."""
    widest = max(pen.measure(name, pen.strong) for name in bars.names)

    def apart(rows: list[int]) -> bool:
        return widest + 3 <= pitch * (rows[1] - rows[0] if len(rows) > 1 else len(bars.names))

    return thinned(len(bars.names), apart)


def _values_fit(pen: Pen, bars: Rows, room: float) -> bool:
    widths = [
        pen.measure(worded(pen, each, value), ink_of(pen, bars, row))
        for each in bars.series
        for row, value in enumerate(each.values)
        if value is not None
    ]
    return max(widths) + 2 <= room


def _upright(pen: Pen, bars: Rows, which: tuple[int, int], stage: Stage) -> None:
    """Draw one upright bar; its value above it (below, when negative) unless there is a scale."""
    at, row = which
    each, per = bars.series[at], len(bars.series)
    thick = _thickness(stage.pitch, per)
    left = stage.left + stage.pitch * (row + 0.5) + (at - per / 2) * thick
    value = each.values[row]
    if value is None:
        pen.text((left + thick / 2, stage.y(0) - 3), "–", pen.small, "middle")
        return
    top, zero = stage.y(float(value)), stage.y(0)
    width = thick if per == 1 else thick - 1
    if value:
        box = (left, min(top, zero), width, abs(top - zero))
        fill_of(pen, bars, at, row).paint(pen, box)
    if stage.numbered:
        ink = ink_of(pen, bars, row)
        base = top + (ink.size * CAP + 3 if value < 0 else -3)
        text = worded(pen, each, value)
        pen.text((left + width / 2, base), text, ink, "middle", mark=each.cells[row].mark)
