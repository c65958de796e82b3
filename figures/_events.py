"""Marks along the way: what happened when, named above the plot, and where a forecast begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import permutations, zip_longest
from typing import TYPE_CHECKING

from report.diagnostics import Diagnostic, Finding

from ._along import Along, Plot, years
from ._codes import OVERSET, TOO_MANY, UNKNOWN_LABEL
from ._data import near
from ._pen import CAP, Ink, Pen, tint
from ._words import joined, phrase

if TYPE_CHECKING:
    from report.charts import ChartStyle
    from report.content.tables import Table

_MOST, _EVERY_ORDER = 8, 5
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\Z")


@dataclass(frozen=True)
class Event:
    """Something to be marked: how far along, and its name, which must stand after the mark
    where it is the name of all that follows (`forward`)."""

    place: float
    text: str
    forward: bool = False


def events(way: Along, wanted: Mapping[str, str]) -> tuple[Event, ...]:
    """Return the events in order; Diagnostic D303, at the option, for one that is not on the way.

    A key is a station as the table has it or, where stations are counted, what lies between two.
    More than eight are a D308.
    """
    found, findings = [], []
    if len(wanted) > _MOST:
        message = f"{len(wanted)} events are more than there is room for above a chart"
        help = f"keep the {_MOST} that explain most, or draw a timeline"
        findings.append(TOO_MANY.finding(None, message, help=help, at="events"))
    for key, text in wanted.items():
        place = _placed(way, key.strip())
        if place is None:
            findings.append(_off(way, key, "events"))
        else:
            found.append(Event(place, text))
    if findings:
        raise Diagnostic(findings)
    return tuple(sorted(found, key=lambda each: (each.place, each.text)))


def _off(way: Along, key: str, option: str) -> Finding:
    message = f"“{key}” is not on the way from {way.cells[0].text} to {way.cells[-1].text}"
    help = near(key, (cell.text for cell in way.cells))
    return UNKNOWN_LABEL.finding(None, message, help=help, at=option)


def _placed(way: Along, key: str) -> float | None:
    for cell, name, place in zip(way.cells, way.names, way.places, strict=True):
        if key in (cell.text.strip(), name):
            return place
    between = _counted(way, key) if way.counted else None
    on_the_way = between is not None and way.places[0] <= between <= way.places[-1]
    return between if on_the_way else None


def _counted(way: Along, key: str) -> float | None:
    """Return the place of a year, month or day as ISO 8601 writes it, or of a number."""
    match = _DAY.match(key)
    dated = any(isinstance(cell.value, (date, int)) for cell in way.cells)
    if not match or not dated:
        return float(key) if re.fullmatch(r"-?\d{1,12}(\.\d{1,12})?", key) else None
    if match[2] is None:
        return float(match[1])
    try:
        return years(date(int(match[1]), int(match[2]), int(match[3] or 1)))
    except ValueError:
        return None


def foreseen(table: Table, way: Along, wanted: str) -> frozenset[int]:
    """Return which stations are forecasts: those where the column says anything, or from a row on.

    Diagnostic D303, at the option, when it is neither a column of words nor a station.
    """
    if not wanted:
        return frozenset()
    at = table.find(wanted)
    if at is not None and table.columns[at].kind == "text":
        cells = table.cells(at)
        return frozenset(s for s, row in enumerate(way.rows) if cells[row].value is not None)
    for station, cell in enumerate(way.cells):
        if wanted in (cell.text.strip(), way.names[station]):
            return frozenset(range(station, len(way.cells)))
    raise Diagnostic([_off(way, wanted, "forecast")])


def forecast(way: Along, ahead: frozenset[int], style: ChartStyle) -> tuple[Event, ...]:
    """Return the mark where forecasts begin, after the last station that is none; if any are."""
    if not ahead:
        return ()
    return (Event(way.places[max(0, min(ahead) - 1)], phrase(style, "forecast"), forward=True),)


def told_marks(way: Along, marks: Sequence[Event], ahead: frozenset[int], style: ChartStyle) -> str:
    """Return where the forecast begins, and the events, as sentences; "" without any."""
    spaces = style.words["sentences"]
    text = ""
    if ahead:
        first = style.number(way.cells[min(ahead)].value)
        text = phrase(style, "forecast_from", first=first) + spaces
    if marks:
        items = [phrase(style, "pair", label=_when(way, e, style), value=e.text) for e in marks]
        listed = joined(style, items).strip().removesuffix(style.words["stop"].strip())
        text += phrase(style, "events", events=listed) + spaces
    return text


def _when(way: Along, event: Event, style: ChartStyle) -> str:
    """Return the station of an event, or the year that it lies in."""
    for cell, place in zip(way.cells, way.places, strict=True):
        if place == event.place:
            return style.number(cell.value)
    dated = any(isinstance(cell.value, (date, int)) for cell in way.cells)
    return str(int(event.place)) if dated else style.number(Decimal(repr(event.place)))


@dataclass(frozen=True)
class _Flag:
    """A name above the plot: its box from left to right, its level, and whether it fits there."""

    left: float
    right: float
    level: int
    event: Event
    fits: bool


def band(pen: Pen, marks: Sequence[Event], plot: Plot) -> float:
    """Return the height that the names of the marks need above the plot; 0 without any."""
    flags = _flags(pen, marks, plot)
    return (max((f.level for f in flags), default=-1) + 1) * pen.leading(_ink(pen))


def draw_events(pen: Pen, plot: Plot, marks: Sequence[Event]) -> None:
    """Draw a line down through the plot at each mark, its name beside the line's upper end.

    `plot.top` is below the band of names. Names that find no place are a D306.
    """
    ink = _ink(pen)
    colour = tint(pen.style.quiet, pen.style.ground, 3.05)
    flags = _flags(pen, marks, plot)
    for flag in flags:
        base = flag.level * pen.leading(ink) + ink.size * CAP
        x = plot.x(flag.event.place)
        pen.line([(x, base - ink.size * CAP), (x, plot.bottom)], colour, 0.5, dashes=(1.0, 1.6))
    for flag in flags:
        base = flag.level * pen.leading(ink) + ink.size * CAP
        pen.text((flag.left, base), flag.event.text, ink)
    if not all(flag.fits for flag in flags):
        message = "the names of the marks do not fit above the plot"
        help = "shorten them, or give the chart a wider width"
        pen.findings.append(OVERSET.finding(None, message, help=help, at="events"))


def _ink(pen: Pen) -> Ink:
    return Ink(pen.style.small_size, pen.style.text)


def _flags(pen: Pen, marks: Sequence[Event], plot: Plot) -> list[_Flag]:
    """Return the names, right of their lines or left, in as few levels as keep them apart.

    Lines begin at the level of their name, so a name may only stand over lines that begin further
    down. Which of two gives way depends on who comes first, so that several orders are tried.
    """
    ink = _ink(pen)
    wide = {each: pen.measure(each.text, ink) for each in sorted(marks, key=lambda e: e.place)}
    tried = [_ordered(order, wide, plot, pen.width) for order in _orders(list(wide))]
    return min(tried, key=lambda flags: (sum(not f.fits for f in flags), _deep(flags)))


def _orders(marks: list[Event]) -> Iterator[Sequence[Event]]:
    """Yield the orders to try: every one of a few marks; of more, the first so many from the left
    on with the others from the right, as suits names that lie to the right and to the left."""
    if len(marks) <= _EVERY_ORDER:
        yield from permutations(marks)
        return
    for count in range(len(marks) + 1):
        left, right = marks[:count], marks[count:][::-1]
        yield left + right
        yield right + left
        both = zip_longest(left, right)
        yield [each for pair in both for each in pair if each is not None]


def _deep(flags: Sequence[_Flag]) -> tuple[int, int]:
    levels = [flag.level for flag in flags]
    return max(levels, default=0), sum(levels)


def _ordered(
    order: Sequence[Event], wide: Mapping[Event, float], plot: Plot, width: float
) -> list[_Flag]:
    """Return the names, each in the highest place that those before it have left free."""
    placed: list[_Flag] = []
    for event in order:
        x = plot.x(event.place)
        sides = [(x + 3, x + 3 + wide[event]), (x - 3 - wide[event], x - 3)]
        inside = [side for side in sides if side[0] >= 0 and side[1] <= width]
        choices = [
            (level, number, side)
            for level in range(len(order))
            for number, side in enumerate(inside[:1] if event.forward else inside)
            if (not event.forward or side == sides[0]) and _free(side, x, level, placed, plot)
        ]
        level, _, side = min(choices, default=(len(placed), 0, sides[0]))
        placed.append(_Flag(*side, level, event, bool(choices)))
    return placed


def _free(
    side: tuple[float, float], x: float, level: int, placed: Sequence[_Flag], plot: Plot
) -> bool:
    for other in placed:
        line = plot.x(other.event.place)
        if other.level == level and side[0] < other.right + 6 and other.left < side[1] + 6:
            return False
        if other.level <= level and side[0] - 2 < line < side[1] + 2:
            return False
        if level <= other.level and other.left - 2 < x < other.right + 2:
            return False
    return True
