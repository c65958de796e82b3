"""Until when licences give the same findings: the one thing that changes while no file does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

NOTICE = datetime.timedelta(days=60)
"""How long before its end a licence is spoken of (R203)."""
_DAY = datetime.timedelta(days=1)
Span = tuple[datetime.date, datetime.date]


def steady(ends: Iterable[datetime.date | None], as_of: datetime.date) -> Span:
    """Return the first and the last day on which R202 and R203 say the same as on `as_of`.

    `ends` are the last licensed days of the photographs. While R203 counts the days that are left,
    that is `as_of` alone.
    """
    first, last = datetime.date.min, datetime.date.max
    for end in filter(None, ends):
        if end < as_of:
            first = max(first, end + _DAY)
        elif as_of < end - NOTICE:
            last = min(last, end - NOTICE - _DAY)
        else:
            return as_of, as_of
    return first, last
