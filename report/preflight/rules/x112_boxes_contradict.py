"""**What it does.** Reports pages without a TrimBox, or whose boxes do not lie within each other:
the trim in the bleed, the bleed in the media, all in the CropBox where there is one.

**Why it matters.** The TrimBox is the finished page. Without it nobody knows where to cut, and
boxes that contradict each other are cut somewhere else at each shop. PDF/X-4 (ISO 15930-7) asks
for exactly one of TrimBox and ArtBox.

**How to mend.** Export the PDF anew as PDF/X, with the size of the page, the bleed, and no crop.

**Example.** A page of A4 with 3 mm of bleed: a MediaBox and a BleedBox of 216 × 303 mm, and a
TrimBox of 210 × 297 mm in their middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, pages_of, report

if TYPE_CHECKING:
    from report.pdf.printed import Box, PrintedPage
    from report.preflight.evidence import Evidence

RULE = Code("X112", "boxes-contradict", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "TrimBox on every page, boxes nested"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF anew with a trim box and bleed, and without cropping pages afterwards",
)
SLACK = 0.02
INSIDE = (
    ("TrimBox", "BleedBox"),
    ("TrimBox", "CropBox"),
    ("TrimBox", "MediaBox"),
    ("BleedBox", "CropBox"),
    ("BleedBox", "MediaBox"),
    ("CropBox", "MediaBox"),
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fault, on the first page that has it, naming the others."""
    for message, numbers in pages_of(evidence, _faults).items():
        fault = Fault(numbers[0], message, pages=tuple(numbers[1:]))
        yield report(RULE, evidence, fault, HELP)


def _faults(page: PrintedPage) -> Iterator[str]:
    boxes = page.boxes
    for name in sorted(boxes):
        left, bottom, right, top = boxes[name]
        if right - left < 1 or top - bottom < 1:
            yield f"the {name} is empty"
    if "MediaBox" not in boxes:
        yield "there is no MediaBox"
    if "TrimBox" not in boxes and "ArtBox" not in boxes:
        yield "there is no TrimBox: nothing says where the page is cut"
    if "TrimBox" in boxes and "ArtBox" in boxes:
        yield "there are a TrimBox and an ArtBox"
    for inner, outer in INSIDE:
        if inner in boxes and outer in boxes and not _lies_in(boxes[inner], boxes[outer]):
            yield f"the {inner} runs out of the {outer}"


def _lies_in(inner: Box, outer: Box) -> bool:
    low = all(inner[side] >= outer[side] - SLACK for side in (0, 1))
    return low and all(inner[side] <= outer[side] + SLACK for side in (2, 3))
