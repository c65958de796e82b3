"""**What it does.** Reports text nearer to the edge of the page than the preset's `safe`, or
across it; on a leaflet of ours, also nearer to a fold.

**Why it matters.** Paper shifts under the knife, and in the folding machine, by up to a millimetre
or two. Words that close to the edge look cut off, and sometimes are; those in a fold turn around
it.

**How to mend.** Move the words inward in the template or the style, or shorten them.

**Example.** A page number 2 mm from the lower edge, where 4 mm are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    Help,
    box_rect,
    prints,
    quoted,
    text_on_paper,
    together,
    told,
    touch,
)
from report.units import Length, Rect

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X111", "text-near-the-edge", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No text in the safety margin"

SLACK = 0.3
HELP = Help("move it inward in the style, or shorten it", "move the text inward")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such text."""
    if evidence.printer is None:
        return
    safe = evidence.printer.safe
    for page, texts in text_on_paper(evidence):
        trim = box_rect(page, "TrimBox")
        if trim is None:
            continue
        near = [
            each
            for each in texts
            if touch(trim.inset(Length(SLACK)), each.rect)
            and not _keeps(safe, evidence.panel(page.number, each.rect, trim), each)
            and not _was_said(evidence, each)
        ]
        at_edge = [each for each in near if not _keeps(safe, trim, each)]
        at_fold = [each for each in near if _keeps(safe, trim, each)]
        for where, found in (("edge", at_edge), ("fold", at_fold)):
            near_to = f"stands nearer than {safe} to the {where}"
            groups = together(evidence, found)
            yield from told(RULE, evidence, groups, HELP, partial(_fault, near_to))


def _fault(near_to: str, text: Painted) -> str:
    return f"{quoted(text.text)} {near_to}"


def _keeps(safe: Length, paper: Rect, text: Painted) -> bool:
    """True for text that keeps the safety margin of a page or panel."""
    return paper.inset(safe).contains(text.rect, Length(SLACK))


def _was_said(evidence: Evidence, text: Painted) -> bool:
    """True for a line of ours of which T209 has said that it leaves the format's safe area."""
    area = evidence.shown(text.page, text.rect)
    pages = (page for page in evidence.pages if area and page.number == area.page)
    return any(
        touch(line.rect, area.rect) and not page.safe.contains(line.rect)
        for page in pages
        for line in page.lines
        if area and area.rect
    )


def concerns(evidence: Evidence) -> bool:
    """True where there is text, and a margin is asked for."""
    margin = evidence.printer is not None and evidence.printer.safe.pt > 0
    return margin and prints(evidence, "text")
