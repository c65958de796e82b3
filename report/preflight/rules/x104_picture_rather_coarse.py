"""**What it does.** Warns of a picture with fewer pixels per inch of paper than the preset's
`images: warn_below`; one of black and white without grey, with fewer than 800. What is below the
least that can be printed is X103.

**Why it matters.** The picture will look soft beside the others.

**How to mend.** Ask for a larger original, print the picture smaller, or waive the finding where
the picture is soft by nature, such as mist.

**Example.**

    waivers:
      - {code: X104, at: harbour, reason: Morning mist; nothing sharp is in the picture.}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    Fault,
    Help,
    and_more,
    coarsest,
    is_bitonal,
    prints,
    report,
    too_coarse,
)

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X104", "picture-rather-coarse", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Every picture has as many pixels per inch as it should"

LEAST, BITONAL = 550, 800
"""The limits for pictures without grey (GWG 2022, sheet-fed CMYK); below the first it is X103."""
HELP = Help(
    "use a larger original, print it smaller, or crop less of it away",
    "place a larger original, or print the picture smaller",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each block, and each page of another's PDF, with such pictures."""
    if evidence.printer is None:
        return
    limits = evidence.printer.images
    enough = (limits.warn_below, BITONAL)
    for group in too_coarse(evidence, (limits.error_below, LEAST), enough):
        worst, ppi = coarsest(group)
        wanted = enough[is_bitonal(worst.picture)]
        message = f"a picture has {ppi} pixels per inch; {wanted} are wanted{and_more(group)}"
        yield report(RULE, evidence, Fault(worst.page, message, worst.rect), HELP)


def concerns(evidence: Evidence) -> bool:
    """True where there are pictures."""
    return prints(evidence, "image")
