"""**What it does.** Reports a colour of a chart that does not stand out from its ground: less than
3:1 for bars, lines and areas, less than 4.5:1 for labels.

**Why it matters.** People with low vision, and everybody in a bright room or with a pale
printer, cannot tell the shape from the paper. WCAG 2 (criteria 1.4.3 and 1.4.11) sets the limits.

**How to mend.** Choose darker colours for `series:` under `charts:` in the theme. A light colour
can stay where it is not needed to read the chart.

**Example.**

    charts:
      series: [accent, ink, quiet]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.vision import contrast

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("A203", "chart-contrast", Severity.ERROR, __doc__)
STAGE = "pictures"


LIMITS = {"graphic": 3.0, "text": 4.5}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each pair of colours in a chart whose contrast is too low."""
    for chart in evidence.charts:
        for colour, role, ground in dict.fromkeys(chart.colours):
            found = contrast(colour, ground)
            if found < LIMITS[role]:
                what = "labels" if role == "text" else "shapes"
                message = (
                    f"the {what} in {colour} on {ground} of the chart “{chart.at}” have a contrast "
                    f"of {found:.2f}:1; {LIMITS[role]:g}:1 is needed"
                )
                help = "choose a darker colour in the theme, under `charts:` or `colours:`"
                area = evidence.area_of(chart.at)
                yield RULE.finding(chart.mark, message, help=help, at=chart.at, area=area)
