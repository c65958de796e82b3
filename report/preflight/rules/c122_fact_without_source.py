"""**What it does.** Reports a fact that names no source.

**Why it matters.** A figure that cannot be traced can neither be defended when somebody doubts
it nor be brought up to date for the next edition.

**How to mend.** Say in `source:` where the figure comes from, as precisely as it is known, and
in `as_of:` for which year.

**Example.**

    facts:
      biobanks: {value: 450, label: biobanks, source: Biobank Sweden, as_of: 2025}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("C122", "fact-without-source", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fact without a source."""
    for fact in evidence.facts:
        if not fact.source.strip():
            message = f"the fact “{fact.name}” has no source"
            help = "say where the figure comes from in `source:`"
            yield RULE.finding(fact.mark, message, help=help, at=fact.name)
