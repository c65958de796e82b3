"""The booklet as a file: what stands on its sheets, how it looks, what is left out."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image

from report.finish.booklet import finish_booklet
from report.finish.facts import Imposition
from report.finish.images import pictures
from report.units import mm
from tests.tools.finishing import files_of
from tests.tools.pressing import SANS as FONT
from tests.tools.small_pdfs import facts, jpeg, laid_out, lay_out

# Pages of 100 × 90 mm on sheets of their own paper, turned; and on sheets twice as wide.
SAME = Imposition(mm(90), mm(100), edge=mm(5), leaf=mm(0.1))
DOUBLE = Imposition(mm(200), mm(90), edge=mm(0), leaf=mm(0.5))
COLOURS = ("red", "lime", "blue", "yellow", "cyan", "magenta")
RGB = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255), (255, 0, 255))


@cache
def coloured(count: int = 6) -> bytes:
    """Pages that bleed, each in a colour of its own and with its number."""
    css = ".page { position: absolute; inset: -17mm }"
    pages = [f"<div class=page style='background: {each}'></div>" for each in COLOURS[:count]]
    return lay_out([f"<h1>{page}Words</h1><a href=#x id=x>link</a>" for page in pages], css)


@cache
def booklet(paper: Imposition = DOUBLE) -> bytes:
    return files_of(finish_booklet, coloured(), facts(imposition=paper))[""]


def rendered(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def colours(page: Image.Image) -> tuple[int, int]:
    """The numbers of the pages that are left and right, 0 for white."""
    halves = [page.getpixel((round(page.width * share), 12)) for share in (0.25, 0.75)]
    left, right = (RGB.index(each) + 1 if each in RGB else 0 for each in halves)
    return left, right


def test_the_sheets_carry_the_pages_of_the_signature():
    assert [colours(each) for each in rendered(booklet())] == [(6, 1), (2, 0), (0, 3), (4, 5)]


def test_read_from_right_to_left_the_cover_is_left():
    paper = Imposition(mm(200), mm(90), mm(0), mm(0), right_to_left=True)
    sheets = rendered(booklet(paper))
    assert [colours(each) for each in sheets] == [(1, 6), (0, 2), (3, 0), (5, 4)]


def test_a_page_ends_at_its_trim_and_at_the_fold():
    """Bleed would run over the neighbour; creep (half a millimetre here) shows at the outside."""
    scale = 288 / 72
    sheet = rendered(booklet(), 288)[2]  # the front of the inner sheet: blank, and page 3
    fold = sheet.width // 2
    assert sheet.getpixel((fold - 3, 40)) == (255, 255, 255)
    assert sheet.getpixel((fold + 3, 40)) == RGB[2]
    creep = round(mm(0.5).pt * scale)
    assert sheet.getpixel((sheet.width - creep + 2, 40)) == (255, 255, 255)
    assert sheet.getpixel((sheet.width - creep - 2, 40)) == RGB[2]


def test_smaller_pages_stand_at_the_fold_with_its_marks_outside():
    sheet = rendered(booklet(SAME), 288)[0]
    fold, edge = sheet.width // 2, round(mm(5).pt * 4)
    scale = min((45 - 5) / 100, (100 - 10) / 90)
    height = mm(90 * scale).pt * 4
    top = round((sheet.height - height) / 2)
    assert sheet.getpixel((fold - 4, sheet.height // 2)) == RGB[5]
    assert sheet.getpixel((fold + 4, sheet.height // 2)) == RGB[0]
    assert sheet.getpixel((edge - 4, sheet.height // 2)) == (255, 255, 255)
    assert sheet.getpixel((edge + 4, sheet.height // 2)) == RGB[5]
    assert marked(sheet, top - 2) == [pytest.approx((5, 8), abs=0.15)], "from where printers print"


def marked(sheet: Image.Image, top: int) -> list[tuple[float, float]]:
    """From where to where there is a mark at the fold above the pages, in millimetres."""
    fold = sheet.width // 2
    rows = [
        min(sheet.crop((fold - 2, row, fold + 3, row + 1)).convert("L").get_flattened_data()) < 240
        for row in range(top)
    ]
    runs: list[tuple[float, float]] = []
    for row, dark in enumerate(rows):
        if dark and row and rows[row - 1]:
            runs[-1] = (runs[-1][0], (row + 1) / mm(4).pt)
        elif dark:
            runs.append((row / mm(4).pt, (row + 1) / mm(4).pt))
    return runs


@pytest.mark.parametrize(
    ("high", "edge", "mark"),
    # The white above the pages: 4.55 mm, of which 4 mm are not printed; 12 mm; nothing.
    [(46, 4, (1.02, 4.02)), (60, 5, (5, 8)), (40.5, 0, None)],
)
def test_fold_marks_are_grey_and_as_long_where_there_is_room(high, edge, mark):
    sheet = rendered(booklet(Imposition(mm(90), mm(high), mm(edge), mm(0.1))), 288)[0]
    scale = min((45 - edge) / 100, (high - 2 * edge) / 90)
    top = int((mm(high - 90 * scale) / 2).pt * 4) - 1
    assert marked(sheet, top) == ([pytest.approx(mark, abs=0.15)] if mark else [])
    if mark:
        middle = sheet.crop((sheet.width // 2 - 2, 0, sheet.width // 2 + 3, top)).convert("L")
        assert min(middle.get_flattened_data()) > 100, "grey"


def test_the_first_side_says_how_to_print():
    def said(paper: Imposition) -> list[str]:
        pdf = files_of(finish_booklet, coloured(), facts(imposition=paper, font=FONT))[""]
        with pypdfium2.PdfDocument(pdf) as document:
            return [page.get_textpage().get_text_range() for page in document]

    how = "print both sides, flip on the short edge"
    below, *others = said(SAME)
    assert how in below and not any(how in text for text in others)
    beside = Imposition(mm(140), mm(75), edge=mm(5), leaf=mm(0.1))
    assert how in said(beside)[0], "upright"
    assert how not in "".join(said(DOUBLE)), "no room"


def test_what_only_a_screen_needs_is_left_out():
    with pikepdf.open(io.BytesIO(booklet())) as pdf:
        assert len(pdf.pages) == 4
        kept = {"/Type", "/Pages", "/Lang", "/ViewerPreferences", "/Version", "/Metadata"}
        assert kept == set(pdf.Root.keys())
        for page in pdf.pages:
            assert Name.Annots not in page.obj and Name.StructParents not in page.obj
        kinds = {
            str(thing.get(Name.Type))
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary)
        }
        assert not kinds & {"/StructElem", "/Annot", "/OutputIntent"}
        assert pdf.docinfo.Title == "Health & Life Sciences"


def test_the_print_dialogue_is_told_how():
    with pikepdf.open(io.BytesIO(booklet())) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert wishes.Duplex == "/DuplexFlipShortEdge" and wishes.PrintScaling == "/None"


def test_pages_share_fonts_and_pictures(tmp_path: Path):
    picture = jpeg("teal", (400, 400))
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture)
    raw = lay_out([f"<section><img alt=A width=100 src={path.as_uri()}></section>" * 8])
    made = files_of(finish_booklet, raw, facts(imposition=SAME))[""]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(list(pictures(pdf))) == 1
        forms = [form for page in pdf.pages for form in page.obj.Resources.XObject.values()]
        assert len(forms) == 8 and len({form.Resources.objgen for form in forms}) == 1


def test_the_target_has_pictures_of_its_own(tmp_path: Path):
    picture, smaller = jpeg("teal", (400, 400)), jpeg("teal", (40, 40))
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture)
    raw = lay_out([f"<img alt=A width=100 src={path.as_uri()}>"])
    known = {hashlib.sha256(picture).hexdigest(): smaller}
    made = files_of(finish_booklet, raw, facts(imposition=SAME, screen_images=known))[""]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [int(image.Width) for image in pictures(pdf)] == [40]


def test_the_same_pages_give_the_same_bytes():
    again = files_of(finish_booklet, coloured(), facts(imposition=DOUBLE))
    assert again == {"": booklet()}


def test_a_target_that_says_nothing_of_sheets_is_a_mistake():
    with pytest.raises(ValueError, match="sheets"):
        files_of(finish_booklet, laid_out(), facts())


def test_words_stay_words():
    with pypdfium2.PdfDocument(booklet()) as pdf:
        assert pdf[0].get_textpage().get_text_range().count("Words") == 2


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf judges from outside")
def test_another_reader_finds_no_fault(tmp_path: Path):
    path = tmp_path / "booklet.pdf"
    path.write_bytes(booklet(SAME))
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
