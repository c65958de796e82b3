from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.ink.profile import Unusable, read_press, read_profile

from .conftest import ICC, LIMITS, SRGB

COATED = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes()
HEAD = 128


def with_bytes(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def tag_place(data: bytes, tag: bytes) -> int:
    """Where the entry of a tag stands in the list of contents."""
    count = struct.unpack_from(">I", data, HEAD)[0]
    places = [HEAD + 4 + 12 * index for index in range(count)]
    return next(place for place in places if data[place : place + 4] == tag)


def made_of(tags: dict[bytes, bytes]) -> bytes:
    """A profile with these tags and a sound header."""
    listed, body = b"", b""
    start = HEAD + 4 + 12 * len(tags)
    for name, content in tags.items():
        listed += name + struct.pack(">II", start + len(body), len(content))
        body += content
    whole = struct.pack(">I", len(tags)) + listed + body
    head = bytearray(HEAD)
    struct.pack_into(">I", head, 0, HEAD + len(whole))
    head[8:10], head[12:24], head[36:40] = b"\x04\x40", b"prtrCMYKLab ", b"acsp"
    return bytes(head) + whole


@pytest.mark.parametrize("name", sorted(LIMITS))
def test_bundled_profiles_are_those_of_presses(name: str) -> None:
    profile = read_press((ICC / name).read_bytes())

    assert profile.is_press
    assert (profile.kind, profile.space, profile.pcs) == ("prtr", "CMYK", "Lab")
    assert profile.version.startswith("2.")
    assert profile.description


def test_a_profile_says_what_it_was_measured_from() -> None:
    profile = read_profile((ICC / "PSO_Uncoated_ISO12647_eci.icc").read_bytes())

    assert profile.description == "PSO Uncoated ISO12647 (ECI)"
    assert "FOGRA47L" in profile.target


def test_words_of_version_4_are_read() -> None:
    words = "Papier couché".encode("utf-16-be")
    head = (
        b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"frFR" + struct.pack(">II", len(words), 28)
    )

    assert read_profile(made_of({b"desc": head + words})).description == "Papier couché"
    assert read_profile(made_of({b"desc": head + words})).version == "4.4"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is not an ICC profile"),
        (b"%PDF-1.7" + bytes(500), "is not an ICC profile"),
        (SRGB, "is for RGB colours, not for CMYK inks"),
        (with_bytes(COATED, 12, b"link"), "does not describe a press (its class is “link”)"),
        (COATED[:-1], "is cut off: 1,052,611 of 1,052,612 bytes are there"),
        (COATED + bytes(16 * 1024 * 1024), "the limit is 16,777,216"),
        (with_bytes(COATED, tag_place(COATED, b"A2B1"), b"nope"), ""),
        (made_of({}), "is damaged: its tables of colours cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_words(data: bytes, reason: str) -> None:
    if not reason:
        # Another table of the same kind does for one that is missing (ICC.1 §8.10.2).
        assert read_press(data).is_press
        return
    with pytest.raises(Unusable) as caught:
        read_press(data)
    assert reason in str(caught.value)


@pytest.mark.parametrize("field", [4, 8])
def test_a_tag_that_leads_out_of_the_file_is_found(field: int) -> None:
    place = tag_place(COATED, b"B2A1") + field

    with pytest.raises(Unusable, match="its part “B2A1” is cut off"):
        read_profile(with_bytes(COATED, place, b"\xff\xff\xff\xff"))


def test_huge_counts_cost_nothing() -> None:
    many = with_bytes(COATED, HEAD, b"\xff\xff\xff\xff")
    words = b"desc\0\0\0\0\xff\xff\xff\xffshort"

    with pytest.raises(Unusable, match="damaged"):
        read_profile(many)
    assert read_profile(made_of({b"desc": words})).description == "short"


def test_tables_without_their_bytes_are_damaged() -> None:
    place = tag_place(COATED, b"B2A0")
    start = struct.unpack_from(">I", COATED, place + 4)[0]
    hollow = COATED
    for tag in (b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2"):
        start = struct.unpack_from(">I", COATED, tag_place(COATED, tag) + 4)[0]
        hollow = with_bytes(hollow, start, bytes(64))

    with pytest.raises(Unusable, match="damaged"):
        read_press(hollow)


@pytest.mark.parametrize("share", range(0, 100, 9))
def test_a_cut_profile_never_ends_in_a_traceback(share: int) -> None:
    cut = COATED[: len(COATED) * share // 100]

    with pytest.raises(Unusable):
        read_press(cut)
    with pytest.raises(Unusable):
        # The same with a header that does not tell.
        read_press(struct.pack(">I", len(cut)) + cut[4:])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), min_size=1, max_size=8))
def test_changed_headers_are_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(COATED)
    for place, value in changes:
        data[place] = value
    try:
        assert read_press(bytes(data)).is_press
    except Unusable as error:
        assert str(error)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tail: bytes) -> None:
    head = made_of({})[: HEAD - 1]
    try:
        read_profile(head + tail)
    except Unusable as error:
        assert str(error)
