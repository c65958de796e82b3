"""**What it does.** Warns of black text, smaller than the preset's `type: overprint_below`, that
cuts its letters out of a coloured ground instead of being printed over it. On bare paper there is
nothing to cut.

**Why it matters.** The plates never meet exactly, and a thin white line appears along one side of
each letter. Black ink hides what lies below it.

**How to mend.** Set black text to overprint. PDFs of ours do so by themselves.

**Example.** In a layout program the preference “Overprint [Black] swatch at 100 %”. In mode 1,
which PDF calls OPM, and only for colours given as CMYK: grey knocks out whatever is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.grounds import Grounds
from report.preflight.painted import (
    Help,
    inks_of,
    prints,
    quoted,
    really_overprints,
    text_on_paper,
    together,
    told,
)

if TYPE_CHECKING:
    from report.pdf.printed import Painted
    from report.preflight.evidence import Evidence

RULE = Code("X115", "black-text-knocks-out", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Small black text overprints"

OTHER = 0.04
KEEPS_GROUND = ("Multiply", "Darken")
HELP = Help(
    "this is a fault of Colophon; please report it",
    "set black text to overprint, with overprint mode 1, and black given as CMYK",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with such text."""
    if evidence.printer is None:
        return
    below = evidence.printer.type.overprint_below.pt
    for page, texts in text_on_paper(evidence):
        small = [each for each in texts if each.size < below and _knocks_out(each)]
        grounds = Grounds(page) if small else None
        faulty = [each for each in small if grounds and _is_coloured(grounds.below(each))]
        yield from told(RULE, evidence, together(evidence, faulty), HELP, _fault)


def _fault(text: Painted) -> str:
    return f"{quoted(text.text)} of {text.size:.3g} pt, in black, is cut out of its ground"


def _knocks_out(text: Painted) -> bool:
    """True for black that takes away what lies below it; blended in, it adds itself to that."""
    inks = inks_of(text)
    if inks is None or set(inks) != {"Black"} or inks["Black"] <= 0.995:
        return False
    return text.blend not in KEEPS_GROUND and not really_overprints(text)


def _is_coloured(ground: Painted | None) -> bool:
    """True for a ground that holds other inks than black: in black, nothing shows."""
    if ground is None:
        return False
    inks = inks_of(ground)
    return inks is None or any(part > OTHER for name, part in inks.items() if name != "Black")


def concerns(evidence: Evidence) -> bool:
    """True where there is text."""
    return prints(evidence, "text")
