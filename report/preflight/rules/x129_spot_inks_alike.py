"""**What it does.** Warns of inks whose names differ in spaces, hyphens, case, or the letter for
the kind of paper only.

**Why it matters.** Each name is a plate of its own. One ink under two names is printed on two
plates, paid for twice, and does not overprint itself.

**How to mend.** Rename one of them in the theme or in the file that brought it.

**Example.** “PANTONE 3015 C” in the layout and “Pantone 3015 CVC” in a logo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, quoted

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("X129", "spot-inks-alike", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "No spot ink by two names"

HELP = Help("write the name in one way in the theme", "merge the two inks in the program")
PAPER = ("CVC", "CVU", "CV", "CP", "UP", "C", "U", "M")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each ink that has several names."""
    alike: dict[str, list[str]] = {}
    for name in evidence.printed.spots if evidence.printed else ():
        alike.setdefault(_plain(name), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            message = f"one ink seems to have several names: {', '.join(map(quoted, names))}"
            yield of_file(RULE, evidence, message, HELP)


def _plain(name: str) -> str:
    """Return a name without spaces, case and the kind of paper."""
    words = "".join(each if each.isalnum() else " " for each in name.upper()).split()
    if len(words) > 1 and words[-1] in PAPER:
        words.pop()
    return "".join(words)


def concerns(evidence: Evidence) -> bool:
    """True where there is more than one such ink."""
    return bool(evidence.printed and len(evidence.printed.spots) > 1)
