"""Where findings stand in a proof: those at one place together, numbered as one reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..diagnostics import Finding, Severity
from ..units import Rect
from .proof_sheet import Box, ProofSheet

_SMALLEST = 8.0
_RIM = 2.0
"""How far a frame keeps away from what it is about, in points."""


@dataclass(frozen=True)
class Remark:
    """The findings at one place, the gravest first, under one number.

    `box` are the edges of a frame, None for a note in the margin; with `everywhere` it is about
    the whole edition.
    """

    findings: tuple[Finding, ...]
    box: Box | None = None
    everywhere: bool = False
    number: int = 0

    @property
    def gravest(self) -> Finding:
        """The finding that the colour shows."""
        return self.findings[0]

    @property
    def text(self) -> str:
        """All that is said, in lines."""
        about = "About the whole edition" if self.everywhere else "About this page"
        heading = f"{self.number}." if self.box else f"{self.number}. {about}"
        return "\n\n".join((heading, *map(_said, self.findings)))


def placed(
    findings: Sequence[Finding], sheets: Sequence[ProofSheet], room: Sequence[int]
) -> tuple[tuple[Remark, ...], ...]:
    """Return the remarks of each page, numbered through.

    `room` says how many notes each page's margin holds; what is more comes together in the last.
    What is about no page, or one that there is not, is about the whole edition: on page 1.
    """
    whole = [each for each in findings if not _has_page(each, len(sheets))]
    pages: list[tuple[Remark, ...]] = []
    number = 0
    for index, sheet in enumerate(sheets):
        here = [
            each
            for each in findings
            if _has_page(each, len(sheets)) and each.area and each.area.page == index + 1
        ]
        loose = [each for each in here if each.area and each.area.rect is None]
        remarks = [
            *(_notes(whole, room[index], everywhere=True) if index == 0 else ()),
            *_notes(loose, room[index]),
            *_frames(here, sheet),
        ]
        numbered = (replace(each, number=number + at) for at, each in enumerate(remarks, 1))
        pages.append(tuple(numbered))
        number += len(remarks)
    return tuple(pages)


def summary(remarks: Sequence[Remark]) -> str:
    """Return how much was found on a page, such as `Found: 2 errors, 1 note`; "" for none."""
    findings = [finding for remark in remarks for finding in remark.findings]
    counts = [
        _count(sum(each.severity is severity and not each.waived for each in findings), word)
        for severity, word in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.NOTE, "note"),
        )
    ]
    accepted = sum(bool(each.waived) for each in findings)
    counts.append(f"{accepted} accepted" if accepted else "")
    said = ", ".join(filter(None, counts))
    return f"Found: {said}" if said else ""


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _has_page(finding: Finding, pages: int) -> bool:
    return finding.area is not None and 1 <= finding.area.page <= pages


def _notes(findings: Sequence[Finding], room: int, everywhere: bool = False) -> list[Remark]:
    ordered = sorted(findings, key=_gravity)
    groups = [*([each] for each in ordered[: room - 1]), ordered[room - 1 :]]
    return [Remark(tuple(group), everywhere=everywhere) for group in groups if group]


def _frames(findings: Sequence[Finding], sheet: ProofSheet) -> list[Remark]:
    """Return one remark for each place, from top to bottom."""
    places: dict[Box, list[Finding]] = {}
    for finding in findings:
        if finding.area and finding.area.rect:
            places.setdefault(_box(finding.area.rect, sheet), []).append(finding)
    downward = sorted(places, key=lambda box: (-box[3], box[0], box))
    return [Remark(tuple(sorted(places[box], key=_gravity)), box) for box in downward]


def _gravity(finding: Finding) -> tuple[bool, int, str]:
    return bool(finding.waived), -finding.severity, finding.code.id


def _box(rect: Rect, sheet: ProofSheet) -> Box:
    """Return the edges of the frame, in whole points: what differs by less is one place."""
    left, right = _span(rect.x.pt, rect.right.pt, sheet.outer[0], sheet.outer[2])
    top = sheet.height - rect.y.pt
    low, high = _span(sheet.height - rect.bottom.pt, top, sheet.outer[1], sheet.outer[3])
    return left, low, right, high


def _span(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """Return a span with its rim, large enough to be seen and within the sheet."""
    thin = max(0.0, _SMALLEST - (high - low)) / 2
    start = min(max(low - thin - _RIM, least), most - _SMALLEST)
    end = max(min(high + thin + _RIM, most), start + _SMALLEST)
    return float(round(start)), float(round(end))


def _said(finding: Finding) -> str:
    lines = [f"{finding.severity.word.capitalize()} {finding.code.id}: {finding.message}"]
    if finding.waived:
        lines.append(f"Accepted: {finding.waived}")
    if finding.help:
        lines.append(f"Help: {finding.help}")
    if finding.mark:
        lines.append(str(finding.mark))
    return "\n".join(lines)
