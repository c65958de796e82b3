"""**What it does.** Warns of a picture across a spread whose focal point lies in the fold, or
nearer to it than the inner margin of the format.

**Why it matters.** The fold takes up some millimetres of the picture, in a bound book more than in
a stapled one, and the halves never meet to the hair. A face there is lost.

**How to mend.** Say where the focal point is, as `focus:` of the photo: across and down. It is the
middle of the picture as long as nobody does. The picture is then cropped so that this point comes
to stand in the middle of a page, as far as the picture reaches. Where it has no width to spare,
choose another one, or print it on one page.

**Example.**

    - spread:
        photo: {file: harbour.jpg, focus: 30% 45%}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("P316", "focus-in-fold", Severity.WARNING, __doc__)
STAGE = "pictures"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each picture across a spread whose focal point is near the fold."""
    for photo in evidence.photos:
        fold = photo.fold
        if fold is None or fold.distance >= fold.least:
            continue
        message = (
            f"the focal point of “{photo.file}”, {fold.focus}, is {fold.distance} from the fold; "
            f"{fold.least} are the least"
        )
        help = "say where it is with `focus:`, or choose a picture whose middle can be lost"
        yield RULE.finding(photo.mark, message, help=help, at=photo.at)
