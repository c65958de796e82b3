"""**What it does.** Reports two colours that a theme has for the series of charts and that some
readers cannot tell apart, or one that does not stand out from the page.

**Why it matters.** One man in twelve confuses colours that others tell apart at once, and many
pages are printed or copied in grey. Colours are seen by them as by the models of Machado, Oliveira
and Fernandes (2009) for protanopia, deuteranopia and tritanopia, and compared by CIEDE2000; a
difference below 9 is too small for shapes that do not touch. In grey, 7 of the 100 steps of
lightness (CIE L*) lie between two of them. Against the page they have 3:1 (WCAG 2, criterion
1.4.11).

**How to mend.** Choose colours for `series:` under `charts:` in the theme that differ in lightness
and not in hue alone: a dark, a middle and a light one.

**Example.**

    charts:
      series: [accent, ink, stone]
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.vision import KINDS, contrast, difference, lightness

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("D403", "series-alike", Severity.WARNING, __doc__)
STAGE = "content"
CONTRAST, LIGHTNESS, DIFFERENCE = 3.0, 7.0, 9.0


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each colour that is too pale, and each pair that is too much alike."""
    palette = evidence.palette
    if palette is None:
        return
    help = "choose colours for `charts: series:` in the theme that differ in lightness"
    for role, colour in palette.colours:
        found = contrast(colour, palette.ground)
        if found < CONTRAST:
            seen = f"a contrast of {found:.2f}:1 with the page"
            message = f"“{role}” ({colour}) has {seen}; 3:1 is needed"
            yield RULE.finding(palette.mark, message, help=help)
    for (one, first), (other, second) in combinations(palette.colours, 2):
        if where := _alike(first, second):
            message = f"“{one}” ({first}) and “{other}” ({second}) are too much alike {where}"
            yield RULE.finding(palette.mark, message, help=help)


def _alike(first: str, second: str) -> str:
    """Return for whom two colours are too much alike; "" where everybody tells them apart."""
    if abs(lightness(first) - lightness(second)) < LIGHTNESS:
        return "in grey"
    for kind in KINDS:
        if difference(first, second, kind) < DIFFERENCE:
            return f"with {kind}"
    return ""
