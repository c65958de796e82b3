"""What the walk through a page collects, on pages written by hand."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.tools.bare_pdfs import bare, form, helvetica, image, page_of, painted, read, rect

CMYK = {"Cyan": 0.1, "Magenta": 0.2, "Yellow": 0.3, "Black": 0.4}


def only(things):
    (thing,) = things
    return thing


def test_a_rectangle_stands_in_trim_coordinates_with_its_inks():
    fill = only(painted("0.1 0.2 0.3 0.4 k 20 30 50 40 re f"))
    assert (fill.kind, fill.page, rect(fill)) == ("fill", 1, (10, 20, 60, 60))
    assert (fill.colour.space, fill.colour.inks) == ("DeviceCMYK", CMYK)


def test_the_matrix_turns_and_scales():
    fill = only(painted("0 2 -1 0 100 20 cm 0 0 10 40 re f"))
    assert rect(fill) == (50, 50, 90, 70)  # x from 60 to 100, y from 20 to 40


def test_saving_and_restoring_brings_colour_and_matrix_back():
    first, second = painted("q 1 0 0 rg 1 0 0 1 50 0 cm 0 0 9 9 re f Q 10 10 9 9 re f")
    assert first.colour.space == "DeviceRGB"
    assert (second.colour.inks, rect(second)) == ({"Black": 1.0}, (0, 71, 9, 80))


def test_a_clip_leaves_what_lies_in_it():
    clipped, free = painted("q 0 0 50 50 re W n 40 40 100 100 re f Q 40 40 20 20 re f")
    assert rect(clipped) == (30, 40, 40, 50)
    assert rect(free) == (30, 30, 50, 50)


def test_what_is_clipped_away_or_off_the_medium_is_not_painted():
    assert painted("0 0 50 50 re W n 60 60 9 9 re f") == ()
    assert painted("500 500 9 9 re f") == ()


def test_what_touches_its_clip_only_is_not_painted_but_a_hairline_in_it_is():
    assert painted("0 0 50 50 re W n 50 0 9 9 re f") == ()
    assert rect(only(painted("0 0 50 50 re W n 10 10 20 0 re f"))) == (0, 80, 20, 80)


def test_a_clip_takes_hold_after_what_its_path_paints():
    first, second = painted("10 10 30 30 re W f 0 0 200 100 re f")
    assert rect(first) == rect(second) == (0, 50, 30, 80)


def test_lines_have_their_width_on_paper_and_reach_by_half_of_it():
    line = only(painted("2 0 0 2 0 0 cm 3 w 0 1 0 0 K 20 20 m 40 20 l S"))
    assert (line.kind, line.width) == ("stroke", 6)
    assert rect(line) == (27, 47, 73, 53)
    assert line.colour.inks["Magenta"] == 1


def test_the_thinnest_line_has_no_width():
    assert only(painted("0 w 20 20 m 40 20 l S")).width == 0


def test_filling_and_outlining_are_two():
    fill, line = painted("0 0 0 1 k 1 0 0 0 K 20 20 10 10 re B")
    assert (fill.kind, line.kind) == ("fill", "stroke")
    assert line.colour.inks["Cyan"] == 1


def test_curves_reach_as_far_as_they_go_and_not_as_their_handles_do():
    fill = only(painted("20 20 m 20 60 80 60 80 20 c f"))
    assert rect(fill) == (10, 40, 70, 70)  # three quarters of the way to the handles
    assert rect(only(painted("20 20 m 20 60 80 20 v f")))[0] == 10
    assert rect(only(painted("20 20 m 20 60 80 20 y f")))[2] == 70


def test_a_point_that_is_only_gone_to_paints_nothing():
    assert painted("20 20 m f") == painted("20 20 m S") == ()


@pytest.mark.parametrize(
    ("content", "inks"),
    [
        ("0.25 g", {"Black": 0.75}),
        ("0.1 0.2 0.3 0.4 k", CMYK),
        ("1 0 0 rg", None),
        ("/DeviceCMYK cs", {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 1}),
        ("/Spot cs", {"Orange": 1}),
        ("/Spot cs 0.3 scn", {"Orange": 0.3}),
        ("/All cs 0.3 scn", {"All": 0.3}),
        ("/None cs", {}),
        ("/Two cs 0.3 0.6 scn", {"Orange": 0.3, "Black": 0.6}),
        ("/Table cs 1 sc", {"Cyan": 1, "Magenta": 0, "Yellow": 0.2, "Black": 0}),
        ("/Press cs 0.1 0.2 0.3 0.4 sc", CMYK),
        ("/Screen cs 1 1 1 sc", None),
        ("/Lab cs 1 1 1 sc", None),
    ],
)
def test_colours_become_inks(content, inks):
    fill = only(painted(f"{content} 20 20 9 9 re f", spaces))
    assert fill.colour.inks == (None if inks is None else pytest.approx(inks))
    assert fill.inked is (inks != {})


@pytest.mark.parametrize(
    ("called", "space", "base", "label"),
    [
        ("Spot", "Separation", "DeviceCMYK", "Separation(DeviceCMYK)"),
        ("Two", "DeviceN", "DeviceCMYK", "DeviceN(DeviceCMYK)"),
        ("Table", "Indexed", "DeviceCMYK", "Indexed(DeviceCMYK)"),
        ("Press", "ICCBased", "DeviceCMYK", "ICCBased(DeviceCMYK)"),
        ("Screen", "ICCBased", "DeviceRGB", "ICCBased(DeviceRGB)"),
        ("ScreenTable", "Indexed", "DeviceRGB", "Indexed(DeviceRGB)"),
        ("Lab", "Lab", "", "Lab"),
    ],
)
def test_a_space_is_told_by_family_and_by_what_lies_beneath(called, space, base, label):
    page = page_of(f"/{called} cs 20 20 9 9 re f", spaces)
    fill = only(page.painted)
    assert (fill.colour.space, fill.colour.base) == (space, base)
    assert page.spaces == (label,)


def spaces(pdf):
    def profile(count):
        return Array([Name.ICCBased, pdf.make_indirect(pikepdf.Stream(pdf, b"", N=count))])

    def separation(name):
        return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, Dictionary()])

    two = Array([Name.Orange, Name.Black])
    return {
        "ColorSpace": Dictionary(
            Spot=separation("Orange"),
            All=separation("All"),
            Two=Array([Name.DeviceN, two, Name.DeviceCMYK, Dictionary()]),
            Table=Array([Name.Indexed, Name.DeviceCMYK, 1, b"\0\0\0\xff\xff\0\x33\0"]),
            Press=profile(4),
            Screen=profile(3),
            ScreenTable=Array([Name.Indexed, profile(3), 1, b"\0\0\0\xff\xff\xff"]),
            Lab=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))]),
            **{"None": separation("None")},
        )
    }


def test_a_default_space_stands_in_for_a_device_space():
    def resources(pdf):
        profile = pdf.make_indirect(pikepdf.Stream(pdf, b"", N=3))
        return {"ColorSpace": Dictionary(DefaultRGB=Array([Name.ICCBased, profile]))}

    assert page_of("1 0 0 rg 9 9 9 9 re f", resources).spaces == ("ICCBased(DeviceRGB)",)


def test_colours_that_paint_nothing_are_no_spaces_of_the_page():
    assert page_of("1 0 0 rg 0 0 0 1 k 20 20 9 9 re f").spaces == ("DeviceCMYK",)


def states(pdf):
    return {
        "ExtGState": Dictionary(
            Over=Dictionary(OP=True, OPM=1),
            Lines=Dictionary(OP=True, op=False),
            Pale=Dictionary(ca=0.5, CA=0.25, LW=4),
            Dark=Dictionary(BM=Array([Name.Multiply, Name.Normal])),
            Plain=Dictionary(BM=Name.Compatible, SMask=Name("/None")),
            Masked=Dictionary(
                SMask=Dictionary(
                    S=Name.Luminosity,
                    G=form(pdf, "", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)),
                )
            ),
        )
    }


def test_overprint_holds_for_its_operation():
    fill, line = painted("/Over gs 20 20 9 9 re B", states)
    assert (fill.overprint, line.overprint, fill.mode) == (True, True, 1)
    fill, line = painted("/Lines gs 20 20 9 9 re B", states)
    assert (fill.overprint, line.overprint, fill.mode) == (False, True, 0)


def test_opacity_holds_for_its_operation_and_makes_a_page_transparent():
    page = page_of("/Pale gs 20 20 9 9 re B", states)
    fill, line = page.painted
    assert (fill.opacity, line.opacity, line.width) == (0.5, 0.25, 4)
    assert page.uses_transparency
    assert not page_of("20 20 9 9 re B", states).uses_transparency


def test_blend_modes_and_soft_masks_make_a_page_transparent():
    page = page_of("/Dark gs 20 20 9 9 re f", states)
    assert (only(page.painted).blend, page.uses_transparency) == ("Multiply", True)
    page = page_of("/Masked gs 20 20 9 9 re f", states)
    assert (page.groups, page.uses_transparency) == ((("soft mask", "DeviceGray"),), True)
    assert not page_of("/Plain gs 20 20 9 9 re f", states).uses_transparency


def test_a_soft_mask_needs_its_fonts_and_paints_nothing():
    """ISO 15930-7 §6.3: a font is embedded wherever text is shown, in a mask as on the page."""

    def resources(pdf):
        inner = form(
            pdf, "1 0 0 rg BT /F 9 Tf 9 9 Td (a) Tj ET foo", Resources=Dictionary(**helvetica(pdf))
        )
        drawing = "1 0 0 rg 9 9 9 9 re f BT /F 9 Tf 9 9 Td (a) Tj ET /X Do /Gone Do"
        known = Dictionary(**helvetica(pdf), XObject=Dictionary(X=inner))
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        mask = Dictionary(S=Name.Luminosity, G=form(pdf, drawing, Group=group, Resources=known))
        return {"ExtGState": Dictionary(M=Dictionary(SMask=mask))}

    file = read(bare("0 0 0 1 k /M gs /M gs 20 20 9 9 re f", resources=resources))
    (page,) = file.pages
    assert [each.kind for each in page.painted] == ["fill"]
    assert page.spaces == ("DeviceCMYK", "DeviceGray")
    assert page.groups == (("soft mask", "DeviceGray"),)
    assert [(each.name, each.pages) for each in file.fonts] == [("Helvetica", (1,))]
    assert page.unread == "“foo” is no instruction; the picture or form “Gone” is missing"


def test_a_soft_mask_that_masks_itself_ends():
    def resources(pdf):
        mask = form(pdf, "/M gs 9 9 9 9 re f")
        states = Dictionary(M=Dictionary(SMask=Dictionary(S=Name.Alpha, G=mask)))
        mask.Resources = Dictionary(ExtGState=states)
        return {"ExtGState": states}

    assert [each.kind for each in painted("/M gs 9 9 9 9 re f", resources)] == ["fill"]


def test_a_form_has_a_matrix_a_box_and_the_state_around_it():
    def resources(pdf):
        inner = form(pdf, "0 0 100 100 re f", (0, 0, 10, 5), Matrix=Array([2, 0, 0, 2, 20, 30]))
        return {"XObject": Dictionary(X=inner)}

    fill = only(painted("1 0 0 0 k 1 0 0 1 10 0 cm /X Do", resources))
    assert rect(fill) == (20, 50, 40, 60)
    assert (fill.in_form, fill.colour.inks["Cyan"]) == (True, 1)


def test_a_group_is_painted_with_the_opacity_outside_times_the_one_inside():
    def resources(pdf):
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        inner = form(pdf, "0 0 9 9 re f /Pale gs 0 0 9 9 re f", Group=group)
        inner.Resources = Dictionary(**states(pdf))
        return {"XObject": Dictionary(X=inner), **states(pdf)}

    page = page_of("/Pale gs /Dark gs /X Do", resources)
    assert [thing.opacity for thing in page.painted] == [0.5, 0.25]
    assert {thing.blend for thing in page.painted} == {"Multiply"}
    assert page.groups == (("form", "DeviceCMYK"),)


def test_the_page_itself_is_a_group_with_or_without_a_space():
    named = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    page = page_of("", Group=named)
    assert (page.groups, page.spaces) == ((("page", "DeviceRGB"),), ("DeviceRGB",))
    assert page_of("", Group=Dictionary(S=Name.Transparency)).groups == (("page", ""),)


def test_images_have_the_resolution_of_their_place():
    def resources(pdf):
        mask = image(pdf, 4, 4, Name.DeviceGray)
        return {"XObject": Dictionary(I=image(pdf, 300, 150, Name.DeviceRGB, SMask=mask))}

    page = page_of("0 36 -72 0 100 20 cm /I Do", resources)
    placed = only(page.painted)
    assert (placed.kind, placed.colour, rect(placed)) == ("image", None, (18, 34, 90, 70))
    picture = placed.picture
    assert (picture.width, picture.height, picture.ppi) == (300, 150, (600, 150))
    assert (picture.space, picture.has_soft_mask) == ("DeviceRGB", True)
    assert page.uses_transparency and page.spaces == ("DeviceRGB",)


def test_a_picture_in_two_colours_takes_that_of_the_fill():
    def resources(pdf):
        stencil = image(pdf, 8, 8, None, b"\0" * 8, ImageMask=True, BitsPerComponent=1)
        return {"XObject": Dictionary(I=stencil)}

    page = page_of("0 0 0 0.5 k 10 0 0 10 20 20 cm /I Do", resources)
    assert only(page.painted).colour.inks["Black"] == 0.5
    assert only(page.painted).picture.is_mask and page.spaces == ("DeviceCMYK",)


def test_images_in_the_content_are_read_past():
    content = b"q 72 0 0 72 20 20 cm BI /W 2 /H 2 /BPC 8 /CS /CMYK ID \0 EI\xff Q q 123 EI Q 1 g"
    page = page_of(content + b" 9 9 9 9 re f")
    placed, fill = page.painted
    assert (placed.picture.space, placed.picture.ppi) == ("DeviceCMYK", (2, 2))
    assert (fill.kind, page.unread) == ("fill", "")


def test_jpeg_2000_brings_its_own_space():
    head = b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x0fcolr\x01\0\0\0\0\0"

    def resources(pdf):
        made = image(pdf, 9, 9, None, head + b"\x0c", Filter=Name.JPXDecode)
        return {"XObject": Dictionary(I=made)}

    page = page_of("10 0 0 10 20 20 cm /I Do", resources)
    assert only(page.painted).picture.space == "DeviceCMYK"


def gradients(pdf):
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]))
    boxed = Dictionary(shading)
    boxed.BBox = Array([0, 0, 30, 30])
    pattern = Dictionary(PatternType=2, Shading=shading)
    return {"Shading": Dictionary(S=shading, B=boxed), "Pattern": Dictionary(P=pattern)}


def test_gradients_fill_their_clip_or_their_path():
    shade = only(painted("20 20 30 30 re W n /S sh", gradients))
    assert (shade.kind, shade.colour.space, rect(shade)) == (
        "shading",
        "DeviceRGB",
        (10, 40, 40, 70),
    )
    filled = only(painted("/Pattern cs /P scn 20 20 30 30 re f", gradients))
    assert (filled.kind, rect(filled)) == ("shading", (10, 40, 40, 70))
    assert rect(only(painted("/B sh", gradients))) == (-10, 60, 20, 90)


def cells(pdf):
    def cell(content, kind):
        stream = form(pdf, content, (0, 0, 5, 5), PatternType=1, PaintType=kind, XStep=5, YStep=5)
        return stream

    colours = cell("1 0 0 rg 0 0 3 3 re f", 1)
    stencil = cell("1 0 0 rg 0 0 3 3 re f", 2)
    beneath = Array([Name.Pattern, Name.DeviceCMYK])
    return {
        "Pattern": Dictionary(C=colours, U=stencil),
        "ColorSpace": Dictionary(Beneath=beneath),
    }


def test_what_stands_in_the_cell_of_a_pattern_fills_the_area():
    page = page_of("/Pattern cs /C scn 20 20 30 30 re f", cells)
    fill = only(page.painted)
    assert (fill.colour.space, rect(fill), fill.in_form) == ("DeviceRGB", (10, 40, 40, 70), True)
    assert page.spaces == ("DeviceRGB", "Pattern")


def test_a_pattern_without_colours_has_the_one_that_is_given():
    page = page_of("/Beneath cs 0 1 0 0 /U scn 20 20 30 30 re f", cells)
    fill = only(page.painted)
    assert (fill.colour.space, fill.colour.inks["Magenta"]) == ("DeviceCMYK", 1)
    assert page.spaces == ("DeviceCMYK", "Pattern(DeviceCMYK)")


def test_user_units_count_in_lengths_widths_and_resolutions():
    def resources(pdf):
        return {"XObject": Dictionary(I=image(pdf, 100, 100, Name.DeviceGray))}

    fill, line, placed = painted(
        "20 20 10 10 re f 2 w 20 20 m 30 20 l S 72 0 0 72 10 10 cm /I Do", resources, UserUnit=2
    )
    assert rect(fill) == (20, 120, 40, 140)
    assert (line.width, placed.picture.ppi) == (4, (50, 50))
