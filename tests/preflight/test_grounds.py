"""What lies below a thing, and how many layers are looked at to find it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.pdf.printed import Colour, Painted, PrintedPage
from report.preflight import grounds
from report.preflight.grounds import Grounds
from tests.preflight.builders import rect


def cmyk(*parts: float) -> Colour:
    """A colour in process inks."""
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return Colour("DeviceCMYK", parts, "", dict(zip(names, parts, strict=True)))


CYAN, WHITE = cmyk(1, 0, 0, 0), cmyk(0, 0, 0, 0)


def area(x: float, y: float, width: float, height: float, **changes: Any) -> Painted:
    """A cyan area, or otherwise."""
    known: dict[str, Any] = {"kind": "fill", "page": 1, "colour": CYAN}
    return Painted(rect=rect(x, y, width, height), **{**known, **changes})


def word(x: float, y: float) -> Painted:
    """A word of 20 by 10 points."""
    return area(x, y, 20, 10, kind="text", text="Word")


def page(*things: Painted) -> PrintedPage:
    """A page on which things are painted."""
    return PrintedPage(1, {}, painted=things)


WORD = word(50, 50)
LAYER = area(0, 0, 200, 200)


def test_the_uppermost_layer_below_is_the_ground() -> None:
    upper, over = area(40, 40, 60, 60), area(0, 0, 300, 300)
    assert Grounds(page(LAYER, upper, WORD, over)).below(WORD) is upper
    assert Grounds(page(upper, LAYER, WORD)).below(WORD) is LAYER
    assert Grounds(page(LAYER, area(60, 60, 60, 60), WORD)).below(WORD) is LAYER
    assert Grounds(page(WORD, over)).below(WORD) is None


VEILS: dict[str, dict[str, Any]] = {
    "thin": {"opacity": 0.2},
    "multiplied": {"blend": "Multiply"},
    "overprinted": {"overprint": True, "mode": 1},
}


@pytest.mark.parametrize("case", VEILS)
def test_a_white_veil_hides_no_ground(case: str) -> None:
    veil = area(0, 0, 200, 200, colour=WHITE, **VEILS[case])
    assert Grounds(page(LAYER, veil, WORD)).below(WORD) is LAYER
    assert Grounds(page(veil, WORD)).below(WORD) is None


def test_solid_white_is_paper() -> None:
    white = area(0, 0, 200, 200, colour=WHITE)
    assert Grounds(page(LAYER, white, WORD)).below(WORD) is None
    # In mode 0, white given as CMYK knocks out though it is set to overprint.
    white = area(0, 0, 200, 200, colour=WHITE, overprint=True)
    assert Grounds(page(LAYER, white, WORD)).below(WORD) is None


BOXES = st.tuples(*(st.integers(-40, 400) for _ in range(2)), *(st.integers(0, 300),) * 2)


@given(st.lists(BOXES, max_size=30), st.lists(BOXES, max_size=5))
def test_the_grid_finds_what_looking_through_all_finds(
    boxes: list[tuple[int, int, int, int]], after: list[tuple[int, int, int, int]]
) -> None:
    layers, later = [area(*each) for each in boxes], [area(*each) for each in after]
    x, y = 60, 55
    under = [
        each
        for each in layers
        if each.rect.x.pt <= x <= each.rect.right.pt and each.rect.y.pt <= y <= each.rect.bottom.pt
    ]
    assert Grounds(page(*layers, WORD, *later)).below(WORD) is (under[-1] if under else None)


def test_few_layers_are_looked_at() -> None:
    def looks(*layers: Painted) -> int:
        words = [word(x, y) for x in range(0, 400, 40) for y in range(0, 400, 20)]
        found = Grounds(page(*layers, *words))
        for each in words:
            found.below(each)
        return found.looks

    tiles = [area(x, y, 4, 4) for x in range(0, 400, 5) for y in range(0, 400, 5)]
    rules = [area(0, y / 10, 400, 0.1) for y in range(4000)]
    bars = [area(x / 10, 0, 0.1, 400) for x in range(4000)]
    grounds_of_all = [area(0, 0, 400, 400) for _ in range(4000)]
    assert looks(*grounds_of_all) == 200
    for layers in (tiles, rules, bars):
        # 200 words and 4,000 layers and more; each field holds a few dozen at most.
        assert looks(*layers) <= 200 * 100


def test_a_crowd_around_one_place_ends_in_a_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grounds, "MOST_LOOKS", 500)
    crowd = [area(40, 40, 18, 18) for _ in range(1000)]
    words = [word(50, 55) for _ in range(50)]
    found = Grounds(page(*crowd, *words))
    assert [found.below(each) for each in words][-1] in crowd
    assert found.looks <= 500 + 51 * (grounds.FEW + 1)
