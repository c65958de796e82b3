"""**What it does.** Warns when the number of pages is not a multiple of the preset's
`page_multiple`. Files of one page or two, which are covers, posters and leaflets, are not asked
about.

**Why it matters.** Saddle-stitched (stapled) booklets are made of folded sheets of four pages,
bound books of sheets of eight or sixteen. The print shop adds blank pages, or asks what to do.

**How to mend.** Cut pages or add some. A PDF of ours gets blank pages before the back cover by
itself; a PDF of single leaves or a poster goes to a preset with `binding: none` and
`page_multiple: 1`.

**Example.** 10 pages are 8 and 2 too many, or 12 and 2 too few.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X113", "page-count-not-a-multiple", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Number of pages fits the binding"

HELP = Help("cut pages, or add some", "cut pages, add some, or ask the print shop for blank ones")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding when the pages do not make whole sheets."""
    if evidence.printed is None or evidence.printer is None or not concerns(evidence):
        return
    count, multiple = len(evidence.printed.pages), evidence.printer.page_multiple
    over = count % multiple
    if over:
        message = (
            f"{count} pages are not a multiple of {multiple}: {over} too many, "
            f"or {multiple - over} too few"
        )
        yield of_file(RULE, evidence, message, HELP)


def concerns(evidence: Evidence) -> bool:
    """True for pages that are bound: not for a cover, a poster, a leaf of two sides, or sheets that
    are folded and no more."""
    if evidence.printer is None or evidence.printed is None:
        return False
    single = evidence.part == "cover" or evidence.sides
    return not single and evidence.printer.binds(len(evidence.printed.pages))
