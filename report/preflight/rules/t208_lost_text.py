"""**What it does.** Reports words of the edition that stand on none of its pages.

**Why it matters.** Readers miss what the author believes to have said. The layout engine drops
what does not fit below a part with a fixed place, such as the title on a cover, and says nothing.

**How to mend.** Shorten the text, or break its lines otherwise (` / ` in a headline). Words that
a style hides with `display: none` are taken out of the template instead.

**Example.** A cover headline of five lines ends below the paper; three lines fit.

    headline: Health and / Life Sciences
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("T208", "lost-text", Severity.ERROR, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each element whose words are not all on the pages."""
    for page in evidence.pages:
        for lost in page.lost:
            words = lost.text if len(lost.text) <= 60 else f"{lost.text[:60].rstrip()}…"
            size = f"about {lost.words} word{'s' if lost.words != 1 else ''}"
            if lost.lines:
                size = f"{lost.lines} line{'s' if lost.lines != 1 else ''}, {size}"
            message = f"not all of “{words}” is printed: there is no room for {size}"
            area = Area(page.number)
            yield RULE.finding(lost.mark, message, help="shorten the text", at=lost.at, area=area)
