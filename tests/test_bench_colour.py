"""The measure of colours: published pairs, and LittleCMS as the outside judge of the profile."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from scripts.colour_measure import PressColours, difference, lab_of_srgb, with_black_point

from .conftest import ROOT

ICC = ROOT / "assets" / "icc"
# Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula (2005), table 1.
SHARMA = """
50 2.6772 -79.7751 50 0 -82.7485 2.0425
50 3.1571 -77.2803 50 0 -82.7485 2.8615
50 2.8361 -74.02 50 0 -82.7485 3.4412
50 -1.3802 -84.2814 50 0 -82.7485 1
50 -1.1848 -84.8006 50 0 -82.7485 1
50 -0.9009 -85.5211 50 0 -82.7485 1
50 0 0 50 -1 2 2.3669
50 -1 2 50 0 0 2.3669
50 2.49 -0.001 50 -2.49 0.0009 7.1792
50 2.49 -0.001 50 -2.49 0.001 7.1792
50 2.49 -0.001 50 -2.49 0.0011 7.2195
50 2.49 -0.001 50 -2.49 0.0012 7.2195
50 -0.001 2.49 50 0.0009 -2.49 4.8045
50 -0.001 2.49 50 0.001 -2.49 4.8045
50 -0.001 2.49 50 0.0011 -2.49 4.7461
50 2.5 0 50 0 -2.5 4.3065
50 2.5 0 73 25 -18 27.1492
50 2.5 0 61 -5 29 22.8977
50 2.5 0 56 -27 -3 31.903
50 2.5 0 58 24 15 19.4535
50 2.5 0 50 3.1736 0.5854 1
50 2.5 0 50 3.2972 0 1
50 2.5 0 50 1.8634 0.5757 1
50 2.5 0 50 3.2592 0.335 1
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.263
61.2901 3.7196 -5.3901 61.4292 2.248 -4.962 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.694 23.0331 14.973 -42.5619 2.0373
36.4612 47.858 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.441 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.135 0.9033 -0.0636 -0.5514 0.9082
"""


def test_differences_are_the_published_ones() -> None:
    rows = np.array([[float(word) for word in line.split()] for line in SHARMA.split("\n")[1:-1]])

    assert len(rows) == 34
    assert difference(rows[:, :3], rows[:, 3:6]) == pytest.approx(rows[:, 6], abs=1e-4)


def littlecms(mode: str, profile: bytes, pixels: np.ndarray) -> np.ndarray:
    way = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("LAB"),
        mode,
        "LAB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    row = Image.frombytes(mode, (len(pixels), 1), pixels.tobytes())
    raw = np.asarray(ImageCms.applyTransform(row, way)).reshape(-1, 3)
    return np.concatenate((raw[:, :1] / 2.55, raw[:, 1:].astype(np.int8)), axis=1)


@pytest.mark.parametrize(
    "name",
    ["ISOcoated_v2_300_bas.icc", "GRACoL2013_CRPC6_V2.icc", "PSO_Uncoated_ISO12647_eci.icc"],
)
def test_inks_look_as_littlecms_says(name: str) -> None:
    """It interpolates in tetrahedra and rounds to whole steps of a* and b*."""
    profile = (ICC / name).read_bytes()
    pixels = np.random.default_rng(1).integers(0, 256, (2000, 4)).astype(np.uint8)
    pixels[:2] = [0] * 4, [255, 0, 0, 0]

    lab = PressColours(profile).lab(pixels)

    assert lab[0] == pytest.approx([100, 0, 0], abs=0.1)
    assert np.quantile(difference(lab, littlecms("CMYK", profile, pixels)), 0.95) < 1.2


def test_the_screen_looks_as_littlecms_says() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (2000, 3)).astype(np.uint8)

    lab = lab_of_srgb(pixels)

    other = littlecms("RGB", (ICC / "sRGB2014.icc").read_bytes(), pixels)
    assert np.abs(lab - other).max() < 1
    assert lab_of_srgb(np.array([[255] * 3, [0] * 3], np.uint8)) == pytest.approx(
        np.array([[100, 0, 0], [0, 0, 0]]), abs=0.01
    )


def test_the_black_point_goes_to_black_and_white_stays() -> None:
    lab = np.array([[100.0, 0, 0], [12.0, 0, 0], [50.0, 10, 10]])

    moved = with_black_point(lab, 12.0)

    assert moved[:2] == pytest.approx(np.array([[100, 0, 0], [0, 0, 0]]), abs=0.01)
    assert 48 < moved[2, 0] < 50
