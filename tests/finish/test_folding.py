"""The sides of a folded sheet: where each panel stands, what bleeds, and how it goes to press."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from report.finish.folding import Folding, fold, sides_of
from report.finish.press import finish_press
from report.units import mm
from tests.tools.finishing import files_of
from tests.tools.pressing import press_facts
from tests.tools.small_pdfs import lay_out

LEAFLET = Folding(((2, 6, 1), (3, 4, 5)))
COLOURS = ("red", "lime", "blue", "yellow", "cyan", "magenta")
RGB = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255), (255, 0, 255))
NARROW = (2, 5)
CSS = """
.page { position: absolute; inset: -17mm }
.narrow { page: narrow }
@page narrow { size: 97mm 90mm }
"""
DPI = 144
BLEED = round(mm(5).inches * DPI)


@cache
def panels(count: int = 6) -> bytes:
    """Pages that bleed, each in a colour of its own; the second and the fifth are narrower."""
    return lay_out(
        [
            f"<div class='{'narrow' if number in NARROW else ''}'>"
            f"<div class=page style='background: {colour}'></div>"
            f"<h2>Panel {number}</h2><a id=x href=#x>link</a></div>"
            for number, colour in enumerate(COLOURS[:count], 1)
        ],
        CSS,
    )


def folded(folding: Folding) -> bytes:
    with TemporaryDirectory() as folder:
        return fold(panels(), folding, Path(folder) / "sheet.pdf").read_bytes()


@cache
def sheet() -> bytes:
    return folded(LEAFLET)


def rendered(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


def at(page: Image.Image, millimetres: float) -> int:
    """The panel whose colour is so far from the left trim, near the foot of the page."""
    place = (BLEED + round(mm(millimetres).inches * DPI), page.height - BLEED - 20)
    return RGB.index(page.getpixel(place)) + 1


def test_panels_stand_side_by_side_in_the_order_of_folding() -> None:
    outside, inside = rendered(sheet())

    assert [at(outside, x) for x in (50, 147, 247)] == [2, 6, 1]
    assert [at(inside, x) for x in (50, 150, 250)] == [3, 4, 5]


def test_the_folds_of_one_side_lie_on_those_of_the_other() -> None:
    with pikepdf.open(io.BytesIO(panels())) as pdf:
        outside, inside = sides_of(pdf, LEAFLET)

    assert outside.folds == pytest.approx([mm(97).pt, mm(197).pt], abs=1e-3)
    assert inside.folds == pytest.approx([mm(100).pt, mm(200).pt], abs=1e-3)
    assert [inside.width - x for x in reversed(inside.folds)] == pytest.approx(
        outside.folds, abs=1e-3
    )


def test_a_panel_ends_at_the_fold_and_bleeds_where_the_sheet_ends() -> None:
    outside, _ = rendered(sheet())

    assert [at(outside, x) for x in (96.5, 97.5, 196.5, 197.5)] == [2, 6, 6, 1]
    assert [at(outside, x) for x in (-4.5, 301.5)] == [2, 1]
    assert outside.getpixel((outside.width // 2, 2)) == RGB[6 - 1]


def test_a_side_is_a_page_as_the_engine_writes_it() -> None:
    with pikepdf.open(io.BytesIO(sheet())) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            trim = [float(side) for side in page.trimbox]
            assert trim == pytest.approx([0, 0, mm(297).pt, mm(90).pt], abs=1e-3)
            media = [float(side) for side in page.mediabox]
            assert media[:2] == pytest.approx([-mm(5).pt] * 2, abs=1e-3)
            assert "/Annots" not in page.obj and "/StructParents" not in page.obj
        assert "/StructTreeRoot" not in pdf.Root


def test_the_words_of_a_side_can_be_read() -> None:
    with pypdfium2.PdfDocument(sheet()) as document:
        words = [page.get_textpage().get_text_range() for page in document]

    assert all(f"Panel {number}" in words[0] for number in (1, 2, 6))
    assert all(f"Panel {number}" in words[1] for number in (3, 4, 5))


def test_the_same_pages_give_the_same_bytes() -> None:
    assert folded(LEAFLET) == sheet()


@pytest.mark.parametrize(
    "sides", [((1, 2), (3, 4)), ((1, 2, 3), (4, 5, 7)), ((1, 1, 2), (3, 4, 5))]
)
def test_what_are_not_the_panels_of_the_sheet_is_refused(sides) -> None:
    with pytest.raises(ValueError, match="panels"):
        folded(Folding(sides))


def test_a_folded_sheet_goes_to_the_press_as_two_pages(tmp_path) -> None:
    made = files_of(finish_press, sheet(), press_facts(tmp_path, marks=True))[""]

    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 2
        left, _, right, _ = (float(side) for side in pdf.pages[0].trimbox)
        assert right - left == pytest.approx(mm(297).pt, abs=1e-3)
        shown = pdf.pages[0].resources.XObject
        assert len(shown) == 3
