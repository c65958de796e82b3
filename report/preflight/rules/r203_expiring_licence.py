"""**What it does.** Warns of a photograph whose licence ends within 60 days.

**Why it matters.** A brochure is handed out for months after it was made. There is still time to
have the licence prolonged or to choose another picture.

**How to mend.** Ask the rights holder, and write the new last day into `credits.yaml`. Where the
brochure is out of use before that day, waive the finding and say so.

**Example.**

    waivers:
      - {code: R203, at: harbour, reason: Handed out at the fair of 12 May only.}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.days import NOTICE

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R203", "expiring-licence", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo whose licence ends within 60 days of `as_of`."""
    for photo in evidence.photos:
        last = photo.licence_expires
        if last is not None and evidence.as_of <= last <= evidence.as_of + NOTICE:
            days = (last - evidence.as_of).days
            when = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
            message = f"the licence of “{photo.file}” ends {when}, on {last.isoformat()}"
            help = f"prolong it at {photo.entry_mark or 'its entry'}, or print another photo"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
