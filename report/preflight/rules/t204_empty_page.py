"""**What it does.** Reports pages of a section that are filled to less than a third, and those with
nothing but what was put at their foot.

**Why it matters.** A few lines at the head of an empty page look like a mistake, and so does a
page in the middle of a section that ends early because what follows is not divided. A page is full,
or it is open on purpose.

**How to mend.** Of the last page: shorten the text until it fits the page before, let a picture
grow with `lines: fill`, or put a block at the foot of the page with `place: foot`: then the white
between is part of the design, and this rule is content. Of a page before it: make what stands at
the head of the next page lower, such as a picture or a chart with fewer `lines`, or move it.

**Example.**

    - photo: {file: harbour.jpg, width: page, lines: fill}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, PageEvidence, PlacedPicture, TextLine

RULE = Code("T204", "empty-page", Severity.WARNING, __doc__)
STAGE = "pages"


LEAST = 1 / 3
_HELP = "shorten the section, or let a picture fill the page with `lines: fill`"
_HELP_BEFORE = "make what begins the next page lower or shorter, or put something else before it"


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page of a section that is almost empty."""
    judged = {copy.budget.section for copy in evidence.copy}
    for page in evidence.pages:
        if page.section in judged and page.is_last:
            continue  # It says how many pages it is to take: T210 and T211.
        if (words := _emptiness(page)) is None:
            continue
        which = "its last page" if page.is_last else "a page"
        message = f"“{page.section}” leaves {which} (page {page.number}) almost empty: {words}"
        help = _HELP if page.is_last else _HELP_BEFORE
        area = Area(page.number)
        yield RULE.finding(page.mark, message, help=help, at=page.section, area=area)


def _emptiness(page: PageEvidence) -> str | None:
    """Return what is to be said of a page that is almost empty; None of another."""
    if page.is_open:
        # Without anything it is blank on purpose, so that what follows begins on its side.
        parts: list[TextLine | PlacedPicture] = [*page.lines, *page.pictures]
        tops = [each.rect.y for each in parts if each.place != "margin"]
        white = min(tops, default=page.type_area.y) - page.type_area.y
        if white.pt > (1 - LEAST) * page.type_area.height.pt:
            return "all that stands on it stands at its foot"
    elif page.filled < LEAST:
        return f"{page.filled:.0%} of it is filled"
    return None
