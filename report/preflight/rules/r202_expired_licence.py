"""**What it does.** Reports a photograph whose licence ended before the day of the build, or before
the day given with `--as-of`.

**Why it matters.** Whoever publishes a picture after its licence has ended infringes its rights,
and a PDF that has been sent cannot be called back.

**How to mend.** Have the licence prolonged and write the new last day into `credits.yaml`, or
print another photo.

**Example.**

    photos:
      harbour.jpg:
        licence_expires: 2027-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R202", "expired-licence", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo whose last licensed day lies before `as_of`."""
    for photo in evidence.photos:
        last = photo.licence_expires
        if last is not None and last < evidence.as_of:
            message = f"the licence of “{photo.file}” ended on {last.isoformat()}"
            help = f"prolong it at {photo.entry_mark or 'its entry'}, or print another photo"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
