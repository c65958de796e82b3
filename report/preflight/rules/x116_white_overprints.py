"""**What it does.** Reports white text, lines and areas that are set to overprint.

**Why it matters.** White is the absence of ink. Printed over a ground it adds nothing, and
vanishes: on the screen it is there, on paper it is not.

**How to mend.** Take the overprinting away from what is white.

**Example.** A black logo, set to overprint, was turned white later and kept its setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    WORDS,
    Fault,
    Help,
    and_more,
    is_white,
    on_paper,
    quoted,
    report,
    together,
)

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X116", "white-overprints", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Nothing white is set to overprint"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "take the overprinting away from what is white, and export the PDF anew",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and kind of white thing that overprints."""
    for page, things in on_paper(evidence):
        white = [each for each in things if each.overprint and is_white(each)]
        for group in together(evidence, white, lambda thing: thing.kind):
            first = group[0]
            what = quoted(first.text) if first.kind == "text" else WORDS[first.kind][0]
            message = f"{what} is white and overprints: it will not be there{and_more(group)}"
            yield report(RULE, evidence, Fault(page.number, message, first.rect), HELP)
