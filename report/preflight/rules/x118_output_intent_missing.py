"""**What it does.** Reports a file that does not say for which printing condition its inks were
chosen: without an output intent for PDF/X, with one that holds no profile, or with a profile that
is not for CMYK printing.

**Why it matters.** The same numbers give other colours on other paper. The output intent says what
they mean, and PDF/X-4 (ISO 15930-7) asks for it with its profile.

**How to mend.** Export as PDF/X-4 and choose the profile that the print shop names.

**Example.** “FOGRA39” with the profile ISO Coated v2 for coated paper in Europe.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, quoted

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X118", "output-intent-missing", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Output intent with its profile"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF as PDF/X-4, with the profile that the print shop names",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding when no output intent serves."""
    if evidence.printed is None:
        return
    intents = [each for each in evidence.printed.intents if each.subtype == "GTS_PDFX"]
    if not intents:
        yield of_file(RULE, evidence, "the file does not say for which printing it is made", HELP)
    for intent in intents[:1]:
        named = quoted(intent.identifier or intent.info or "without a name")
        if not intent.digest:
            message = f"the output intent {named} does not hold its profile"
            yield of_file(RULE, evidence, message, HELP)
        elif intent.profile_space != "CMYK":
            space = intent.profile_space or "none that can be read"
            message = f"the profile of the output intent {named} is not for CMYK: {space}"
            yield of_file(RULE, evidence, message, HELP)
    if len(intents) > 1:
        message = f"there are {len(intents)} output intents for PDF/X; one is allowed"
        yield of_file(RULE, evidence, message, HELP)
