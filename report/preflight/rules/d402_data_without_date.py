"""**What it does.** Reports a chart or a table of numbers that does not say when they were true.

**Why it matters.** A share or a count is true of a year or a day. Brochures are read for years,
and a number without a date is taken for one of today. For the press this is an error.

**How to mend.** Write the year or the day in `as_of:`; it is printed behind the source. A year in
the title, the unit or the source line or the head of a column says it as well, and so does a
column of years or dates. Where nobody knows the date, a waiver with the reason accepts that.

**Example.**

    - chart:
        kind: bar
        title: Nearly four in five are small
        data: data/size.csv
        source: Register of companies
        as_of: 2025
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("D402", "data-without-date", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each chart and table of numbers without a date."""
    for table in evidence.tables:
        if not table.dated:
            message = f"the {table.what} “{table.at}” does not say when its numbers were true"
            help = "write the year or the day in `as_of:`"
            yield RULE.finding(table.mark, message, help=help, at=table.at)
