"""What the tests of charts share: the bundled project, the theme, and a maker of requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, settings

from report.charts import (
    ChartRequest,
    ChartStyle,
    DrawnChart,
    draw_chart,
    kind_named,
    kinds,
    read_spec,
)
from report.content.tables import inline_table, read_csv
from report.diagnostics import Mark
from report.pictures import chart_words
from report.resources import Project, bundled_root
from report.settings import read_language
from report.storage import Cache
from report.units import Size, mm

Maker = Callable[..., ChartRequest]
BASELINE = 14 * 25.4 / 72
"""Millimetres between the lines of the grid."""
Draw = Callable[..., DrawnChart]
any_table = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""For tests that draw tables which Hypothesis makes up: the same ones each time."""


@pytest.fixture(scope="session")
def project() -> Project:
    return Project.at(bundled_root())


@pytest.fixture(scope="session")
def style() -> ChartStyle:
    fonts = bundled_root() / "assets/fonts"
    files = [*(fonts / "source-sans-3").glob("*.ttf"), *(fonts / "source-serif-4").glob("*.ttf")]
    words = chart_words(read_language(Project.at(bundled_root()), "en-US"))
    return ChartStyle(fonts=tuple(sorted(files)), words=words)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture(scope="session")
def make(project: Project) -> Maker:
    """Return a request; a cell of the table stands in e.yaml at row + 2, column + 1."""

    def request(
        kind: str,
        columns: list[object],
        rows: list[object],
        *,
        size: tuple[float, float] = (82, 60),
        id: str = "",
        alt: str = "",
        within: Project | None = None,
        **options: object,
    ) -> ChartRequest:
        table, _ = inline_table(columns, rows, lambda row, at: Mark("e.yaml", row + 2, at + 1))
        found = kind_named(within or project, kind)
        return ChartRequest(
            id or kind,
            kind,
            table,
            read_spec(found, options, lambda path: None),
            Size(mm(size[0]), mm(size[1])),
            alt,
            Mark("e.yaml", 100, 1),
            {name: Mark("e.yaml", 200, at) for at, name in enumerate(sorted(options), 1)},
        )

    return request


def example(project: Project, name: str) -> ChartRequest:
    """Return the chart of a kind's page in the documentation."""
    kind = kinds(project)[name]
    source = re.search(r"^- chart:\n(?: .*\n)+", kind.doc, re.MULTILINE)
    assert source
    chart = yaml.safe_load(source[0])[0]["chart"]
    data = chart["data"]
    if isinstance(data, dict):
        table, _ = inline_table(
            data["columns"], data["rows"], lambda row, at: Mark("e.yaml", row + 2, at + 1)
        )
    else:
        table, _ = read_csv(project.read(project.find(data, ["figures"])), data)
    spec = read_spec(kind, chart.get("options", {}), lambda path: None)
    size = Size(mm(170 if chart.get("width") == "page" else 82), mm(chart["lines"] * BASELINE))
    return ChartRequest(name, name, table, spec, size)


def drawing(kind: str) -> Any:
    """Return a fixture that draws charts of a kind: columns, rows, direction and options."""

    @pytest.fixture
    def draw(project: Project, style: ChartStyle, cache: Cache, make: Maker) -> Draw:
        def chart(
            columns: list[object],
            rows: list[list[object]],
            direction: str = "ltr",
            **options: object,
        ) -> DrawnChart:
            request = make(kind, columns, rows, **options)
            return draw_chart(project, request, replace(style, direction=direction), cache)

        return chart

    return draw
