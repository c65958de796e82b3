"""**What it does.** Names the inks that the file uses beside cyan, magenta, yellow and black.

**Why it matters.** Each is a plate and an ink of its own, costs accordingly, and has to be agreed
with the print shop. One that came with a logo by accident is printed in process colours at best.

**How to mend.** Tell the print shop, or convert the ink to process colours: in the theme, by
leaving `spot:` out.

**Example.**

    colours:
      accent: {srgb: "#006aa7", cmyk: [100, 30, 0, 20], spot: PANTONE 3015 C}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, quoted, some

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X122", "spot-inks", Severity.NOTE, __doc__)
STAGE = "press"
LOOKS_FOR = "No inks beside CMYK"

MOST = 8
HELP = Help(
    "order them with the job, or leave `spot` out in the theme",
    "order them with the job, or convert them to process colours",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding when there are such inks."""
    spots = [each for each in (evidence.printed.spots if evidence.printed else ()) if each]
    if spots:
        names = ", ".join(map(quoted, spots[:MOST]))
        names += f" and {len(spots) - MOST} others" if len(spots) > MOST else ""
        message = f"{some(len(spots), 'ink', 'inks')} beside the process colours: {names}"
        yield of_file(RULE, evidence, message, HELP)
