"""**What it does.** Reports a character that none of the fonts of its text has.

**Why it matters.** It is printed as an empty box, or in a font that has nothing to do with the
rest of the line.

**How to mend.** Check the character: look-alikes slip in when text is copied from web pages and
presentations. If it is meant, add a font that has it to the theme and to the styles, after the
families of the theme.

**Example.** Text in Korean needs a font for it:

    fonts:
      - {family: Noto Serif KR, file: noto/NotoSerifKR-Regular.otf}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence

RULE = Code("T201", "missing-glyph", Severity.ERROR, __doc__)
STAGE = "pages"
_SHOWN = 15  # letters before and after the one that is missing


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each block and the characters that its fonts cannot print."""
    seen: set[tuple[str, str]] = set()
    runs = [(page.number, run) for page in evidence.pages for run in page.runs if run.missing]
    # Page margins repeat the titles, which are asked about first.
    for number, run in sorted(runs, key=lambda each: each[1].place == "margin"):
        known = {letter for at, letter in seen if run.place == "margin" or at == run.at}
        missing = [letter for letter in dict.fromkeys(run.missing) if letter not in known]
        if not missing:
            continue
        seen |= {(run.at, letter) for letter in missing}
        message = (
            f"no font has “{''.join(missing)}” ({'; '.join(map(_named, missing))}), "
            f"on page {number} in “{_around(run.text, missing[0])}”"
        )
        fonts = ", ".join(run.families)
        help = f"write it otherwise, or add a font that has it; asked were {fonts}"
        area = Area(number, run.rect)
        yield RULE.finding(run.mark, message, help=help, at=run.at, area=area)


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'unnamed')}"


def _around(text: str, character: str) -> str:
    """Return the words around the character's first occurrence, as many as are whole."""
    place = max(text.find(character), 0)
    before, after = text[:place], text[place + 1 :]
    # A word that is longer than what is shown is cut all the same.
    if len(before) > _SHOWN:
        before = before[-_SHOWN - 1 :].partition(" ")[2] or before[-_SHOWN:]
    if len(after) > _SHOWN:
        after = after[: _SHOWN + 1].rpartition(" ")[0] or after[:_SHOWN]
    return f"{before}{text[place : place + 1]}{after}".strip()
