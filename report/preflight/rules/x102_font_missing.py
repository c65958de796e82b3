"""**What it does.** Reports a font that the file names and does not contain.

**Why it matters.** The print shop sets the words in another font, or in none: lines run wider,
letters go missing. PDF/X-4 (ISO 15930-7) asks for every font to be inside.

**How to mend.** Export the PDF anew with all fonts embedded. A font whose licence forbids that is
replaced, or its words are turned into outlines.

**Example.** A PDF made in a word processor with “Arial” not embedded is exported as PDF/A, which
embeds all fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_fonts

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X102", "font-missing", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "All fonts embedded"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF anew with all fonts embedded",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each font that is not in the file."""
    fonts = evidence.printed.fonts if evidence.printed else ()
    faulty = (each for each in fonts if not each.embedded and each.kind != "Type3")
    yield from of_fonts(RULE, evidence, faulty, "is not in the file", HELP)


def concerns(evidence: Evidence) -> bool:
    """True where the file uses fonts."""
    return bool(evidence.printed and evidence.printed.fonts)
