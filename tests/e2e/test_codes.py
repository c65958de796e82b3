"""QR codes as a telephone sees them: pages of finished files, read by another program."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image

from report.build import build
from report.desk import Job
from report.diagnostics import Severity
from report.pdf.reading import read_printed
from report.pdf.structure import read_structure

from ..conftest import DAY, HEAD, NewProject

LONG = "https://www.example.org/a/long/address?" + "&".join(f"key{n}=value{n}" for n in range(9))
ADDRESSES = ("https://example.org/visit", "tel:+4681234567", "mailto:name@example.org", LONG)
EDITION = f"""{HEAD}theme: THEME
sections:
  - section:
      id: codes
      title: Codes
      blocks:
        - qr_code: {{id: web, address: "{ADDRESSES[0]}", title: Visit}}
        - qr_code: {{id: phone, address: "{ADDRESSES[1]}", error_correction: H}}
        - qr_code: {{id: mail, address: "{ADDRESSES[2]}", width: page, size: 12mm}}
        - qr_code: {{id: long, address: "{LONG}", shown: example.org/short}}
        - qr_code: {{id: large, address: "tel:112", size: 60mm}}
        - disclaimer: Small print.
"""
ALL = {*ADDRESSES, "tel:112"}


def built(new_project: NewProject, theme: str, target: str, format: str = "a4") -> Path:
    project = new_project(EDITION.replace("THEME", theme))
    outcome = build(project, Job("small", DAY, target, format=format))
    grave = [each for each in outcome.findings if each.severity is not Severity.NOTE]
    assert [str(each) for each in grave if each.code.id not in ("T104", "T204", "X301")] == []
    return outcome.path


def pages(pdf: Path, ppi: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=ppi / 72).to_pil().convert("L") for page in document]
    finally:
        document.close()


def seen(pictures: list[Image.Image]) -> dict[str, tuple[Image.Image, zxingcpp.Barcode]]:
    """Return what another program reads, by the text of each code."""
    return {
        code.text: (picture, code)
        for picture in pictures
        for code in zxingcpp.read_barcodes(picture)
    }


@pytest.mark.parametrize("theme", ["nordic", "letterpress"])
def test_codes_are_read_on_the_screen(theme: str, new_project: NewProject) -> None:
    found = seen(pages(built(new_project, theme, "screen"), 150))

    assert set(found) == ALL
    codes = {text: code for text, (_, code) in found.items()}
    assert all(each.format == zxingcpp.BarcodeFormat.QRCode for each in codes.values())
    assert codes[ADDRESSES[1]].ec_level == "H" and codes[LONG].ec_level in "MQH"


def test_on_the_screen_addresses_are_links_and_codes_are_told(new_project: NewProject) -> None:
    pdf = built(new_project, "nordic", "screen")

    with pikepdf.open(pdf) as file:
        links = [str(note.A.URI) for page in file.pages for note in page.get("/Annots", [])]
    structure = read_structure(pdf)
    assert set(links) == ALL  # a link may have several areas, where its words can break
    assert structure.counts()["Link"] == len(ALL)
    alts = [each.alt for each in structure.of_type("Figure")]
    assert sorted(alts) == sorted(f"QR code: {address}" for address in ALL)


@pytest.mark.parametrize(("theme", "format"), [("letterpress", "a4"), ("nordic", "dl-leaflet")])
def test_codes_have_white_around_them(theme: str, format: str, new_project: NewProject) -> None:
    """Four squares of it (ISO/IEC 18004), whatever stands beside the code."""
    found = seen(pages(built(new_project, theme, "screen", format), 300))

    assert set(found) == ALL
    for text, (picture, code) in found.items():
        corners = code.position
        left, top = corners.top_left.x, corners.top_left.y
        side = corners.bottom_right.x - left
        white = int(4 * side / squares(text)) - 3  # less what the corners may be off
        box = (left - white, top - white, left + side + white, top + side + white)
        assert min(box) > 0, text
        inner = (white - 3, white - 3, white + side + 4, white + side + 4)
        around = picture.crop(box)
        around.paste(255, inner)
        assert around.getextrema()[0] > 250, text


def squares(address: str) -> int:
    level = "H" if address == ADDRESSES[1] else "M"
    return len(segno.make(address, error=level, micro=False).matrix)


def test_in_print_codes_are_black_alone_and_there_is_no_link(new_project: NewProject) -> None:
    pdf = built(new_project, "letterpress", "press")

    printed, _ = read_printed(pdf, "it.pdf")
    assert set(seen(pages(pdf, 300))) == ALL
    assert printed.annotations == ()
    codes = [
        each
        for page in printed.pages
        for each in page.painted
        if each.kind == "fill" and each.colour and each.rect.height.mm > 11
    ]
    inks = [tuple(each.colour.components) for each in codes if each.colour]
    assert inks.count((0, 0, 0, 1)) == len(ALL) == inks.count((0, 0, 0, 0))
    assert len(inks) == 2 * len(ALL)
