"""**What it does.** Warns when pages are trimmed to other sizes than most.

**Why it matters.** A booklet is cut in one go. A page of another size comes from another file, or
was exported by mistake; a fold-out needs words with the print shop.

**How to mend.** Make the page again in the size of the others.

**Example.** 15 pages of A4, and one of US Letter that an advertiser has sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import Help, of_file, pages_in_words
from report.units import Length

if TYPE_CHECKING:
    from report.pdf.printed import Box, PrintedPage
    from report.preflight.evidence import Evidence

RULE = Code("X120", "pages-of-several-sizes", Severity.WARNING, __doc__)
STAGE = "press"
LOOKS_FOR = "All pages trimmed to one size"

SLACK = 0.5
"""Points; what is less is rounding."""
HELP = Help(
    "this is a fault of Colophon; please report it",
    "make these pages as large as the rest",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each size that is not that of most pages."""
    sizes: dict[tuple[float, float], list[int]] = {}
    for page in evidence.printed.pages if evidence.printed else ():
        trim = page.trim
        if trim is not None:
            size = _size(trim, page)
            near = [each for each in sizes if _alike(each, size)]
            sizes.setdefault(near[0] if near else size, []).append(page.number)
    usual = max(sizes, key=lambda size: len(sizes[size]), default=(0.0, 0.0))
    for size, numbers in sizes.items():
        if size != usual:
            where, others = pages_in_words(numbers), _words(usual)
            message = f"{where}: {_words(size)}, and {others} elsewhere"
            area = evidence.shown(numbers[0])
            yield replace(of_file(RULE, evidence, message, HELP), area=area)


def _size(trim: Box, page: PrintedPage) -> tuple[float, float]:
    width, height = (trim[2] - trim[0]) * page.user_unit, (trim[3] - trim[1]) * page.user_unit
    return (height, width) if page.rotate % 180 == 90 else (width, height)


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= SLACK for a, b in zip(one, other, strict=True))


def _words(size: tuple[float, float]) -> str:
    width, height = (Length(side).mm for side in size)
    return f"{width:.0f} × {height:.0f} mm"


def concerns(evidence: Evidence) -> bool:
    """True where there is more than one page."""
    return bool(evidence.printed and len(evidence.printed.pages) > 1)
