"""**What it does.** Warns of text, lines and areas in other colours than black that are set to
overprint, where there is a ground below them.

**Why it matters.** The colours mix: yellow over blue is green on paper, and yellow on most
screens.

**How to mend.** Take the overprinting away, unless the mixture is meant.

**Example.** A red heading that was black once, and was set to overprint then.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.grounds import Grounds
from report.preflight.painted import (
    Help,
    inks_of,
    named,
    on_paper,
    percent,
    really_overprints,
    together,
    told,
)

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X126", "colour-overprints", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No colour overprints its ground"

COLOURED = ("Cyan", "Magenta", "Yellow")
HELP = Help(
    "this is a fault of Colophon; please report it",
    "take the overprinting away, unless the mixture is meant",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page and kind of such things."""
    for page, things in on_paper(evidence):
        mixing = [each for each in things if really_overprints(each) and _is_colour(each)]
        grounds = Grounds(page) if mixing else None
        faulty = [each for each in mixing if grounds and _mixes(each, grounds.below(each))]
        groups = together(evidence, faulty, lambda thing: thing.kind)
        yield from told(RULE, evidence, groups, HELP, _fault)


def _fault(thing: Painted) -> str:
    inks = percent(inks_of(thing) or {})
    return f"{named(thing)} in {inks} overprints, and mixes with its ground"


def _is_colour(thing: Painted) -> bool:
    """True for what is neither white nor solid black, nor varnish and the like in a spot ink."""
    inks = inks_of(thing)
    if not inks or thing.kind in ("image", "shading"):
        return False
    return any(name in COLOURED for name in inks) or inks.get("Black", 1.0) < 0.85


def _mixes(thing: Painted, ground: Painted | None) -> bool:
    """True where the ground holds inks that the thing does not lay down itself."""
    if ground is None:
        return False
    below = inks_of(ground)
    return below is None or bool(set(below) - set(inks_of(thing) or {}))
