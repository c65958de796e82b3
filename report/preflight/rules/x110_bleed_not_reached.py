"""**What it does.** Reports pictures and areas that reach the edge of the page, or cross it, and
end before the bleed does. The preset says how far that is. What lies hidden under something else,
or goes on in the same colour, is left alone.

**Why it matters.** Paper shifts under the knife by up to a millimetre. What ends at the edge shows
a white sliver on some of the copies.

**How to mend.** Let it run on over the edge by the whole bleed, or keep it well inside the page. A
PDF exported without bleed has to be exported anew, with it.

**Example.** A photo across the page is 216 mm wide on a page of 210 mm with 3 mm of bleed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.edges import SLACK, Edges
from report.preflight.painted import (
    Help,
    box_rect,
    is_white,
    named,
    on_paper,
    together,
    told,
    visible,
)

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence
    from report.units import Length

RULE = Code("X110", "bleed-not-reached", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Bleeding objects reach the bleed"

HELP = Help(
    "let it bleed fully in the style, or keep it inside the page",
    "export the PDF with bleed, and let what runs off the page run on over its edge",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and thing that ends between the trim and the bleed."""
    if evidence.printer is None:
        return
    bleed = evidence.printer.bleed
    for page, things in on_paper(evidence):
        trim, sheet = box_rect(page, "TrimBox"), visible(page)
        if trim is None or sheet is None or trim.width.pt <= 0:
            continue
        edges = Edges(trim, sheet, bleed, things)
        shapes = [each for each in things if each.kind != "text" and not is_white(each)]
        short = {id(each): edges.short_sides(each) for each in shapes}
        faulty = [each for each in shapes if short[id(each)]]
        groups = together(evidence, faulty, lambda each: each.kind)
        yield from told(RULE, evidence, groups, HELP, partial(_fault, short, bleed))


def _fault(short: Mapping[int, Mapping[str, Length]], bleed: Length, thing: Painted) -> str:
    side, reach = min(short[id(thing)].items(), key=lambda each: each[1].pt)
    ends = f"{reach} beyond it" if reach.pt > SLACK else "there"
    return f"{named(thing)} runs to the {side} edge and ends {ends}; the bleed is {bleed}"


def concerns(evidence: Evidence) -> bool:
    """True where the printer asks for bleed."""
    return bool(evidence.printer and evidence.printer.bleed.pt > 0)
