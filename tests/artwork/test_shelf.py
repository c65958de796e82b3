"""Logos and signatures as editions name them: found, cleaned, and weighed against each other."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from report.artwork.png import clean_png
from report.artwork.shelf import Piece
from report.artwork.sizing import LEAST, MOST, balanced, common_share, fitted
from report.build import build
from report.compose import compose
from report.composed import Composed, LayoutFacts
from report.desk import Job, open_desk
from report.diagnostics import Diagnostic, Mark
from report.photos.spaces import adobe_rgb
from report.resources import Project
from report.units import Size, mm, pt

from ..conftest import DAY, HEAD, ROOT, NewProject, pointed

SRGB = (ROOT / "assets/icc/sRGB2014.icc").read_bytes()

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect width="9" height="9"/></svg>'
)
LOGOS = f"""{HEAD}sections:
  - section:
      id: one
      title: One
      blocks:
        - logos:
            id: logos
            items:
              - {{name: Wide & Co, logo: wide.svg}}
              - {{name: Tall, logo: tall.svg}}
              - {{name: Pixels, logo: {{file: pixels.png}}}}
              - {{name: None}}
"""


def png(size: tuple[int, int] = (900, 600), mode: str = "RGBA", **options: object) -> bytes:
    image = Image.new(mode, size)
    box = (size[0] // 3, size[1] // 3, 2 * size[0] // 3, 2 * size[1] // 3)
    image.paste((10, 20, 200, 255)[: len(mode)] if len(mode) > 1 else 255, box)
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)
    return stream.getvalue()


FILES = {
    "logos/wide.svg": SVG.format(90, 10),
    "logos/tall.svg": SVG.format(10, 30),
    "/assets/logos/pixels.png": png(),
}


def composed(project: Project) -> Composed:
    desk = open_desk(project, Job("small", DAY))
    return compose(desk.manuscript, desk.means, LayoutFacts())


def test_logos_are_printed_with_the_same_area_and_their_owners_names(
    new_project: NewProject,
) -> None:
    made = composed(new_project(LOGOS, FILES))
    areas = [each.size.width.pt * each.size.height.pt for each in made.artworks]

    assert len(areas) == 3 and max(areas) == pytest.approx(min(areas), rel=0.7)
    html = made.sections[0].html
    for name in ("Wide &amp; Co", "Tall", "Pixels"):
        assert f'alt="{name}"' in html
    assert "<p>None</p>" in html


def test_they_are_laid_out_without_a_warning(new_project: NewProject) -> None:
    outcome = build(new_project(LOGOS, FILES), Job("small", DAY))

    assert (
        outcome.written and [str(each) for each in outcome.findings if each.code.id != "T204"] == []
    )


def test_a_picture_with_few_pixels_is_noticed(new_project: NewProject) -> None:
    outcome = build(
        new_project(LOGOS, {**FILES, "/assets/logos/pixels.png": png((90, 60))}), Job("small", DAY)
    )

    (finding,) = [each for each in outcome.findings if each.code.id == "P405"]
    assert finding.at == "logos" and finding.mark and finding.mark.line == 15


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("bad.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "P403"),
        ("bad.svg", SVG.format(9, 9).replace("<rect", "<script/><rect"), "P401"),
        ("bad.svg", SVG.format(9, 9).replace("<rect", "<text>x</text><rect"), "P402"),
        ("bad.png", png()[:400], "P303"),
        ("bad.png", png(mode="RGBA", size=(2, 2)), "P403"),
        ("bad.jpg", b"\xff\xd8\xff\xe0", "P404"),
        ("bad.pdf", b"%PDF-1.7", "P404"),
    ],
)
def test_what_is_no_logo_is_a_finding(
    file: str, data: str | bytes, code: str, new_project: NewProject
) -> None:
    if code == "P403" and file.endswith(".png"):
        stream = io.BytesIO()
        Image.new("RGBA", (20, 20)).save(stream, "PNG")
        data = stream.getvalue()
    text = LOGOS.replace("wide.svg", file)

    with pytest.raises(Diagnostic) as caught:
        composed(new_project(text, {**FILES, f"logos/{file}": data}))

    assert code in [each.code.id for each in caught.value.findings]


@pytest.mark.parametrize("name", ["../secret.svg", "/etc/passwd", "none.svg"])
def test_no_file_outside_and_none_that_is_not_there(name: str, new_project: NewProject) -> None:
    text, place = pointed(LOGOS.replace("wide.svg", f"¶{name}"))
    with pytest.raises(Diagnostic) as caught:
        composed(new_project(text, FILES))

    (finding,) = caught.value.findings
    assert finding.code.id in ("F101", "F102") and str(finding.mark).endswith(place)


def test_the_faults_of_all_files_are_found_at_once(new_project: NewProject) -> None:
    bad = SVG.format(9, 9).replace("<rect", "<script/><rect")
    with pytest.raises(Diagnostic) as caught:
        composed(new_project(LOGOS, {**FILES, "logos/wide.svg": bad, "logos/tall.svg": bad}))

    assert [each.code.id for each in caught.value.findings] == ["P401", "P401"]


def test_pixels_are_trimmed_to_what_is_seen_and_carry_no_notes() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Somebody")
    made = clean_png(png(pnginfo=notes), "logos/a.png", SRGB)

    assert (made.width, made.height) == (300, 200)
    assert b"Somebody" not in made.data


def test_a_white_margin_is_trimmed_as_well() -> None:
    image = Image.new("RGB", (300, 300), "white")
    image.paste((200, 0, 0), (100, 120, 200, 140))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    made = clean_png(stream.getvalue(), "logos/a.png", SRGB)

    assert (made.width, made.height) == (100, 20)


def test_grey_of_sixteen_bits_keeps_its_greys() -> None:
    image = Image.new("I;16", (50, 50), 32_896)
    stream = io.BytesIO()
    image.save(stream, "PNG")

    with Image.open(io.BytesIO(clean_png(stream.getvalue(), "a.png", SRGB).data)) as made:
        assert made.getpixel((25, 25)) == (128, 128, 128)


def test_another_colour_space_becomes_srgb_and_stays_transparent() -> None:
    image = Image.new("RGBA", (50, 50), (255, 0, 0, 128))
    stream = io.BytesIO()
    image.save(stream, "PNG", icc_profile=adobe_rgb())

    pixels = clean_png(stream.getvalue(), "a.png", SRGB)

    with Image.open(io.BytesIO(pixels.data)) as made:
        assert made.mode == "RGBA" and made.getpixel((5, 5)) == (255, 0, 0, 128)
        assert "icc_profile" not in made.info
    assert pixels.findings == ()


def test_a_profile_that_is_none_is_noticed() -> None:
    pixels = clean_png(png(icc_profile=b"x" * 200), "logos/a.png", SRGB)

    (finding,) = pixels.findings
    assert finding.mark and finding.mark.file == "logos/a.png"


ROOM = Size(mm(38), pt(56))


@given(ratio=st.floats(0.01, 100))
def test_no_logo_leaves_its_room_or_is_bent(ratio: float) -> None:
    for size in (balanced(ratio, ROOM), fitted(ratio, ROOM)):
        assert size.width.pt <= ROOM.width.pt + 0.01 and size.height.pt <= ROOM.height.pt + 0.01
        assert size.width.pt == pytest.approx(size.height.pt * ratio, rel=0.05, abs=0.2)


def test_a_logo_that_fits_has_the_area_of_all_others() -> None:
    sizes = [balanced(ratio, ROOM) for ratio in (0.9, 1, 1.5, 2, 3)]
    areas = [each.width.pt * each.height.pt for each in sizes]

    assert max(areas) == pytest.approx(min(areas), rel=0.01)


def test_beside_a_tall_logo_the_others_are_smaller() -> None:
    assert common_share([1, 2], ROOM) == MOST
    assert LEAST < common_share([1, 2, 0.6], ROOM) < MOST
    assert common_share([1, 2, 0.05], ROOM) == LEAST
    assert common_share([], ROOM) == LEAST


def test_only_drawings_take_a_colour() -> None:
    data = b'<svg><path fill="currentColor"/></svg>'
    drawing = Piece("k", ".svg", data, 1, 1, Mark("a.svg"))
    pixels = Piece("k", ".png", b"currentColor", 1, 1, Mark("a.png"))

    blue = drawing.in_colour("#0000FF")

    assert blue.data == b'<svg><path fill="#0000FF"/></svg>' and blue.key != drawing.key
    assert blue.in_colour("#FF0000") == blue and pixels.in_colour("#0000FF") == pixels
