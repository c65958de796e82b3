"""**What it does.** Reports faults of the structure tree that validators let pass: an empty tree,
printed words marked as decoration, a heading level that is skipped, a box that lies off its page.

**Why it matters.** A screen reader reads the tree and nothing else. A tree that is formally right
and holds no words reads as an empty page.

**How to mend.** The tree is made from the HTML of the templates. Undo the last change to
`templates/`, or give its words an element of their own: `<p>`, a heading, a list or a table.

**Example.** `the structure holds no text at all` comes from a template that hides everything:

    <section aria-hidden="true">…</section>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("A302", "structure", Severity.ERROR, __doc__)
STAGE = "pdf"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fault of the tree."""
    for fault in evidence.faults:
        where = f"page {fault.page}: " if fault.page else ""
        help = "see which template was changed last"
        yield RULE.finding(evidence.mark, f"{where}{fault.message}", help=help)
