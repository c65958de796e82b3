"""**What it does.** Reports pictures and areas that reach the edge of the page, or cross it, and
end before the bleed does. The preset says how far that is. What lies hidden under something else,
or goes on in the same colour, is left alone.

**Why it matters.** Paper shifts under the knife by up to a millimetre. What ends at the edge shows
a white sliver on some of the copies.

**How to mend.** Let it run on over the edge by the whole bleed, or keep it well inside the page. A
PDF exported without bleed has to be exported anew, with it.

**Example.** A photo across the page is 216 mm wide on a page of 210 mm with 3 mm of bleed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import (
    WORDS,
    Fault,
    Help,
    and_more,
    box_rect,
    is_white,
    on_paper,
    report,
    together,
    touch,
    visible,
)
from report.units import Length, Rect, mm

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X110", "bleed-not-reached", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "What runs off the page reaches to the end of the bleed"

NEAR = mm(0.5)
"""What ends this near to the edge is meant to reach it."""
SLACK = mm(0.1)
SIDES = ("left", "top", "right", "bottom")
HELP = Help(
    "let it bleed fully in the style, or keep it inside the page",
    "export the PDF with bleed, and let what runs off the page run on over its edge",
)


@dataclass(frozen=True)
class Edges:
    """The edges of a page and of what is asked for beyond them, in points by side.

    Distances beyond an edge are positive outside.
    """

    trim: Rect
    sheet: Rect
    bleed: Length

    def short_sides(self, thing: Painted, things: Sequence[Painted]) -> dict[str, Length]:
        """Return the sides at which a thing reaches the edge and not the end of the bleed, with
        how far it goes beyond the edge; those where it shows alone."""
        found: dict[str, Length] = {}
        if not touch(thing.rect, self.trim.inset(NEAR)):
            return found
        for side in SIDES:
            reach = min(_beyond(thing.rect, self.trim, side), _beyond(self.sheet, self.trim, side))
            short = NEAR * -1 <= reach < self.bleed - SLACK
            if short and not self._hidden(thing, side, reach, things):
                found[side] = reach
        return found

    def _hidden(self, thing: Painted, side: str, reach: Length, things: Sequence[Painted]) -> bool:
        """True where the part that is missing is covered, or painted by another in one colour."""
        missing = self._missing(thing.rect, side, reach)
        later = False
        for other in things:
            if other is thing:
                later = True
            elif self._within_sheet(other).contains(missing, SLACK):
                opaque = other.opacity == 1 and other.kind in ("fill", "image", "shading")
                opaque = opaque and not (other.picture and other.picture.has_soft_mask)
                same = other.colour is not None and other.colour == thing.colour
                if (later and opaque) or (same and thing.kind == other.kind == "fill"):
                    return True
        return False

    def _within_sheet(self, thing: Painted) -> Rect:
        return _common(thing.rect, self.sheet)

    def _missing(self, rect: Rect, side: str, reach: Length) -> Rect:
        """Return the strip between the end of a thing and that of the bleed."""
        whole = self.trim.inset(self.bleed * -1)
        rect = _common(rect, whole)
        width = self.bleed - reach
        if side == "left":
            return Rect(whole.x, rect.y, width, rect.height)
        if side == "right":
            return Rect(whole.right - width, rect.y, width, rect.height)
        if side == "top":
            return Rect(rect.x, whole.y, rect.width, width)
        return Rect(rect.x, whole.bottom - width, rect.width, width)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and thing that ends between the trim and the bleed."""
    if evidence.printer is None:
        return
    bleed = evidence.printer.bleed
    for page, things in on_paper(evidence):
        trim, sheet = box_rect(page, "TrimBox"), visible(page)
        if trim is None or sheet is None or trim.width.pt <= 0:
            continue
        edges = Edges(trim, sheet, bleed)
        shapes = [each for each in things if each.kind != "text" and not is_white(each)]
        faulty = [each for each in shapes if edges.short_sides(each, things)]
        for group in together(evidence, faulty, lambda each: each.kind):
            first = group[0]
            sides = edges.short_sides(first, things)
            side, reach = min(sides.items(), key=lambda each: each[1].pt)
            ends = f"{reach} beyond it" if reach > SLACK else "there"
            what = f"{WORDS[first.kind][0]} runs to the {side} edge and ends {ends}"
            message = f"{what}; the bleed is {bleed}{and_more(group)}"
            yield report(RULE, evidence, Fault(page.number, message, first.rect), HELP)


def _beyond(inner: Rect, outer: Rect, side: str) -> Length:
    """Return how far `inner` reaches beyond `outer` on a side; negative when it stays inside."""
    return {
        "left": outer.x - inner.x,
        "right": inner.right - outer.right,
        "top": outer.y - inner.y,
        "bottom": inner.bottom - outer.bottom,
    }[side]


def _common(one: Rect, other: Rect) -> Rect:
    """Return what two rectangles share."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, max(right - x, Length(0)), max(bottom - y, Length(0)))


def concerns(evidence: Evidence) -> bool:
    """True where the printer asks for bleed."""
    return bool(evidence.printer and evidence.printer.bleed.pt > 0)
