"""**What it does.** Reports the pages on which the inks together cover the paper more than the
preset's `ink_limit`, in percent. What is measured is the average over small squares of paper, so
that single pixels do not matter.

**Why it matters.** Too much ink does not dry: it sets off on the sheet above, sticks in the pile,
and delays the whole job. Print shops reject such files.

**How to mend.** In a PDF of ours, colours and pictures keep to the limit by themselves, except for
a build in the theme or a picture that came in CMYK. Elsewhere, pictures and colours are converted
anew with a profile for this paper.

**Example.** Black as 90 % of each of four inks is 360 %; as 60 % cyan, 40 % magenta, 40 % yellow
and 100 % black it is 240 %, and as deep.

    colours:
      ink: {srgb: "#16202b", cmyk: [70, 50, 30, 90]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Fault, Help, report

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X105", "too-much-ink", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Total ink within the limit"

TOLERANCE = 2.0
"""The measurement is made of 8-bit values; a percent or two is within its error."""
HELP = Help(
    "lower the build of the colour in the theme, or place the picture in RGB",
    "convert colours and pictures anew, with a profile for this paper",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page whose heaviest place is beyond the limit."""
    if evidence.printed is None or evidence.printer is None:
        return
    limit = evidence.printer.ink_limit
    for each in evidence.printed.coverage:
        if each.highest > limit + TOLERANCE:
            message = f"the inks cover {each.highest:.0f} % of the paper; {limit} % is the limit"
            if each.over >= 1:
                message += f", which {each.over:.0f} mm² exceed"
            yield report(RULE, evidence, Fault(each.page, message, each.rect), HELP)


def concerns(evidence: Evidence) -> bool:
    """True where the inks were measured."""
    pages = evidence.printed.coverage if evidence.printed else ()
    return any(not each.unmeasured for each in pages)
