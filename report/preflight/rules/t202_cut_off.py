"""**What it does.** Reports text or a picture that does not fit where it stands: it runs over the
edge of its column or of the paper, out of a box of fixed height, or is clipped by its box. A
picture that crosses the edge of the page must reach the bleed.

**Why it matters.** Words are lost, or printed on top of others. A picture that ends between the
trimmed edge and the bleed shows a white sliver wherever the knife is half a millimetre off.

**How to mend.** Shorten the text, choose a shorter word, or give the block more room. For a
picture, look at its slot in the theme and at the style that places it: the two disagree.

**Example.** A title of three lines in the contents, whose entries are four lines high with their
summary:

    title: Where Swedish / oncology began
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Area, Code, Finding, Severity
from report.units import Length, Rect

if TYPE_CHECKING:
    from report.preflight.evidence import Evidence, PageEvidence, TextLine, TextRun

RULE = Code("T202", "cut-off", Severity.ERROR, __doc__)
STAGE = "pages"


SLACK = Length(1.0)  # side bearings, swashes and the tracking after a last letter


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each line, box and picture that does not fit."""
    for page in evidence.pages:
        yield from _runs(page)
        yield from _lines(page)
        yield from _boxes(page)
        yield from _pictures(page)


def _runs(page: PageEvidence) -> Iterator[Finding]:
    for run in page.runs:
        if not page.trim.contains(run.rect, SLACK):
            yield _finding(run, page, "runs over the edge of the paper")
        elif run.visible is not None and not run.visible.contains(run.rect, SLACK):
            yield _finding(run, page, "is clipped by the box around it")


def _lines(page: PageEvidence) -> Iterator[Finding]:
    tables: dict[str, tuple[Length, TextLine]] = {}
    for line in page.lines:
        over = line.room.x - line.rect.x if line.rtl else line.rect.right - line.room.right
        if over <= SLACK or not page.trim.contains(line.rect, SLACK):
            continue
        if line.tag not in ("th", "td"):
            yield _finding(line, page, f"is {over} wider than its column")
        elif line.at not in tables or over > tables[line.at][0]:
            tables[line.at] = (over, line)
    for over, line in tables.values():
        message = f"the table is {over} wider than its column, at “{_short(line.text)}” (page "
        help = "write `width: page`, shorten its heads, or leave a column out"
        message += f"{page.number})"
        area = Area(page.number, line.rect)
        yield RULE.finding(line.mark, message, help=help, at=line.at, area=area)


def _boxes(page: PageEvidence) -> Iterator[Finding]:
    for box in page.fixed:
        over = box.content_bottom - box.rect.bottom
        if over > SLACK:
            lines = f"{box.lines} line{'s' if box.lines != 1 else ''}"
            message = (
                f"“{_short(box.text)}” is {lines}, {over}, too long for its box (page "
                f"{page.number})"
            )
            area = Area(page.number, box.rect)
            yield RULE.finding(box.mark, message, help="shorten the text", at=box.at, area=area)


def _pictures(page: PageEvidence) -> Iterator[Finding]:
    for picture in page.pictures:
        for side in ("left", "right", "top", "bottom"):
            out = _beyond(picture.rect, page.trim, side)
            short = _beyond(page.bleed, picture.rect, side)
            if out > Length(0.1) and short > Length(0.3):
                message = (
                    f"the picture on page {page.number} crosses the page's {side} edge and ends "
                    f"{short} before the bleed does"
                )
                help = "let it bleed fully, or keep it inside the page"
                area = Area(page.number, picture.rect)
                yield RULE.finding(picture.mark, message, help=help, at=picture.at, area=area)


def _beyond(inner: Rect, outer: Rect, side: str) -> Length:
    """Return how far `inner` reaches beyond `outer` on a side; negative when it stays inside."""
    return {
        "left": outer.x - inner.x,
        "right": inner.right - outer.right,
        "top": outer.y - inner.y,
        "bottom": inner.bottom - outer.bottom,
    }[side]


def _finding(text: TextRun | TextLine, page: PageEvidence, what: str) -> Finding:
    message = f"“{_short(text.text)}” {what} (page {page.number})"
    help = "shorten the text or let it break"
    area = Area(page.number, text.rect)
    return RULE.finding(text.mark, message, help=help, at=text.at, area=area)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:40].rstrip()}…" if len(text) > 40 else text
