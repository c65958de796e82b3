"""**What it does.** Warns of pages that are turned (Rotate), enlarged (UserUnit), or whose
MediaBox begins at a negative place.

**Why it matters.** Programs that place pages on sheets do not all look at these settings. The page
arrives upside down, in the wrong size, or shifted.

**How to mend.** Export the page as it is meant to be seen, instead of turning it in a viewer.

**Example.** A page that was scanned on its side, and turned in the viewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, pages_of, report

if TYPE_CHECKING:
    from report.pdf.printed import PrintedPage
    from report.preflight.evidence import Evidence

RULE = Code("X125", "page-turned", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No page rotated, scaled or offset"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the page upright, in its real size",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each such setting, on the first page that has it, naming the others."""
    for message, numbers in pages_of(evidence, _faults).items():
        fault = Fault(numbers[0], message, pages=tuple(numbers[1:]))
        yield report(RULE, evidence, fault, HELP)


def _faults(page: PrintedPage) -> Iterator[str]:
    if page.rotate % 360:
        yield f"the page is turned by {page.rotate % 360}°"
    if abs(page.user_unit - 1) > 1e-6:
        yield f"the page is enlarged {page.user_unit:g} times by its UserUnit"
    left, bottom, *_ = page.boxes.get("MediaBox", (0.0, 0.0, 0.0, 0.0))
    if min(left, bottom) < -0.01:
        yield "the MediaBox begins at a negative place"
