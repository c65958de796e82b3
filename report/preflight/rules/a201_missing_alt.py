"""**What it does.** Reports a photograph or a chart that has no alternative text.

**Why it matters.** People who cannot see the picture are told what it shows by its alternative
text, and by nothing else. PDF/UA (ISO 14289-1 §7.3) and WCAG 2 (criterion 1.1.1) require it.

**How to mend.** Say in a sentence what the picture shows and what it stands there for; leave out
“picture of”. For a photo it belongs into `credits.yaml`, or into the edition where the place asks
for other words. Charts describe themselves from their data; `alt:` replaces that.

**Example.**

    photos:
      harbour.jpg:
        alt: A white ferry at a quay in low sun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("A201", "missing-alt", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each printed photo, and each chart, without alternative text."""
    for photo in evidence.photos:
        # A photo that is in no ledger at all is one finding, R102.
        if photo.entry_mark and not photo.alt.strip():
            message = f"“{photo.file}” has no alternative text"
            help = f"write `alt:` at {photo.entry_mark}"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
    for chart in evidence.charts:
        if not chart.alt.strip():
            message = f"the chart “{chart.at}” has no alternative text"
            help = "write `alt:` in the chart's block"
            area = evidence.area_of(chart.at)
            yield RULE.finding(chart.mark, message, help=help, at=chart.at, area=area)
