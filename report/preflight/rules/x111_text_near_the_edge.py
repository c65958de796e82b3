"""**What it does.** Reports text nearer to the edge of the page than the preset's `safe`, or
across it.

**Why it matters.** Paper shifts under the knife by up to a millimetre or two. Words that close to
the edge look cut off, and sometimes are.

**How to mend.** Move the words inward in the template or the style, or shorten them.

**Example.** A page number 2 mm from the lower edge, where 4 mm are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    Fault,
    Help,
    and_more,
    box_rect,
    prints,
    quoted,
    report,
    text_on_paper,
    together,
    touch,
)
from report.units import Length

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
        inner = trim.inset(safe)
        near = [
            each
            for each in texts
            if touch(trim.inset(Length(SLACK)), each.rect)
            and not inner.contains(each.rect, Length(SLACK))
            and not _was_said(evidence, each)
        ]
        for group in together(evidence, near):
            first = group[0]
            message = f"{quoted(first.text)} stands nearer than {safe} to the edge{and_more(group)}"
            yield report(RULE, evidence, Fault(page.number, message, first.rect), HELP)


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
