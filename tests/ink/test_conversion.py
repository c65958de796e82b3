from __future__ import annotations

import numpy
import pytest
from PIL import Image

from report.ink.conversion import Press

COLOURS = [(r, g, b) for r in (0, 70, 255) for g in (0, 130, 255) for b in (0, 200, 255)]


def row(colours: list[tuple[int, int, int]]) -> Image.Image:
    return Image.frombytes("RGB", (len(colours), 1), bytes(v for c in colours for v in c))


def test_white_is_paper_and_colours_are_inks(press: Press) -> None:
    white, red, dark = press.inks([(255, 255, 255), (255, 0, 0), (0, 0, 0)])

    assert white == (0, 0, 0, 0)
    assert red[1] > 0.9 and red[2] > 0.9 and red[0] == red[3] == 0
    assert dark[3] > 0.9 and sum(dark) > 2.5
    assert press.inks([]) == []


def test_pictures_have_the_colours_of_single_ones(press: Press) -> None:
    exact = numpy.array(press.inks(COLOURS))
    picture = numpy.asarray(press.separated(row(COLOURS)))[0] / 255

    assert numpy.abs(picture - exact).max() < 0.03
    assert numpy.abs(picture - exact).mean() < 0.003


def test_what_ink_can_print_comes_back(press: Press) -> None:
    """Colours of moderate strength lie in the gamut of every press."""
    moderate = [(200, 170, 150), (120, 140, 160), (150, 160, 110), (235, 225, 200)]
    back = numpy.asarray(press.on_screen(press.separated(row(moderate))))[0]

    # Uncoated paper reaches no deep dark; compensation lightens what is near to it.
    assert numpy.abs(back.astype(int) - numpy.array(moderate)).max() <= 5


def test_paper_is_darker_than_white_where_it_is_asked_for(press: Press) -> None:
    bare = Image.new("CMYK", (1, 1), (0, 0, 0, 0))

    assert press.on_screen(bare).getpixel((0, 0)) == (255, 255, 255)
    paper = press.on_screen(bare, paper=True).getpixel((0, 0))
    assert isinstance(paper, tuple)
    assert all(180 < part < 255 for part in paper)


def test_lab_is_relative_to_paper_and_to_white(press: Press) -> None:
    inks = numpy.array([[[0, 0, 0, 0], [0, 0, 0, 255], [255, 0, 0, 0]]], numpy.uint8)
    paper, black, cyan = press.lab(inks)[0]

    assert paper == pytest.approx([100, 0, 0], abs=1)
    assert 10 < black[0] < 36
    assert cyan[1] < -20 and cyan[2] < -35
    seen = press.screen_lab(numpy.array([[255, 255, 255], [119, 119, 119]], numpy.uint8))
    # sRGB 119 has a lightness of 50 (IEC 61966-2-1).
    assert seen == pytest.approx(numpy.array([[100, 0, 0], [50, 0, 0]]), abs=1)


def test_the_most_ink_is_that_of_the_darkest_colours(press: Press) -> None:
    darkest = max(sum(ink) for ink in press.inks([(0, 0, 0), (15, 0, 0), (0, 0, 15)]))

    assert darkest <= press.most_ink <= 3.2
