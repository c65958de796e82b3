"""**What it does.** Reports the last line of a paragraph that stands alone at the head of a column
or page.

**Why it matters.** A widow is the first thing one sees of a column, and it is the end of
something else. Compositors have avoided it for centuries.

**How to mend.** Make the paragraph a few words longer or shorter.

**Example.** A last line of two words at the head of the right column: a sentence tightened in the
left one brings them back.

    - text: The sentence before is shorter now.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, TextLine

RULE = Code("T205", "widow", Severity.WARNING, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each paragraph whose last line begins a column or page."""
    for page in evidence.pages:
        heads: dict[int, TextLine] = {}
        for line in page.lines:
            if line.place == "flow":
                heads.setdefault(line.region, line)
        for line in heads.values():
            if line.ends and not line.starts:
                message = (
                    f"the last line of a paragraph, “{line.text.strip()}”, stands alone at the "
                    f"head of a column (page {page.number})"
                )
                help = "make the paragraph a few words longer or shorter"
                area = Area(page.number, line.rect)
                yield RULE.finding(line.mark, message, help=help, at=line.at, area=area)
