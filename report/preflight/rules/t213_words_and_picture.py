"""**What it does.** Reports words that run into a photograph from outside, and words that are
hidden by a photograph, or by the ground of something else.

**Why it matters.** Words that begin on paper and go on over a picture cannot be read there, and
those below it are not seen at all. It happens in designs whose parts have fixed places: a headline
on the cover, or a list of contents, is longer than the place that was kept for it.

**How to mend.** Shorten the text, or leave the picture out where the design can do without.

**Example.** A cover with its headline above the picture: of five lines, the last runs into it.

    headline: Health and / Life Sciences
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity
from report.units import Length, Rect

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, PageEvidence, TextLine, TextRun

RULE = Code("T213", "words-and-picture", Severity.ERROR, __doc__)
STAGE = "pages"


TOUCH = Length(2.0)  # points; what letters leave free above and below


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each text that is hidden, and for each that runs into a picture."""
    for page in evidence.pages:
        hidden: dict[str, list[TextRun]] = defaultdict(list)
        for run in page.runs:
            if run.covered:
                hidden[run.at].append(run)
        for runs in hidden.values():
            yield _finding(runs, page, "hidden by what lies on it")
        texts: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
        for line in page.lines:
            texts[line.box, 0 if line.box else line.paragraph].append(line)
        for lines in texts.values():
            into = [line for line in lines if _runs_into(line, lines, page)]
            if into and into[0].at not in hidden:
                yield _finding(into, page, "running into a picture")


def _runs_into(line: TextLine, text: list[TextLine], page: PageEvidence) -> bool:
    """True for a line on a photograph that does not hold all of the text, as one that it was set on
    would."""
    return any(
        _overlap(line.rect, picture.rect)
        and not _inside([each.rect for each in text], picture.rect)
        for picture in page.pictures
        if picture.src.endswith(".jpg")
    )


def _inside(rects: list[Rect], around: Rect) -> bool:
    """True where a picture holds all that stands on it."""
    return all(around.contains(rect, TOUCH) for rect in rects)


def _overlap(one: Rect, other: Rect) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > TOUCH and down > TOUCH


def _finding(parts: list[TextRun] | list[TextLine], page: PageEvidence, what: str) -> Finding:
    words = " ".join(" ".join(part.text for part in parts).split())
    short = f"{words[:40].rstrip()}…" if len(words) > 40 else words
    rows = len({round(part.rect.y.pt) for part in parts})
    message = f"“{short}”: {rows} line{'s are' if rows != 1 else ' is'} {what} (page {page.number})"
    area = Area(page.number, parts[0].rect)
    return RULE.finding(parts[0].mark, message, help="shorten it", at=parts[0].at, area=area)
