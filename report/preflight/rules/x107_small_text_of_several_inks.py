"""**What it does.** Reports text below the preset's `type: smallest_multi_ink` that is printed in
two or more inks, or is white on a ground of ink. Black text of several inks is X106.

**Why it matters.** The plates never meet exactly: small letters of two inks get fringes, and white
ones fill with whichever ink is off.

**How to mend.** Make the text larger or bolder, or print it in one ink: black, a tint of black, or
a spot ink.

**Example.** White captions of 7 pt on dark blue: 8 pt in semibold can be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.grounds import Grounds
from report.preflight.painted import (
    Help,
    inks_of,
    is_rich_black,
    is_white,
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
    from report.units import Length

RULE = Code("X107", "small-text-of-several-inks", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Small text in one ink, not reversed"

HELP = Help(
    "make it larger in the style, or give it a neutral colour",
    "make the text larger, or print it in one ink",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such text."""
    if evidence.printer is None:
        return
    below = evidence.printer.type.smallest_multi_ink
    for page, texts in text_on_paper(evidence):
        small = sorted(
            (each for each in texts if each.size < below.pt - 0.05), key=lambda each: each.size
        )
        grounds = Grounds(page) if any(map(is_white, small)) else None
        whats = {id(each): _what(each, grounds) for each in small}
        faulty = (each for each in small if whats[id(each)])
        groups = together(evidence, faulty, lambda each: not inks_of(each))
        yield from told(RULE, evidence, groups, HELP, partial(_fault, whats, below))


def _fault(whats: Mapping[int, str], below: Length, text: Painted) -> str:
    what = f"{quoted(text.text)} of {text.size:.3g} pt is {whats[id(text)]}"
    return f"{what}; such text has {below.pt:g} pt at least"


def _what(text: Painted, grounds: Grounds | None) -> str:
    """Return what is wrong with the inks of some small text; "" when nothing is."""
    inks = inks_of(text)
    if inks is None or is_rich_black(text):
        return ""
    if len(inks) > 1:
        return f"printed in {len(inks)} inks ({percent(inks)})"
    is_on_ground = not inks and grounds is not None and grounds.below(text) is not None
    return "white on a ground of ink" if is_on_ground else ""


def concerns(evidence: Evidence) -> bool:
    """True where there is text."""
    return prints(evidence, "text")
