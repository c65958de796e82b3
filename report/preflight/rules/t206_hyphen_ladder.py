"""**What it does.** Reports three or more lines in a row that end in a hyphen.

**Why it matters.** The hyphens form a ladder at the edge of the column, which draws the eye and
makes it easy to lose the line.

**How to mend.** Change a word in the paragraph; any change near its beginning moves all breaks.

**Example.**

    - text: An internationally established collaboration becomes a well-known one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, TextLine

RULE = Code("T206", "hyphen-ladder", Severity.NOTE, __doc__)
STAGE = "pages"


MOST = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each run of more than two hyphenated lines of a paragraph."""
    for page in evidence.pages:
        run: list[TextLine] = []
        for line in page.lines:
            if run and (line.paragraph, line.region) != (run[-1].paragraph, run[-1].region):
                run = []
            run = [*run, line] if line.hyphenated else []
            if len(run) == MOST + 1:
                message = (
                    f"more than {MOST} lines in a row end in a hyphen, from "
                    f"“{run[0].text.strip()}” on (page {page.number})"
                )
                help = "change a word in the paragraph"
                area = Area(page.number, line.rect)
                yield RULE.finding(line.mark, message, help=help, at=line.at, area=area)
