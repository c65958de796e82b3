"""**What it does.** Reports a fact that nothing in the edition prints.

**Why it matters.** The figure may have been forgotten, or written into a text by hand, where the
next change of the fact will not reach it.

**How to mend.** Print the fact by its name, in a text or as a key figure, or remove it.

**Example.**

    - text: Sweden keeps {{ facts.biobanks }}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("C121", "unused-fact", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each fact that no text, key figure or table prints."""
    for fact in evidence.facts:
        if not fact.used:
            message = f"nothing prints the fact “{fact.name}”"
            help = f"write {{{{ facts.{fact.name} }}}} where it belongs, or remove it"
            yield RULE.finding(fact.mark, message, help=help, at=fact.name)
