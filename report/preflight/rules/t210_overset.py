"""**What it does.** Reports a section that takes more pages than its `pages:` allow. It says at
which block it runs over, by how many lines, and about how many words of its running text that is.
All that stands beyond the last page counts by its height, charts and pictures too; what they left
empty above them counts off. White at the foot of an earlier page, left by a picture that did not
fit there, is named: words cut above it only make it larger.

**Why it matters.** In print every page is paid for, and a section too long moves all that comes
after it: pictures across a spread fall apart, and the number of pages is no multiple of four.

**How to mend.** Cut as many words of the running text as the help says, at the block or before it,
or give a picture above it fewer `lines`. With `fit: true` small changes are made by themselves;
where they do not help, nothing is changed, the finding says how much would still run over, and the
help counts with that: once so much is cut, they do. What runs over in one
language may fit in another: each is measured by itself.

**Example.** The section takes three pages, and two are planned:

    - section:
        title: Where oncology began
        pages: 2
        fit: true
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.copyfit import Copy
    from report.preflight.evidence import Evidence

RULE = Code("T210", "overset", Severity.WARNING, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each section that runs over its pages, at the block where it does."""
    for copy in evidence.copy:
        if copy.lines <= 0:
            continue
        budget = copy.budget
        planned = f"{budget.pages} page{'s' if budget.pages != 1 else ''}"
        message = (
            f"“{budget.section}” is to take {planned} and takes {copy.pages}: it runs over by "
            f"{copy.size} at “{copy.at}” (page {copy.area.page})"
        )
        left = copy
        if copy.tried and copy.tried.lines > 0:
            left = copy.tried
            message += f"; with the most that `fit` changes, by {left.size}"
        others = "" if budget.fit else "`fit: true`, or "
        where = "there or before it"
        if copy.since:
            at, page = copy.since
            # Above the white that stands there, what is cut only makes it grow.
            where += f", but not above “{at}” (page {page}), where the page before ends in white"
        help = (
            f"cut {_cut(left)} {where}; give a picture fewer `lines`, or write "
            f"{others}`pages: {copy.pages}`"
        )
        yield RULE.finding(copy.mark, message, help=help, at=copy.at, area=copy.area)


def _cut(copy: Copy) -> str:
    """Return what has to go, such as “about 95 words of the running text”."""
    if copy.words <= 1:
        return "as much"
    return f"about {copy.words} {copy.unit} of the running text"
