"""What ends between the trim and the bleed: what hides it, and how much that asks."""

from __future__ import annotations

from typing import Any

import pytest

from report.pdf.printed import Colour, Painted, Picture
from report.preflight import edges
from report.preflight.edges import Edges
from report.units import Length, Rect
from tests.preflight.builders import rect

TRIM = rect(0, 0, 300, 200)
BLEED = Length(10)
SHEET = TRIM.inset(BLEED * -1)
CYAN = Colour("DeviceCMYK", (1.0, 0.0, 0.0, 0.0))
RED = Colour("DeviceCMYK", (0.0, 1.0, 1.0, 0.0))


def area(x: float, y: float, width: float, height: float, **changes: Any) -> Painted:
    """A red area, or otherwise."""
    known: dict[str, Any] = {"kind": "fill", "page": 1, "colour": RED}
    return Painted(rect=rect(x, y, width, height), **{**known, **changes})


def short(*things: Painted, sheet: Rect = SHEET) -> list[dict[str, float]]:
    """The sides at which each thing is short, with how far it goes beyond the edge."""
    page = Edges(TRIM, sheet, BLEED, things)
    found = [page.short_sides(each) for each in things]
    return [{side: round(reach.pt, 3) for side, reach in each.items()} for each in found]


AT_EDGE = area(0, 50, 40, 60, colour=CYAN)
"""Lacks a strip from 50 to 110."""


@pytest.mark.parametrize(
    ("thing", "sides"),
    [
        (area(0, 50, 40, 60), {"left": 0}),
        (area(-4, 50, 44, 60), {"left": 4}),
        (area(260, 50, 46, 60), {"right": 6}),
        (area(50, -1, 40, 60), {"top": 1}),
        (area(50, 160, 40, 41), {"bottom": 1}),
        (area(0, 0, 300, 200), {"left": 0, "top": 0, "right": 0, "bottom": 0}),
        (area(-10, 50, 50, 60), {}),
        (area(1, 50, 298, 60), {"left": -1, "right": -1}),
        (area(5, 50, 290, 60), {}),
        (area(-10, 50, 9, 60), {}),
    ],
)
def test_the_sides_at_which_a_thing_is_short(thing: Painted, sides: dict[str, float]) -> None:
    assert short(thing) == [sides]


def test_what_comes_to_paper_ends_with_the_sheet() -> None:
    assert short(area(-10, 50, 50, 60), sheet=TRIM) == [{"left": 0}]
    over = area(-10, 50, 50, 60)
    assert short(AT_EDGE, over, sheet=TRIM)[0] == {"left": 0}


COVERS: dict[str, tuple[Painted, ...]] = {
    "one": (area(-10, 40, 20, 80),),
    "two side by side": (area(-10, 40, 20, 40), area(-10, 80, 20, 40)),
    "two one beside the other": (area(-10, 40, 5, 80), area(-5, 40, 10, 80)),
    "three that overlap": (
        area(-10, 40, 20, 30),
        area(-10, 95, 20, 30),
        area(-10, 65, 12, 35),
    ),
    "a picture": (area(-10, 40, 20, 80, kind="image", colour=None),),
}
GAPS: dict[str, tuple[Painted, ...]] = {
    "a gap between": (area(-10, 40, 20, 39), area(-10, 81, 20, 40)),
    "too short": (area(-6, 40, 20, 80),),
    "a veil": (area(-10, 40, 20, 80, opacity=0.5),),
    "blended": (area(-10, 40, 20, 80, blend="Multiply"),),
    "overprinted": (area(-10, 40, 20, 80, overprint=True, mode=1),),
    "words": (area(-10, 40, 20, 80, kind="text", text="Words"),),
    "a picture with holes": (
        area(
            -10,
            40,
            20,
            80,
            kind="image",
            picture=Picture(9, 9, (99.0, 99.0), "DeviceCMYK", has_soft_mask=True),
        ),
    ),
}


@pytest.mark.parametrize("case", COVERS)
def test_what_is_covered_altogether_does_not_show(case: str) -> None:
    assert short(AT_EDGE, *COVERS[case])[0] == {}
    assert short(*COVERS[case], AT_EDGE)[-1] == {"left": 0}


@pytest.mark.parametrize("case", GAPS)
def test_what_shows_in_a_gap_is_found(case: str) -> None:
    assert short(AT_EDGE, *GAPS[case])[0] == {"left": 0}


def test_areas_of_one_colour_go_on_in_each_other_in_any_order() -> None:
    halves = [area(-10, 40, 12, 40, colour=CYAN), area(-10, 80, 12, 40, colour=CYAN)]
    assert short(*halves, AT_EDGE)[-1] == {}
    assert short(halves[0], AT_EDGE, halves[1])[1] == {}
    assert short(halves[0], AT_EDGE)[-1] == {"left": 0}


def looks(*things: Painted) -> int:
    """How many comparisons a page asks for."""
    page = Edges(TRIM, SHEET, BLEED, things)
    for each in things:
        page.short_sides(each)
    return page.looks


def test_what_stays_inside_or_ends_alike_is_not_compared() -> None:
    at_edge = [area(0, 20 + y % 150, 40, 5) for y in range(1000)]
    beyond = [area(-4, 20 + y % 150, 44, 5) for y in range(1000)]
    inside = [area(50 + x % 200, 50, 5, 5) for x in range(4000)]
    assert looks(*at_edge) == looks(*beyond) == looks(*at_edge, *inside) == 0
    assert looks(*at_edge, area(-10, -10, 30, 220)) == 1000
    # Those at the edge are hidden by the first that reaches the end.
    assert looks(*at_edge, *(area(-10, -10, 30, 220) for _ in range(100))) == 1000


def test_a_page_that_asks_too_much_has_what_is_left_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edges, "MOST_LOOKS", 5)
    covers = [area(-10, y, 12, 1) for y in range(40, 120)]
    page = Edges(TRIM, SHEET, BLEED, (AT_EDGE, *covers))
    assert page.short_sides(AT_EDGE) == {"left": Length(0)}
    assert page.looks == 6
