"""**What it does.** Warns of a photograph that shows people, of whom nobody has said whether they
agree to be shown. Who is shown stands in the ledger under `consent:`, in the file itself (IPTC
“person shown”), or beside the picture: the portraits of a list of people and of a foreword show
those they stand with.

**Why it matters.** A person has a right to decide about pictures of themselves, in most countries
and apart from what the photographer allows. Who is shown may ask to be taken out when the copies
have been printed.

**How to mend.** Ask the person, keep the answer, and write it into `credits.yaml`: `given: yes`
with the day and where it can be read, or `not needed`, as for a crowd in which nobody stands out
and for a drawing.

**Example.**

    photos:
      harbour.jpg:
        consent:
          people: [Anna Berg]
          given: yes
          date: 2026-03-04
          document: letters/consent-berg.pdf
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R207", "consent-not-known", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo that shows people who have not been asked."""
    for photo in evidence.photos:
        if photo.people and not photo.consent:
            message = f"“{photo.file}” shows {', '.join(photo.people)}; have they agreed?"
            help = f"write `consent: {{given: …}}` at {photo.entry_mark or 'its entry'}"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
