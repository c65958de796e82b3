"""Days, months, quarters and years as they stand in tables, and the ticks of a calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from report.charts import ChartStyle
    from report.content.tables import Value

_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_QUARTER = re.compile(r"(?:(\d{4})[- ]Q([1-4])|Q([1-4]) (\d{4}))\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_YEARS = range(1000, 3000)
Unit = Literal["day", "month", "year"]
# Steps between ticks, and about how many days each is long.
_STEPS: tuple[tuple[Unit, int, int], ...] = (
    *(("day", each, each) for each in (1, 7, 14)),
    *(("month", each, each * 30) for each in (1, 2, 3, 6)),
    *(("year", each, each * 365) for each in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
)


def period(value: Value) -> tuple[date, date] | None:
    """Return the first and last day that a cell stands for; None if it is no time.

    A date is one day; `2026-03` a month; `2026 Q2`, `2026-Q2` and `Q2 2026` a quarter; and 2026 a
    year, of 1000 to 2999.
    """
    if isinstance(value, date):
        return (value, value) if value.year in _YEARS else None
    text = " ".join(str(value if value is not None else "").split())
    if isinstance(value, (int, Decimal)) or re.fullmatch(r"\d{4}", text):
        year = int(text) if re.fullmatch(r"\d{4}", text) else 0
        return (date(year, 1, 1), date(year, 12, 31)) if year in _YEARS else None
    if _DAY.match(text):
        try:
            return period(date.fromisoformat(text))
        except ValueError:
            return None
    if match := _MONTH.match(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _QUARTER.match(text):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return _months(year, quarter * 3 - 2, 3)
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    first = date(year, month, 1)
    return first, _later(first, "month", count) - timedelta(1)


def spoken(value: Value, style: ChartStyle) -> str:
    """Return a time as the language writes it; a quarter, which few languages have, as written."""
    time = period(value)
    if time is None:
        return style.number(value)
    first, last = time
    if first == last:
        return style.number(first)
    if (last - first).days > 360:
        return str(first.year)
    return style.month(first, year=True) if first.month == last.month else str(value)


@dataclass(frozen=True)
class Ticks:
    """Even places of a calendar, which the first and last bound; each but the last has a name."""

    days: tuple[date, ...]
    names: tuple[str, ...]

    def share(self, day: date) -> float:
        """Return how far between the first and the last tick a day begins, 0 to 1."""
        return (day - self.days[0]).days / (self.days[-1] - self.days[0]).days


def calendar(
    first: date, last: date, style: ChartStyle, fits: Callable[[Ticks], bool]
) -> Ticks | None:
    """Return the closest ticks around both days that `fits`; None if no ticks do."""
    for unit, step, days in _STEPS:
        if (last - first).days <= days * 60:
            found = _ticks((first, last), unit, step, style)
            if fits(found):
                return found
    return None


def _ticks(days: tuple[date, date], unit: Unit, step: int, style: ChartStyle) -> Ticks:
    places = [_floor(days[0], unit, step)]
    while places[-1] <= days[1]:
        places.append(_later(places[-1], unit, step))
    names = [_name(day, at == 0, unit, style) for at, day in enumerate(places[:-1])]
    return Ticks(tuple(places), tuple(names))


def _floor(day: date, unit: Unit, step: int) -> date:
    if unit == "day":
        return day - timedelta(day.weekday() if step > 1 else 0)
    if unit == "month":
        return date(day.year, (day.month - 1) // step * step + 1, 1)
    return date(max(day.year // step * step, 1), 1, 1)


def _later(day: date, unit: Unit, step: int) -> date:
    if unit == "day":
        return day + timedelta(step)
    if unit == "month":
        month = day.month - 1 + step
        return date(day.year + month // 12, month % 12 + 1, 1)
    return date(day.year // step * step + step, 1, 1)


def _name(day: date, begins: bool, unit: Unit, style: ChartStyle) -> str:
    """Return what a tick is called; the year stands with the first month of each."""
    if unit == "year":
        return str(day.year)
    if unit == "month":
        return style.month(day, year=begins or day.month == 1)
    return style.month_day(day)
