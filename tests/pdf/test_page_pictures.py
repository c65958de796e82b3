"""Pages as pictures: what PDFium paints, as a BMP that every browser reads."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from report.pdf.page_pictures import bitmap


def pdf() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(120, 160))
        page.obj.Contents = document.make_stream(b"1 0 0 rg 30 40 50 60 re f 0 0 1 rg 0 0 9 9 re f")
        page.obj.TrimBox = [10, 10, 110, 150]
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("width", [61, 100, 333])
def test_the_picture_is_what_pdfium_paints(width: int) -> None:
    made = Image.open(io.BytesIO(bitmap(pdf(), 0, width, bleed=True)))
    page = pypdfium2.PdfDocument(pdf())[0]
    wanted = page.render(scale=width / 120).to_pil().convert("RGB")

    assert (made.mode, made.size, made.format) == ("RGB", wanted.size, "BMP")
    assert made.size[0] == width and made.getpixel((width // 2, made.size[1] // 2)) == (255, 0, 0)
    assert ImageChops.difference(made, wanted).getbbox() is None


def test_without_its_bleed_it_is_what_is_left_after_trimming() -> None:
    made = Image.open(io.BytesIO(bitmap(pdf(), 0, 200)))

    assert made.size == (200, 280)
    assert made.getpixel((1, 279)) == (255, 255, 255)
