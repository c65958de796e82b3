"""**What it does.** Reports a chart or a table of numbers that names no source.

**Why it matters.** Readers trust numbers that they could look up. When somebody doubts one, or
the next edition is due, whoever made the chart has to be able to say where its numbers come from.
On paper nothing can be added later: for the press this is an error.

**How to mend.** Say in `source:` where the numbers come from. Where that cannot be known, or is
said elsewhere on the page, a waiver with the reason accepts it.

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

RULE = Code("D401", "data-without-source", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each chart and table of numbers without a source."""
    for table in evidence.tables:
        if not table.source.strip():
            message = f"the {table.what} “{table.at}” names no source"
            help = "say where its numbers come from in `source:`"
            yield RULE.finding(table.mark, message, help=help, at=table.at)
