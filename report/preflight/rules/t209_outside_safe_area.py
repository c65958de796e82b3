"""**What it does.** Reports words that stand nearer to the edge of the page than the safety margin
of the format allows.

**Why it matters.** Paper shifts under the knife by up to a millimetre or two, and people hold a
brochure by its edges. Words that close to the trim look cut off, and sometimes are.

**How to mend.** Move the words inward in the template or the style, or shorten them. The margin is
`safe` in `templates/formats/`.

**Example.** With `safe: 5mm`, a credit line that a style sets 3 mm above the foot of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, TextLine, TextRun

RULE = Code("T209", "outside-safe-area", Severity.WARNING, __doc__)
STAGE = "pages"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each line inside the trimmed page that leaves the safe area."""
    for page in evidence.pages:
        # Of running heads there are no lines: they are in no section's flow.
        heads: list[TextLine | TextRun] = [run for run in page.runs if run.place == "margin"]
        for line in [*page.lines, *heads]:
            # What leaves the page altogether is T202.
            if page.trim.contains(line.rect) and not page.safe.contains(line.rect):
                words = " ".join(line.text.split())[:40]
                message = f"“{words}” stands within the safety margin of page {page.number}"
                help = "move it inward, or shorten it"
                area = Area(page.number, line.rect)
                yield RULE.finding(line.mark, message, help=help, at=line.at, area=area)
