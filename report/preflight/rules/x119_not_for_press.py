"""**What it does.** Reports what has no place in a file for the press: scripts, actions, forms,
PostScript, pictures or pages that are kept elsewhere or have substitutes, and transfer functions.
Passwords and encryption are F302 and F304.

**Why it matters.** Each makes the file look or print otherwise than it was checked. PDF/X-4 (ISO
15930-7) forbids them.

**How to mend.** Export the PDF as PDF/X-4 from the program that made it, without interactive
elements.

**Example.** A form that was made for the screen: print it into a new PDF and export that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X119", "not-for-press", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "No scripts, actions, PostScript, OPI"

FORBIDDEN = (
    "scripts",
    "actions",
    "form fields",
    "XFA forms",
    "PostScript objects",
    "alternate images",
    "reference objects",
    "OPI comments",
    "external streams",
    "transfer functions",
)
HELP = Help(
    "this is a fault of Colophon; please report it",
    "export the PDF as PDF/X-4, without interactive elements",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each kind of thing, with its number."""
    entries: Mapping[str, int] = evidence.printed.entries if evidence.printed else {}
    for name in FORBIDDEN:
        if entries.get(name):
            message = f"the file holds {name} ({entries[name]})"
            yield of_file(RULE, evidence, message, HELP)
