"""The chart of ink: a bar for every page, below the limit of the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..units import Length
from .values import PageInk, PreflightReport

_MOST_BARS = 24
_HEIGHT, _DENSE_HEIGHT = Length(64), Length(36)
_HEADROOM = 1.12
"""How far the chart reaches above the limit, so that what is over it shows."""


@dataclass(frozen=True)
class Bar:
    """A bar: its first page, and what is written below it; `height` is CSS."""

    page: str
    percent: str
    peak: str
    height: str
    over: bool


@dataclass(frozen=True)
class Chart:
    """The ink of every page, or of every `each` pages the heaviest; lengths are CSS.

    `square` says over what ink is averaged, "" where nobody knows; `has_peaks` is True where the
    most of any point is known, too.
    """

    bars: tuple[Bar, ...]
    each: int
    height: str
    limit: str
    limit_at: str
    square: str
    has_peaks: bool


def ink_chart(report: PreflightReport, dense: bool = False) -> Chart | None:
    """Return the chart, lower where it is `dense`; None where no page's ink could be measured."""
    if report.most_ink is None:
        return None
    height = _DENSE_HEIGHT if dense else _HEIGHT
    limit = report.printer.ink_limit
    top = max(limit * _HEADROOM, report.most_ink)
    each = -(-len(report.inks) // _MOST_BARS)
    groups = [report.inks[at : at + each] for at in range(0, len(report.inks), each)]
    bars = tuple(_bar(group, height / top, limit, report) for group in groups)
    below = height * ((top - limit) / top)
    side = f"{round(report.square.mm, 1):g}" if report.square else ""
    return Chart(
        bars,
        each,
        height.css,
        f"{limit} %",
        below.css,
        f"{side} × {side} mm" if side else "",
        report.peak_ink is not None,
    )


def _bar(group: Sequence[PageInk], per_percent: Length, limit: int, report: PreflightReport) -> Bar:
    measured = [ink.highest for ink in group if ink.highest is not None]
    peaks = [ink.peak for ink in group if ink.peak is not None]
    unknown = next((ink.colours for ink in group if ink.highest is None), "") or "?"
    highest = max(measured, default=0.0)
    return Bar(
        report.place(group[0].page, group[0].part).removeprefix("page ").removeprefix("the "),
        f"{highest:.0f}" if measured else unknown,
        f"{max(peaks):.0f}" if peaks else "–",
        (per_percent * highest).css,
        highest > limit,
    )
