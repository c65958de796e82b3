"""**What it does.** Reports pages and groups that are blended in other colours than CMYK, and
pages that use transparency and do not say in which colours it is blended.

**Why it matters.** What is transparent is mixed with what lies below before it is printed. Mixed
in RGB, all that it touches is turned into RGB and back: black text beside a shadow becomes a
mixture of four inks, in a visible rectangle.

**How to mend.** Set the document's blend space, often called “transparency blend space”, to CMYK
and export anew.

**Example.** In the PDF, the page has `/Group << /S /Transparency /CS /DeviceCMYK >>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, pages_of, report

if TYPE_CHECKING:
    from report.pdf.printed import PrintedPage
    from report.preflight.evidence import Evidence

RULE = Code("X114", "blending-not-in-inks", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Transparency blended in inks"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "set the transparency blend space to CMYK, and export the PDF anew",
)
WHERE = {"page": "the page", "form": "a group", "annotation": "a comment"}


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fault, on the first page that has it, naming the others."""
    for message, numbers in pages_of(evidence, _faults).items():
        fault = Fault(numbers[0], message, pages=tuple(numbers[1:]))
        yield report(RULE, evidence, fault, HELP)


def _faults(page: PrintedPage) -> Iterator[str]:
    """Yield what is wrong; a soft mask is no colour, and a group without a space has its page's."""
    for where, space in sorted(set(page.groups)):
        if where in WHERE and space not in ("", "DeviceCMYK"):
            yield f"{WHERE[where]} is blended in {space} and not in CMYK"
    if page.uses_transparency and dict(page.groups).get("page", "") == "":
        yield "there is transparency, and nothing says that it is blended in CMYK"


def concerns(evidence: Evidence) -> bool:
    """True where something is transparent, or grouped as if it were."""
    pages = evidence.printed.pages if evidence.printed else ()
    return any(page.uses_transparency or page.groups for page in pages)
