"""The gallery with plotnine's own defaults: theme_gray, its colours, its legends."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
from plotnine import (
    aes,
    coord_flip,
    facet_wrap,
    geom_area,
    geom_col,
    geom_hline,
    geom_line,
    geom_linerange,
    geom_point,
    geom_rect,
    geom_segment,
    geom_text,
    geom_tile,
    ggplot,
    labs,
    scale_x_continuous,
)

from .case import PPI, Case, Draw, Library
from .with_matplotlib import span


def _drawn(plot: Callable[[Case], Any]) -> Draw:
    def draw(case: Case) -> bytes:
        chart = plot(case)
        if chart.labels.x is None:
            chart += labs(x=case.columns[0], y=case.unit or case.columns[1])
        chart += labs(title=case.title, **({"subtitle": case.unit} if case.unit else {}))
        stream = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chart.save(
                stream,
                format="png",
                width=case.width,
                height=case.height,
                dpi=PPI,
                verbose=False,
                limitsize=False,
            )
        return stream.getvalue()

    return draw


PLOTNINE = Library(
    "plotnine",
    _drawn,
    {
        "donut": "No rings: it has no polar coordinates.",
        "pictogram": "No pictograms.",
        "treemap": "No tree map.",
        "waffle": "No waffle: tiles would have to be laid out by hand.",
    },
)


def _long(case: Case) -> pd.DataFrame:
    frame = pd.DataFrame(case.long())
    frame["value"] = frame["value"].astype(float)
    frame["series"] = pd.Categorical(frame["series"], case.columns[1:])
    return frame


def _wide(case: Case) -> pd.DataFrame:
    data: dict[str, Any] = {"label": pd.Categorical(case.names, dict.fromkeys(case.names))}
    for at, name in enumerate("abc"[: len(case.columns) - 1], 1):
        if all(not isinstance(row[at], str) for row in case.rows):
            data[name] = case.values(at)
    return pd.DataFrame(data)


@PLOTNINE.draws_as("bar")
def _bar(case: Case) -> Any:
    return ggplot(_wide(case), aes("label", "a")) + geom_col() + coord_flip()


@PLOTNINE.draws_as("bar-sum")
def _bar_sum(case: Case) -> Any:
    return ggplot(_long(case), aes("factor(label)", "value", fill="series")) + geom_col()


@PLOTNINE.draws_as("bar-share")
def _bar_share(case: Case) -> Any:
    chart = ggplot(_long(case), aes("label", "value", fill="series"))
    return chart + geom_col(position="fill") + coord_flip()


@PLOTNINE.draws_as("lollipop")
def _lollipop(case: Case) -> Any:
    chart = ggplot(_wide(case), aes("label", "a"))
    return chart + geom_point() + geom_linerange(aes(ymin=0, ymax="a")) + coord_flip()


@PLOTNINE.draws_as("butterfly")
def _butterfly(case: Case) -> Any:
    frame = _long(case)
    frame.loc[frame["series"] == case.columns[1], "value"] *= -1
    return ggplot(frame, aes("label", "value", fill="series")) + geom_col() + coord_flip()


@PLOTNINE.draws_as("area")
def _area(case: Case) -> Any:
    return ggplot(_long(case), aes("label", "value", fill="series")) + geom_area()


@PLOTNINE.draws_as("dot")
def _dot(case: Case) -> Any:
    chart = ggplot(_long(case), aes("label", "value"))
    return chart + geom_line(aes(group="label")) + geom_point(aes(color="series")) + coord_flip()


@PLOTNINE.draws_as("range")
def _range(case: Case) -> Any:
    return ggplot(_wide(case), aes("label", ymin="a", ymax="b")) + geom_linerange() + coord_flip()


@PLOTNINE.draws_as("waterfall")
def _waterfall(case: Case) -> Any:
    first, *steps, last = case.values()
    low, high, at = [0.0], [first], first
    for step in steps:
        low.append(min(at, at + step))
        high.append(max(at, at + step))
        at += step
    frame = _wide(case).assign(low=[*low, 0.0], high=[*high, last], at=range(len(case.rows)))
    box = aes(xmin="at - 0.4", xmax="at + 0.4", ymin="low", ymax="high")
    names = scale_x_continuous(breaks=list(range(len(case.rows))), labels=case.names)
    return ggplot(frame) + geom_rect(box) + names


@PLOTNINE.draws_as("line")
def _line(case: Case) -> Any:
    return ggplot(_long(case), aes("label", "value", color="series")) + geom_line()


@PLOTNINE.draws_as("timeline")
def _timeline(case: Case) -> Any:
    frame = pd.DataFrame({"year": case.years, "event": [row[1] for row in case.rows], "y": 0})
    chart = ggplot(frame, aes("year", "y")) + geom_hline(yintercept=0) + geom_point()
    return chart + geom_text(aes(label="event"), va="bottom")


@PLOTNINE.draws_as("gantt")
def _gantt(case: Case) -> Any:
    spans = [span(row) for row in case.rows]
    frame = pd.DataFrame(
        {
            "label": pd.Categorical(case.names, case.names),
            "begin": pd.to_datetime([each[0] for each in spans]),
            "end": pd.to_datetime([each[1] for each in spans]),
            "part": [row[3] for row in case.rows],
        }
    )
    chart = ggplot(frame, aes("begin", "label", xend="end", yend="label", color="part"))
    return chart + geom_segment(size=4)


@PLOTNINE.draws_as("scatter")
def _scatter(case: Case) -> Any:
    chart = ggplot(_wide(case), aes("a", "b", label="label")) + geom_point() + geom_text()
    return chart + labs(x=case.columns[1], y=case.columns[2])


@PLOTNINE.draws_as("slope")
def _slope(case: Case) -> Any:
    chart = ggplot(_long(case), aes("series", "value", color="label", group="label"))
    return chart + geom_line() + geom_point()


@PLOTNINE.draws_as("heat")
def _heat(case: Case) -> Any:
    chart = ggplot(_long(case), aes("series", "label", fill="value")) + geom_tile()
    return chart + geom_text(aes(label="value"))


@PLOTNINE.draws_as("bubble")
def _bubble(case: Case) -> Any:
    chart = ggplot(_wide(case), aes("a", "b", size="c", label="label")) + geom_point()
    chart += geom_text(aes(label="label"), inherit_aes=True, size=8)
    return chart + labs(x=case.columns[1], y=case.columns[2], size=case.columns[3])


@PLOTNINE.draws_as("small-multiples")
def _multiples(case: Case) -> Any:
    return ggplot(_long(case), aes("label", "value")) + geom_line() + facet_wrap("series", nrow=1)
