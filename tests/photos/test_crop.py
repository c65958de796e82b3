"""Cropping by focal point."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.photos.crop import (
    Crop,
    Focus,
    crop_to,
    effective_ppi,
    from_fold,
    pixels_for,
    tallest,
    upright,
)
from report.units import Length, Size, mm

pixels = st.integers(1, 20_000)
lengths = st.floats(1, 500).map(mm)
shares = st.floats(0, 1)


@given(pixels, pixels, lengths, lengths, shares, shares)
def test_a_crop_is_inside_has_the_shape_and_holds_the_focal_point(
    width, height, across, down, x, y
):
    slot = Size(across, down)
    crop = crop_to(width, height, slot, Focus(x, y))
    assert 0 <= crop.left < crop.right <= width
    assert 0 <= crop.top < crop.bottom <= height
    assert crop.width == width or crop.height == height, "as large as the picture allows"
    # The shape is right to within a pixel of the side that was cut, at least one being left.
    if crop.height == height:
        assert abs(crop.width - max(1, height * across.pt / down.pt)) <= 1 or crop.width == width
    if crop.width == width:
        assert abs(crop.height - max(1, width * down.pt / across.pt)) <= 1 or crop.height == height
    assert crop.left - 1 <= x * width <= crop.right + 1
    assert crop.top - 1 <= y * height <= crop.bottom + 1


@given(pixels, pixels, lengths, lengths, st.integers(30, 1200))
def test_nothing_is_enlarged(width, height, across, down, ppi):
    slot = Size(across, down)
    crop = crop_to(width, height, slot, Focus())
    size = pixels_for(crop, slot, ppi)
    assert 1 <= size[0] <= crop.width
    assert 1 <= size[1] <= crop.height


def test_the_focal_point_lies_in_the_middle_where_there_is_room():
    slot = Size(mm(10), mm(10))
    assert crop_to(400, 100, slot, Focus(0.5, 0.5)) == Crop(150, 0, 250, 100)
    assert crop_to(400, 100, slot, Focus(0.4, 0.9)) == Crop(110, 0, 210, 100)
    assert crop_to(400, 100, slot, Focus(0, 0)) == Crop(0, 0, 100, 100)
    assert crop_to(400, 100, slot, Focus(1, 1)) == Crop(300, 0, 400, 100)


def test_effective_resolution_counts_the_pixels_of_the_source():
    slot = Size(mm(25.4), mm(25.4))
    crop = crop_to(600, 900, slot, Focus())
    assert effective_ppi(crop, slot) == pytest.approx(600)
    assert pixels_for(crop, slot, 300) == (300, 300)
    assert pixels_for(crop, slot, 1200) == (600, 600)


@pytest.mark.parametrize(("height", "ppi"), [(620, 225), (300, 150)])
def test_a_picture_grows_until_it_is_too_coarse(height: int, ppi: float) -> None:
    wide = mm(40)
    most = tallest(800, height, wide, ppi)
    assert most is not None

    def ppi_at(tall: Length) -> float:
        slot = Size(wide, tall)
        return effective_ppi(crop_to(800, height, slot, Focus()), slot)

    assert ppi_at(most) == pytest.approx(ppi, rel=0.005)
    assert ppi_at(most + mm(5)) < ppi


def test_of_a_picture_too_coarse_for_its_width_no_height_is_right() -> None:
    assert tallest(100, 2000, mm(40), 225) is None


def test_focus_is_written_as_two_percentages():
    assert Focus.parse("50% 40%") == Focus(0.5, 0.4)
    assert Focus.parse(" 12.5%  100% ") == Focus(0.125, 1)
    for wrong in ("", "50%", "50 40", "101% 5%", "-1% 5%", "top left"):
        with pytest.raises(ValueError, match="focal point"):
            Focus.parse(wrong)


def test_a_slot_without_area_is_refused():
    with pytest.raises(ValueError, match="nothing fits"):
        crop_to(10, 10, Size(mm(0), mm(5)), Focus())


@given(pixels, pixels, lengths, lengths, shares, shares)
def test_across_a_fold_the_focal_point_is_as_far_from_it_as_the_picture_allows(
    width, height, across, down, x, y
):
    slot, focus = Size(across, down), Focus(x, y)
    crop = crop_to(width, height, slot, focus, folded=True)
    plain = crop_to(width, height, slot, focus)
    assert (crop.width, crop.height, crop.top) == (plain.width, plain.height, plain.top)
    assert 0 <= crop.left <= width - crop.width
    assert crop.left - 1 <= x * width <= crop.right + 1
    distance = from_fold(crop, width, slot, focus).pt
    pixel = across.pt / crop.width
    assert distance >= from_fold(plain, width, slot, focus).pt - pixel
    # In the middle of a half, or at the end of what there is.
    quarter = abs(distance - across.pt / 4) <= pixel
    assert quarter or crop.left in (0, width - crop.width)


@pytest.mark.parametrize(("x", "left"), [(0.5, 150), (0.4, 110), (0.6, 90), (0.1, 0), (0.9, 200)])
def test_the_half_in_which_the_point_lies_is_the_one_it_stands_in(x: float, left: int) -> None:
    # A picture twice as wide as its slot: 400 pixels, of which 200 are taken.
    slot = Size(mm(20), mm(10))
    crop = crop_to(400, 100, slot, Focus(x, 0.5), folded=True)
    assert (crop.left, crop.width) == (left, 200)


def test_the_distance_from_the_fold_is_measured_on_paper() -> None:
    slot = Size(mm(200), mm(100))
    assert from_fold(Crop(0, 0, 400, 200), 400, slot, Focus(0.5, 0)) == mm(0)
    assert from_fold(Crop(0, 0, 400, 200), 400, slot, Focus(0.3, 0)).mm == pytest.approx(40)
    assert from_fold(Crop(0, 0, 400, 200), 400, slot, Focus(0.7, 0)).mm == pytest.approx(40)
    assert from_fold(Crop(100, 0, 300, 100), 400, slot, Focus(0.5, 0)) == mm(0)


def test_a_picture_grows_to_a_square_or_to_its_own_shape():
    assert upright(1500, 1000, mm(60)).mm == pytest.approx(60)
    assert upright(1000, 1000, mm(60)).mm == pytest.approx(60)
    assert upright(1000, 1500, mm(60)).mm == pytest.approx(90)
