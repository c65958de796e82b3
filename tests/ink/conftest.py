"""The bundled profiles, and inks through them."""

from __future__ import annotations

from functools import cache

import pytest

from report.ink.conversion import Press
from report.ink.policy import Inks
from report.ink.values import Ink
from report.resources import bundled_root

ICC = bundled_root() / "assets" / "icc"
SRGB = (ICC / "sRGB2014.icc").read_bytes()
LIMITS = {
    "ISOcoated_v2_300_bas.icc": 3.0,
    "PSO_Uncoated_ISO12647_eci.icc": 2.8,
    "GRACoL2013_CRPC6_V2.icc": 3.2,
}
BLUE, YELLOW, TEXT = Ink((1.0, 0.45, 0.0, 0.1)), Ink((0.0, 0.2, 1.0, 0.0)), Ink((0.0, 0.0, 0.0, 1))
RED = Ink((0.0, 1.0, 0.8, 0.05), spot="PANTONE 186 C")
HEAVY = Ink((1.0, 1.0, 1.0, 0.6))
BUILDS = {
    "#006aa7": BLUE,
    "#fecc02": YELLOW,
    "#16202b": TEXT,
    "#c8102e": RED,
    "#2a1a3a": HEAVY,
    "#ffffff": Ink(),
}


@cache
def press_of(name: str) -> Press:
    """The press of a bundled profile; the ways through it are made once for all tests."""
    return Press((ICC / name).read_bytes(), SRGB)


@pytest.fixture(params=sorted(LIMITS))
def press(request: pytest.FixtureRequest) -> Press:
    """Each of the bundled presses."""
    return press_of(request.param)


@pytest.fixture(params=sorted(LIMITS))
def inks(request: pytest.FixtureRequest) -> Inks:
    """A policy for each of the bundled presses, with a small theme."""
    return Inks(press_of(request.param), BUILDS, LIMITS[request.param])


@pytest.fixture
def coated() -> Inks:
    """A policy for coated paper."""
    return Inks(press_of("ISOcoated_v2_300_bas.icc"), BUILDS, 3.0)
