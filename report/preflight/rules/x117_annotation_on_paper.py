"""**What it does.** Reports comments, links, form fields and other annotations that lie on the
page or its bleed, whether or not they are set to print.

**Why it matters.** Some machines print them, some do not, and PDF/X-4 (ISO 15930-7) forbids them.
Comments also show that a discussion has not come to an end.

**How to mend.** Remove comments, and flatten form fields; export without interactive elements.

**Example.** A sticky note “Is this the right photo?” beside a picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, report, touch, visible

if TYPE_CHECKING:
    from report.pdf.printed import Annotation
    from report.preflight.evidence import Evidence

RULE = Code("X117", "annotation-on-paper", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "No annotations or form fields"

FOR_PRINTERS = ("PrinterMark", "TrapNet")
HELP = Help(
    "this is a fault of Colophon; please report it",
    "remove comments, links and fields, or export the PDF without interactive elements",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and kind of annotation."""
    if evidence.printed is None:
        return
    pages = {page.number: page for page in evidence.printed.pages}
    groups: dict[tuple[int, str], list[Annotation]] = {}
    for each in evidence.printed.annotations:
        page = pages.get(each.page)
        sheet = visible(page) if page else None
        if each.kind not in FOR_PRINTERS and (sheet is None or touch(each.rect, sheet)):
            groups.setdefault((each.page, each.kind), []).append(each)
    for (number, kind), group in groups.items():
        what = f"{len(group)} annotations" if len(group) > 1 else "an annotation"
        verb = "lie" if len(group) > 1 else "lies"
        message = f"{what} of the kind {kind or 'without a name'} {verb} on the page"
        yield report(RULE, evidence, Fault(number, message, group[0].rect), HELP)
