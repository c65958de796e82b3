"""Upright bars: for time series, and for few rows with short names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ._bars import Bars, colour_of, draw_key, ink_of, unit_of, worded
from ._pen import CAP, Pen
from ._place import thinned
from ._scale import grid, tick_names, ticks


@dataclass(frozen=True)
class _Stage:
    """Where upright bars stand: the left end, the spacing, and the scale, in points."""

    left: float
    pitch: float
    top: float
    floor: float
    low: float
    high: float
    numbered: bool

    def y(self, value: float) -> float:
        span = (self.high - self.low) or 1.0
        return self.floor - (value - self.low) / span * (self.floor - self.top)


def stand(pen: Pen, bars: Bars) -> bool:
    """Draw upright bars; False, with nothing drawn, when their names do not fit below them."""
    count, per = len(bars.names), len(bars.series)
    pitch = min(pen.width / count, 120.0)
    numbered = _values_fit(pen, bars, pitch if per == 1 else _thickness(pitch, per))
    values = [float(v) for each in bars.series for _, v in each.present] + [0.0]
    places = ticks(min(values), max(values), pen.height)
    names = tick_names(pen.style, places, unit_of(bars))
    left = 0.0 if numbered else max(pen.measure(name, pen.small) for name in names) + 4
    pitch = min((pen.width - left) / count, 120.0)
    wrapped = _names_below(pen, bars, pitch)
    if not wrapped:
        return False
    top = draw_key(pen, bars) + pen.label.size * 1.1
    floor = pen.height - max(map(len, wrapped.values())) * pen.leading(pen.label) - 3
    if numbered and min(values) < 0:
        floor -= pen.label.size + 4
    low, high = (min(values), max(values)) if numbered else (places[0], places[-1])
    stage = _Stage(left, pitch, top, floor, low, high, numbered)
    if not numbered:
        grid(pen, (left, left + pitch * count), [stage.y(place) for place in places], names)
    for row in range(count):
        for at in range(per):
            _upright(pen, bars, (at, row), stage)
        if row in wrapped:
            ink = ink_of(pen, bars, row)
            at_foot = (left + pitch * (row + 0.5), _foot(pen, wrapped) + ink.size)
            pen.lines(at_foot, wrapped[row], ink, "middle", mark=bars.cells[row].mark)
    pen.line([(left, stage.y(0)), (left + pitch * count, stage.y(0))], pen.style.ink, 0.6)
    return True


def _foot(pen: Pen, wrapped: Mapping[int, Sequence[str]]) -> float:
    return pen.height - max(map(len, wrapped.values())) * pen.leading(pen.label)


def _thickness(pitch: float, per: int) -> float:
    return min(pitch * (0.66 if per == 1 else 0.82) / per, 34.0)


def _names_below(pen: Pen, bars: Bars, pitch: float) -> dict[int, list[str]]:
    """Return the names to be printed below upright bars, wrapped; none when they do not fit."""
    if bars.dated:
        return {row: [bars.names[row]] for row in _shown(pen, bars, pitch)}
    inks = [ink_of(pen, bars, row) for row in range(len(bars.names))]
    room = pitch * 0.94
    wrapped = {row: pen.wrap(name, room, inks[row]) for row, name in enumerate(bars.names)}
    wide = any(pen.measure(line, inks[row]) > room for row in wrapped for line in wrapped[row])
    return {} if wide or max(map(len, wrapped.values())) > 3 else wrapped


def _shown(pen: Pen, bars: Bars, pitch: float) -> list[int]:
    """Return the rows of a time series whose names are printed: all, or as many as fit."""
    widest = max(pen.measure(name, pen.strong) for name in bars.names)

    def apart(rows: list[int]) -> bool:
        return widest + 3 <= pitch * (rows[1] - rows[0] if len(rows) > 1 else len(bars.names))

    return thinned(len(bars.names), apart)


def _values_fit(pen: Pen, bars: Bars, room: float) -> bool:
    widths = [
        pen.measure(worded(pen, each, value), ink_of(pen, bars, row))
        for each in bars.series
        for row, value in enumerate(each.values)
        if value is not None
    ]
    return max(widths) + 2 <= room


def _upright(pen: Pen, bars: Bars, which: tuple[int, int], stage: _Stage) -> None:
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
        pen.rectangle(box, colour_of(pen, bars, at, row))
    if stage.numbered:
        ink = ink_of(pen, bars, row)
        base = top + (ink.size * CAP + 3 if value < 0 else -3)
        text = worded(pen, each, value)
        pen.text((left + width / 2, base), text, ink, "middle", mark=each.cells[row].mark)
