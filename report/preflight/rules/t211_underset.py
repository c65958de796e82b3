"""**What it does.** Reports a section that does not fill the pages that its `pages:` plan: it takes
fewer, or leaves more than a quarter of its last page empty. It says after which block, how many
lines are missing, and about how many words that is.

**Why it matters.** A page that is planned and not there moves all that comes after it. A page that
is half empty looks as if something had been forgotten.

**How to mend.** Add words or a picture, let a picture fill the page with `lines: fill`, or put the
last block at the foot of its page with `place: foot`. Where one page less is as good, say so.

**Example.**

    - section:
        title: Where oncology began
        pages: 2
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.copyfit import Copy
    from report.preflight.evidence import Evidence

RULE = Code("T211", "underset", Severity.WARNING, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each section that is short of its pages, at its last block."""
    for copy in evidence.copy:
        if copy.lines < 0:
            help = "add as many words, or a picture, or let one fill the page with `lines: fill`"
            if copy.pages < copy.budget.pages:
                help = f"add as many words, or pictures, or write `pages: {copy.pages}`"
            yield RULE.finding(copy.mark, _said(copy), help=help, at=copy.at, area=copy.area)


def _said(copy: Copy) -> str:
    budget, page = copy.budget, copy.area.page
    if copy.pages < budget.pages:
        return (
            f"“{budget.section}” is to take {budget.pages} pages and takes {copy.pages}: "
            f"{copy.size} are missing after “{copy.at}” (page {page})"
        )
    return (
        f"“{budget.section}” leaves more than a quarter of its last page empty: there is room for "
        f"{copy.size} after “{copy.at}” (page {page})"
    )
