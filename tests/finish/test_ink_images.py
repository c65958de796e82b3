"""Pictures in inks: every kind that the engine writes, and the masks that they have."""

from __future__ import annotations

import io
import zlib

import numpy
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from report.diagnostics import Diagnostic
from report.finish.ink_images import turn_image
from report.finish.ink_turns import GreyTurn, InkTurn
from tests.tools.inkwell import Plain, content, in_inks, left_in_rgb, page_of, plates

SIZE = (16, 8)
GREEN = bytes([0, 255, 0])
IN_INKS = (1.0, 0.0, 1.0, 0.0)


def image(pdf: Pdf, data: bytes, **entries: object) -> Stream:
    made = Stream(pdf, data)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = SIZE
    made.BitsPerComponent, made.ColorSpace = 8, Name.DeviceRGB
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def pixels(colour: bytes = GREEN) -> bytes:
    return colour * (SIZE[0] * SIZE[1])


def jpeg(mode: str, colour: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, SIZE, colour).save(out, "JPEG", quality=95)  # type: ignore[arg-type]
    return out.getvalue()


def png_rows(data: bytes) -> bytes:
    rows = [data[at : at + 3 * SIZE[0]] for at in range(0, len(data), 3 * SIZE[0])]
    return zlib.compress(b"".join(b"\0" + row for row in rows))


def soft_mask(pdf: Pdf) -> Stream:
    mask = image(pdf, bytes(range(128)), ColorSpace=Name.DeviceGray)
    return mask


def kinds(pdf: Pdf) -> dict[str, Stream]:
    """Pictures that are green all over."""
    palette = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\xff\xff" + GREEN)])
    table = Stream(pdf, b"\xff\xff\xff" + GREEN)
    return {
        "raw": image(pdf, pixels()),
        "16 bits": image(pdf, bytes(b for v in pixels() for b in (v, v)), BitsPerComponent=16),
        "inverted": image(pdf, pixels(bytes([255, 0, 255])), Decode=Array([1, 0] * 3)),
        "PNG": image(
            pdf,
            png_rows(pixels()),
            Filter=Name.FlateDecode,
            DecodeParms=Dictionary(Predictor=15, Colors=3, Columns=SIZE[0]),
        ),
        "JPEG": image(pdf, jpeg("RGB", (0, 255, 0)), Filter=Name.DCTDecode),
        "JPEG in a list": image(pdf, jpeg("RGB", (0, 255, 0)), Filter=Array([Name.DCTDecode])),
        "palette": image(pdf, b"\1" * 128, ColorSpace=palette),
        "palette as a stream": image(
            pdf, b"\1" * 128, ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 1, table])
        ),
        "1 bit of a palette": image(pdf, b"\xff" * 16, ColorSpace=palette, BitsPerComponent=1),
    }


@pytest.mark.parametrize("kind", list(kinds(Pdf.new())))
def test_a_picture_has_the_inks_of_its_colours(kind, tmp_path):
    pdf = page_of("200 0 0 100 0 0 cm /I Do")
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=kinds(pdf)[kind])
    in_inks(pdf)

    assert left_in_rgb(pdf) == []
    paper = plates(pdf, tmp_path)
    assert numpy.abs(paper[20:80, 20:180] - IN_INKS).max() < 0.03


def test_masks_of_pictures_stay(tmp_path):
    pdf = page_of("/I Do")
    soft, stencil = soft_mask(pdf), image(pdf, b"\xaa" * 16, ImageMask=True, BitsPerComponent=1)
    del stencil.ColorSpace
    picture = image(pdf, pixels(), SMask=soft, Mask=stencil)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture, M=stencil)
    before = [(one.read_bytes(), one.unparse()) for one in (soft, stencil)]
    in_inks(pdf)

    assert [(one.read_bytes(), one.unparse()) for one in (soft, stencil)] == before
    assert picture.SMask.objgen == soft.objgen
    assert Name.DeviceCMYK == pdf.pages[0].Group.CS


def test_grey_pictures_are_as_light_as_black_ink_makes_them():
    pdf = page_of("")
    photo = image(pdf, jpeg("L", 90), Filter=Name.DCTDecode, ColorSpace=Name.DeviceGray)
    drawing = image(pdf, bytes([90] * 128), ColorSpace=Name.DeviceGray)
    palette = Array([Name.Indexed, Name.DeviceGray, 1, String(bytes([90, 200]))])
    indexed = image(pdf, bytes(128), ColorSpace=palette)
    for one in (photo, drawing, indexed):
        turn_image(one, InkTurn(Plain()), Plain())

    assert photo.ColorSpace == drawing.ColorSpace == Name.DeviceCMYK
    assert Image.open(io.BytesIO(photo.read_raw_bytes())).getpixel((3, 3)) == (0, 0, 0, 210)
    assert drawing.read_bytes() == bytes([0, 0, 0, 210] * 128)
    assert list(indexed.ColorSpace)[1] == Name.DeviceCMYK
    assert bytes(indexed.ColorSpace[3]) == bytes([0, 0, 0, 210, 0, 0, 0, 155])


def test_pictures_in_black_and_white_or_in_inks_stay_as_they_are():
    pdf = page_of("")
    stark = image(pdf, b"\xaa" * 16, ColorSpace=Name.DeviceGray, BitsPerComponent=1)
    inks = image(pdf, bytes(512), ColorSpace=Name.DeviceCMYK, Decode=Array([1, 0] * 4))
    before = [(one.read_raw_bytes(), one.unparse()) for one in (stark, inks)]
    for one in (stark, inks):
        turn_image(one, InkTurn(Plain()), Plain())

    assert [(one.read_raw_bytes(), one.unparse()) for one in (stark, inks)] == before


def test_in_a_mask_pictures_become_as_light_as_they_are():
    pdf = page_of("")
    for name, one in kinds(pdf).items():
        turn_image(one, GreyTurn(), Plain())
        space = one.ColorSpace
        if isinstance(space, Array):
            assert list(space)[1] == Name.DeviceGray and bytes(space[3])[1] == 150, name
        else:
            assert space == Name.DeviceGray
            assert one.read_bytes()[0] == pytest.approx(150, abs=2), name


def test_an_image_inside_a_stream_is_drawn_from_the_resources(tmp_path):
    lines = ["/CS /RGB /W 1 /H 1 /BPC 8 ID \0\xff\0 EI"]
    lines.append("/CS [/I /RGB 1 <FFFFFF00FF00>] /W 1 /H 1 /BPC 8 /F /AHx ID 01> EI")
    for line in lines:
        pdf = Pdf.new()
        page = pdf.add_blank_page(page_size=(200, 100))
        page.obj.Contents = pdf.make_stream(
            b"q 200 0 0 100 0 0 cm BI " + line.encode("latin-1") + b" Q"
        )
        in_inks(pdf)

        assert content(page)[2:] == ["q", "200 0 0 100 0 0 cm", "/InkImage1 Do", "Q"]
        assert left_in_rgb(pdf) == []
        assert numpy.abs(plates(pdf, tmp_path)[20:80, 20:180] - IN_INKS).max() < 0.03


def test_a_picture_is_turned_once_however_often_it_is_drawn():
    class Counting(Plain):
        calls = 0

        def jpeg(self, data):
            Counting.calls += 1
            return super().jpeg(data)

    from report.finish.inks import recolour

    pdf = page_of("/I Do /I Do")
    picture = pdf.make_indirect(kinds(pdf)["JPEG"])
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture)
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(J=picture))
    recolour(pdf, Counting(), Counting(), 12)

    assert Counting.calls == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"Mask": Array([0, 9] * 3)},
        {"Decode": Array([0, 0.5] * 3)},
        {"BitsPerComponent": 4},
        {"ColorSpace": Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])},
    ],
)
def test_other_kinds_of_picture_are_a_finding(odd):
    pdf = page_of("")

    with pytest.raises(Diagnostic) as caught:
        turn_image(image(pdf, pixels(), **odd), InkTurn(Plain()), Plain())

    assert [finding.code.id for finding in caught.value.findings] == ["X320"]


def test_jpeg_2000_is_a_finding():
    pdf = page_of("")
    odd = image(pdf, b"", Filter=Name.JPXDecode)
    del odd.ColorSpace

    with pytest.raises(Diagnostic):
        turn_image(odd, InkTurn(Plain()), Plain())
