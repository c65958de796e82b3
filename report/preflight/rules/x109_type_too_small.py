"""**What it does.** Reports type smaller than the preset's `type: smallest`.

**Why it matters.** Its thin strokes break, its counters fill with ink, and nobody reads it.

**How to mend.** Set it larger, or leave the words out. In a chart, fewer labels can be larger.

**Example.** Credits of 4 pt along the edge of a picture: 5.5 pt in the caption is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, prints, quoted, text_on_paper, together, told

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X109", "type-too-small", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No type below the minimum size"

HELP = Help("set it larger in the style, or shorten what stands there", "set the text larger")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such type."""
    if evidence.printer is None:
        return
    least = evidence.printer.type.smallest.pt
    for _, texts in text_on_paper(evidence):
        small = [each for each in texts if each.size < least - 0.05]
        small.sort(key=lambda each: each.size)
        yield from told(RULE, evidence, together(evidence, small), HELP, partial(_fault, least))


def _fault(least: float, text: Painted) -> str:
    return f"{quoted(text.text)} is set in {text.size:.2g} pt; {least:g} pt is the smallest"


def concerns(evidence: Evidence) -> bool:
    """True where there is text."""
    return prints(evidence, "text")
