"""Facing pages: what runs across two of them must lie open side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .diagnostics import Code, Finding, Severity
from .formats import Fold, Format
from .layout import Laid
from .rounds import LaidSection

BLANK_BEFORE_SPREAD = Code(
    "T105",
    "blank-before-spread",
    Severity.WARNING,
    """A picture across a spread would begin on a right-hand page: a blank page was put before it.

    Two pages lie side by side when the first of them is a left-hand page: 2 and 3, 4 and 5. The
    blank page keeps the picture whole, and readers take it for a mistake.

    Give what comes before one page more or less, or move the picture behind another section. What
    is cut or added there later can move it again: a build says so.
    """,
)
SPREAD_APART = Code(
    "T106",
    "spread-apart",
    Severity.WARNING,
    """The two halves of a picture across a spread do not lie side by side in print.

    The last page of a brochure is its back: nothing lies beside it, and blank pages that the
    printer needs stand before it. On a sheet that is folded into panels, two panels lie side by
    side only where they are on one side of the paper. For the press this is an error.

    Put a page behind the picture, such as `back_cover`. In a leaflet, put it on the panels that the
    finding names, or take a picture of one panel.
    """,
)


def not_facing(laid: Laid, format: Format) -> Iterator[Finding]:
    """Yield a finding for each pair of pages that do not face each other, or only after a blank."""
    for each in laid.sections:
        if not each.section.facing:
            continue
        if each.blank_before is not None:
            yield _after_blank(each)
        if format.fold is not None and not _side_by_side(format.fold, each.first):
            yield _on_panels(each, format.fold)
        elif format.fold is None and each.first + 1 == laid.page_count:
            yield _on_the_back(each)


def _after_blank(each: LaidSection) -> Finding:
    section, blank = each.section, each.first - 1
    message = f"page {blank} is left blank, so that “{section.id}” begins on a left-hand page"
    help = "give what comes before it one page more or less, or move it behind another section"
    return BLANK_BEFORE_SPREAD.finding(section.mark, message, help=help, at=section.id)


def _on_the_back(each: LaidSection) -> Finding:
    section, last = each.section, each.first + 1
    message = (
        f"page {last} is the last one, and nothing lies beside it: “{section.id}” is cut apart"
    )
    help = "put a page behind it, such as `back_cover`"
    return SPREAD_APART.finding(section.mark, message, help=help, at=section.id)


def _on_panels(each: LaidSection, fold: Fold) -> Finding:
    section, first = each.section, each.first
    message = f"panels {first} and {first + 1} do not lie side by side: “{section.id}” is cut apart"
    fit = [n for n in range(2, len(fold.panels), 2) if _side_by_side(fold, n)]
    places = " or ".join(f"{n} and {n + 1}" for n in fit)
    help = f"put it on the panels {places}" if fit else "take a picture of one panel"
    return SPREAD_APART.finding(section.mark, message, help=help, at=section.id)


def _side_by_side(fold: Fold, number: int) -> bool:
    """True when page `number` and the next one are neighbours on one side of a sheet; pages beyond
    its panels begin another sheet."""
    panel = (number - 1) % len(fold.panels) + 1
    return any((panel, panel + 1) in pairwise(side) for side in fold.sides)
