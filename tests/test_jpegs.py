"""JPEGs are written whatever is on the picture, and each for itself."""

from __future__ import annotations

import io

import numpy
import pytest
from PIL import Image, ImageFile

from report.jpegs import stand_in, stands_for, written


@pytest.mark.parametrize("bands", [1, 3, 4])
@pytest.mark.parametrize("fine", [True, False])
def test_grain_is_written_and_leaves_no_room_behind(bands: int, fine: bool) -> None:
    shape = (400, 500) if bands == 1 else (400, 500, bands)
    grain = numpy.random.default_rng(1).integers(0, 256, shape, numpy.uint8)
    picture = Image.fromarray(grain, {1: "L", 3: "RGB", 4: "CMYK"}[bands])
    room = ImageFile.MAXBLOCK

    data = written(picture, 98, fine=fine)

    with Image.open(io.BytesIO(data)) as made:
        assert made.size == picture.size and made.mode == picture.mode
        made.load()
    assert data == written(picture, 98, fine=fine)
    assert room == ImageFile.MAXBLOCK


def test_what_is_known_of_the_source_does_not_travel_along() -> None:
    picture = Image.new("RGB", (20, 20))
    picture.info = {"comment": b"taken at home", "dpi": (300, 300)}

    assert b"taken at home" not in written(picture, 90, fine=True)


def test_a_stand_in_has_a_size_and_a_name_and_no_picture() -> None:
    data = stand_in("a1b2", "content", (2067, 1063))

    assert stands_for(data) == "a1b2"
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (2067, 1063))
    assert stand_in("a1b2", "another", (2067, 1063)) != data


def test_a_picture_stands_for_nothing_but_itself() -> None:
    assert stands_for(written(Image.new("RGB", (8, 8)), 90, fine=True)) is None
    assert stands_for(b"") is None
