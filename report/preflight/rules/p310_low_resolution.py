"""**What it does.** Reports a photograph that has too few pixels for the size at which it is
printed. The limit is the `error_below` of the target, or of the printer preset for what goes
to the press, in pixels per inch after cropping.

**Why it matters.** The pixels become visible: edges turn into stairs, faces go soft. Nothing that
is done to the file afterwards brings back what was never recorded.

**How to mend.** Ask for the original file; pictures from web pages and messages are scaled down.
Or print the picture smaller, or choose a crop that keeps more of it.

**Example.** A picture 600 pixels wide, printed 150 mm wide, has 102 pixels per inch. It may be
printed 60 mm wide.

    - photo: {file: harbour.jpg, width: column}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("P310", "resolution-too-low", Severity.ERROR, __doc__)
STAGE = "pictures"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each photo below the limit of the target."""
    for photo in evidence.photos:
        if photo.ppi is not None and photo.ppi < evidence.error_below:
            message = (
                f"“{photo.file}” has {photo.ppi:.0f} pixels per inch at its printed size; "
                f"{evidence.error_below} are the least that can be printed"
            )
            help = "use a larger original, print it smaller, or crop less of it away"
            area = evidence.area_of(photo.at)
            yield RULE.finding(photo.mark, message, help=help, at=photo.at, area=area)
