"""Colours and how far they are apart: as a library of colours has it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from coloraide import Color
from hypothesis import example, given
from hypothesis import strategies as st

from report.preflight.vision import KINDS, contrast, difference, lightness

FILTERS = {"protanopia": "protan", "deuteranopia": "deutan", "tritanopia": "tritan"}
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, COLOURS)
@example("#000000", "#ffffff")
@example("#777777", "#777777")
def test_contrast_and_lightness(one: str, other: str) -> None:
    assert contrast(one, other) == pytest.approx(Color(one).contrast(Color(other)), abs=1e-9)
    assert lightness(one) == pytest.approx(Color(one).convert("lab-d65")["l"], abs=1e-6)


@given(COLOURS, COLOURS, st.sampled_from(KINDS))
@example("#000000", "#ffffff", "protanopia")
@example("#000000", "#0000ff", "tritanopia")
@example("#808080", "#ff0000", "deuteranopia")
@example("#ff0000", "#ff0000", "deuteranopia")
def test_differences_for_people_who_see_fewer_colours(one: str, other: str, kind: str) -> None:
    seen = [
        Color(each).filter(FILTERS[kind], 1, method="machado").clip("srgb") for each in (one, other)
    ]
    expected = seen[0].delta_e(seen[1], method="2000")
    assert difference(one, other, kind) == pytest.approx(expected, abs=1e-6)


def test_other_ways_to_write_a_colour() -> None:
    assert contrast("white", "rgb(0 0 0)") == pytest.approx(21)
    assert contrast("#fff", "#000000") == pytest.approx(21)
    with pytest.raises(ValueError):
        contrast("no colour", "#000000")


def test_the_library_is_started_for_unusual_colours_alone() -> None:
    code = (
        "import sys; from report.preflight.vision import *; contrast('#123456', '#ffffff'); "
        "difference('#123456', '#ffffff', KINDS[0]); print('coloraide' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
