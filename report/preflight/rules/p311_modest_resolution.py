"""**What it does.** Warns of a photograph that has fewer pixels than it should have for the size at
which it is printed. The limit is the `warn_below` of the target, or of the printer preset for what
goes to the press, in pixels per inch after cropping.

**Why it matters.** The picture will look soft beside the others. Printers recommend 300 pixels
per inch and begin to complain below 225.

**How to mend.** Ask for a larger original, print the picture smaller, or waive the finding where
the picture is soft by nature, such as mist.

**Example.**

    waivers:
      - {code: P311, at: harbour, reason: Morning mist; nothing sharp is in the picture.}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("P311", "resolution-modest", Severity.WARNING, __doc__)
STAGE = "pictures"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each photo between the two limits of the target."""
    for photo in evidence.photos:
        if photo.ppi is not None and evidence.error_below <= photo.ppi < evidence.warn_below:
            message = (
                f"“{photo.file}” has {photo.ppi:.0f} pixels per inch at its printed size; "
                f"{evidence.warn_below} are recommended"
            )
            help = "use a larger original, print it smaller, or crop less of it away"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
