"""Functions of gradients, and the spaces that their colours are in, are read once for all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report.pdf.colours import CMYK, GRAY, RGB, UNKNOWN, profile_of, space_of
from report.pdf.functions import BadFunction, Stitched, floats, read_function

PART = st.floats(0, 1)
FILE = Pdf.new()
"""Whose streams they are: they go with it."""


def power(first: Any, last: Any, n: float = 1, domain: Any = (0, 1), **more: Any) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=Array(domain), C0=Array(first), C1=Array(last), N=n, **more
    )


def stitched(bounds: Any, *parts: Any, encode: Any = None) -> Dictionary:
    return Dictionary(
        FunctionType=3,
        Domain=Array([0, 1]),
        Bounds=Array(bounds),
        Encode=Array(encode or [0, 1] * len(parts)),
        Functions=Array(parts),
    )


def sampled(data: bytes, size: Any, outputs: int, bits: int = 8, **more: Any) -> Stream:
    entries = {
        "FunctionType": 0,
        "Domain": Array([0, 1] * len(size)),
        "Range": Array([0, 1] * outputs),
        "Size": Array(size),
        "BitsPerSample": bits,
    }
    return Stream(FILE, data, Dictionary(**{**entries, **more}))


@given(PART, st.floats(0.5, 4))
def test_a_power_goes_from_the_first_colour_to_the_last(x: float, n: float) -> None:
    one, other = read_function(power([0, 1], [1, 0.5], n)).at(x)

    # Numbers of a PDF have six digits.
    assert (one, other) == pytest.approx((x**n, 1 - x**n / 2), abs=1e-5)


def test_domain_and_range_are_kept() -> None:
    function = read_function(power([0], [10], domain=(0.2, 0.6), Range=Array([0, 5])))

    assert [function.at(x)[0] for x in (0, 0.4, 0.6, 1)] == pytest.approx([2, 4, 5, 5])


def test_a_sharp_stop_belongs_to_what_follows() -> None:
    function = read_function(stitched([0.5], power([0], [0]), power([1], [1])))

    assert isinstance(function, Stitched)
    assert [function.at(x) for x in (0.4999, 0.5, 1)] == [(0,), (1,), (1,)]


def test_a_part_may_run_backwards() -> None:
    function = read_function(stitched([0.5], power([0], [1]), power([0], [1]), encode=[0, 1, 1, 0]))

    assert [function.at(x)[0] for x in (0.25, 0.5, 0.75, 1)] == pytest.approx([0.5, 1, 0.5, 0])


@given(PART, PART)
def test_a_table_of_two_inputs_is_a_plane_between_its_corners(x: float, y: float) -> None:
    """The first input varies fastest (ISO 32000-1 §7.10.2)."""
    function = read_function(sampled(bytes([0, 255, 0, 255]), [2, 2], 1))

    assert function(np.array([[x, y]]))[0, 0] == pytest.approx(x)


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 12, 16, 24, 32])
def test_samples_have_any_number_of_bits(bits: int) -> None:
    data = int("0" * bits + "1" * bits + "0" * bits, 2) << (-3 * bits % 8)
    stream = sampled(data.to_bytes((3 * bits + 7) // 8, "big"), [3], 1, bits, Decode=Array([1, 0]))

    function = read_function(stream)
    assert [function.at(x)[0] for x in (0, 0.25, 0.5, 1)] == pytest.approx([1, 0.5, 0, 1])


def test_functions_side_by_side_keep_their_own_domains() -> None:
    function = read_function(Array([power([0], [1]), power([0], [1], domain=(0, 0.5))]))

    assert function.at(0.75) == (0.75, 0.5)


def _endless() -> Dictionary:
    inner: Any = power([0], [1])
    for _ in range(12):
        inner = stitched([], inner)
    return inner  # type: ignore[no-any-return]


BAD = {
    "a program": Stream(FILE, b"{}", Dictionary(FunctionType=4, Domain=Array([0, 1]))),
    "no kind": Dictionary(FunctionType=7, Domain=Array([0, 1])),
    "no function": Name.Identity,
    "no domain": Dictionary(FunctionType=2, N=1),
    "half a domain": power([0], [1], domain=(0, 1, 2)),
    "ends of two kinds": power([0, 1], [1]),
    "a bound too many": stitched([0.2, 0.4], power([0], [1]), power([0], [1])),
    "no parts": stitched([]),
    "parts in parts in parts": _endless(),
    "too few samples": sampled(b"\0", [4], 3),
    "no samples": sampled(b"", [0], 1),
    "samples of 64 bits": sampled(b"\0" * 64, [2], 1, 64),
    "nothing side by side": Array([]),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_of_no_use_is_said(bad: Any) -> None:
    with pytest.raises(BadFunction):
        read_function(bad)


def test_numbers_are_finite() -> None:
    found = floats(Array([1, 2]))
    assert found is not None and found.tolist() == [1, 2]
    assert floats([1, float("inf")]) is None and floats(5) is None and floats(["x"]) is None


def profile(count: int) -> Stream:
    return Stream(FILE, b"profile", Dictionary(N=count))


def test_default_spaces_stand_in_for_those_of_devices() -> None:
    """ISO 32000-1 §8.6.5.6; what has another number of components does not."""
    inks = Array([Name.ICCBased, profile(4)])
    resources = Dictionary(ColorSpace=Dictionary(DefaultCMYK=inks, DefaultRGB=inks))

    assert space_of(Name.DeviceCMYK, resources).family == "ICCBased"
    assert space_of(Name.DeviceRGB, resources) == RGB
    assert space_of(Name.DeviceGray, resources) == GRAY
    assert space_of(Name.CalCMYK) == CMYK


def test_a_profile_is_found_beneath_palettes_and_patterns() -> None:
    own = profile(3)
    palette = Array([Name.Indexed, Array([Name.ICCBased, own]), 1, b"abcdef"])
    resources = Dictionary(ColorSpace=Dictionary(P=palette))

    assert profile_of(Name.P, resources).read_bytes() == b"profile"
    assert profile_of(Array([Name.Pattern, palette])).read_bytes() == b"profile"
    assert profile_of(Name.DeviceRGB) is None and profile_of(Name.Q, resources) is None
    assert (space_of(palette).highest, space_of(palette).palette) == (1, b"abcdef")


def test_a_lab_space_needs_its_white() -> None:
    white = Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-50, 60, -70, 80]))
    space = space_of(Array([Name.Lab, white]))

    assert space.white == pytest.approx((0.9642, 1, 0.8249))
    assert space.ranges == ((0, 100), (-50, 60), (-70, 80))
    assert space_of(Array([Name.Lab, 5])) == UNKNOWN
