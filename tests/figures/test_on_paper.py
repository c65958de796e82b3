"""Shades of charts as presses print them: in order, apart, with words that can be read."""

from __future__ import annotations

from itertools import pairwise

import numpy
import pytest

from figures._shades import shades
from figures.heat import shade
from report.charts import ChartStyle
from report.ink.builds import builds
from report.ink.policy import Inks
from report.resources import Project, bundled_root
from report.settings import read_theme
from tests.ink.conftest import LIMITS, press_of

THEMES = ("letterpress", "nordic")
STEPS = [at / 8 for at in range(9)]


def style_of(theme: str) -> ChartStyle:
    read = read_theme(Project.at(bundled_root()), theme)
    colours = {role: read.srgb(role) for role in ("ink", "accent", "text", "quiet")}
    return ChartStyle((), ground=read.srgb("paper"), yellow=read.srgb("mark"), **colours)


def on_paper(theme: str, press: str, colours: list[str], black: float = 0.0) -> list[float]:
    """Return L* of colours in print, relative to paper; with so much `black` over them."""
    read = read_theme(Project.at(bundled_root()), theme)
    inks = Inks(press_of(press), builds(read), LIMITS[press])
    found = []
    for colour in colours:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        ink = inks.of((red, green, blue))
        # A spot ink is looked at as the process inks that stand for it.
        c, m, y, k = (part * ink.tint for part in ink.cmyk)
        found.append([round(255 * part) for part in (c, m, y, max(k, black))])
    return [float(each[0]) for each in inks.press.lab(numpy.array(found, numpy.uint8))]


def light(lightness: float) -> float:
    """Return the luminance of L*, 1 being paper (CIE 15)."""
    part = (lightness + 16) / 116
    return part**3 if part > 6 / 29 else 3 * (6 / 29) ** 2 * (part - 4 / 29)


def contrast(one: float, other: float) -> float:
    return (light(one) + 0.05) / (light(other) + 0.05)


@pytest.mark.parametrize("press", sorted(LIMITS))
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("side", [1, -1])
def test_the_cells_of_a_heat_table_darken_evenly(theme: str, press: str, side: int) -> None:
    ramp = [shade(style_of(theme), side * step) for step in STEPS]
    lights = on_paper(theme, press, ramp)
    steps = [a - b for a, b in pairwise(lights)]
    assert min(steps) > 0
    assert max(steps) < 3 * sum(steps) / len(steps)
    # Uncoated paper takes the black away from black: 9:1 is all that it has.
    (darkest,) = on_paper(theme, press, ["#FFFFFF"], black=1.0)
    needed = 4.5 if contrast(100.0, darkest) > 12 else 3.0
    for own, words in zip(lights, on_paper(theme, press, ramp, black=1.0), strict=True):
        assert contrast(own, words) >= needed


@pytest.mark.parametrize("press", sorted(LIMITS))
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_the_parts_of_a_ring_differ_in_lightness(theme: str, press: str, count: int) -> None:
    lights = on_paper(theme, press, shades(style_of(theme), count))
    assert all(b - a >= 4 for a, b in pairwise(lights))
