"""**What it does.** Reports pages whose content could not be read to the end, because it is
damaged, of unusual size, or refers to itself.

**Why it matters.** What was not read was not checked, and other programs may stop there as well: a
part of the page is missing on paper.

**How to mend.** Export the PDF anew. Where the fault stays, look at what is on that page: an
illustration of a hundred thousand strokes is better placed as a picture.

**Example.** A file that was cut off while it was copied or mailed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, report

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X121", "not-read", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "All pages read to their end"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF anew; look closely at what is placed on this page",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page that was not read to its end."""
    for page in evidence.printed.pages if evidence.printed else ():
        if page.unread:
            message = f"the page could not be read to the end: {page.unread}"
            yield report(RULE, evidence, Fault(page.number, message), HELP)
