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
from report.preflight.painted import prints
from report.preflight.resolution import Asked, coarse_pictures

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X104", "picture-rather-coarse", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Picture resolution as recommended"

LEAST, BITONAL = 550, 800
"""The limits for pictures without grey (GWG 2022, sheet-fed CMYK); below the first it is X103."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each block, and each page of another's PDF, with such pictures."""
    if evidence.printer is None:
        return
    limits = evidence.printer.images
    asked = Asked(
        (limits.warn_below, BITONAL),
        evidence.warn_below,
        "are wanted",
        least=(limits.error_below, LEAST),
    )
    yield from coarse_pictures(RULE, evidence, asked)


def concerns(evidence: Evidence) -> bool:
    """True where there are pictures."""
    return prints(evidence, "image")
