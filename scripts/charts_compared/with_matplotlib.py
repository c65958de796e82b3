"""The gallery with Matplotlib's own defaults: its default style, sizes and colours.

What has to be worked out first (where a floating bar begins) is, as a reader of its
documentation would do it; nothing is restyled.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from .case import PPI, Case, Draw, Library


def _drawn(plot: Callable[[Any, Case], None]) -> Draw:
    def draw(case: Case) -> bytes:
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            figure = Figure(figsize=(case.width, case.height), layout="constrained")
            axes = figure.add_subplot()
            axes.set_title(case.title)
            plot(axes, case)
            stream = io.BytesIO()
            figure.savefig(stream, format="png", dpi=PPI)
            return stream.getvalue()

    return draw


MATPLOTLIB = Library(
    "Matplotlib",
    _drawn,
    {
        "pictogram": "No pictograms: pictures would be placed one by one.",
        "treemap": "No tree map: rectangles would have to be laid out by hand.",
        "waffle": "No waffle: squares would have to be laid out by hand.",
    },
)


@MATPLOTLIB.draws_as("bar")
def _bar(axes: Any, case: Case) -> None:
    axes.barh(case.names, case.values())
    axes.set_xlabel(case.unit)


@MATPLOTLIB.draws_as("bar-sum")
def _bar_sum(axes: Any, case: Case) -> None:
    floor = [0.0] * len(case.rows)
    for at, name in enumerate(case.columns[1:], 1):
        axes.bar(case.names, case.values(at), bottom=floor, label=name)
        floor = [a + b for a, b in zip(floor, case.values(at), strict=True)]
    axes.set_ylabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("bar-share")
def _bar_share(axes: Any, case: Case) -> None:
    whole = [sum(row[1:]) for row in case.rows]
    floor = [0.0] * len(case.rows)
    for at, name in enumerate(case.columns[1:], 1):
        part = [100 * float(v) / float(w) for v, w in zip(case.values(at), whole, strict=True)]
        axes.barh(case.names, part, left=floor, label=name)
        floor = [a + b for a, b in zip(floor, part, strict=True)]
    axes.set_xlabel("%")
    axes.legend()


@MATPLOTLIB.draws_as("lollipop")
def _lollipop(axes: Any, case: Case) -> None:
    axes.stem(case.names, case.values(), orientation="horizontal")
    axes.set_xlabel(case.unit)


@MATPLOTLIB.draws_as("butterfly")
def _butterfly(axes: Any, case: Case) -> None:
    axes.barh(case.names, [-value for value in case.values(1)], label=case.columns[1])
    axes.barh(case.names, case.values(2), label=case.columns[2])
    axes.set_xlabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("area")
def _area(axes: Any, case: Case) -> None:
    layers = [case.values(at) for at in range(1, len(case.columns))]
    axes.stackplot(case.years, *layers, labels=case.columns[1:])
    axes.set_ylabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("dot")
def _dot(axes: Any, case: Case) -> None:
    axes.hlines(case.names, case.values(1), case.values(2))
    for at in (1, 2):
        axes.plot(case.values(at), case.names, "o", label=case.columns[at])
    axes.set_xlabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("range")
def _range(axes: Any, case: Case) -> None:
    length = [b - a for a, b in zip(case.values(1), case.values(2), strict=True)]
    axes.barh(case.names, length, left=case.values(1))
    axes.set_xlabel(case.unit)


@MATPLOTLIB.draws_as("donut")
def _donut(axes: Any, case: Case) -> None:
    labels = [f"{n} {v:g}%" for n, v in zip(case.names, case.values(), strict=True)]
    axes.pie(case.values(), labels=labels, wedgeprops={"width": 0.4})


@MATPLOTLIB.draws_as("waterfall")
def _waterfall(axes: Any, case: Case) -> None:
    first, *steps, last = case.values()
    floor, at = [0.0], first
    for step in steps:
        floor.append(at)
        at += step
    axes.bar(case.names, [first, *steps, last], bottom=[*floor, 0.0])
    axes.set_ylabel(case.unit)


@MATPLOTLIB.draws_as("line")
def _line(axes: Any, case: Case) -> None:
    for at, name in enumerate(case.columns[1:], 1):
        axes.plot(case.years, case.values(at), label=name)
    axes.set_ylabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("timeline")
def _timeline(axes: Any, case: Case) -> None:
    axes.axhline(0)
    axes.plot(case.years, [0.0] * len(case.rows), "o")
    for year, (_, event) in zip(case.years, case.rows, strict=True):
        axes.annotate(event, (year, 0))
    axes.yaxis.set_visible(False)


@MATPLOTLIB.draws_as("gantt")
def _gantt(axes: Any, case: Case) -> None:
    begins, ends = zip(*(span(row) for row in case.rows), strict=True)
    length = [(b - a).days for a, b in zip(begins, ends, strict=True)]
    axes.barh(case.names, length, left=begins)


@MATPLOTLIB.draws_as("scatter")
def _scatter(axes: Any, case: Case) -> None:
    axes.scatter(case.values(1), case.values(2))
    for name, x, y in zip(case.names, case.values(1), case.values(2), strict=True):
        axes.annotate(name, (x, y))
    axes.set(xlabel=case.columns[1], ylabel=case.columns[2])


@MATPLOTLIB.draws_as("slope")
def _slope(axes: Any, case: Case) -> None:
    for row in case.rows:
        axes.plot(case.columns[1:], [float(each) for each in row[1:]], "o-", label=row[0])
    axes.set_ylabel(case.unit)
    axes.legend()


@MATPLOTLIB.draws_as("heat")
def _heat(axes: Any, case: Case) -> None:
    grid = [case.values(at) for at in range(1, len(case.columns))]
    picture = axes.imshow(list(zip(*grid, strict=True)), aspect="auto")
    axes.set_xticks(range(len(case.columns) - 1), case.columns[1:])
    axes.set_yticks(range(len(case.rows)), case.names)
    axes.figure.colorbar(picture, label=case.unit)


@MATPLOTLIB.draws_as("bubble")
def _bubble(axes: Any, case: Case) -> None:
    axes.scatter(case.values(1), case.values(2), s=[10 * each for each in case.values(3)])
    for name, x, y in zip(case.names, case.values(1), case.values(2), strict=True):
        axes.annotate(name, (x, y))
    axes.set(xlabel=case.columns[1], ylabel=case.columns[2])


@MATPLOTLIB.draws_as("small-multiples")
def _multiples(axes: Any, case: Case) -> None:
    figure = axes.figure
    figure.clear()
    figure.suptitle(case.title)
    panels = figure.subplots(1, len(case.columns) - 1, sharey=True)
    for at, (panel, name) in enumerate(zip(panels, case.columns[1:], strict=True), 1):
        panel.plot(case.years, case.values(at))
        panel.set_title(name)


def span(row: tuple[Any, ...]) -> tuple[date, date]:
    """Return the first and the last day of a row of the schedule."""
    first, last = (str(each) if each is not None else "" for each in row[1:3])
    begin = date.fromisoformat(first if len(first) > 7 else f"{first}-01")
    if not last:
        return begin, begin
    year, month = (int(each) for each in last.split("-")[:2])
    return begin, date(year + month // 12, month % 12 + 1, 1)
