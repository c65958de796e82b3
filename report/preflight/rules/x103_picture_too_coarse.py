"""**What it does.** Reports a picture with fewer pixels per inch of paper than the preset's
`images: error_below`; one of black and white without grey, such as a scanned signature or stamp,
with fewer than 550. Pictures of less than 16 pixels in one direction are colours and gradients to
it and not asked about.

**Why it matters.** The pixels become visible: edges turn into stairs, faces go soft. What the file
says of its picture does not matter, only how many pixels there are for each inch of paper.

**How to mend.** Ask for the original file, print the picture smaller, or choose a crop that keeps
more of it.

**Example.** A picture 600 pixels wide and printed 150 mm wide has 102 pixels per inch; it may be
printed 100 mm wide where 150 are the least.

    - photo: {file: harbour.jpg, width: column}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import prints
from report.preflight.resolution import Asked, coarse_pictures

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X103", "picture-too-coarse", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Picture resolution sufficient"

BITONAL = 550
"""The least for pictures without grey (GWG 2022, sheet-fed CMYK)."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each block, and each page of another's PDF, with such pictures."""
    if evidence.printer is None:
        return
    least = evidence.printer.images.error_below
    asked = Asked((least, BITONAL), evidence.error_below, "are the least")
    yield from coarse_pictures(RULE, evidence, asked)


def concerns(evidence: Evidence) -> bool:
    """True where there are pictures."""
    return prints(evidence, "image")
