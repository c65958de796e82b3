"""**What it does.** Reports a photograph that is printed in the place of one that has not been
delivered yet: a stand-in.

**Why it matters.** A stand-in is not the picture that was chosen. It is acceptable on the screen
for a while, under its own credit, but printed copies keep it for good.

**How to mend.** Put the awaited file beside its `credits.yaml`; nothing else changes. Where the
stand-in is meant to stay for this edition, waive the finding with the reason.

**Example.**

    waivers:
      - {code: R204, at: harbour, reason: The photographer delivers on 3 May.}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R204", "stand-in-in-use", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each place where a stand-in is printed."""
    for photo in evidence.photos:
        if photo.awaited:
            message = f"“{photo.file}” stands in for “{photo.awaited}”"
            help = "put the awaited file into the photos folder, or waive this with a reason"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
