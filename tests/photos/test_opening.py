"""Opening what nobody vouches for: every finding fires, and nothing else does."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from report.diagnostics import Diagnostic
from report.photos import problems
from report.photos.opening import decode, inspect
from tests.photos.pictures import HERE, SLOT, decoded, encoded, near, quarters

JPEG = encoded(quarters(), "JPEG")
PNG = encoded(quarters(), "PNG")
WEBP = encoded(quarters(), "WEBP", lossless=True)
WHOLE = (400, 300)


def refused(data: bytes, name: str = "a.jpg"):
    """Return the one finding that opening and decoding `data` ends with."""
    with pytest.raises(Diagnostic) as caught:
        decode(data, name, inspect(data, name), WHOLE)
    (finding,) = caught.value.findings
    assert finding.help
    return finding


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and has almost no data."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [(JPEG, "JPEG", "a.jpeg"), (PNG, "PNG", "a.PNG"), (WEBP, "WEBP", "a.webp")],
)
def test_jpeg_png_and_webp_are_photos(data, kind, name):
    facts = inspect(data, name)
    assert (facts.kind, facts.width, facts.height, facts.findings) == (kind, 400, 300, ())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"Dear Anna, here is the photo", "text"),
        (b"<html><body>404</body></html>", "text"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing"),
        (b'<?xml version="1.0"?>\n<svg/>', "an SVG drawing"),
        (b"%PDF-1.7", "a PDF"),
        (encoded(quarters(), "GIF"), "a GIF"),
        (encoded(quarters(), "BMP"), "a Windows bitmap"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp41", "a film"),
        (b"II*\0\x10\0\0\0CR\x02\0", "the raw file of a camera"),
        (b"\0\1\2\3\4", "of an unknown kind"),
    ],
)
def test_anything_else_is_not_whatever_its_name(data, what):
    finding = refused(data, "photo.jpg")
    assert finding.code is problems.NOT_A_PICTURE
    assert finding.message.endswith(f"it is {what}")


def test_a_png_called_jpg_is_accepted_with_a_finding():
    (finding,) = inspect(PNG, "harbour.jpg").findings
    assert finding.code is problems.WRONG_SUFFIX
    assert finding.help == "rename it to “harbour.png”"


@pytest.mark.parametrize("data", [JPEG, PNG, WEBP], ids=["jpeg", "png", "webp"])
def test_a_file_cut_off_is_damaged_even_when_the_engine_allows_it(data, monkeypatch):
    # Importing WeasyPrint sets this for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert refused(data[: len(data) * 2 // 3]).code is problems.DAMAGED
    assert refused(data[:30]).code is problems.DAMAGED
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True, "left as it was found"


def test_a_bomb_is_refused_by_its_header():
    for size in ((10_001, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)):
        assert refused(png_header(*size), "a.png").code is problems.TOO_MANY_PIXELS
    assert inspect(png_header(10_000, 10_000), "a.png").width == 10_000
    assert refused(png_header(0, 10), "a.png").code is problems.DAMAGED


def test_a_webp_bomb_is_refused_too():
    wide = bytearray(encoded(Image.new("RGBA", (8, 8), (1, 2, 3, 4)), "WEBP", exif=b"Exif\0\0"))
    assert wide[12:16] == b"VP8X"
    wide[24:30] = (16382).to_bytes(3, "little") * 2
    finding = refused(bytes(wide), "a.webp")
    assert finding.code in (problems.TOO_MANY_PIXELS, problems.DAMAGED)


def test_an_animation_prints_its_first_frame():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    for format in ("WEBP", "PNG"):
        stream = io.BytesIO()
        options = {"lossless": True} if format == "WEBP" else {}
        frames[0].save(stream, format, save_all=True, append_images=frames[1:], **options)
        data = stream.getvalue()
        name = f"a.{format.lower()}"
        facts = inspect(data, name)
        assert [each.code for each in facts.findings] == [problems.ANIMATED]
        assert near(decode(data, name, facts, (40, 30)).image.getpixel((5, 5)), (255, 0, 0))


def test_a_phones_picture_in_several_parts_is_an_ordinary_jpeg():
    stream = io.BytesIO()
    quarters().save(stream, "MPO", save_all=True, append_images=[Image.new("RGB", (10, 10))])
    facts = inspect(stream.getvalue(), "a.jpg")
    assert (facts.kind, facts.width, facts.findings) == ("JPEG", 400, ())
    pixels = decode(stream.getvalue(), "a.jpg", facts, WHOLE)
    assert near(pixels.image.getpixel((50, 50)), (255, 0, 0))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(orientation):
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quarters().transpose(turn[orientation]) if orientation > 1 else quarters()
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(stored, "JPEG", exif=exif, subsampling=0)
    facts = inspect(data, "a.jpg")
    assert (facts.width, facts.height, facts.orientation) == (400, 300, orientation)
    image = decode(data, "a.jpg", facts, WHOLE).image
    assert image.size == (400, 300)
    assert near(image.getpixel((50, 50)), (255, 0, 0))
    assert near(image.getpixel((350, 50)), (0, 255, 0))
    assert near(image.getpixel((50, 250)), (0, 0, 255))


def test_damaged_exif_and_xmp_are_noted_and_left_aside():
    data = encoded(quarters(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff", xmp=b"<rdf:RDF oops")
    (finding,) = inspect(data, "a.jpg").findings
    assert finding.code is problems.BROKEN_METADATA


def test_a_large_jpeg_is_decoded_at_a_fraction_never_below_twice_the_need():
    data = encoded(quarters(1600, 1200), "JPEG")
    facts = inspect(data, "a.jpg")
    assert decode(data, "a.jpg", facts, (400, 300)).image.size == (800, 600)
    assert decode(data, "a.jpg", facts, (401, 301)).image.size == (1600, 1200)


@pytest.mark.parametrize(
    ("image", "mode", "colour"),
    [
        (Image.new("1", (4, 4), 1), "L", 255),
        (Image.new("L", (4, 4), 77), "L", 77),
        (Image.new("LA", (4, 4), (0, 0)), "L", 255),
        (Image.new("I;16", (4, 4), 0x4D4D), "L", 0x4D),
        (Image.new("RGB", (4, 4), (9, 8, 7)), "RGB", (9, 8, 7)),
        (Image.new("RGB", (4, 4), (9, 8, 7)).quantize(2), "RGB", (9, 8, 7)),
        (Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "RGB", (255, 255, 255)),
        (Image.new("RGBA", (4, 4), (255, 0, 0, 51)), "RGB", (255, 204, 204)),
    ],
    ids=["1", "L", "LA", "16-bit", "RGB", "palette", "RGBA", "half"],
)
def test_every_kind_of_png_becomes_grey_or_rgb_on_white(image, mode, colour):
    data = encoded(image, "PNG")
    pixels = decode(data, "a.png", inspect(data, "a.png"), (4, 4))
    assert pixels.image.mode == mode
    assert pixels.image.getpixel((1, 1)) == colour
    assert pixels.transparent == (image.mode in ("LA", "RGBA"))


def test_a_palette_with_a_transparent_entry_is_flattened():
    image = Image.new("P", (4, 4), 0)
    image.putpalette([10, 20, 30, 40, 50, 60])
    data = encoded(image, "PNG", transparency=b"\0\xff")
    pixels = decode(data, "a.png", inspect(data, "a.png"), (4, 4))
    assert pixels.transparent
    assert pixels.image.getpixel((0, 0)) == (255, 255, 255)


def test_sixteen_bits_reach_white_and_black():
    for value, wanted in ((0, 0), (0xFFFF, 255), (0x8000, 128)):
        data = encoded(Image.new("I;16", (2, 2), value), "PNG")
        pixels = decode(data, "a.png", inspect(data, "a.png"), (2, 2))
        assert pixels.image.getpixel((0, 0)) == wanted


FLAWED = st.tuples(
    st.sampled_from([JPEG, PNG, WEBP]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12),
    st.integers(0, 400),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FLAWED)
def test_no_bytes_lead_to_anything_but_a_picture_or_a_finding(flawed):
    data, changes, cut = flawed
    broken = bytearray(data)
    for offset, value in changes:
        broken[offset % len(broken)] = value
    broken = broken[: len(broken) - cut]
    try:
        facts = inspect(bytes(broken), "a.jpg")
        image = decode(bytes(broken), "a.jpg", facts, WHOLE).image
    except Diagnostic as diagnostic:
        assert all(each.code.id.startswith("P3") for each in diagnostic.findings)
    else:
        assert image.mode in ("L", "RGB", "CMYK")


def test_nothing_is_printed_beside_the_findings(capfd, studio):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        for data in (
            JPEG[:400],
            PNG[:400],
            png_header(9_900, 10_000),
            encoded(
                quarters(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\xff\xff\xff\xff"
            ),
            encoded(quarters(), "JPEG", icc_profile=b"\0" * 200),
        ):
            try:
                decode(data, "a.jpg", inspect(data, "a.jpg"), WHOLE)
            except Diagnostic:
                continue
        studio.prepared(encoded(quarters(), "JPEG", icc_profile=b"acsp" * 100), SLOT)
    assert heard == []
    assert capfd.readouterr() == ("", "")


def test_a_refusal_is_marked_where_the_edition_names_the_photo(studio):
    studio.put("a.jpg", b"text")
    with pytest.raises(Diagnostic) as caught:
        studio.resolve("a.jpg")
    assert caught.value.findings[0].mark == HERE
    assert decoded(JPEG).size == WHOLE
