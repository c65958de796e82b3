from __future__ import annotations

import pytest

from report.resources import Project
from report.settings import names_of
from report.slots import slot
from report.themes import SlotRule
from report.units import Length

from .conftest import ROOT
from .tools.designs import design_of

BUNDLED = Project.at(ROOT)
FORMATS = names_of(BUNDLED, "format")
THEMES = names_of(BUNDLED, "theme")


@pytest.mark.parametrize("format", FORMATS)
def test_a_cover_picture_bleeds_on_three_sides_and_ends_on_the_grid(format: str) -> None:
    design = design_of(format)
    page, room = design.format, slot(design, "cover")

    assert room.size.width.pt == pytest.approx((page.width + page.bleed * 2).pt)
    lower_edge = room.size.height - page.bleed - page.margins.top
    lines = lower_edge.pt / page.baseline.pt
    assert lines == pytest.approx(round(lines))
    assert room.size.height < page.height


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_full_page_opener_covers_the_page_with_its_bleed(format: str, theme: str) -> None:
    design = design_of(format, theme)
    page, room = design.format, slot(design, "opener.page")

    assert room.size.width.pt == pytest.approx((page.width + page.bleed * 2).pt)
    assert room.size.height.pt == pytest.approx(
        (page.height + page.bleed * 2).pt, abs=page.baseline.pt
    )
    assert room.size.height >= page.height + page.bleed


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("format", FORMATS)
def test_every_slot_of_the_theme_fits_on_the_page(format: str, theme: str) -> None:
    design = design_of(format, theme)
    page = design.format
    for name in design.theme.slots:
        room = slot(design, name)
        assert room.size.width <= page.width + page.bleed * 2 + Length(0.01), name
        assert room.size.height <= page.height + page.bleed * 2 + page.baseline, name
        assert room.lines >= 1


def test_a_height_in_lines_is_taken_less_what_the_rule_trims() -> None:
    design = design_of("a4")
    rule = design.theme.slots["photo.column"]
    room = slot(design, "photo.column", 10)

    assert room.lines == 10
    assert room.size.height.pt == pytest.approx((design.format.baseline * 10 - rule.trim).pt)
    assert room.size.width.pt == pytest.approx(design.format.span(6).pt)


def test_in_one_column_of_text_a_picture_is_as_wide_as_the_type_area() -> None:
    wide, small = design_of("a4"), design_of("a5")

    assert slot(small, "photo.column").size.width.pt == pytest.approx(small.format.measure.pt)
    assert slot(wide, "photo.column").size.width.pt == pytest.approx(wide.format.span(6).pt)


def test_an_unknown_slot_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        slot(design_of("a4"), "nowhere")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_across_a_spread_covers_two_pages_with_the_bleed_around(
    format: str, theme: str
) -> None:
    design = design_of(format, theme)
    page = design.format
    sides = ("left", "top", "right", "bottom")
    room = slot(design, "spread", rule=SlotRule(bleed=sides, share=1, pages=2))

    assert room.folded and not slot(design, "opener.page").folded
    assert room.size.width.pt == pytest.approx((page.width * 2 + page.bleed * 2).pt)
    assert room.size.height.pt == pytest.approx((page.height + page.bleed * 2).pt)
