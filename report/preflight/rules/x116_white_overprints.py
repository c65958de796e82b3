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
    Help,
    is_white,
    named,
    on_paper,
    really_overprints,
    together,
    told,
)

if TYPE_CHECKING:
    from report.pdf.printed import Painted
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
    for _, things in on_paper(evidence):
        white = [each for each in things if each.overprint and is_white(each)]
        groups = together(evidence, white, lambda each: (each.kind, really_overprints(each)))
        for group in groups:
            (found,) = told(RULE, evidence, [group], HELP, _fault)
            yield found if really_overprints(group[0]) else replace(found, override=Severity.NOTE)


def _fault(thing: Painted) -> str:
    end = "overprints: it will not be there" if really_overprints(thing) else "is set to overprint"
    return f"{named(thing)} is white and {end}"
