"""**What it does.** Reports text that does not stand out from what is behind it: less than 4.5:1,
or less than 3:1 for large type (from 18 pt, or from 14 pt in bold). Over a picture, its darkest
and lightest parts under the words count.

**Why it matters.** People with low vision, and everybody in bright light, cannot read it. WCAG 2
(criterion 1.4.3, level AA) sets the limits.

**How to mend.** Choose another role of colour in the style, or a darker (lighter) colour in the
theme. On a picture, choose a calmer part of it by its focal point, or change the tone of the
opener.

**Example.** White type on #7891A6 has 3.3:1: enough for a headline, not for a caption.

    opener: {photo: {file: sky.jpg, focus: 50% 80%}, tone: light}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity
from report.preflight.vision import contrast
from report.units import Length

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, TextRun

RULE = Code("A202", "text-contrast", Severity.ERROR, __doc__)
STAGE = "pages"
OFF_PAGE = Length(1.0)  # as T202 has it


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each block, colour and ground whose contrast is too low."""
    for page in evidence.pages:
        seen: set[tuple[str, str, str]] = set()
        for run in page.runs:
            if not page.trim.contains(run.rect, OFF_PAGE):
                # What runs off the paper (T202) also leaves the picture it should stand on.
                continue
            ground, lowest = _lowest(run)
            if lowest >= _needed(run) or (run.at, run.colour, ground) in seen:
                continue
            seen.add((run.at, run.colour, ground))
            words = run.text.strip()
            words = f"{words[:40].rstrip()}…" if len(words) > 40 else words
            message = (
                f"“{words}” in {run.colour} on {ground} (page {page.number}, {run.size:g} pt) has "
                f"a contrast of {lowest:.2f}:1; {_needed(run):g}:1 is needed"
            )
            help = "choose another colour in the theme or, over a picture, another part of it"
            area = Area(page.number, run.rect)
            yield RULE.finding(run.mark, message, help=help, at=run.at, area=area)


def _needed(run: TextRun) -> float:
    """Return the least contrast of WCAG 2 for the size and weight of a run."""
    large = run.size >= 18 or (run.size >= 14 and run.weight >= 700)
    return 3.0 if large else 4.5


def _lowest(run: TextRun) -> tuple[str, float]:
    """Return the ground with the lowest contrast to the run's colour, and that contrast."""
    pairs = [(contrast(run.colour, ground), ground) for ground in run.grounds]
    lowest, ground = min(pairs)
    return ground, lowest
