"""**What it does.** Reports words that the starter came with and that still stand in the edition:
“Your organization”, person@example.org, a headline that says how headlines are written.

**Why it matters.** They look like words, and are overlooked by everybody but the readers. On paper
they cannot be mended.

**How to mend.** Write your own words, or remove what you have no use for. Where words of the
starter are meant to stay, waive the finding with the reason.

**Example.**

    publisher: The Garden Society
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity

if TYPE_CHECKING:
    from report.placeholders import Placeholder
    from report.preflight.evidence import Evidence

RULE = Code("C125", "words-of-the-starter", Severity.WARNING, __doc__)
STAGE = "content"
MOST = 8
"""The most lines that are named."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield one finding for all words of the starter, at the first of them."""
    if evidence.placeholders:
        file = evidence.placeholders[0].mark.file
        first, *others = sorted(
            evidence.placeholders,
            key=lambda each: (each.mark.file != file, each.mark.file, each.mark.line),
        )
        message = f"“{first.words}” comes from the starter{_others(first, others)}"
        help = "write your own words there, or remove what you have no use for"
        yield RULE.finding(first.mark, message, help=help)


def _others(first: Placeholder, others: list[Placeholder]) -> str:
    """Return how many more there are, and in which lines."""
    if not others:
        return ""
    count = f"{len(others)} more texts do" if len(others) > 1 else "one more text does"
    lines = list(dict.fromkeys(_line(first, each) for each in others))
    more = "and further down" if lines[MOST:] else ""
    return f", and {count} (line {' '.join([', '.join(lines[:MOST]), more]).strip()})"


def _line(first: Placeholder, other: Placeholder) -> str:
    """Return the line of another text, with its file where that is not the first one's."""
    same = first.mark.file == other.mark.file
    return str(other.mark.line) if same else f"{other.mark.line} of {other.mark.file}"
