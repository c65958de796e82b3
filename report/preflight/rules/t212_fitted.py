"""**What it does.** Says what was changed in a section with `fit: true` so that it takes the pages
that it is to take.

**Why it matters.** The changes are small, and few people see them. Whoever answers for the looks of
the brochure should know all the same, and may prefer to cut a sentence.

**How to mend.** Nothing has to be done. With fewer words, or more where pictures were made higher,
the section fits as it is, and nothing is changed in it.

**Example.**

    - section:
        title: Where oncology began
        pages: 2
        fit: true
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("T212", "fitted", Severity.NOTE, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a note for each section that was changed so that it fits."""
    for copy in evidence.copy:
        if copy.fit is None:
            continue
        budget = copy.budget
        pages = f"{budget.pages} page{'s' if budget.pages != 1 else ''}"
        message = f"“{budget.section}” was changed to take its {pages}: {copy.fit.words}"
        words = "less" if copy.fit.tighter else "more"
        help = f"look at the pages; with a few words {words}, it would fit as it is"
        area = Area(copy.area.page)
        yield RULE.finding(budget.mark, message, help=help, at=budget.section, area=area)
