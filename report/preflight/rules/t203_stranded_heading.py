"""**What it does.** Reports a heading at the foot of a column or page with fewer than two lines of
its text below it, while the text goes on in the next column or on the next page.

**Why it matters.** A heading belongs to what follows. Alone at the foot it looks like an end, and
the next column begins without one.

**How to mend.** Add or take away a line of text above it, or move the heading. Headings keep to
the next lines by themselves, so that it mostly happens where a picture or a box comes between.

**Example.** A crosshead in the last line of the left column; one sentence less before it moves it
up, three lines more move it over.

    ### From a finding to a treatment
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, PageEvidence, TextLine

RULE = Code("T203", "stranded-heading", Severity.WARNING, __doc__)
STAGE = "pages"


NEEDED = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each heading whose text begins in another column or page."""
    for index, page in enumerate(evidence.pages):
        rest = evidence.pages[index + 1 : index + 2]
        goes_on = not page.is_last and any(each.lines or each.pictures for each in rest)
        for line in page.lines:
            if (
                line.is_heading
                and line.place == "flow"
                and line.ends
                and not _is_complete(line, page, rest)
                and _is_stranded(line, page, goes_on)
            ):
                message = (
                    f"the heading “{line.text.strip()}” stands at the foot of its column, without "
                    f"two lines of text below it (page {page.number})"
                )
                help = "make the text above it a line or two shorter or longer"
                area = Area(page.number, line.rect)
                yield RULE.finding(line.mark, message, help=help, at=line.at, area=area)


def _is_complete(heading: TextLine, page: PageEvidence, rest: Sequence[PageEvidence]) -> bool:
    """True when what its block says below the heading, if only a line, ends on this page."""
    own = [line for line in page.lines if line.at == heading.at and line.number > heading.number]
    said = any(line.region == heading.region and not line.is_heading for line in own)
    beyond = any(line.at == heading.at for each in rest for line in each.lines)
    return said and not beyond and all(line.region == heading.region for line in own)


def _is_stranded(heading: TextLine, page: PageEvidence, goes_on: bool) -> bool:
    """True when too little follows in the heading's region, and more follows beyond it."""
    if any(picture.rect.contains(heading.rect) for picture in page.pictures):
        return False  # the title on a full-page picture
    after = [line for line in page.lines if line.number > heading.number and line.place == "flow"]
    pictures = [each for each in page.pictures if each.number > heading.number]
    # The region 0 is the page itself: what stands in its columns follows the heading as well.
    here = [line for line in after if heading.region in (0, line.region) and not line.is_heading]
    if len(here) >= NEEDED or any(heading.region in (0, each.region) for each in pictures):
        return False
    # What has a place of its own in the same block stands below its heading.
    placed = [line for line in page.lines if line.at == heading.at and line.place == "placed"]
    if sum(line.number > heading.number for line in placed) >= NEEDED:
        return False
    beyond = [line for line in after if line.region != heading.region and heading.region]
    return goes_on or bool(beyond)
