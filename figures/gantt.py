"""A schedule: what is done when, one bar for each task, milestones as diamonds.

The first three columns are the task, its beginning and its end; a fourth one, if there is one,
puts the tasks in groups. A time is a date, a month (`2026-03`), a quarter (`2026 Q2`) or a year. A
day without an end is a milestone; a month, a quarter or a year without one lasts as long as it
does.

- chart:
    kind: gantt
    title: Two years from the first tender to the first patient
    unit: Programme of the new treatment centre
    data:
      columns: [Task, Begins, Ends, Part]
      rows:
        - [Tender, 2026-03, 2026-08, Building]
        - [Construction, 2026-09, 2027-10, Building]
        - [Keys handed over, 2027-11-15, "", Building]
        - [Recruitment, 2027 Q1, 2027 Q3, Staff]
        - [Training, 2027-09, 2028-01, Staff]
        - [First patient, 2028-02-01, "", Staff]
    width: page
    lines: 10
    options: {today: 2026-11-22}

Ends are part of the task: one that ends in August lasts to its last day. The calendar above the
bars has the closest ticks that there is room for. `today` marks a day, which is always written
down: the same edition has to look the same tomorrow. At most thirty tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from ._calendar import Ticks, calendar
from ._codes import OVERSET
from ._data import named
from ._pen import CAP, Drawing, Ink, Pen, tint
from ._rows import spaced
from ._scale import GRID, grid_colour
from ._schedule import Columns, Task, tasks_of
from ._shapes import polygon
from ._words import LANGUAGES, joined, phrase, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from report.charts import ChartStyle
    from report.content.tables import Table

NAME = "gantt"
__all__ = ["LANGUAGES", "NAME", "Spec", "describe", "draw"]
_THICK, _PITCH = 9.0, 21.0
_INDENT = 7.0  # of tasks below the name of their group


class Spec(BaseModel):
    """The options of a schedule."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    today: date | None = Field(None, description="A day to be marked by a line.")
    highlight: str | tuple[str, ...] = Field(
        (), description="The tasks to show in the accent colour, the others paler."
    )
    label: str = Field("", description="The column that names the tasks; else the first.")
    start: str = Field("", description="The column of beginnings; else the second.")
    end: str = Field("", description="The column of ends; else the third.")
    group: str = Field("", description="The column of groups; else the fourth, if there is one.")


@dataclass(frozen=True)
class _Line:
    """One line of the picture: a task, or the name of a group."""

    task: Task | None
    names: tuple[str, ...]
    ink: Ink
    indent: float


@dataclass(frozen=True)
class _Stage:
    """Where the calendar lies: its edges in points, and its ticks."""

    left: float
    right: float
    ticks: Ticks

    def x(self, day: date) -> float:
        return self.left + self.ticks.share(day) * (self.right - self.left)


def _tasks(table: Table, spec: Spec, style: ChartStyle) -> tuple[Task, ...]:
    columns = Columns(spec.label, spec.start, spec.end, spec.group)
    return tasks_of(table, columns, named(spec.highlight), style)


def draw(figure: Figure, table: Table, spec: Spec, style: ChartStyle) -> Drawing:
    """Draw the calendar, and the tasks below it."""
    tasks = _tasks(table, spec, style)
    pen = Pen(figure, style)
    lines = _lines(pen, tasks)
    head = pen.leading(pen.small) + 3
    foot = pen.leading(pen.small) if spec.today else 0.0
    heights = _heights(pen, lines, head + foot)
    left = 10 + max(
        pen.measure(name, line.ink) + line.indent for line in lines for name in line.names
    )
    stage = _stage(pen, tasks, spec, left)
    if stage is None:
        message = "there is no room for the calendar beside the names"
        help = "give the schedule a wider width, or shorten the names of the tasks"
        pen.findings.append(OVERSET.finding(None, message, help=help))
        return pen.drawing()
    bottom = head + sum(heights)
    _calendar(pen, stage, (head, bottom))
    for at, line in enumerate(lines):
        middle = head + sum(heights[:at]) + heights[at] / 2
        base = middle + line.ink.size * CAP / 2 - (len(line.names) - 1) * pen.leading(line.ink) / 2
        mark = line.task.cell.mark if line.task else None
        pen.lines((line.indent, base), line.names, line.ink, mark=mark)
        if line.task:
            _task(pen, stage, line.task, (middle, _colour(pen, line.task, tasks)))
    if spec.today:
        _today(pen, stage, spec.today, (head, bottom))
    return pen.drawing()


def describe(table: Table, spec: Spec, style: ChartStyle) -> str:
    """Return every task with its times, group by group."""
    tasks = _tasks(table, spec, style)
    first = min(tasks, key=lambda task: task.first).begins
    last = max(tasks, key=lambda task: task.last).ends
    text = sentence(style, "gantt", count=len(tasks), first=first, last=last)
    for group in dict.fromkeys(task.group for task in tasks):
        items = [
            phrase(style, "pair", label=task.name, value=task.begins)
            if task.begins == task.ends
            else phrase(style, "gantt_span", label=task.name, first=task.begins, last=task.ends)
            for task in tasks
            if task.group == group
        ]
        text += (group + style.words["colon"] if group else "") + joined(style, items)
    if spec.today:
        text += sentence(style, "gantt_today", date=style.number(spec.today))
    return text


def _lines(pen: Pen, tasks: Sequence[Task]) -> list[_Line]:
    """Return what stands below each other: the tasks, each group of them below its name."""
    room = pen.width * 0.34
    lines: list[_Line] = []
    group = ""
    for task in tasks:
        if task.group != group:
            group = task.group
            lines.append(_Line(None, tuple(pen.wrap(group, room, pen.strong)), pen.strong, 0.0))
        ink = pen.strong if task.strong else pen.label
        indent = _INDENT if group else 0.0
        lines.append(_Line(task, tuple(pen.wrap(task.name, room - indent, ink)), ink, indent))
    return lines


def _heights(pen: Pen, lines: Sequence[_Line], used: float) -> list[float]:
    """Return the heights of the rows, `used` points being taken: even ones where that can be.

    Where it cannot, only names of several lines get more than the others; D306 when that is too
    much as well.
    """
    needs = [len(line.names) * pen.leading(pen.label) + 1 for line in lines]
    room = pen.height - used
    even = spaced(room, len(lines), max(_PITCH, *needs))
    if even >= max(needs):
        return [even] * len(lines)
    whole = sum(needs) + used
    if whole > pen.height:
        message = f"{len(lines)} rows need {whole:.0f} pt of height, not {pen.height:.0f} pt"
        help = f"give the chart lines: {-(-whole // 14):.0f}, or fewer tasks"
        pen.findings.append(OVERSET.finding(None, message, help=help))
    air = max(room - sum(needs), 0.0) / len(lines)
    return [need + min(air, _PITCH - min(needs)) for need in needs]


def _stage(pen: Pen, tasks: Sequence[Task], spec: Spec, left: float) -> _Stage | None:
    """Return the calendar beside the names: the closest ticks whose names do not meet."""
    days = [day for task in tasks for day in (task.first, task.last)]
    days += [spec.today] if spec.today else []

    def fits(ticks: Ticks) -> bool:
        stage = _Stage(left, pen.width, ticks)
        xs = [stage.x(day) for day in ticks.days]
        return all(
            x + pen.measure(name, pen.small) + 8 <= xs[at + 1]
            for at, (x, name) in enumerate(zip(xs, ticks.names, strict=False))
        )

    ticks = calendar(min(days), max(days), pen.style, fits) if left < pen.width else None
    return _Stage(left, pen.width, ticks) if ticks else None


def _calendar(pen: Pen, stage: _Stage, height: tuple[float, float]) -> None:
    """Draw a light line for each tick, its name beside its upper end."""
    top, bottom = height
    for at, day in enumerate(stage.ticks.days):
        x = stage.x(day)
        begins = 0.0 if at < len(stage.ticks.names) else top
        pen.line([(x, begins), (x, bottom)], grid_colour(pen.style), GRID, faint=True)
    for day, name in zip(stage.ticks.days, stage.ticks.names, strict=False):
        pen.text((stage.x(day) + 2.5, pen.small.size * 0.8), name, pen.small)


def _colour(pen: Pen, task: Task, tasks: Sequence[Task]) -> str:
    if any(each.strong for each in tasks) and not task.strong:
        return tint(pen.style.quiet, pen.style.ground, 3.05)
    return pen.style.accent


def _task(pen: Pen, stage: _Stage, task: Task, place: tuple[float, str]) -> None:
    """Draw the bar of a task; or the diamond of a milestone, with its day beside it."""
    middle, colour = place
    begin, end = stage.x(task.first), stage.x(task.last + timedelta(1))
    if not task.point:
        # A day in a plan of years is still to be seen.
        pen.rectangle((begin, middle - _THICK / 2, max(end - begin, 1.2), _THICK), colour)
        return
    x, reach = (begin + end) / 2, _THICK * 0.62
    across = [(x - reach, middle), (x, middle - reach), (x + reach, middle), (x, middle + reach)]
    polygon(pen, across, colour)
    text, base = pen.style.short(task.first), middle + pen.small.size * CAP / 2
    fits = x + reach + 3 + pen.measure(text, pen.small) <= pen.width
    at = (x + (reach + 3 if fits else -reach - 3), base)
    pen.text(at, text, pen.small, "start" if fits else "end", mark=task.cell.mark)


def _today(pen: Pen, stage: _Stage, day: date, height: tuple[float, float]) -> None:
    """Mark a day by a line through all tasks, its date at the foot."""
    top, bottom = height
    x = stage.x(day)
    pen.line([(x, top), (x, bottom + 2)], pen.style.ink, 0.9)
    text, ink = (
        pen.style.short(day),
        Ink(pen.style.small_size, pen.style.ink, pen.style.strong_weight),
    )
    half = pen.measure(text, ink) / 2
    at = min(max(x, half), pen.width - half)
    pen.text((at, bottom + 2 + pen.small.size), text, ink, "middle")
