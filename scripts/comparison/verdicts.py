"""How good: what is wanted of Colophon, each as a ratio of two things measured in the same run."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cases import COLD, SAME, Case
from .copies import FEW, Many

CHROMIUM, PAGEDJS, TYPST = "Chromium print", "Paged.js", "Typst"


@dataclass(frozen=True)
class Verdict:
    """What is wanted, at most how much, and what was measured; None where it was not."""

    what: str
    most: float
    value: float | None
    unit: str = ""

    @property
    def wanted(self) -> str:
        """The most, in words."""
        return f"≤ {self.most:g}{self.unit}"

    @property
    def measured(self) -> str:
        """The value, in words."""
        return "–" if self.value is None else f"{self.value:.3g}{self.unit}"

    @property
    def word(self) -> str:
        """Whether it is reached, and if not by how much it is missed."""
        if self.value is None:
            return "not measured"
        if self.value <= self.most:
            return "reached"
        return f"missed: {self.value / self.most:.2f} times that" if self.most else "missed"


def verdicts(cases: Sequence[Case], many: Many) -> list[Verdict]:
    """Return all that is asked for the sizes that were measured."""
    return [*_sizes(cases), *_growth(cases), *_many(cases[0], many)]


def _sizes(cases: Sequence[Case]) -> Iterator[Verdict]:
    for case in cases:
        at = f"at {case.pages} pages"
        limit = 0.3 if case.pages <= 12 else 0.5
        yield Verdict(f"Warm, p95 of a page after an edit, {at}", limit, _p95(case), " s")
        bound = statistics.median(each for _, each in case.again) if case.again else None
        if case.pages <= 12:
            cold = _seconds(case, TYPST)
            yield Verdict(
                f"Laid out and bound over Typst's cold run, {at}", 0.6, _over(bound, cold)
            )
        if case.pages >= 500 and case.typst_again:
            again = statistics.median(case.typst_again)
            what = f"Laid out and bound over Typst's incremental run, {at}"
            yield Verdict(what, 0.5, _over(bound, again))
        yield Verdict(f"Nothing changed over Typst's cold run, {at}", 1, _ratio(case, SAME, TYPST))
        yield from _cold(case, at)
        size = case.sizes.get("Colophon")
        yield Verdict(f"Size of the PDF over its photographs, {at}", 1.045, size)
        for how, same in case.same_bytes.items():
            yield Verdict(
                f"Bytes that differ from the cold build's: {how}, {at}", 0, 0 if same else 1
            )


def _cold(case: Case, at: str) -> Iterator[Verdict]:
    if case.pages <= 12:
        yield Verdict(f"Cold over Chromium's print, {at}", 1, _ratio(case, COLD, CHROMIUM))
    else:
        rivals = [each for name in (CHROMIUM, PAGEDJS) if (each := _seconds(case, name))]
        most = 0.6 if case.pages < 500 else 0.4
        value = _over(_seconds(case, COLD), min(rivals, default=None))
        yield Verdict(f"Cold over the faster of Chromium and Paged.js, {at}", most, value)
    if case.pages >= 500 and CHROMIUM in case.used:
        memory = case.used[COLD].megabytes / case.used[CHROMIUM].megabytes
        yield Verdict(f"Peak memory over Chromium's, {at}", 0.15, memory)


def _growth(cases: Sequence[Case]) -> Iterator[Verdict]:
    """Yield the slope of seconds over pages, both as logarithms (least squares)."""
    if len(cases) < 2:
        return
    pages = [math.log(case.pages) for case in cases]
    seconds = [math.log(case.used[COLD].seconds) for case in cases]
    yield Verdict("Growth exponent of cold builds", 1.05, _slope(pages, seconds))


def _slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    return statistics.linear_regression(xs, ys).slope


def _many(case: Case, many: Many) -> Iterator[Verdict]:
    what = "Processor time of each personalised copy, only the cover changes"
    yield Verdict(what, 0.15, many.each, " s")
    typst = _seconds(case, TYPST)
    runs = typst * many.count if typst else None
    count = many.count or "many"
    yield Verdict(f"{count} editions over as many cold Typst runs", 0.6, _over(many.all, runs))
    ratio = _over(many.all, many.few)
    yield Verdict(f"{count} editions over {FEW}", 16.5 * (many.count or 64) / 64, ratio)


def _p95(case: Case) -> float | None:
    """Return the 95th percentile; the first edit, which reads what is read once, is left out."""
    waits = sorted(wait for wait, _ in case.again[1:])
    return waits[min(len(waits) - 1, math.ceil(len(waits) * 0.95) - 1)] if waits else None


def _seconds(case: Case, name: str) -> float | None:
    used = case.used.get(name)
    return used.seconds if used else None


def _ratio(case: Case, one: str, other: str) -> float | None:
    return _over(_seconds(case, one), _seconds(case, other))


def _over(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None
