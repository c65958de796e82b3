"""The sides of a folded sheet: where each panel stands, what bleeds, and how it goes to press."""

from __future__ import annotations

import io
import zlib
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from report.finish.folding import fold
from report.finish.panels import Folding, folding
from report.finish.press import finish_press
from report.units import Length, mm
from tests.tools.finishing import files_of
from tests.tools.leaflets import INSIDE, OUTSIDE, RGB, leaflet, panels
from tests.tools.pressing import press_facts

LEAFLET = leaflet()
DPI = 144
BLEED = round(mm(5).inches * DPI)


def folded(folding: Folding, count: int = 6) -> bytes:
    with TemporaryDirectory() as folder:
        return fold(panels(count), folding, Path(folder) / "sheet.pdf").read_bytes()


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


def test_from_right_to_left_the_front_is_at_the_left() -> None:
    outside, inside = rendered(folded(leaflet(right_to_left=True)))

    assert [at(outside, x) for x in (50, 150, 250)] == [1, 6, 2]
    assert [at(inside, x) for x in (47, 147, 247)] == [5, 4, 3]


def test_every_stream_of_the_sheet_is_read_again_to_be_finished() -> None:
    # One in 256 is packed so that it ends like a line; see `writing`.
    data = next(data for n in range(1, 300) if (data := zlib.compress(b"%" * n)).endswith(b"\r"))
    with pikepdf.open(io.BytesIO(panels(6))) as pdf:
        for page in pdf.pages:
            page.obj.Resources.Note = pdf.make_stream(data, Filter=pikepdf.Name.FlateDecode)
        stream = io.BytesIO()
        pdf.save(stream)
    with TemporaryDirectory() as folder:
        path = fold(stream.getvalue(), LEAFLET, Path(folder) / "sheet.pdf")
        with pikepdf.open(path) as sheet:
            streams = [each for each in sheet.objects if isinstance(each, pikepdf.Stream)]
            assert sum(each.read_bytes().startswith(b"%") for each in streams) >= 1


def test_a_panel_without_a_page_stays_blank() -> None:
    outside, inside = rendered(folded(leaflet(5), 5))

    assert [at(outside, x) for x in (50, 250)] == [2, 1]
    assert outside.getpixel((outside.width // 2, outside.height // 2)) == (255, 255, 255)
    assert [at(inside, x) for x in (50, 150, 250)] == [3, 4, 5]


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


@pytest.mark.parametrize("wrong", [leaflet(5), leaflet(7)])
def test_other_pages_than_those_of_the_sheet_are_refused(wrong: Folding) -> None:
    with pytest.raises(ValueError, match="not the panels"):
        folded(wrong)


def test_pages_of_another_size_than_their_panels_are_refused() -> None:
    even = [Length(mm(99).pt)] * 6
    with pytest.raises(ValueError, match="not as large"):
        folded(folding(even, (OUTSIDE, INSIDE), 6))


def pressed(tmp_path: Path, **changes: object) -> bytes:
    facts = press_facts(tmp_path, folding=LEAFLET, **changes)
    return files_of(finish_press, panels(), facts)[""]


def test_pages_go_to_the_press_as_the_two_sides_of_a_sheet(tmp_path) -> None:
    with pikepdf.open(io.BytesIO(pressed(tmp_path))) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            media, bleed, trim = (
                [float(side) for side in box]
                for box in (page.mediabox, page.BleedBox, page.TrimBox)
            )
            room = mm(7).pt  # for the marks
            assert media[:2] == [0, 0]
            assert bleed == pytest.approx([room, room, media[2] - room, media[3] - room], abs=1e-3)
            assert trim[0] - bleed[0] == pytest.approx(mm(3).pt, abs=1e-3)
            assert trim[2] - trim[0] == pytest.approx(mm(297).pt, abs=1e-3)
            assert len(page.resources.XObject) == 3


def test_the_same_pages_are_pressed_to_the_same_bytes(tmp_path) -> None:
    assert pressed(tmp_path / "once") == pressed(tmp_path / "twice")
