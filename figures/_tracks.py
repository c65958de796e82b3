"""Rows with marks along them: dots, ranges and lollipops, their values at the outer marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ._rows import Rack, Rows, centred, ink_of, worded
from ._scale import fitted, grid_colour
from ._words import phrase

if TYPE_CHECKING:
    from ._pen import Pen

REACH = 4.0  # points, the radius of a mark
_DIAMOND = 1.25  # how much farther than the others a diamond reaches
_AIR = 4.0  # points between a mark and its value


@dataclass(frozen=True)
class Track:
    """One row: its marks (series, value), the values printed before and after, what is missing."""

    marks: tuple[tuple[int, float], ...]
    before: str = ""
    after: str = ""
    lost: str = ""

    @property
    def low(self) -> float:
        """The lowest value, or zero where there is none."""
        return min((value for _, value in self.marks), default=0.0)

    @property
    def high(self) -> float:
        """The highest value, or zero where there is none."""
        return max((value for _, value in self.marks), default=0.0)


def tracks(pen: Pen, rows: Rows, printed: bool) -> tuple[Track, ...]:
    """Return the rows as tracks; `printed` puts the lowest and highest value beside their marks."""
    return tuple(_track(pen, rows, row, printed) for row in range(len(rows.names)))


def _track(pen: Pen, rows: Rows, row: int, printed: bool) -> Track:
    values = [each.values[row] for each in rows.series]
    there = [(at, value) for at, value in enumerate(values) if value is not None]
    marks = tuple((at, float(value)) for at, value in there)
    none = phrase(pen.style, "no_data")
    if not there:
        return Track((), lost=none)
    lost = ""
    if len(there) < len(values):
        missing = rows.series[values.index(None)].name
        lost = phrase(pen.style, "pair", label=missing, value=none)
    if not printed:
        return Track(marks, lost=lost)
    ends = sorted(there, key=lambda each: each[1])
    texts = [worded(pen, rows.series[at], value) for at, value in (ends[0], ends[-1])]
    # Two ends that read alike are said once.
    before = texts[0] if len(ends) > 1 and texts[0] != texts[1] else ""
    return Track(marks, before, texts[1], lost)


def track_scale(
    pen: Pen, rows: Rows, found: Sequence[Track], left: float, ends: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """Return where zero lies, and points per unit.

    `ends` are further values that have to be in sight, each with the room around it.
    """
    before, after = list(ends), list(ends)
    for row, track in enumerate(found):
        if track.marks:
            lead, trail = _rooms(pen, rows, row, track)
            before.append((track.low, lead))
            after.append((track.high, trail))
    zero, scale = fitted(pen.width - left, before, after)
    return left + zero, scale


def _rooms(pen: Pen, rows: Rows, row: int, track: Track) -> tuple[float, float]:
    """Return the room that a row needs before its lowest mark and after its highest."""
    ink = ink_of(pen, rows, row)
    reach = REACH * _DIAMOND if len(rows.series) > 3 else REACH
    lead = pen.measure(track.before, ink) + _AIR if track.before else 0.0
    trail = pen.measure(track.after, ink) + _AIR if track.after else 0.0
    trail += pen.measure(track.lost, pen.small) + _AIR if track.lost else 0.0
    return reach + lead, reach + trail


def sight(found: Sequence[Track], from_zero: bool | None) -> tuple[tuple[float, float], ...]:
    """Return the values that have to be in sight besides the marks: zero, or none.

    Undecided, zero is seen when the lowest value is less than half of the highest.
    """
    values = [value for track in found for _, value in track.marks]
    low, high = min(values), max(values)
    if from_zero is None:
        small, large = sorted((abs(low), abs(high)))
        from_zero = low <= 0 <= high or small * 2 < large or low == high
    return ((0.0, 0.0),) if from_zero else ()


def guide(pen: Pen, rows: Rows, row: int, track: Track, place: tuple[float, float, float]) -> None:
    """Draw a light line that leads the eye to a row's first mark; (from, to, height)."""
    start, x, y = place
    # A line that touched the sign of a negative value would be read as part of it.
    end = x - _rooms(pen, rows, row, track)[0] - _AIR
    if track.marks and end > start + 2 * REACH:
        pen.line([(start, y), (end, y)], grid_colour(pen.style), 0.6, faint=True)


def draw_values(
    pen: Pen, rows: Rows, row: int, track: Track, place: tuple[Rack, float, float]
) -> None:
    """Print the values of a row beside its outer marks, and what is missing after them."""
    rack, zero, scale = place
    ink, y = ink_of(pen, rows, row), rack.middle(row)
    cell = rows.cells[row]
    x = _after_zero(pen, track, (rack.left, zero))
    if track.marks:
        pen.text(
            (zero + track.low * scale - REACH - _AIR, centred(y, ink)),
            track.before,
            ink,
            "end",
            mark=cell.mark,
        )
        x = zero + track.high * scale + REACH + _AIR
        pen.text((x, centred(y, ink)), track.after, ink, mark=cell.mark)
        x += pen.measure(track.after, ink) + _AIR if track.after else 0.0
    pen.text((x, centred(y, pen.small)), track.lost, pen.small, mark=cell.mark)


def _after_zero(pen: Pen, track: Track, place: tuple[float, float]) -> float:
    """Return where a row without any mark says so: after the line of zero, where that is seen."""
    left, zero = place
    after = max(left, zero) + _AIR
    width = pen.measure(track.lost, pen.small)
    return after if after + width <= pen.width else max(zero - _AIR - width, left + _AIR)


def zero_line(
    pen: Pen, rows: Rows, found: Sequence[Track], place: tuple[Rack, float, float]
) -> None:
    """Draw the line of zero, but not through values that are printed there.

    Where it would be broken, it is drawn only to part what is negative from what is not.
    """
    rack, zero, scale = place
    free = [_free(pen, rows, row, track, (zero, scale)) for row, track in enumerate(found)]
    if not all(free) and not _below_zero(found):
        return
    for row, clear in enumerate(free):
        if clear:
            top = rack.top + rack.pitch * row
            pen.line([(zero, top), (zero, top + rack.pitch)], pen.style.ink, 0.6)


def values_in_the_way(
    pen: Pen, rows: Rows, found: Sequence[Track], scale: tuple[float, float]
) -> bool:
    """True where a value stands on the line of zero, and no row reaches below zero."""
    free = (_free(pen, rows, row, track, scale) for row, track in enumerate(found))
    return not _below_zero(found) and not all(free)


def _below_zero(found: Sequence[Track]) -> bool:
    return any(track.low < 0 for track in found)


def _free(pen: Pen, rows: Rows, row: int, track: Track, scale: tuple[float, float]) -> bool:
    """True where the line of zero meets no words of a row."""
    zero, unit = scale
    low, high = zero + track.low * unit, zero + track.high * unit
    lead, trail = _rooms(pen, rows, row, track)
    before = low - lead < zero < low - REACH and track.before
    after = high + REACH < zero < high + trail
    return not track.marks or not (before or after)


Shape = Literal["disc", "ring", "square", "diamond"]
SHAPES: tuple[Shape, ...] = ("disc", "ring", "square", "diamond")


def draw_mark(
    pen: Pen, at: tuple[float, float], shape: Shape, colour: str, radius: float = REACH
) -> None:
    """Draw a mark: each shape is told from the others without its colour."""
    from ._shapes import polygon

    x, y = at
    if shape in ("disc", "ring"):
        pen.dot(at, radius, colour, hollow=shape == "ring")
    elif shape == "square":
        side = radius * 1.7
        pen.rectangle((x - side / 2, y - side / 2, side, side), colour)
    else:
        far = radius * _DIAMOND
        polygon(pen, [(x - far, y), (x, y - far), (x + far, y), (x, y + far)], colour)
