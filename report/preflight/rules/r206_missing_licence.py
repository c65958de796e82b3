"""**What it does.** Warns of a photograph whose ledger entry names no licence.

**Why it matters.** A credit line says who made a picture, not that it may be printed. Who opens
the ledger in two years, or takes the picture into another brochure, has to know on what terms it
is here.

**How to mend.** Write the licence into `credits.yaml`: an identifier from spdx.org/licenses, or
`LicenseRef-` and a name of your own for an agreement, and for pictures that you made yourself.

**Example.**

    photos:
      harbour.jpg:
        licence: CC-BY-4.0
      office.jpg:
        licence: LicenseRef-own
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("R206", "missing-licence", Severity.WARNING, __doc__)
STAGE = "content"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each use of a photo whose entry gives no licence."""
    for photo in evidence.photos:
        # A photo that is in no ledger at all is one finding, R102.
        if photo.entry_mark and not photo.licence:
            message = f"“{photo.file}” is printed, and its entry names no licence"
            help = f"write `licence:` at {photo.entry_mark}, such as CC-BY-4.0 or LicenseRef-own"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
