"""**What it does.** Reports a photograph that may be used in some countries only, in an edition
that is handed out elsewhere. An edition that does not say where it is handed out goes anywhere.

**Why it matters.** Licences are sold by territory. A brochure that a delegation takes abroad, or
that stands on a website, leaves it.

**How to mend.** Where the edition stays in some countries, say so in `territory:` at its head, with
their codes of two letters, `EU` or `EEA`. Otherwise have the licence extended, and write the new
territory into `credits.yaml`, or print another photo.

**Example.**

    territory: [SE, NO]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.content.territories import covers, in_words
from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R209", "outside-territory", Severity.ERROR, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo outside the territory of its licence."""
    for photo in evidence.photos:
        if covers(photo.territory, evidence.territory):
            continue
        allowed = in_words(photo.territory)
        where = f"is handed out in {in_words(evidence.territory)}"
        if not evidence.territory:
            where = "does not say where it is handed out"
        message = f"“{photo.file}” may be used in {allowed} only, and the edition {where}"
        help = f"extend the licence at {photo.entry_mark or 'its entry'}, or print another photo"
        if not evidence.territory:
            codes = ", ".join(photo.territory)
            help = (
                f"if the edition stays there, write `territory: [{codes}]` at its head; or {help}"
            )
        area = evidence.area_of(photo.at)
        yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
