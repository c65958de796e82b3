"""TIFF, AVIF and HEIC, deep pixels and wide colours: right numbers in sRGB, and nothing harmful."""

from __future__ import annotations

import importlib
import io
import os
import struct
import tracemalloc
import zlib

import pytest
from coloraide import Color
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from report.diagnostics import Diagnostic
from report.photos import problems, tiff
from report.photos.kinds import kind_of
from report.photos.opening import decode, inspect
from report.photos.spaces import Named, adobe_rgb, matrix_profile
from tests.photos.pictures import ICC, decoded, encoded, near, quarters
from tests.photos.tiffs import LONG, SHORT, blob, longs, page, picture, shorts
from tests.photos.tiffs import tiff as tiff_of
from tests.tools import optional

PROPHOTO = matrix_profile(
    ((0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001)), (1.8,), (0.3457, 0.3585)
)
SIZE = (400, 300)


def judged(space: str, *values: float) -> tuple[int, ...]:
    """Return what an independent library makes of a colour in sRGB."""
    return tuple(round(255 * each) for each in Color(space, [*values]).convert("srgb").coords())


def printed(studio, data: bytes, name: str = "a.tif") -> tuple[int, ...]:
    """Return the colour at the middle of the finished picture, which has no findings."""
    prepared = studio.prepared(data, name=name)
    assert prepared.findings == ()
    image = decoded(prepared.press)
    return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


def refused(data: bytes, name: str = "a.tif"):
    """Return the one finding that opening and decoding `data` ends with."""
    with pytest.raises(Diagnostic) as caught:
        decode(data, name, inspect(data, name), SIZE)
    (finding,) = caught.value.findings
    assert finding.help
    return finding


def words(*values: int, order: str = "<") -> bytes:
    """Return 16-bit numbers."""
    return struct.pack(f"{order}{len(values)}H", *values)


@pytest.mark.parametrize("order", ["<", ">"], ids=["intel", "motorola"])
@pytest.mark.parametrize(
    ("photometric", "pixel", "wanted"),
    [
        (1, (0x8000,), (128,) * 3),
        (1, (0xFFFF,), (255,) * 3),
        (0, (0x1000,), (239,) * 3),
        (2, (0x4040, 0x8080, 0xC0C0), (64, 128, 192)),
        (2, (0, 0x80FF, 0xFFFF), (0, 128, 255)),
    ],
)
def test_sixteen_bits_are_scaled_and_never_cut_off(studio, order, photometric, pixel, wanted):
    data = picture(photometric, (16,) * len(pixel), words(*pixel, order=order), SIZE, order)
    assert near(printed(studio, data), wanted, 2)


def test_twelve_bits_are_scaled_too():
    data = picture(1, (12,), b"\x80\x08\x00", (4, 2))
    facts = inspect(data[:], "a.tif")
    assert decode(data, "a.tif", facts, (4, 2)).image.getpixel((0, 0)) == 128


def deep_png(colour: int, pixel: tuple[int, ...], size: tuple[int, int] = SIZE) -> bytes:
    """Return a PNG with 16 bits a sample, which Pillow cannot write in colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", *size, 16, colour, 0, 0, 0)
    row = b"\0" + words(*pixel, order=">") * size[0]
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(row * size[1]))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("colour", "pixel", "wanted"),
    [
        (0, (0x8080,), (128,) * 3),
        (2, (0x4040, 0x8080, 0xFFFF), (64, 128, 255)),
    ],
)
def test_a_deep_png_is_scaled(studio, colour, pixel, wanted):
    assert near(printed(studio, deep_png(colour, pixel), "a.png"), wanted, 2)


@pytest.mark.parametrize(("colour", "pixel"), [(4, (0, 0x8000)), (6, (0, 0, 0, 0x8000))])
def test_a_deep_png_with_alpha_is_flattened_and_said(studio, colour, pixel):
    prepared = studio.prepared(deep_png(colour, pixel), name="a.png")
    assert [each.code for each in prepared.findings] == [problems.TRANSPARENT]
    assert near(decoded(prepared.press).convert("RGB").getpixel((9, 9)), (127,) * 3, 2)


LAB = [(50, 20, -30), (80, -40, 40), (30, 0, 0), (95, 0, 10)]


@pytest.mark.parametrize("lab", LAB)
@pytest.mark.parametrize("form", ["cielab 8", "cielab 16", "icc 8", "icc 16"])
def test_lab_becomes_the_same_colour_in_srgb(studio, lab, form):
    # TIFF 6.0 §23; Adobe TIFF Technical Note 4 for 16 bits, Technical Note 3 for ICC's.
    lightness, a, b = lab
    kind, deep = form.split()
    if deep == "8":
        signed = (round(lightness * 2.55), a & 0xFF, b & 0xFF)
        pixel = bytes(signed if kind == "cielab" else (signed[0], a + 128, b + 128))
    elif kind == "cielab":
        pixel = struct.pack("<Hhh", round(lightness * 655.35), a * 256, b * 256)
    else:
        pixel = words(round(lightness * 652.8), (a + 128) * 256, (b + 128) * 256)
    data = picture(8 if kind == "cielab" else 9, (int(deep),) * 3, pixel, SIZE)
    assert near(printed(studio, data), judged("lab", *lab), 3)


def test_transparent_lab_is_flattened_on_white(studio):
    data = picture(8, (8,) * 4, bytes((128, 20, 236, 0)), SIZE, _338=shorts(2))
    prepared = studio.prepared(data, name="a.tif")
    assert [each.code for each in prepared.findings] == [problems.TRANSPARENT]
    assert min(decoded(prepared.press).convert("RGB").getpixel((9, 9))) >= 254


@pytest.mark.parametrize(
    ("profile", "space", "rgb"),
    [
        (adobe_rgb(), "a98-rgb", (120, 150, 90)),
        (adobe_rgb(), "a98-rgb", (200, 60, 60)),
        (Named(12, 13).profile, "display-p3", (120, 150, 90)),
        (Named(12, 13).profile, "display-p3", (220, 90, 80)),
        (PROPHOTO, "prophoto-rgb", (120, 130, 110)),
        (PROPHOTO, "prophoto-rgb", (90, 80, 120)),
    ],
)
@pytest.mark.parametrize("format", ["TIFF", "PNG", "JPEG", "WEBP", "AVIF"])
def test_wide_colours_become_what_they_look_like(studio, profile, space, rgb, format):
    options = {"quality": 100} if format in ("JPEG", "WEBP", "AVIF") else {}
    options |= {"lossless": True} if format == "WEBP" else {}
    data = encoded(Image.new("RGB", SIZE, rgb), format, icc_profile=profile, **options)
    suffix = {"TIFF": "tif", "JPEG": "jpg"}.get(format, format.lower())
    wanted = judged(space, *(value / 255 for value in rgb))
    assert near(printed(studio, data, f"a.{suffix}"), wanted, 4)
    assert not near(rgb, wanted, 4), "a colour that a conversion changes"


def test_sixteen_bit_prophoto_from_a_camera_raw_converter(studio):
    pixel = words(120 * 257, 130 * 257, 110 * 257)
    data = picture(2, (16,) * 3, pixel, SIZE, _34675=blob(PROPHOTO))
    assert near(printed(studio, data), judged("prophoto-rgb", 120 / 255, 130 / 255, 110 / 255), 3)


def exif_of_adobe_rgb() -> bytes:
    """Return EXIF whose interoperability index is R03, as cameras set to Adobe RGB write it."""
    inner = struct.pack("<HHHI4sI", 1, 1, 2, 4, b"R03\0", 0)
    middle = struct.pack("<HHHIII", 1, 0xA005, LONG, 1, 44, 0)
    outer = struct.pack("<HHHIII", 1, 0x8769, LONG, 1, 26, 0)
    return b"Exif\0\0II*\0\x08\0\0\0" + outer + middle + inner


def test_adobe_rgb_of_a_camera_that_embeds_no_profile(studio):
    rgb = (200, 60, 60)
    data = encoded(Image.new("RGB", SIZE, rgb), "JPEG", quality=100, exif=exif_of_adobe_rgb())
    wanted = judged("a98-rgb", *(value / 255 for value in rgb))
    assert near(printed(studio, data, "a.jpg"), wanted, 4)


def cicp_png(primaries: int, transfer: int, rgb: tuple[int, int, int]) -> bytes:
    """Return a PNG that names its colour space in numbers (PNG 3 §11.3.2.6)."""
    data = encoded(Image.new("RGB", SIZE, rgb), "PNG")
    body = b"cICP" + bytes((primaries, transfer, 0, 1))
    return data[:33] + struct.pack(">I", 4) + body + struct.pack(">I", zlib.crc32(body)) + data[33:]


def test_a_colour_space_named_in_numbers(studio):
    rgb = (220, 90, 80)
    wanted = judged("display-p3", *(value / 255 for value in rgb))
    assert near(printed(studio, cicp_png(12, 13, rgb), "a.png"), wanted, 3)
    assert near(printed(studio, cicp_png(1, 13, rgb), "b.png"), rgb, 2)


def test_an_avif_that_names_display_p3_in_numbers(studio):
    data = encoded(Image.new("RGB", SIZE, (220, 90, 80)), "AVIF", quality=100)
    at = data.index(b"nclx") + 4
    assert struct.unpack_from(">HH", data, at) == (1, 13)
    named = data[:at] + struct.pack(">HH", 12, 13) + data[at + 4 :]
    wanted = judged("display-p3", 220 / 255, 90 / 255, 80 / 255)
    assert near(printed(studio, named, "a.avif"), wanted, 4)


@pytest.mark.parametrize("transfer", [16, 18])
def test_high_dynamic_range_is_said(transfer):
    (finding,) = inspect(cicp_png(9, transfer, (9, 9, 9)), "a.png").findings
    assert finding.code is problems.HIGH_RANGE


def test_cmyk_tiff_is_not_inverted(studio):
    profile = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes()
    red = picture(5, (8,) * 4, bytes((0, 255, 255, 0)), SIZE, _34675=blob(profile))
    assert near(printed(studio, red), (227, 0, 11), 4)
    deep = picture(5, (16,) * 4, words(0, 0xFFFF, 0xFFFF, 0), SIZE, _34675=blob(profile))
    assert near(printed(studio, deep), (227, 0, 11), 4)


@pytest.mark.parametrize("packed", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK", "LAB", "P", "1"])
def test_packed_tiffs_are_read(packed, mode):
    if packed == "jpeg" and mode in ("LAB", "P", "1"):
        pytest.skip("nobody packs these as JPEG")
    plain = (
        Image.merge("LAB", quarters().split()) if mode == "LAB" else quarters(64, 48).convert(mode)
    )
    data = encoded(
        plain, "TIFF", compression=packed, **({"quality": 95} if packed == "jpeg" else {})
    )
    facts = inspect(data, "a.tif")
    image = decode(data, "a.tif", facts, plain.size).image
    expected = {"P": "RGB", "1": "L"}.get(mode, mode)
    assert (image.mode, image.size, facts.findings) == (expected, plain.size, ())
    wanted = plain.convert(expected).getpixel((5, 5)) if mode != "LAB" else plain.getpixel((5, 5))
    got = image.getpixel((5, 5))
    assert near(got if isinstance(got, tuple) else (got,),
                wanted if isinstance(wanted, tuple) else (wanted,), 6)  # fmt: skip


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["TIFF", "AVIF", "PNG", "WEBP"])
def test_each_decoder_turns_a_picture_once(orientation, kind):
    turn = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what undoes it, of Image.Transpose
    stored = quarters() if orientation == 1 else quarters().transpose(turn[orientation])
    if kind == "TIFF":
        data = encoded(stored, kind, tiffinfo={274: orientation})
    else:
        exif = Image.Exif()
        exif[274] = orientation
        data = encoded(stored, kind, exif=exif, **({"quality": 100} if kind == "AVIF" else {}))
    name = f"a.{kind.lower()}"
    facts = inspect(data, name)
    image = decode(data, name, facts, SIZE).image
    assert (facts.width, facts.height) == image.size == SIZE
    for point, colour in (((50, 50), "red"), ((350, 50), "lime"), ((50, 250), "blue")):
        assert near(
            image.convert("RGB").getpixel(point), Image.new("RGB", (1, 1), colour).getpixel((0, 0))
        )


def test_the_first_of_several_pages_is_printed_and_said():
    pages = [page(2, (8,) * 3, colour) for colour in (b"\xff\0\0", b"\0\xff\0")]
    data = tiff_of(pages)
    facts = inspect(data, "a.tif")
    assert [each.code for each in facts.findings] == [problems.SEVERAL_PAGES]
    assert decode(data, "a.tif", facts, (4, 4)).image.getpixel((1, 1)) == (255, 0, 0)


def test_a_thumbnail_is_no_page():
    pages = [page(2, (8,) * 3, b"\xff\0\0"), page(2, (8,) * 3, b"\0\0\0", (2, 2), _254=longs(1))]
    assert inspect(tiff_of(pages), "a.tif").findings == ()


@pytest.mark.parametrize(
    "data",
    [
        picture(2, (8,) * 3, b"\1\2\3", _50706=blob(b"\1\4\0\0", 1)),
        picture(32803, (16,), b"\1\2"),
        picture(2, (8,) * 3, b"\1\2\3", _254=longs(1), _330=longs(8)),
    ],
    ids=["dng", "colour filter array", "preview"],
)
def test_a_raw_file_is_not_printed_as_its_thumbnail(data):
    finding = refused(data)
    assert finding.code is problems.NOT_A_PICTURE
    assert finding.message.endswith("it is the raw file of a camera")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (picture(1, (32,), struct.pack("<f", 0.5), _339=shorts(3)), "numbers of 32 bits"),
        (picture(1, (16,), b"\0\x80", _339=shorts(2)), "numbers of 16 bits with a sign"),
        (picture(1, (32,), b"\0\0\0\x80"), "numbers of 32 bits"),
        (picture(2, (16,) * 3, b"\0\0\1\1\2\2", _284=shorts(2)), "separate planes"),
        (picture(2, (8,) * 3, b"\1\2\3", _259=shorts(34712)), "compression 34712"),
        (picture(5, (8,) * 5, b"\1\2\3\4\5", _338=shorts(2)), "8-bit CMYK, 5 channels"),
        (picture(1, (16, 16), b"\1\2\3\4", _338=shorts(2)), "16-bit grey, 2 channels"),
        (picture(77, (8,), b"\1"), "colour model 77"),
    ],
)
def test_a_tiff_of_another_kind_is_named(data, why):
    finding = refused(data)
    assert finding.code is problems.UNREAD_KIND
    assert why in finding.message


def test_a_tiff_cut_off_is_damaged():
    for data in (
        encoded(quarters(), "TIFF", compression="tiff_lzw"),
        encoded(quarters(), "TIFF"),
        encoded(quarters(), "AVIF"),
    ):
        name = f"a.{kind_of(data).lower()}"
        for end in (len(data) * 2 // 3, 40):
            assert refused(data[:end], name).code in (problems.DAMAGED, problems.UNREAD_KIND)


@pytest.mark.parametrize("packed", ["tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"])
def test_what_decoders_say_in_c_is_not_printed(capfd, packed):
    data = bytearray(encoded(quarters(), "TIFF", compression=packed))
    data[10:60] = b"\xff" * 50
    try:
        decode(bytes(data), "a.tif", inspect(bytes(data), "a.tif"), SIZE)
    except Diagnostic as diagnostic:
        assert diagnostic.findings
    with pytest.raises(Diagnostic):
        inspect(picture(2, (8,) * 3, b"\1\2\3", _277=longs(58_880)), "a.tif")
    os.write(2, b"still there")
    assert capfd.readouterr() == ("", "still there")


def test_bombs_are_refused_by_their_header():
    huge = shorts(60_000)
    for data in (
        picture(2, (8,) * 3, b"\1\2\3", _256=longs(60_000), _257=longs(60_000)),
        picture(2, (8,) * 3, b"\1\2\3", _322=huge, _323=huge),
        picture(1, (1,), b"\1", _256=longs(2**32 - 1), _257=longs(2**32 - 1)),
    ):
        assert refused(data).code is problems.TOO_MANY_PIXELS


def test_fields_with_millions_of_values_are_not_counted_out():
    many = (SHORT, 3_000_000, b"\1\2" * 3_000_000)
    tracemalloc.start()
    for data in (
        picture(2, (8,) * 3, b"\1\2\3", _700=many),
        picture(2, (8,) * 3, b"\1\2\3", _339=many),
    ):
        assert refused(data).code is problems.DAMAGED
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000


def test_directories_in_a_circle_end():
    data = bytearray(tiff_of([page(2, (8,) * 3, b"\1\2\3")] * 3))
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    assert inspect(bytes(data), "a.tif").findings == ()
    circle = picture(2, (8,) * 3, b"\1\2\3", _34665=longs(first))
    assert inspect(circle, "a.tif").kind == "TIFF"


def test_exif_that_would_fill_the_memory_is_left_aside():
    body = struct.pack("<HHHIII", 1, 274, SHORT, 40_000_000, 8, 0)
    data = encoded(quarters(), "WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0" + body)
    (finding,) = inspect(data, "a.webp").findings
    assert finding.code is problems.BROKEN_METADATA


def test_big_tiff_is_read():
    stream = io.BytesIO()
    quarters().save(stream, "TIFF", big_tiff=True)
    assert stream.getvalue()[2:4] == b"+\0"
    facts = inspect(stream.getvalue(), "a.tif")
    assert (facts.kind, facts.width) == ("TIFF", 400)
    assert decode(stream.getvalue(), "a.tif", facts, SIZE).image.getpixel((5, 5)) == (255, 0, 0)


def test_heic_without_the_library_says_how_to_get_it(monkeypatch):
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    finding = refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic")
    assert finding.code is problems.NO_HEIC
    assert "colophon-pdf[heic]" in finding.help


def test_heic_with_the_library(studio):
    library = optional.library("pillow_heif")
    library.register_heif_opener()
    profile = Named(12, 13).profile
    image = Image.new("RGB", SIZE, (220, 90, 80))
    data = encoded(image, "HEIF", quality=100, icc_profile=profile, chroma=444)
    wanted = judged("display-p3", 220 / 255, 90 / 255, 80 / 255)
    assert near(printed(studio, data, "a.heic"), wanted, 5)
    exif = Image.Exif()
    exif[274] = 6
    data = encoded(quarters().transpose(Image.Transpose.ROTATE_90), "HEIF", exif=exif.tobytes())
    facts = inspect(data, "a.heic")
    turned = decode(data, "a.heic", facts, SIZE).image
    assert (facts.width, facts.height) == turned.size == SIZE
    assert near(turned.getpixel((50, 50)), (255, 0, 0), 20)
    assert refused(data[: len(data) // 2], "a.heic").code is problems.DAMAGED


FLAWED = st.tuples(
    st.sampled_from(
        [
            encoded(quarters(40, 30), "TIFF", compression="tiff_lzw"),
            encoded(quarters(40, 30), "TIFF", tiffinfo={274: 6, 270: "words", 315: "Anna"}),
            encoded(quarters(40, 30), "AVIF"),
            picture(8, (16,) * 3, words(1, 2, 3)),
            picture(0, (16,), words(1)),
        ]
    ),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=12),
    st.integers(0, 100),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FLAWED)
def test_no_bytes_lead_to_anything_but_a_picture_or_a_finding(flawed):
    data, changes, cut = flawed
    broken = bytearray(data)
    for offset, value in changes:
        broken[offset % len(broken)] = value
    broken = broken[: len(broken) - cut]
    try:
        facts = inspect(bytes(broken), "a.tif")
        image = decode(bytes(broken), "a.tif", facts, SIZE).image
    except Diagnostic as diagnostic:
        assert all(each.code.id.startswith("P3") for each in diagnostic.findings)
    else:
        assert image.mode in ("L", "RGB", "CMYK", "LAB")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_directory_or_too_much(data):
    for start in (
        b"",
        b"II*\0\x08\0\0\0",
        b"MM\0*\0\0\0\x08",
        b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0",
    ):
        try:
            found = tiff.read_directory(start + data)
            tiff.page_after(start + data, found)
        except tiff.TooMuch:
            continue
        assert found.words or not found.fields
