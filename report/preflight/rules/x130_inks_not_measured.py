"""**What it does.** Warns of pages whose inks could not be added up, so that nobody knows whether
they stay below the limit (X105). The message says why. Of a file with more than 1,000 pages, the
first 1,000 are measured.

**Why it matters.** Too much ink does not dry. What was not measured may have too much.

**How to mend.** Export the PDF anew where it is damaged; split a very long one. A page that uses
more inks than a press has is reduced to those that will be printed.

**Example.** A map with a layer of its own for each of twenty spot inks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, pages_in_words, report

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X130", "inks-not-measured", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Ink of every page measured"
HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF anew, or split it",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each reason, on the first page that it holds for."""
    if evidence.printed is None:
        return
    reasons: dict[str, list[int]] = {}
    unread = {page.number for page in evidence.printed.pages if page.unread}  # X121 says so
    for each in evidence.printed.coverage:
        if each.unmeasured and each.page not in unread:
            reasons.setdefault(each.unmeasured, []).append(each.page)
    for reason, numbers in reasons.items():
        which = pages_in_words(numbers)
        message = f"the inks of {which} could not be measured because of {reason}"
        yield report(RULE, evidence, Fault(numbers[0], message), HELP)
