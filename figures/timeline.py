"""A timeline: what happened when, at true distances.

One row is one entry: its time, and what happened. A time is a year, a date (`2026-11-22`), or one
of the forms `1930s`, `early 1930s`, `mid-1930s`, `late 1930s` and `c. 1910`, which get an open
mark. Any other words need a column of numbers, years or dates that says where they stand.

- chart:
    kind: timeline
    title: From an apartment to a national goal
    data:
      columns: [Year, Event]
      rows:
        - [1910, Radiumhemmet opens on Kungsholmen]
        - [late 1930s, It becomes part of Karolinska University Hospital]
        - [2025, The goal of Vision eHealth]
    width: page
    lines: 7

With three columns, `At`, `When` and `Event`, the first places an entry, the second is printed as
its time, the third is the text: `[1938, before the war, …]`. Texts stand below the line, each at
its mark or as near as the others let it; where they do not fit in one row, they stand below and
above in turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from report.diagnostics import Diagnostic

from ._codes import NO_LABEL, OVERSET
from ._data import column, few_enough
from ._pen import CAP, Drawing, Ink, Pen
from ._place import spread
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Cell, Table

NAME = "timeline"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
MAX_ROWS = 16
_ABOUT = re.compile(r"(?:(early|mid|late)[ -])?(?:the )?([12]\d{2}0)s\Z", re.IGNORECASE)
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa|about|around)\s*([12]\d{3})\Z", re.IGNORECASE)
_WITHIN = {"": 5, "early": 2, "mid": 5, "late": 8}
_DOT = 3.2
_DROP = 15.0  # from the line to the texts
_SNUG, _WIDEST = 66.0, 150.0


class Spec(BaseModel):
    """The options of a timeline."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    highlight: str = Field("", description="The time (as printed) of the entry to stand out.")
    at: str = Field("", description="The column that places the entries; else the first.")
    when: str = Field("", description="The column that prints their times; else by the data.")
    text: str = Field("", description="The column of texts; else the last.")


@dataclass(frozen=True)
class _Entry:
    """One entry: its place in years, whether that is approximate, its time and text as printed."""

    place: float
    about: bool
    when: str
    spoken: str
    text: str
    cell: Cell


@dataclass(frozen=True)
class _Block:
    """The text of an entry, set: width and height in points."""

    entry: _Entry
    lines: tuple[str, ...]
    width: float
    height: float


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the line, a mark for each entry, and the texts, below or below and above."""
    entries = _entries(table, spec, style)
    pen = Pen(figure, style)
    for sides, snug in ((1, True), (1, False), (2, True), (2, False)):
        blocks = _set(pen, entries, sides, snug=snug)
        deep = [max((b.height for b in blocks[side::sides]), default=0.0) for side in range(sides)]
        need = sum(each + _DROP for each in deep) + (2 * _DOT if sides == 1 else 0)
        if need <= pen.height + 0.5 and _wide_enough(pen, blocks, sides):
            break
    else:
        message = f"{len(entries)} entries do not fit into {pen.width:.0f} by {pen.height:.0f} pt"
        help = "give the timeline more lines or a wider width, shorter texts or fewer entries"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    axis = _DOT + 0.5 if sides == 1 else deep[1] + _DROP
    _draw(pen, blocks, sides, axis, spec)
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every entry in words, in the order of time."""
    entries = _entries(table, spec, style)
    first, last = entries[0].spoken, entries[-1].spoken
    key = "timeline_one" if len(entries) == 1 else "timeline"
    head = sentence(style, key, count=len(entries), first=first, last=last)
    items = [
        phrase(style, "pair", label=each.spoken, value=each.text.rstrip(".")) for each in entries
    ]
    return head + joined(style, items)


def _entries(table: Table, spec: Spec, style: ChartStyle) -> tuple[_Entry, ...]:
    """Return the entries in the order of time; Diagnostic D305 for each that has no place."""
    last = len(table.columns) - 1
    at = column(table, spec.at, "at") if spec.at else 0
    text = column(table, spec.text, "text") if spec.text else last
    when = column(table, spec.when, "when") if spec.when else (1 if at == 0 and last > 1 else at)
    few_enough(table.cells(at), MAX_ROWS)
    entries, findings = [], []
    for row in table.rows:
        found = _time(row[at])
        if found is None:
            what = f"“{row[at].text}” is no time that can be placed" if row[at].text else "no time"
            help = "write a year, a date or “late 1930s”, or add a column At with the year"
            findings.append(NO_LABEL.finding(row[at].mark, what, help=help))
        elif row[text].value is None:
            help = "say in a few words what happened"
            findings.append(NO_LABEL.finding(row[text].mark, "this entry has no text", help=help))
        else:
            place, about = found
            shown = row[when] if row[when].value is not None else row[at]
            about = about or _approximate(shown)
            short, long = style.short(shown.value), style.number(shown.value)
            words = style.number(row[text].value)
            entries.append(_Entry(place, about, short, long, words, row[text]))
    if findings:
        raise Diagnostic(findings)
    entries.sort(key=lambda entry: entry.place)
    if spec.highlight:
        from ._data import highlighted

        highlighted([spec.highlight], [entry.when for entry in entries])
    return tuple(entries)


def _approximate(cell: Cell) -> bool:
    found = _time(cell)
    return found is not None and found[1]


def _time(cell: Cell) -> tuple[float, bool] | None:
    """Return where a time stands, in years, and whether that is approximate."""
    value = cell.value
    if isinstance(value, date):
        return value.year + (value.timetuple().tm_yday - 1) / 366, False
    if isinstance(value, (int, Decimal)):
        return float(value), False
    text = " ".join((value or "").split())
    if re.fullmatch(r"[12]\d{3}", text):
        return float(text), False
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return day.year + (day.timetuple().tm_yday - 1) / 366, False
    if match := _CIRCA.match(text):
        return float(match[1]), True
    if match := _ABOUT.match(text):
        return float(match[2]) + _WITHIN[(match[1] or "").lower()], True
    return None


def _inks(pen: Pen) -> tuple[Ink, Ink]:
    return Ink(pen.style.label_size, pen.style.accent, pen.style.strong_weight), pen.label


def _gap(pen: Pen) -> float:
    return 12.0 if pen.width > 300 else 9.0


def _set(pen: Pen, entries: Sequence[_Entry], sides: int, *, snug: bool) -> list[_Block]:
    """Return the texts, wrapped to the widths that their side of the line has room for.

    `snug` texts are narrower where the next entry is near, so that each can stand at its mark.
    """
    head, body = _inks(pen)
    first, span = entries[0].place, (entries[-1].place - entries[0].place) or 1.0
    blocks = []
    for at, entry in enumerate(entries):
        side = entries[at % sides :: sides]
        room = min((pen.width - (len(side) - 1) * _gap(pen)) / len(side) - 6, _WIDEST)
        end = pen.width - room - 6
        xs = [(each.place - first) / span * end for each in (entry, *side[at // sides + 1 :][:1])]
        if snug and len(xs) == 2:
            word = max(pen.measure(word, body) for word in entry.text.split() or [""])
            near = xs[1] - xs[0] - _gap(pen) - 6
            room = min(room, max(near, _SNUG, word, pen.measure(entry.when, head)))
        lines = pen.wrap(entry.text, room, body)
        width = max([pen.measure(line, body) for line in lines] + [pen.measure(entry.when, head)])
        height = pen.leading(body) * (len(lines) + 1)
        blocks.append(_Block(entry, tuple(lines), width + 6, height))
    return blocks


def _wide_enough(pen: Pen, blocks: Sequence[_Block], sides: int) -> bool:
    return all(
        sum(b.width for b in blocks[side::sides]) + _gap(pen) * (len(blocks[side::sides]) - 1)
        <= pen.width + 0.5
        for side in range(sides)
    )


def _draw(pen: Pen, blocks: Sequence[_Block], sides: int, axis: float, spec: Spec) -> None:
    places = [block.entry.place for block in blocks]
    first, last = places[0], places[-1]
    begin, end = _DOT, max(_DOT, pen.width - blocks[-1].width)

    def x(place: float) -> float:
        return begin + (place - first) / (last - first) * (end - begin) if last > first else begin

    pen.line([(0, axis), (pen.width, axis)], pen.style.ink, 0.8)
    for side in range(sides):
        row = blocks[side::sides]
        gap = _gap(pen)
        starts = spread(
            [x(block.entry.place) for block in row],
            [block.width + gap for block in row],
            min(_DOT, x(places[0])),
            pen.width + gap,
        )
        for block, start in zip(row, starts, strict=True):
            pen_at = (x(block.entry.place), start)
            _entry(pen, block, pen_at, axis, (_colour(pen, block, spec), side == 0))
    for block in blocks:
        colour = _colour(pen, block, spec)
        pen.dot((x(block.entry.place), axis), _DOT, colour, hollow=block.entry.about)


def _colour(pen: Pen, block: _Block, spec: Spec) -> str:
    plain = bool(spec.highlight) and spec.highlight != block.entry.when
    return pen.style.ink if plain else pen.style.accent


def _entry(
    pen: Pen,
    block: _Block,
    across: tuple[float, float],
    axis: float,
    look: tuple[str, bool],
) -> None:
    """Draw the pole from an entry's mark to its text (below the line or above it)."""
    colour, below = look
    head, body = Ink(pen.style.label_size, colour, pen.style.strong_weight), pen.label
    mark, start = across
    step = pen.leading(body)
    top = axis + _DROP - step * 0.3 if below else axis - _DROP - block.height + step * 0.3
    near, far = (top, top + block.height - step * 0.2) if below else (top + block.height, top)
    pen.line([(mark, axis), (start, near), (start, far)], pen.style.quiet, 0.5)
    base = top + step * 0.5 + head.size * CAP / 2
    pen.text((start + 6, base), block.entry.when, head, mark=block.entry.cell.mark)
    pen.lines((start + 6, base + step), block.lines, body, mark=block.entry.cell.mark)
