"""Findings about licences stay the same on all days that are said to be steady."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Mark
from report.preflight.days import steady
from report.preflight.rules import r202_expired_licence, r203_expiring_licence

DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def said(ends: list[datetime.date | None], as_of: datetime.date) -> list[str]:
    """Return what the rules say of photos whose licences end on these days."""
    photos = [
        SimpleNamespace(
            licence_expires=end, file=f"{index}.jpg", mark=Mark("x"), entry_mark=None, at=""
        )
        for index, end in enumerate(ends)
    ]
    evidence: Any = SimpleNamespace(photos=photos, as_of=as_of, area_of=lambda at: None)
    rules = (r202_expired_licence, r203_expiring_licence)
    return [str(finding) for rule in rules for finding in rule.check(evidence)]


@given(ends=st.lists(st.none() | DAYS, max_size=4), as_of=DAYS, other=DAYS)
def test_the_same_is_said_on_every_steady_day(
    ends: list[datetime.date | None], as_of: datetime.date, other: datetime.date
) -> None:
    first, last = steady(ends, as_of)

    assert first <= as_of <= last
    if first <= other <= last:
        assert said(ends, other) == said(ends, as_of)


@given(ends=st.lists(st.none() | DAYS, max_size=4), as_of=DAYS)
def test_steady_days_end_where_something_else_is_said(
    ends: list[datetime.date | None], as_of: datetime.date
) -> None:
    first, last = steady(ends, as_of)
    day = datetime.timedelta(days=1)

    if first > datetime.date.min:
        assert said(ends, first - day) != said(ends, as_of)
    if last < datetime.date.max:
        assert said(ends, last + day) != said(ends, as_of)
