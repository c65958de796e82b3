"""What was found, one line a rule: the pages that have it, and what all its findings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..diagnostics import Finding, Gist, Severity

_PARTS = re.compile(r"(“[^”]*”|\d+(?:\.\d+)?)")
"""What may differ between findings that say the same: what is quoted, and numbers."""


@dataclass(frozen=True)
class Found:
    """The findings of one rule: their gravest severity, their pages, and what they say in one.

    `places` is the number of things that are meant, `findings` that of the findings; `waived` the
    reason that was given for them.
    """

    code: str
    severity: Severity
    message: str
    pages: tuple[int, ...] = ()
    places: int = 1
    waived: str = ""
    findings: int = 1


def by_rule(findings: Sequence[Finding]) -> list[Found]:
    """Return the findings by rule, and by reason where they are waived: errors first, then by
    code; what is waived last."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code.id, finding.waived), []).append(finding)
    made = [_found(group) for group in groups.values()]
    return sorted(made, key=lambda each: (bool(each.waived), -each.severity, each.code))


def _found(group: Sequence[Finding]) -> Found:
    gravest = max(each.severity for each in group)
    # What is said of the gravest holds for the rule; the rest of its findings add their pages.
    gists = [_gist(each) for each in sorted(group, key=lambda each: -each.severity)]
    pages = {each.area.page for each in group if each.area}
    return Found(
        group[0].code.id,
        gravest,
        _in_one(gists),
        tuple(sorted(pages.union(*(each.pages for each in gists)))),
        sum(map(_places, gists)),
        group[0].waived,
        len(group),
    )


def _gist(finding: Finding) -> Gist:
    """Return what a finding says without its page: as it says itself, or else its message."""
    if finding.gist is not None or finding.area is None:
        return finding.gist or Gist(finding.message)
    return Gist(finding.message.removesuffix(f" (page {finding.area.page})"))


def _places(gist: Gist) -> int:
    return gist.things if gist.things > 1 else 1 + len(gist.pages)


def _in_one(gists: Sequence[Gist]) -> str:
    """Return what all say: things by the form that they have for that, or else numbers as ranges
    and the first of what they quote; the first of them where they differ in more."""
    different = list(dict.fromkeys(each.words for each in gists))
    if len(different) == 1:
        return different[0]
    form = gists[0].form
    if form and all(each.form == form for each in gists):
        columns = zip(*(each.lists for each in gists), strict=True)
        return form.format(
            *(_listed(word for each in column for word in each) for column in columns)
        )
    parts = [_PARTS.split(each) for each in different]
    if len({tuple(each[::2]) for each in parts}) > 1:
        return f"{different[0]}; and others"
    return "".join(_joined(column) for column in zip(*parts, strict=True))


def _joined(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(values))
    if len(different) == 1:
        return different[0]
    if any(each.startswith("“") for each in different):
        return f"{different[0]} and others"
    numbers = sorted(different, key=float)
    return f"{numbers[0]}–{numbers[-1]}"


def _listed(words: Iterable[str]) -> str:
    """Return words, each once: "text, areas and pictures"."""
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} and {last}" if first else last
