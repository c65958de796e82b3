"""**What it does.** Warns of layers that can be switched on and off, of files that are attached,
and of halftone screens that the file brings along.

**Why it matters.** What is printed depends on which layers are on where. Attachments travel to the
print shop unseen. The screen is the business of the press.

**How to mend.** Merge the layers that are meant to be printed and remove the others, and export
without attachments.

**Example.** A layer for each language: export one PDF a language instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X128", "layers-and-attachments", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No layers, attachments, halftones"

DOUBTFUL = {
    "optional content groups": "layers",
    "embedded files": "attached files",
    "halftones": "halftone screens of its own",
}
HELP = Help(
    "this is a fault of Colophon; please report it",
    "merge layers, and export the PDF without attachments and screens",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each kind of thing, with its number."""
    entries: Mapping[str, int] = evidence.printed.entries if evidence.printed else {}
    for name, words in DOUBTFUL.items():
        if entries.get(name):
            message = f"the file holds {words} ({entries[name]})"
            yield of_file(RULE, evidence, message, HELP)
