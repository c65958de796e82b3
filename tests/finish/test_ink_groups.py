"""Transparency: masks keep what they hide, groups mix as the plates do."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import numpy
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report.finish.ink_groups import every_resources
from tests.tools.inkwell import PAGE, content, form, in_inks, left_in_rgb, page_of, plates, saved


def masked(pdf: Pdf, group: Any, **entries: Any) -> None:
    """Let the only page of the file paint through a mask."""
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group, **entries)
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(M=Dictionary(SMask=mask))


GREEN_THROUGH_MASK = "/M gs 0 1 0 rg 0 0 200 100 re f"


def test_a_mask_hides_as_much_as_before(tmp_path):
    pdf = page_of(GREEN_THROUGH_MASK)
    masked(pdf, form(pdf, "1 0 0 rg 0 0 100 100 re f", group=Name.DeviceRGB))
    in_inks(pdf)

    group = pdf.pages[0].Resources.ExtGState.M.SMask.G
    assert content(group)[0] == "0.3 g"
    assert Name.DeviceGray == group.Group.CS
    assert left_in_rgb(pdf) == []
    paper = plates(pdf, tmp_path)
    assert paper[50, 50] == pytest.approx([0.3, 0, 0.3, 0], abs=0.02)
    assert paper[50, 150] == pytest.approx([0, 0, 0, 0], abs=0.01)


def test_the_gradient_of_a_mask_is_the_same_object_as_before():
    fade = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceGray,
        Coords=Array([0, 0, 200, 0]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=2
        ),
    )
    before = fade.unparse()
    pdf = page_of(GREEN_THROUGH_MASK)
    inner = form(pdf, "/S sh", group=Name.DeviceRGB)
    inner.Resources = Dictionary(Shading=Dictionary(S=fade))
    masked(pdf, inner)
    in_inks(pdf)

    assert pdf.pages[0].Resources.ExtGState.M.SMask.G.Resources.Shading.S.unparse() == before


def test_the_backdrop_of_a_mask_is_turned():
    pdf = page_of(GREEN_THROUGH_MASK)
    masked(pdf, form(pdf, "", group=Name.DeviceRGB), BC=Array([1, 1, 0]))
    in_inks(pdf)

    mask = pdf.pages[0].Resources.ExtGState.M.SMask
    assert [float(value) for value in mask.BC] == [pytest.approx(0.89)]


def test_a_picture_in_a_mask_and_on_the_page_is_turned_twice():
    pdf = page_of("/I Do " + GREEN_THROUGH_MASK)
    picture = Stream(pdf, bytes([0, 255, 0]))
    for key, value in {"Width": 1, "Height": 1, "BitsPerComponent": 8}.items():
        picture[f"/{key}"] = value
    picture.Subtype, picture.ColorSpace = Name.Image, Name.DeviceRGB
    inner = form(pdf, "/I Do", group=Name.DeviceRGB)
    inner.Resources = Dictionary(XObject=Dictionary(I=picture))
    masked(pdf, inner)
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=picture)
    in_inks(pdf)

    resources = pdf.pages[0].Resources
    assert resources.XObject.I.ColorSpace == Name.DeviceCMYK
    assert resources.XObject.I.read_bytes() == bytes([255, 0, 255, 0])
    in_mask = resources.ExtGState.M.SMask.G.Resources.XObject.I
    assert in_mask.ColorSpace == Name.DeviceGray and in_mask.read_bytes() == bytes([150])


def test_a_mask_inside_a_mask_is_turned_too():
    pdf = page_of(GREEN_THROUGH_MASK)
    inner = form(pdf, "1 0 0 rg 0 0 9 9 re f", group=Name.DeviceRGB)
    outer = form(pdf, "/N gs 0 1 0 rg 0 0 9 9 re f", group=Name.DeviceRGB)
    mask = Dictionary(S=Name.Luminosity, G=inner)
    outer.Resources = Dictionary(ExtGState=Dictionary(N=Dictionary(SMask=mask)))
    masked(pdf, outer)
    in_inks(pdf)

    group = pdf.pages[0].Resources.ExtGState.M.SMask.G
    assert content(group)[1] == "0.59 g"
    nested = group.Resources.ExtGState.N.SMask.G
    assert content(nested)[0] == "0.3 g" and Name.DeviceGray == nested.Group.CS
    assert left_in_rgb(pdf) == []


def test_groups_mix_in_inks_and_so_do_pages_that_use_them():
    pdf = page_of("/X Do")
    inner = form(pdf, "0 1 0 rg 0 0 9 9 re f", group=Array([Name.CalRGB, Dictionary()]))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    pdf.add_blank_page(page_size=PAGE)
    in_inks(pdf)

    assert Name.DeviceCMYK == pdf.pages[0].Resources.XObject.X.Group.CS
    assert Name.DeviceCMYK == pdf.pages[0].Group.CS
    assert Name.Transparency == pdf.pages[0].Group.S
    assert Name.Group not in pdf.pages[1].obj


@pytest.mark.parametrize(
    ("state", "uses"),
    [
        ({"ca": 0.5}, True),
        ({"CA": 0.5}, True),
        ({"BM": Name.Multiply}, True),
        ({"ca": 1, "CA": 1, "BM": Name.Normal, "SMask": Name("/None")}, False),
    ],
)
def test_a_page_that_uses_transparency_has_a_group(state, uses):
    pdf = page_of("/S gs 0 0 9 9 re f", ExtGState={"S": Dictionary(**state)})
    in_inks(pdf)

    assert (Name.Group in pdf.pages[0].obj) is uses


def test_transparency_deep_inside_counts():
    pdf = page_of("/X Do")
    deep = form(pdf, "/S gs 0 0 9 9 re f")
    deep.Resources = Dictionary(ExtGState=Dictionary(S=Dictionary(ca=0.5)))
    middle = form(pdf, "/D Do")
    middle.Resources = Dictionary(XObject=Dictionary(D=deep))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=middle)
    in_inks(pdf)

    assert Name.DeviceCMYK == pdf.pages[0].Group.CS


def tile(pdf: Pdf, text: str, kind: int) -> Stream:
    made = Stream(pdf, text.encode())
    made.PatternType, made.PaintType, made.TilingType = 1, kind, 1
    made.BBox, made.XStep, made.YStep = Array([0, 0, 10, 10]), 10, 10
    made.Resources = Dictionary()
    return made


def test_patterns_are_turned_with_and_without_colours_of_their_own(tmp_path):
    uncoloured = Array([Name.Pattern, Name.DeviceRGB])
    pdf = page_of(
        "/Pattern cs /A scn 0 0 100 100 re f /U cs 0 1 0 /B scn 100 0 100 100 re f",
        ColorSpace={"U": uncoloured},
    )
    tiles = Dictionary(A=tile(pdf, "0 1 0 rg 0 0 10 10 re f", 1), B=tile(pdf, "0 0 10 10 re f", 2))
    pdf.pages[0].obj.Resources.Pattern = tiles
    in_inks(pdf)

    assert left_in_rgb(pdf) == []
    space = pdf.pages[0].Resources.ColorSpace.InkPattern
    assert list(space) == [Name.Pattern, Name.DeviceCMYK]
    assert numpy.abs(plates(pdf, tmp_path)[20:80, 20:180] - (1, 0, 1, 0)).max() < 0.03


def test_glyphs_that_are_drawings_are_turned():
    pdf = page_of("BT /T 10 Tf (a) Tj ET")
    glyph = pdf.make_stream(b"9 0 d0 0 1 0 rg 0 0 9 9 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        CharProcs=Dictionary(a=glyph),
        FontBBox=Array([0, 0, 9, 9]),
        FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([9]),
    )
    pdf.pages[0].obj.Resources.Font = Dictionary(T=pdf.make_indirect(font))
    in_inks(pdf)

    assert content(pdf.pages[0].Resources.Font.T.CharProcs.a)[1] == "1 0 1 0 k"
    assert content(pdf.pages[0])[2:] == ["BT", "/T 10 Tf", "(a) Tj", "ET"]


def test_a_form_that_draws_itself_ends():
    pdf = page_of("/X Do")
    loop = pdf.make_indirect(form(pdf, "0 1 0 rg /X Do"))
    loop.Resources = Dictionary(XObject=Dictionary(X=loop))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=loop)
    in_inks(pdf)

    assert content(loop) == ["1 0 1 0 k", "/X Do"]
    assert len(list(every_resources(pdf))) == 2


def test_the_same_pages_give_the_same_bytes():
    def once() -> bytes:
        pdf = page_of("/X Do 1 0 0 rg 0 0 9 9 re f BT /F 9 Tf (a) Tj ET")
        inner = form(pdf, "0 1 0 rg 0 0 9 9 re f", group=Name.DeviceRGB)
        pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
        return saved(in_inks(pdf))

    assert once() == once()


@pytest.mark.parametrize("tool", ["qpdf", "pdftoppm", "mutool"])
def test_readers_have_no_complaints(tool, tmp_path: Path):
    pdf = page_of(GREEN_THROUGH_MASK + " 1 0 0 rg 0 0 9 9 re f")
    masked(pdf, form(pdf, "1 0 0 rg 0 0 100 100 re f", group=Name.DeviceRGB))
    path = tmp_path / "page.pdf"
    path.write_bytes(saved(in_inks(pdf)))
    command = {
        "qpdf": ["qpdf", "--check", "--no-warn", str(path)],
        "pdftoppm": ["pdftoppm", "-r", "20", str(path), str(tmp_path / "page")],
        "mutool": ["mutool", "draw", "-q", "-o", str(tmp_path / "page.png"), str(path)],
    }[tool]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    messages = [line for line in run.stderr.splitlines() if "ICC support" not in line]
    assert run.returncode == 0 and messages == []
