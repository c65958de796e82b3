"""**What it does.** Reports black text, smaller than the preset's `type: overprint_below`, that is
printed in black and other inks together.

**Why it matters.** The plates never meet exactly. Each letter gets a coloured fringe, its thin
strokes fill up, and reading is hard work.

**How to mend.** Text is black ink alone, 100 %. In a PDF of ours, neutral colours are; a theme
colour with a build of its own is not meant for small text.

**Example.** Text copied from a word processor is often black as 75 % cyan, 68 % magenta, 67 %
yellow and 90 % black: a mixture made from RGB black. Choose the swatch “Black” instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    Help,
    inks_of,
    is_rich_black,
    percent,
    prints,
    quoted,
    text_on_paper,
    together,
    told,
)

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X106", "black-of-several-inks", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Small black text in black alone"

HELP = Help(
    "give the text a neutral colour in the style, or the theme colour a build of black alone",
    "set the text in 100 % black ink alone",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such text."""
    if evidence.printer is None:
        return
    below = evidence.printer.type.overprint_below.pt
    for _, texts in text_on_paper(evidence):
        faulty = [each for each in texts if each.size < below and is_rich_black(each)]
        yield from told(RULE, evidence, together(evidence, faulty), HELP, _fault)


def _fault(text: Painted) -> str:
    inks = percent(inks_of(text) or {})
    return f"{quoted(text.text)} of {text.size:.3g} pt is black of several inks: {inks}"


def concerns(evidence: Evidence) -> bool:
    """True where there is text."""
    return prints(evidence, "text")
