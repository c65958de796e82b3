"""The cover of a bound book: what stands where on its wide page, and what stays inside."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy
import pytest
from pikepdf import Name
from PIL import Image

from report.diagnostics import Diagnostic
from report.finish.images import pictures
from report.finish.press import finish_press
from report.ink.values import Ink
from report.units import mm
from tests.tools.finishing import files_of
from tests.tools.inkwell import left_in_rgb, plates
from tests.tools.pressing import (
    BUILDS,
    HEIGHT,
    WIDTH,
    grounds,
    opened,
    press_facts,
    pressed,
    rendered,
    words,
)
from tests.tools.small_pdfs import jpeg, lay_out

SPINE = mm(6)
BLEED = mm(3).pt
BLACK = Ink((0.0, 0.0, 0.0, 1.0))
Book = dict[str, bytes]
# What the plates of pages say: the first is cyan, the fourth 53 % black.
FIRST, LAST, SPINE_BLACK, PAPER = (1, 0, 0, 0), (0, 0, 0, "grey"), (0, 0, 0, 1), (0, 0, 0, 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cover")


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return pressed(grounds(), folder, own_cover=True, spine=SPINE, spine_colour=BLACK, blanks=1)


def across(pdf: bytes, folder: Path, y: float = HEIGHT / 2) -> str:
    """What lies along a line across the cover, by half points: f(irst), l(ast), s(pine), -."""
    folder.mkdir(exist_ok=True)
    inks = plates(pdf, folder, 144)
    row = inks[round(y * 2)]
    names: Mapping[tuple[int, ...], str] = {(1, 0, 0, 0): "f", (0, 0, 0, 1): "s", (0,) * 4: "-"}

    def name(inks: numpy.ndarray) -> str:
        if 0.3 < inks[3] < 0.7 and inks[:3].max() < 0.05:
            return "l"
        return names.get(tuple(round(float(value)) for value in inks), "?")

    return "".join(name(pixel) for pixel in row)


def lengths(line: str) -> list[tuple[str, float]]:
    """What lies one after the other, and how many points wide it is."""
    found: list[tuple[str, float]] = []
    for kind in line:
        if found and found[-1][0] == kind:
            found[-1] = (kind, found[-1][1] + 0.5)
        else:
            found.append((kind, 0.5))
    return [each for each in found if each[1] > 1]


def test_back_spine_and_front_stand_side_by_side(book, tmp_path):
    found = lengths(across(book["cover"], tmp_path, y=8))
    assert [kind for kind, _ in found] == ["l", "s", "f"]
    widths = [width for _, width in found]
    assert widths == pytest.approx([BLEED + WIDTH, SPINE.pt, WIDTH + BLEED], abs=1)


def test_read_from_right_to_left_the_front_is_left(folder, tmp_path):
    known = press_facts(folder, own_cover=True, spine=SPINE, spine_colour=BLACK)
    made = files_of(finish_press, grounds(), dataclasses.replace(known, right_to_left=True))
    found = lengths(across(made["cover"], tmp_path, y=8))
    assert [kind for kind, _ in found] == ["f", "s", "l"]
    with opened(made["cover"]) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == Name.R2L


def test_without_a_spine_the_pages_meet_at_their_trims(folder, tmp_path):
    made = pressed(grounds(), folder, own_cover=True)
    found = lengths(across(made["cover"], tmp_path, y=8))
    assert [kind for kind, _ in found] == ["l", "f"]
    assert [width for _, width in found] == pytest.approx([BLEED + WIDTH] * 2, abs=1)


def test_the_spine_bleeds_at_head_and_foot(book):
    page = rendered(book["cover"], 144)[0]
    middle = page.width // 2
    for y in (2, page.height - 3):
        assert max(page.getpixel((middle, y))) < 90, "black"


def test_the_whole_spread_is_trimmed_at_once(book):
    with opened(book["cover"]) as pdf:
        (page,) = pdf.pages
        width = 2 * WIDTH + SPINE.pt
        whole = [0, 0, width + 2 * BLEED, HEIGHT + 2 * BLEED]
        trim = [BLEED, BLEED, width + BLEED, HEIGHT + BLEED]
        assert [float(side) for side in page.obj.MediaBox] == pytest.approx(whole, abs=2e-3)
        assert [float(side) for side in page.obj.TrimBox] == pytest.approx(trim, abs=2e-3)
        assert page.obj.BleedBox == page.obj.MediaBox
        assert left_in_rgb(pdf) == []


def test_the_inside_begins_with_a_right_page(book):
    """Page 2 is laid out as a left one."""
    assert [text.split("\n")[0] for text in words(book[""])] == ["", "Page 2", "Page 3", ""]
    assert {"Page 1", "Page 4"} <= set(words(book["cover"])[0].split("\n"))


def test_the_files_are_told_apart(book):
    with opened(book[""]) as pdf, opened(book["cover"]) as cover:
        assert str(cover.docinfo.Title) == f"{pdf.docinfo.Title} (cover)"
        assert bytes(cover.trailer.ID[0]) != bytes(pdf.trailer.ID[0])
        assert cover.docinfo.Producer == pdf.docinfo.Producer
        assert cover.Root.OutputIntents[0].S == Name.GTS_PDFX
        assert cover.pdf_version == pdf.pdf_version == "1.6"


def test_pictures_are_in_the_file_that_shows_them(tmp_path):
    colours = ("red", "teal", "navy", "olive")
    for colour in colours:
        (tmp_path / f"{colour}.jpg").write_bytes(jpeg(colour, (60, 60)))
    raw = lay_out(
        [f"<img alt=A width=90 src={(tmp_path / f'{each}.jpg').as_uri()}>" for each in colours]
    )
    made = pressed(raw, tmp_path, own_cover=True)
    with opened(made[""]) as pdf, opened(made["cover"]) as cover:
        assert len(list(pictures(pdf))) == len(list(pictures(cover))) == 2


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="Poppler smooths edges")
def test_no_line_of_paper_is_seen_where_the_spine_and_a_page_meet(folder, tmp_path):
    spine = mm(4.2)
    made = pressed(grounds(), folder, own_cover=True, spine=spine, spine_colour=BLACK)
    (tmp_path / "cover.pdf").write_bytes(made["cover"])
    for dpi in (100, 170):  # the edges lie within pixels
        command = ("pdftoppm", "-r", f"{dpi}", "-singlefile", "-png", "cover.pdf", "seen")
        subprocess.run(command, cwd=tmp_path, check=True)
        with Image.open(tmp_path / "seen.png") as image:
            red = numpy.asarray(image.convert("RGB"))[round(8 * dpi / 72), :, 0].astype(int)
        for edge in (BLEED + WIDTH, BLEED + WIDTH + spine.pt):
            at = round(edge * dpi / 72)
            # From grey to black to cyan, red only falls: where it rises, paper shines through.
            assert numpy.diff(red[at - 5 : at + 4]).max() <= 2


def test_a_spine_may_be_a_spot_colour(folder):
    spot = BUILDS["#c8102e"]
    made = pressed(grounds(), folder, own_cover=True, spine=SPINE, spine_colour=spot)
    with opened(made["cover"]) as pdf:
        spaces = pdf.pages[0].Resources.ColorSpace
        (name,) = spaces.keys()
        assert spaces[name][0] == Name.Separation
        assert str(spaces[name][1]) == "/PANTONE 186 C"
        assert f"{name} cs 1 scn".encode() in pdf.pages[0].Contents.read_bytes()


def test_a_spine_in_the_colour_of_paper_is_not_painted(folder):
    made = pressed(grounds(), folder, own_cover=True, spine=SPINE)
    with opened(made["cover"]) as pdf:
        assert b" re f" not in pdf.pages[0].Contents.read_bytes()


@cache
def seen_through() -> bytes:
    return lay_out([f"<h1 style='opacity: .5'>Page {number}</h1>" for number in range(3)])


def test_what_is_seen_through_mixes_in_inks(folder):
    made = pressed(seen_through(), folder, own_cover=True)
    with opened(made["cover"]) as pdf:
        assert Name.DeviceCMYK == pdf.pages[0].obj.Group.CS
    with opened(pressed(grounds(), folder, own_cover=True)["cover"]) as pdf:
        assert Name.Group not in pdf.pages[0].obj


@pytest.mark.parametrize(("count", "says"), [(1, "1 page "), (2, "2 pages ")])
def test_a_cover_needs_an_inside(count, says, folder):
    with pytest.raises(Diagnostic) as raised:
        pressed(grounds(count), folder, own_cover=True)
    (finding,) = raised.value.findings
    assert finding.code.id == "X303" and says in finding.message
