"""**What it does.** Warns of Type 3 fonts: each of their letters is a small drawing or picture.

**Why it matters.** They have no hints and no fine outlines, often they are pictures made for a
screen, and their text looks fat or rough in print.

**How to mend.** Export the PDF anew with fonts of another kind, or turn the words into outlines.

**Example.** Charts of some programs set their labels in Type 3 unless told to embed TrueType.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_fonts

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X124", "type-3-font", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No Type 3 fonts"

HELP = Help(
    "use a font file in OpenType or TrueType; in figures/, draw words as outlines",
    "export the PDF anew with its fonts embedded as OpenType or TrueType",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each such font."""
    fonts = evidence.printed.fonts if evidence.printed else ()
    faulty = (each for each in fonts if each.kind == "Type3")
    yield from of_fonts(RULE, evidence, faulty, "is of Type 3", HELP)


def concerns(evidence: Evidence) -> bool:
    """True where the file uses fonts."""
    return bool(evidence.printed and evidence.printed.fonts)
