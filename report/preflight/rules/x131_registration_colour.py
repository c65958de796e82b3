"""**What it does.** Reports what is painted on the page in the colour of registration marks, which
PDF calls All.

**Why it matters.** That colour goes to every plate at full strength: four inks on top of each
other, 400 %, and any spot ink as well. It does not dry. Where it fills more than a hairline, X105
reports how much ink that is, too.

**How to mend.** Use it for marks outside the bleed alone. Text and lines that are meant to be black
are black ink, 100 %.

**Example.** In a layout program, the swatch “Registration” stands beside “Black”, and looks the
same on a screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, inks_of, named, on_paper, together, told

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X131", "registration-colour", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "No objects in registration colour"
HELP = Help(
    "this is a fault of Colophon; please report it",
    "use black ink alone, and keep registration marks outside the bleed",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and kind of thing in that colour."""
    for _, things in on_paper(evidence):
        faulty = [each for each in things if "All" in (inks_of(each) or {})]
        groups = together(evidence, faulty, lambda thing: thing.kind)
        yield from told(RULE, evidence, groups, HELP, _fault)


def _fault(thing: Painted) -> str:
    return f"{named(thing)} is in the colour of registration marks"
