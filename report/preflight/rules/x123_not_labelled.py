"""**What it does.** Warns of a file that does not say that it keeps to PDF/X-4, whose version is
later than 1.6, or that does not say whether it has been trapped, or its title.

**Why it matters.** The label is how the print shop's programs know what to do with a file. It
proves nothing: what the file really holds is what the other rules look at.

**How to mend.** Export as PDF/X-4.

**Example.** A PDF that was printed from a word processor and never labelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, quoted

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X123", "not-labelled", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "Labelled as PDF/X-4"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF as PDF/X-4",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield one finding that names all that is missing."""
    file = evidence.printed
    if file is None:
        return
    lacking: list[str] = []
    if file.conformance != "PDF/X-4":
        named = f" but {quoted(file.conformance)}" if file.conformance else ""
        lacking.append(f"it does not say that it is PDF/X-4{named}")
    if _number(file.version) > (1, 6):
        lacking.append(f"its version is {file.version}, and PDF/X-4 is 1.6")
    if file.trapped not in ("True", "False"):
        lacking.append("it does not say whether it has been trapped")
    if not file.title:
        lacking.append("it has no title")
    if lacking:
        yield of_file(RULE, evidence, "; ".join(lacking), HELP)


def _number(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else ()
