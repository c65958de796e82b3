"""An agenda."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, model_validator

from ...diagnostics import Diagnostic, Finding, Mark
from .. import problems
from ..block import Block, Data, Width
from ..node import GivenLine, Line
from ..rows import Row, read_rows, rows_of
from ..table_cells import iso_date
from ..tables import Table
from ..uses import Selective


def _clock(text: str) -> str:
    match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if text.strip() and match is None:
        raise ValueError(f"“{text}” is no time of day\nwrite it with 24 hours, as 09:00 or 17:30")
    return f"{int(match[1]):02}:{match[2]}" if match else ""


_COLUMNS = ("date", "start", "end", "title", "text", "venue")
Clock = Annotated[Line, AfterValidator(_clock)]


class Meeting(Selective):
    """One entry of a day."""

    start: Clock = ""
    """When it begins, as `09:00`; the language of the edition decides how it is printed."""
    end: Clock = ""
    """When it ends."""
    title: GivenLine
    """What it is."""
    text: Line = ""
    """A sentence or two, or who takes part."""
    venue: Line = ""
    """Where it is. Left out: where the day is."""

    @model_validator(mode="after")
    def _begins(self) -> Self:
        if self.end and not self.start:
            raise ValueError("there is an `end` and no `start`\nsay when it begins")
        return self

    def first_words(self) -> str:
        return self.title


class Day(Selective):
    """One day of an agenda; without entries, a day that is free."""

    date: datetime.date
    """The day, as 2026-11-23."""
    title: Line = ""
    """What the day is about."""
    venue: Line = ""
    """Where it is, if all of it is in one place."""
    time_zone: Line = ""
    """The zone of its times, where it is another than that of the agenda."""
    entries: tuple[Meeting, ...] = ()
    """What happens, in order."""
    note: Line = ""
    """What is said of a day without entries, such as `Day of travel`."""

    def first_words(self) -> str:
        return self.date.isoformat()

    def lives_by(self, field: str) -> bool:
        return field == "entries"


class Agenda(Block):
    """An agenda of one or several days in local times, from the edition or from a file."""

    kind: ClassVar[str] = "agenda"

    title: Line = ""
    """The headline."""
    time_zone: GivenLine
    """The zone of all times in words, such as `Central European Time (UTC+1)`."""
    days: tuple[Day, ...] = ()
    """The days, in order."""
    data: Data | None = None
    """A CSV file or a workbook instead of `days`, with the columns `date`, `start`, `end`, `title`,
    `text` and `venue`, in any order; all but `date` and `title` can be left out."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.days) == (self.data is not None):
            raise ValueError("an agenda has either `days` or `data`\nkeep one of the two")
        return self

    def lives_by(self, field: str) -> bool:
        return field == "days"

    def faults(self) -> Iterator[Finding]:
        """Yield a finding for each day and entry that cannot be where it is (C124)."""
        for before, day in pairwise(self.days):
            if day.date < before.date:
                message = f"{day.date} stands below {before.date}"
                help = "put the days in order, or mend the date"
                mark = self._mark_of(day)
                yield problems.AGENDA_ORDER.finding(mark, message, help=help, at=self.id)
        for day in self.days:
            yield from _faults_of_times(day, self.id)

    def _mark_of(self, day: Day) -> Mark:
        """Return where a day is; those of a table begin with their first entry."""
        places = (day.mark_of("date"), *(entry.mark for entry in day.entries[:1]))
        return next((mark for mark in places if mark.line), self.mark_of("data"))

    def from_table(self, table: Table) -> Mapping[str, Any]:
        return {"days": tuple(_days(table))}


def _faults_of_times(day: Day, at: str) -> Iterator[Finding]:
    """Yield a finding for each entry that ends before it begins, or begins before an earlier one.

    Times have two digits each, so that their order is that of their letters.
    """
    latest = ""
    for entry in day.entries:
        if entry.end and entry.end < entry.start:
            message = f"“{entry.title}” ends at {entry.end}, and begins at {entry.start}"
            help = "mend one of the two; leave `end` out of what goes on past midnight"
            mark = entry.mark_of("end")
            yield problems.AGENDA_ORDER.finding(mark, message, help=help, at=at)
        if entry.start and entry.start < latest:
            message = f"“{entry.title}”, at {entry.start}, stands below what begins at {latest}"
            help = "put the entries in order, or mend the time"
            mark = entry.mark_of("start")
            yield problems.AGENDA_ORDER.finding(mark, message, help=help, at=at)
        latest = max(latest, entry.start)


def _days(table: Table) -> Iterator[Day]:
    """Yield the days of a table in the order in which they first occur."""
    rows = rows_of(table, _COLUMNS, ("date", "title"))
    found: dict[datetime.date, list[Row]] = {}
    findings: list[Finding] = []
    date: datetime.date | None = None
    for row in rows:
        cell = row["date"]
        # One cell that is no date makes the whole column one of texts: each is read on its own.
        day = cell.value if isinstance(cell.value, datetime.date) else iso_date(cell.text)
        if day is not None:
            date = day
        elif cell.text or date is None:
            message = f"“{cell.text}” is not a date" if cell.text else "the date is missing"
            help = "write year, month and day, as 2027-03-07; the rows below may leave it out"
            findings.append(problems.WRONG_VALUE.finding(cell.mark, message, help=help))
            continue
        found.setdefault(date, []).append(row)
    if findings:
        raise Diagnostic(findings)
    for date, of_day in found.items():
        meetings = [row for row in of_day if row["title"].text]
        notes = [row["text"].text for row in of_day if "text" in row and not row["title"].text]
        entries = tuple(read_rows([_without_date(row) for row in meetings], Meeting))
        yield Day(date=date, entries=entries, note=" ".join(each for each in notes if each))


def _without_date(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if name != "date"}
