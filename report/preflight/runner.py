"""Running the rules: every finding judged for its target, waived where the edition says so."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from ..content.edition import Waiver
from ..diagnostics import Finding, Mark, Severity, in_order
from ..faults import said
from .codes import FAILED_RULE, NOT_WAIVABLE, UNUSED_WAIVER
from .evidence import Evidence
from .registry import Rule, Stage, rules

# A file that breaks its standard, an engine that warned and a broken set-up are no matters of
# opinion: whoever opens the PDF would bear the consequences.
# The same goes for a file that no print shop can work with, or that was not read to the end.
NEVER_WAIVED = (
    *("A110", "A301", "A302", "C120", "C123", "E", "F", "S"),
    *("X102", "X118", "X119", "X121"),
)
LAYING_OUT: frozenset[Stage] = frozenset(("content", "pictures", "pages"))
MOST = 40
"""The most findings of one rule of the press about one file; a faulty PDF may have 10,000 pages."""


def inspect(
    evidence: Evidence | Sequence[Evidence],
    stages: Collection[Stage],
    profile: Mapping[str, Severity],
    waivers: Sequence[Waiver],
    noticed: Iterable[Finding] = (),
) -> tuple[Finding, ...]:
    """Return what the rules of `stages` find, with what others `noticed`, in order.

    Where there are several files for the press, each has evidence of its own: the rules of the
    stage "press" are asked about all that is printed, the others about the first. Each finding
    has the severity that `profile` gives its code, and the reason of the waiver that accepts it.
    A rule that fails is a finding too (S402). Raises Diagnostic S401 when the rules themselves
    cannot be loaded.
    """
    chosen = [rule for rule in rules().values() if rule.stage in stages]
    cases = [evidence] if isinstance(evidence, Evidence) else evidence
    found = [
        finding for rule in chosen for case in _about(rule, cases) for finding in _ask(rule, case)
    ]
    judged = [finding.judged_by(profile) for finding in in_order((*noticed, *found))]
    waived = [_waive(finding, waivers) for finding in judged]
    idle = [finding.judged_by(profile) for finding in _idle(waivers, judged, set(stages))]
    return in_order((*waived, *idle))


def _about(rule: Rule, cases: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return what a rule is asked about."""
    if rule.stage == "press":
        return [case for case in cases if case.printed is not None]
    return cases[:1]


def _ask(rule: Rule, evidence: Evidence) -> Iterator[Finding]:
    try:
        found = rule.check(evidence)
        if rule.stage != "press":
            yield from found
            return
        yield from islice(found, MOST)
        more = sum(1 for _ in found)
        if more:
            message = f"{more} more findings of this kind are not listed"
            help = "mend those that are listed, and check again"
            yield rule.code.finding(evidence.mark, message, help=help)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        message = f"the rule {rule.code.id} ({rule.code.name}) failed: {said(error)}"
        help = f"nothing was inspected for {rule.code.name}; see line {last.lineno} of {last.name}"
        yield FAILED_RULE.finding(Mark(rule.shown, 1, 1), message, help=help)


def waiver_of(finding: Finding, waivers: Sequence[Waiver]) -> Waiver | None:
    """Return the waiver that accepts a finding, the first of several; None where there is none."""
    return next((each for each in waivers if _covers(each, finding)), None)


def _waive(finding: Finding, waivers: Sequence[Waiver]) -> Finding:
    waiver = waiver_of(finding, waivers)
    return replace(finding, waived=waiver.reason) if waiver else finding


def _covers(waiver: Waiver, finding: Finding) -> bool:
    """True when the waiver accepts the finding: by its id, or by the file that it stands in."""
    if waiver.code != finding.code.id or waiver.code.startswith(NEVER_WAIVED):
        return False
    file = finding.mark.file if finding.mark else ""
    return waiver.at in ("", finding.at) or f"/{file}".endswith(f"/{waiver.at}")


def _idle(
    waivers: Sequence[Waiver], judged: Sequence[Finding], stages: set[Stage]
) -> Iterator[Finding]:
    """Yield a finding for each waiver that accepts nothing, once its code could have been found."""
    for waiver in waivers:
        mark = waiver.mark_of("code")
        if waiver.code.startswith(NEVER_WAIVED):
            message = f"{waiver.code} cannot be waived"
            help = "remove the waiver and mend what the finding names"
            yield NOT_WAIVABLE.finding(mark, message, help=help, at=waiver.at)
        elif _was_asked(waiver.code, stages) and not any(_covers(waiver, f) for f in judged):
            where = f" at “{waiver.at}”" if waiver.at else ""
            places = sorted({f.at for f in judged if f.code.id == waiver.code and f.at})
            help = f"it is found at {', '.join(places)}" if places else _to_mend(waiver)
            message = f"nothing is left to waive: there is no {waiver.code}{where}"
            yield UNUSED_WAIVER.finding(mark, message, help=help, at=waiver.at)


def _to_mend(waiver: Waiver) -> str:
    if waiver.target:
        return "remove the waiver"
    return "remove the waiver; or, where another target needs it, name that: `target: press`"


def _was_asked(code: str, stages: set[Stage]) -> bool:
    """True when a finding of this kind would have been made by now.

    Those that are not made by rules are made before and while pages are laid out, or, of the
    family X, on the way to the press.
    """
    rule = rules().get(code)
    if rule:
        return rule.stage in stages
    return "press" in stages if code.startswith("X") else stages >= LAYING_OUT
