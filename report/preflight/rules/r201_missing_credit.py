"""**What it does.** Reports a photograph that is printed without a credit line.

**Why it matters.** Naming the author is a condition of nearly every licence, and the law in most
countries even where the licence is silent. A picture without a credit is a picture whose rights
nobody has looked into.

**How to mend.** Write the line into `credits.yaml` beside the photo, exactly as the licence or
the photographer asks for it. It is printed at the picture and on the credits page.

**Example.**

    photos:
      harbour.jpg:
        credit: "Photo: Anna Berg"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R201", "missing-credit", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo that has no credit line."""
    for photo in evidence.photos:
        # A photo that is in no ledger at all is one finding, R102.
        if photo.entry_mark and not photo.credit.strip():
            message = f"“{photo.file}” is printed without a credit line"
            help = f"write `credit:` at {photo.entry_mark}"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
