"""What was found, one line a rule: the pages that have it, and what all its findings say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..diagnostics import Finding, Severity
from ..preflight.painted import WORDS

_PLACE = re.compile(r" \((?:on )?page \d+[^()]*\)$")
_OTHER_PAGES = re.compile(r", as on pages? ((?:\d+(?:–\d+)?(?:, )?)+)$")
_AND_MORE = re.compile(r", and (\d+) more$")
_COLOURS = re.compile(r"(.+) in ([^,]+), not in inks$")
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
    said = [_Said.of(each) for each in sorted(group, key=lambda each: -each.severity)]
    return Found(
        group[0].code.id,
        gravest,
        _in_one([each.words for each in said]),
        tuple(sorted({page for each in said for page in each.pages})),
        sum(each.places for each in said),
        group[0].waived,
        len(group),
    )


@dataclass(frozen=True)
class _Said:
    """A message without its pages and the number of its kind, and these."""

    words: str
    pages: tuple[int, ...]
    places: int

    @classmethod
    def of(cls, finding: Finding) -> _Said:
        words = _PLACE.sub("", finding.message) if finding.area else finding.message
        pages = [finding.area.page] if finding.area else []
        if finding.area and (others := _OTHER_PAGES.search(words)):
            words = words[: others.start()]
            pages += _numbers(others[1])
        more = _AND_MORE.search(words)
        places = 1 + int(more[1]) if more else max(1, len(pages))
        return cls(words[: more.start()] if more else words, tuple(pages), places)


def _numbers(spans: str) -> Iterator[int]:
    for span in spans.rstrip(", ").split(", "):
        first, _, last = span.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _in_one(messages: Sequence[str]) -> str:
    """Return what all messages say: numbers as ranges, the first of what they quote; the first
    message where they differ in more."""
    different = list(dict.fromkeys(messages))
    if len(different) == 1:
        return different[0]
    colours = [_COLOURS.match(each) for each in different]
    if all(colours):
        things = [each[1] for each in colours if each]
        spaces = sorted({part for each in colours if each for part in each[2].split(" and ")})
        return f"{_things(things)} in {' and '.join(spaces)}, not in inks"
    parts = [_PARTS.split(each) for each in different]
    if len({tuple(each[::2]) for each in parts}) > 1:
        return f"{different[0]}; and others"
    columns = zip(*parts, strict=True)
    return "".join(_joined(column) for column in columns)


def _joined(values: Sequence[str]) -> str:
    different = list(dict.fromkeys(values))
    if len(different) == 1:
        return different[0]
    if any(each.startswith("“") for each in different):
        return f"{different[0]} and others"
    numbers = sorted(different, key=float)
    return f"{numbers[0]}–{numbers[-1]}"


def _things(counts: Sequence[str]) -> str:
    """Return what is counted, without numbers: "text, areas and pictures"."""
    said = {re.sub(r"^\d+ ", "", part) for each in counts for part in each.split(", ")}
    kinds = [
        many.removeprefix("pieces of ")
        for one, many in WORDS.values()
        if one in said or many in said
    ]
    if len(kinds) < 2:
        return "".join(kinds)
    return f"{', '.join(kinds[:-1])} and {kinds[-1]}"
