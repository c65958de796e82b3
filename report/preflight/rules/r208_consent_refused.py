"""**What it does.** Reports a photograph of people who have not agreed to be shown.

**Why it matters.** The ledger says that they were asked and said no, or have taken their consent
back. Nobody should be printed against their will, and the law is on their side.

**How to mend.** Print another photo. Where they have agreed since, write that into `credits.yaml`
with the day and the document.

**Example.**

    photos:
      harbour.jpg:
        consent: {people: [Anna Berg], given: no, date: 2026-03-04}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R208", "consent-refused", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo of people who have not agreed."""
    for photo in evidence.photos:
        if photo.consent == "no":
            who = f" ({', '.join(photo.people)})" if photo.people else ""
            message = f"“{photo.file}” shows people who have not agreed to it{who}"
            help = f"print another photo; see `consent:` at {photo.entry_mark or 'its entry'}"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
