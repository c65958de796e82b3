"""**What it does.** Reports each rule of PDF/UA-1 (ISO 14289-1, accessibility) or PDF/A-3a
(ISO 19005-3, archiving) that the finished file breaks, as an independent validator sees it.

**Why it matters.** A file that says it is accessible and is not shuts out the people it promises
to serve, and authorities refuse it. It is not published.

**How to mend.** The engine is meant to make files that pass, so most failures come from a changed
template, style or font. The message names the clause; undo the last change to `templates/`, or
report it with the edition.

**Example.** `PDF/UA-1, clause 7.18.5: a link has no description` comes from a link in a template
that holds no words:

    <a href="#hubs"></a>
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("A301", "validator", Severity.ERROR, __doc__)
STAGE = "pdf"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each clause that the file breaks."""
    letters = any(run.missing for page in evidence.pages for run in page.runs)
    for failure in evidence.failures:
        if letters and "NOTDEF-GLYPH" in failure.clause:
            # T201 says which letters no font has, and where.
            continue
        help = "see which template or style was changed last"
        yield RULE.finding(evidence.mark, str(failure), help=help)
