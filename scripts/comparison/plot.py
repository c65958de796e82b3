"""The seconds of every program over the number of pages, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from .cases import Case

_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#000000", "#7a3e9d", "#8a6d00", "#5b6770", "#a3195b")
_STEP = 1.27
"""How many times as many seconds the next name stands for: the height of a line."""


def write(path: Path, cases: Sequence[Case]) -> None:
    """Write the picture as SVG; both scales are logarithmic, since sizes and speeds are."""
    with rc_context({"svg.hashsalt": "colophon", "font.size": 9}):
        figure = Figure(figsize=(7.2, 4.6), layout="constrained")
        axes = figure.add_subplot()
        lines = _lines(cases)
        places = _apart({name: seconds[-1] for name, (_, seconds) in lines.items()})
        for index, (name, (pages, seconds)) in enumerate(lines.items()):
            colour = _COLOURS[index % len(_COLOURS)]
            axes.plot(pages, seconds, marker="o", color=colour, linewidth=1.5)
            end = (cases[-1].pages * 1.08, places[name])
            axes.annotate(name, end, va="center", color=colour, annotation_clip=False)
        axes.set(
            xscale="log", yscale="log", xlabel="Pages", ylabel="Seconds, on two logarithmic scales"
        )
        axes.set_xticks([case.pages for case in cases], [str(case.pages) for case in cases])
        axes.xaxis.set_minor_locator(NullLocator())
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.spines[["top", "right"]].set_visible(False)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None})


def _lines(cases: Sequence[Case]) -> dict[str, tuple[list[int], list[float]]]:
    """Return pages and seconds by the name of what was measured."""
    lines: dict[str, tuple[list[int], list[float]]] = {}
    for case in cases:
        for name, used in case.used.items():
            pages, seconds = lines.setdefault(name, ([], []))
            pages.append(case.pages)
            seconds.append(used.seconds)
    return lines


def _apart(ends: Mapping[str, float]) -> dict[str, float]:
    """Return where the names stand, so that none stands on another: from the lowest upwards."""
    places: dict[str, float] = {}
    last = 0.0
    for name in sorted(ends, key=lambda each: ends[each]):
        last = places[name] = max(ends[name], last * _STEP)
    return places
