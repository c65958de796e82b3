"""The gallery with Vega-Lite's own defaults, as JSON specifications of version 5."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import vl_convert

from .case import PPI, Case, Draw, Library
from .with_matplotlib import span

Spec = dict[str, Any]
_CSS = 96  # pixels of a specification to an inch


def _drawn(plot: Callable[[Case], Spec]) -> Draw:
    def draw(case: Case) -> bytes:
        title = {"text": case.title, **({"subtitle": case.unit} if case.unit else {})}
        spec = {
            "title": title,
            "background": "white",
            "width": case.width * _CSS,
            "height": case.height * _CSS,
            "autosize": {"type": "fit", "contains": "padding"},
            **plot(case),
        }
        return bytes(vl_convert.vegalite_to_png(spec, vl_version="5.21", scale=PPI / _CSS))

    return draw


VEGA_LITE = Library(
    "Vega-Lite",
    _drawn,
    {
        "pictogram": "No pictograms but from emoji, counted out by hand.",
        "treemap": "No tree map; Vega, below it, has one.",
        "waffle": "No waffle: squares would have to be laid out by hand.",
    },
)


def _wide(case: Case) -> Spec:
    rows = [
        {
            name: each if isinstance(each, str) else _number(each)
            for name, each in zip("labc", row, strict=False)
        }
        for row in case.rows
    ]
    return {"values": rows}


def _long(case: Case) -> Spec:
    data = case.long()
    rows = zip(data["label"], data["series"], data["value"], strict=True)
    values = [{"label": str(a), "series": b, "value": _number(c)} for a, b, c in rows]
    return {"values": values}


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _x(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def _names(field: str = "l", **more: Any) -> Spec:
    return {"field": field, "type": "nominal", "sort": None, "title": None, **more}


@VEGA_LITE.draws_as("bar")
def _bar(case: Case) -> Spec:
    encoding = {"y": _names(), "x": _x("a", title=case.columns[1])}
    return {"data": _wide(case), "mark": "bar", "encoding": encoding}


def _stack(case: Case, along: str, across: str, **more: Any) -> Spec:
    encoding = {
        along: _names("label"),
        across: _x("value", title=case.unit, **more),
        "color": {"field": "series", "sort": None},
    }
    return {"data": _long(case), "mark": "bar", "encoding": encoding}


@VEGA_LITE.draws_as("bar-sum")
def _bar_sum(case: Case) -> Spec:
    return _stack(case, "x", "y")


@VEGA_LITE.draws_as("bar-share")
def _bar_share(case: Case) -> Spec:
    return _stack(case, "y", "x", stack="normalize")


@VEGA_LITE.draws_as("lollipop")
def _lollipop(case: Case) -> Spec:
    y, x = _names(), _x("a", title=case.columns[1])
    rule = {"mark": "rule", "encoding": {"y": y, "x": x, "x2": {"datum": 0}}}
    point = {"mark": "point", "encoding": {"y": y, "x": x}}
    return {"data": _wide(case), "layer": [rule, point]}


@VEGA_LITE.draws_as("butterfly")
def _butterfly(case: Case) -> Spec:
    halves = [
        {
            "width": (case.width - 1.4) * _CSS / 2,
            "height": (case.height - 0.9) * _CSS,
            "mark": "bar",
            "encoding": {
                "y": _names(axis={"labels": not at} if at else {}),
                "x": _x(
                    "ab"[at], title=case.columns[at + 1], sort="ascending" if at else "descending"
                ),
            },
        }
        for at in (0, 1)
    ]
    return {"data": _wide(case), "hconcat": halves, "autosize": "pad"}


def _along(case: Case, mark: str) -> Spec:
    encoding = {
        "x": {"field": "label", "type": "temporal", "title": None},
        "y": _x("value", title=case.unit),
        "color": {"field": "series", "sort": None},
    }
    return {"data": _long(case), "mark": mark, "encoding": encoding}


@VEGA_LITE.draws_as("area")
def _area(case: Case) -> Spec:
    return _along(case, "area")


@VEGA_LITE.draws_as("line")
def _line(case: Case) -> Spec:
    return _along(case, "line")


@VEGA_LITE.draws_as("dot")
def _dot(case: Case) -> Spec:
    y, x = _names("label"), _x("value", title=case.unit)
    line = {"mark": "line", "encoding": {"y": y, "x": x, "detail": {"field": "label"}}}
    colour = {"field": "series", "sort": None}
    point = {
        "mark": {"type": "point", "filled": True},
        "encoding": {"y": y, "x": x, "color": colour},
    }
    return {"data": _long(case), "layer": [line, point]}


@VEGA_LITE.draws_as("range")
def _range(case: Case) -> Spec:
    encoding = {"y": _names(), "x": _x("a", title="Months"), "x2": {"field": "b"}}
    return {"data": _wide(case), "mark": "bar", "encoding": encoding}


@VEGA_LITE.draws_as("donut")
def _donut(case: Case) -> Spec:
    encoding = {"theta": _x("a"), "color": {"field": "l", "sort": None, "title": None}}
    return {"data": _wide(case), "mark": {"type": "arc", "innerRadius": 50}, "encoding": encoding}


@VEGA_LITE.draws_as("waterfall")
def _waterfall(case: Case) -> Spec:
    first, *steps, last = case.values()
    rows, at = [{"l": case.names[0], "a": 0.0, "b": first}], first
    for name, step in zip(case.names[1:-1], steps, strict=True):
        rows.append({"l": name, "a": at, "b": at + step})
        at += step
    rows.append({"l": case.names[-1], "a": 0.0, "b": last})
    encoding = {"x": _names(), "y": _x("a", title=case.unit), "y2": {"field": "b"}}
    return {"data": {"values": rows}, "mark": "bar", "encoding": encoding}


@VEGA_LITE.draws_as("timeline")
def _timeline(case: Case) -> Spec:
    rows = [
        {"year": str(year), "event": row[1]}
        for year, row in zip(case.years, case.rows, strict=True)
    ]
    x = {"field": "year", "type": "temporal", "title": None}
    words = {"mark": {"type": "text", "dy": -12}, "encoding": {"x": x, "text": {"field": "event"}}}
    return {"data": {"values": rows}, "layer": [{"mark": "point", "encoding": {"x": x}}, words]}


@VEGA_LITE.draws_as("gantt")
def _gantt(case: Case) -> Spec:
    rows = [
        {"l": row[0], "a": str(span(row)[0]), "b": str(span(row)[1]), "part": row[3]}
        for row in case.rows
    ]
    encoding = {
        "y": _names(),
        "x": {"field": "a", "type": "temporal", "title": None},
        "x2": {"field": "b"},
        "color": {"field": "part"},
    }
    return {"data": {"values": rows}, "mark": "bar", "encoding": encoding}


@VEGA_LITE.draws_as("bubble", "scatter")
def _points(case: Case) -> Spec:
    encoding: Spec = {
        "x": _x("a", title=case.columns[1]),
        "y": _x("b", title=case.columns[2]),
    }
    words = {"mark": {"type": "text", "dx": 14, "align": "left"}}
    size = {"size": _x("c", title=case.columns[3])} if len(case.columns) > 3 else {}
    layers = [
        {"mark": "point", "encoding": {**encoding, **size}},
        {**words, "encoding": {**encoding, "text": {"field": "l"}}},
    ]
    return {"data": _wide(case), "layer": layers}


@VEGA_LITE.draws_as("slope")
def _slope(case: Case) -> Spec:
    encoding = {
        "x": _names("series"),
        "y": _x("value", title=case.unit),
        "color": {"field": "label", "sort": None},
    }
    return {"data": _long(case), "mark": {"type": "line", "point": True}, "encoding": encoding}


@VEGA_LITE.draws_as("heat")
def _heat(case: Case) -> Spec:
    place = {"x": _names("series"), "y": _names("label")}
    tiles = {"mark": "rect", "encoding": {**place, "color": _x("value")}}
    words = {"mark": "text", "encoding": {**place, "text": {"field": "value"}}}
    return {"data": _long(case), "layer": [tiles, words]}


@VEGA_LITE.draws_as("small-multiples")
def _multiples(case: Case) -> Spec:
    count = len(case.columns) - 1
    inner = {
        "width": (case.width - 0.7) * _CSS / count - 20,
        "height": (case.height - 1.1) * _CSS,
        "mark": "line",
        "encoding": {
            "x": {"field": "label", "type": "temporal", "title": None},
            "y": _x("value", title=case.unit),
        },
    }
    facet = {"column": {"field": "series", "sort": None, "title": None}}
    return {"data": _long(case), "facet": facet, "spec": inner, "autosize": "pad"}
