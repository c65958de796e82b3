"""**What it does.** Reports a photograph whose licence does not allow what the PDF is for: the
screen, or the press.

**Why it matters.** Many licences are bought for one use only. A picture that may be sent and
downloaded may not always be printed.

**How to mend.** Have the licence extended and add the use to `allowed_uses:` in `credits.yaml`,
or print another photo.

**Example.**

    photos:
      harbour.jpg:
        allowed_uses: [screen, press]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R205", "use-not-allowed", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo that may not be used for the target at hand."""
    for photo in evidence.photos:
        if evidence.use not in photo.allowed_uses:
            allowed = " and ".join(photo.allowed_uses) or "no use"
            message = f"“{photo.file}” is licensed for {allowed}, not for {evidence.use}"
            help = f"see `allowed_uses:` at {photo.entry_mark or 'its entry'}"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
