"""The comparison with other libraries shows every kind of chart, in small pictures."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs/charts-compared.md").read_text("utf-8")
SHOWN = set(re.findall(r"\]\(images/compared/([a-z-]+)\.png\)", PAGE))


def test_every_kind_of_the_gallery_is_compared() -> None:
    edition = yaml.safe_load((ROOT / "editions/chart-gallery/edition.yaml").read_text("utf-8"))
    charts = [
        block["chart"]
        for item in edition["sections"]
        for block in item.get("section", {}).get("blocks", ())
    ]
    assert {chart["kind"] for chart in charts if chart["id"] in SHOWN} == {
        path.stem for path in (ROOT / "figures").glob("[!_]*.py")
    }


def test_all_pictures_are_shown_and_small() -> None:
    pictures = list((ROOT / "docs/images/compared").iterdir())
    assert {path.stem for path in pictures} == SHOWN
    assert all(path.stat().st_size < 60_000 for path in pictures)


@pytest.mark.parametrize(
    "name, needed",
    [("matplotlib", "matplotlib"), ("plotnine", "plotnine"), ("vega_lite", "vl_convert")],
)
def test_each_library_draws_a_chart_or_says_why_it_cannot(name: str, needed: str) -> None:
    pytest.importorskip(needed)
    library = getattr(import_module(f"scripts.charts_compared.with_{name}"), name.upper())

    assert not library.draws.keys() & library.lacks.keys()
    assert library.draws.keys() | library.lacks.keys() == SHOWN
