"""**What it does.** Reports words that are printed on top of other words.

**Why it matters.** Neither can be read. It happens in designs whose parts have fixed places, when
a headline or title is longer than the place that was kept for it.

**How to mend.** Shorten the longer text, or break its lines otherwise (` / ` in a headline).

**Example.** A cover headline of four lines runs into the standfirst; with three it does not.

    headline: Health and / Life Sciences
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity
from report.units import Length, Rect

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, TextLine, TextRun

RULE = Code("T207", "overprinted-text", Severity.ERROR, __doc__)
STAGE = "pages"


# Letters rarely fill the height of their type: rects may share this much of the smaller one.
TOUCH = 0.35
HAIR = Length(1.0)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each pair of blocks, or lines, whose letters lie on each other."""
    for page in evidence.pages:
        runs = sorted((run for run in page.runs if run.text.strip()), key=lambda run: run.rect.y.pt)
        seen: set[tuple[str, str, int]] = set()
        for index, upper in enumerate(runs):
            for lower in runs[index + 1 :]:
                if lower.rect.y >= upper.rect.bottom:
                    break
                key = (upper.at, lower.at, upper.line)
                if upper.line != lower.line and key not in seen and _overlap(upper, lower):
                    seen.add(key)
                    yield _finding(upper, lower, page.number)
        lying = {at for pair in seen for at in pair[:2]}
        for line, between in _interleaved(page.lines):
            if between.at not in lying:
                lying.add(between.at)
                yield _finding(line, between, page.number)


def _interleaved(lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, TextLine]]:
    """Yield a line of a text and one of another text that stands between it and the next.

    Half a line off, letters hardly touch, and neither text can be read.
    """
    texts: dict[tuple[int, int], list[TextLine]] = defaultdict(list)
    for line in lines:
        texts[line.paragraph, line.region].append(line)
    for text in texts.values():
        for upper, lower in pairwise(text):
            height = lower.rect.y - upper.rect.y
            if not 0 < height.pt < 2 * upper.rect.height.pt:
                continue
            for other in lines:
                if other.box == upper.box or not upper.rect.y < other.rect.y < lower.rect.y:
                    continue
                if min(_shared_width(each.rect, other.rect) for each in (upper, lower)) > HAIR:
                    yield upper, other


def _overlap(one: TextRun, other: TextRun) -> bool:
    """True when the letters of two runs share more than what type can bear."""
    height = min(one.rect.bottom.pt, other.rect.bottom.pt) - max(one.rect.y.pt, other.rect.y.pt)
    least = min(one.rect.height.pt, other.rect.height.pt)
    return _shared_width(one.rect, other.rect) > HAIR and height > least * TOUCH


def _shared_width(one: Rect, other: Rect) -> Length:
    left = max(one.x, other.x)
    return min(one.right, other.right) - left


def _finding(one: TextRun | TextLine, other: TextRun | TextLine, number: int) -> Finding:
    message = f"“{_short(one.text)}” and “{_short(other.text)}” lie on each other (page {number})"
    area = Area(number, other.rect)
    return RULE.finding(other.mark, message, help="shorten one of them", at=other.at, area=area)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:30].rstrip()}…" if len(text) > 30 else text
