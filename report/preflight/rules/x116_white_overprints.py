"""**What it does.** Reports white text, lines and areas that overprint; as a note, those that are
set to and do not, since grey, and CMYK in overprint mode 0, knock out whatever is said.

**Why it matters.** White is the absence of ink. Printed over a ground it adds nothing, and
vanishes: on the screen it is there, on paper it is not. What only is set to overprint vanishes as
soon as somebody converts it or changes the mode.

**How to mend.** Take the overprinting away from what is white.

**Example.** A black logo, set to overprint, was turned white later and kept its setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
    really_overprints,
    report,
    together,
)

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X116", "white-overprints", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "No white overprints"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "take the overprinting away from what is white, and export the PDF anew",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and kind of white thing that is set to overprint."""
    for page, things in on_paper(evidence):
        white = [each for each in things if each.overprint and is_white(each)]
        for group in together(
            evidence, white, lambda thing: (thing.kind, really_overprints(thing))
        ):
            first = group[0]
            what = quoted(first.text) if first.kind == "text" else WORDS[first.kind][0]
            vanishes = really_overprints(first)
            end = "overprints: it will not be there" if vanishes else "is set to overprint"
            message = f"{what} is white and {end}{and_more(group)}"
            found = report(RULE, evidence, Fault(page.number, message, first.rect), HELP)
            yield found if vanishes else replace(found, override=Severity.NOTE)
