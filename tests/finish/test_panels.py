"""Which page is which panel, where it stands, and how places on pages become places on sheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Area
from report.finish.panels import BLANK, Side
from report.units import Rect, mm
from tests.tools.leaflets import leaflet

PLACE = Rect(mm(10), mm(20), mm(30), mm(40))


def numbers(side: Side) -> list[int]:
    return [panel.page for panel in side.panels]


def test_panels_stand_in_the_order_of_folding() -> None:
    outside, inside = leaflet().sides

    assert (outside.name, numbers(outside)) == ("outside", [2, 6, 1])
    assert (inside.name, numbers(inside)) == ("inside", [3, 4, 5])
    assert outside.words == "outside: pages 2 – 6 – 1"


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_folds_of_one_side_lie_on_those_of_the_other(right_to_left: bool) -> None:
    outside, inside = leaflet(right_to_left=right_to_left).sides

    folds = [inside.width.mm - fold.mm for fold in reversed(inside.folds)]
    assert folds == pytest.approx([fold.mm for fold in outside.folds])
    wanted = [100, 200] if right_to_left else [97, 197]
    assert [fold.mm for fold in outside.folds] == pytest.approx(wanted)
    assert outside.width.mm == inside.width.mm == pytest.approx(297)


def test_read_from_right_to_left_the_sheet_is_mirrored() -> None:
    outside, inside = leaflet(right_to_left=True).sides

    assert (numbers(outside), numbers(inside)) == ([1, 6, 2], [5, 4, 3])
    assert [panel.width.mm for panel in outside.panels] == pytest.approx([100, 100, 97])


@given(st.integers(1, 40))
def test_all_pages_stand_once_on_as_few_sheets_as_hold_them(pages: int) -> None:
    made = leaflet(pages)
    stand = [number for side in made.sides for number in numbers(side)]

    assert sorted(number for number in stand if number != BLANK) == [*range(1, pages + 1)]
    assert made.blanks == stand.count(BLANK) < 6
    assert made.sheets == -(-pages // 6) == len(made.sides) / 2


def test_pages_too_many_are_on_another_sheet_that_says_so() -> None:
    made = leaflet(8)

    assert [side.name for side in made.sides] == [
        *("sheet 1, outside", "sheet 1, inside"),
        *("sheet 2, outside", "sheet 2, inside"),
    ]
    assert [numbers(side) for side in made.sides[2:]] == [[8, BLANK, 7], [BLANK, BLANK, BLANK]]
    assert made.sides[2].words == "sheet 2, outside: pages 8 – blank – 7"


def test_a_place_on_a_page_is_one_on_the_sheet() -> None:
    height = mm(210)
    placed = leaflet().placed(Area(6, PLACE), height)

    assert placed and placed.rect and placed.page == 1
    assert (placed.rect.x.mm, placed.rect.y, placed.rect.width) == (
        pytest.approx(107),
        PLACE.y,
        PLACE.width,
    )
    assert leaflet().placed(Area(7, PLACE), height) is None


def test_a_page_is_its_panel() -> None:
    placed = leaflet().placed(Area(5), mm(210))

    assert placed and placed.rect and placed.page == 2
    assert [side.mm for side in (placed.rect.x, placed.rect.width, placed.rect.height)] == (
        pytest.approx([200, 97, 210])
    )
