"""**What it does.** Reports a section whose last page is filled to less than a third.

**Why it matters.** A few lines at the head of an empty page look like a mistake. A page is full,
or it is open on purpose.

**How to mend.** Shorten the text until it fits the page before, let a picture grow with
`lines: fill`, or put a block at the foot of the page with `place: foot`: then the white between
is part of the design, and this rule is content.

**Example.**

    - photo: {file: harbour.jpg, width: page, lines: fill}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("T204", "empty-last-page", Severity.WARNING, __doc__)
STAGE = "pages"


LEAST = 1 / 3


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each section that leaves its last page almost empty."""
    judged = {copy.budget.section for copy in evidence.copy}
    for page in evidence.pages:
        if page.section in judged:
            continue  # It says how many pages it is to take: T210 and T211.
        if page.is_last and not page.is_open and page.filled < LEAST:
            message = (
                f"“{page.section}” leaves its last page (page {page.number}) almost empty: "
                f"{page.filled:.0%} of it is filled"
            )
            help = "shorten the section, or let a picture fill the page with `lines: fill`"
            area = Area(page.number)
            yield RULE.finding(page.mark, message, help=help, at=page.section, area=area)
