"""**What it does.** Reports lines thinner than the preset's `thinnest_line`, lines of no width,
and areas as narrow as a line.

**Why it matters.** A very thin line breaks up or vanishes on paper. One of no width is as thin as
the machine can draw it: visible on a screen and on an office printer, and almost not there on a
plate.

**How to mend.** Draw it with 0.25 pt or more; hairlines in tints or in several inks thicker still.

**Example.** In a style sheet, `border-top: 0.5pt solid` instead of `0.1pt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, is_white, on_paper, prints, together, told

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X108", "thin-line", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No line below the minimum width"

LONG = 4.0
"""What is this many times longer than wide, and longer than 2 pt, looks like a line."""
HELP = Help(
    "draw it thicker, in the style sheet or in the file of figures/",
    "draw the line with that width or more",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such lines."""
    if evidence.printer is None:
        return
    least = evidence.printer.thinnest_line.pt
    for _, things in on_paper(evidence):
        thin = [each for each in things if (_width(each) or 0) < least - 0.005 and _is_line(each)]
        thin.sort(key=lambda each: _width(each) or 0)
        yield from told(RULE, evidence, together(evidence, thin), HELP, partial(_fault, least))


def _fault(least: float, line: Painted) -> str:
    width = _width(line) or 0
    what = "has no width" if width < 0.0005 else f"is {width:.2g} pt thin"
    return f"a line {what}; {least:g} pt is the thinnest"


def _is_line(thing: Painted) -> bool:
    return _width(thing) is not None and not is_white(thing)


def _width(thing: Painted) -> float | None:
    """Return the width of a line, in points; None for what is none."""
    if thing.kind == "stroke":
        return thing.width
    if thing.kind != "fill":
        return None
    narrow, long = sorted((thing.rect.width.pt, thing.rect.height.pt))
    return narrow if long > 2 and long > LONG * narrow else None


def concerns(evidence: Evidence) -> bool:
    """True where there are lines and areas."""
    return prints(evidence, "stroke", "fill")
