"""**What it does.** Reports a file whose output intent names another printing condition than the
printer preset; and warns of one that names the same, and holds another profile than the preset's.

**Why it matters.** Inks that were chosen for coated paper turn out dark and muddy on uncoated
paper, and the limit of ink is another. The print shop rejects the file or converts it, which
changes every colour. A profile under the name of another, or of another maker, separates colours
in its own way and may allow more ink.

**How to mend.** Export the PDF anew with the profile of the preset, or choose the preset that the
file was made for.

**Example.** A file for FOGRA39 (coated paper) that is checked with `--printer fogra47-uncoated`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, quoted

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X127", "other-printing-condition", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "Output intent as the preset’s"

HELP = Help(
    "this is a fault of Colophon; please report it",
    "convert it to the preset's condition, or check it with the preset it was made for",
)
OTHER_PROFILE = Help(
    "this is a fault of Colophon; please report it",
    "ask the print shop whether it takes this profile, or convert it with the preset's",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each output intent of another condition, or with another profile."""
    if evidence.printer is None or evidence.printed is None:
        return
    wanted = evidence.printer.profile
    for intent in evidence.printed.intents:
        if intent.subtype != "GTS_PDFX" or not intent.digest:
            continue
        if intent.digest == evidence.profile_digest:
            continue
        if _plain(wanted.condition) not in {_plain(intent.identifier), _plain(intent.info)}:
            named = quoted(intent.identifier or intent.info or intent.profile_name or "no name")
            message = f"the file is made for {named}; the preset prints {quoted(wanted.condition)}"
            yield of_file(RULE, evidence, message, HELP)
        elif evidence.profile_digest:
            message = (
                f"the file is made for {quoted(wanted.condition)} as the preset is, and holds "
                f"the profile {quoted(intent.profile_name or 'without a name')} in place of "
                f"{quoted(wanted.file)}"
            )
            found = of_file(RULE, evidence, message, OTHER_PROFILE)
            yield replace(found, override=Severity.WARNING)


def _plain(name: str) -> str:
    """Return a name without what people add to it: spaces, case, and the L of a measurement."""
    words = "".join(each for each in name.upper() if each.isalnum())
    return words[:-1] if words.startswith("FOGRA") and words.endswith("L") else words


def concerns(evidence: Evidence) -> bool:
    """True where the file names a condition."""
    intents = evidence.printed.intents if evidence.printed else ()
    return any(each.subtype == "GTS_PDFX" for each in intents)
