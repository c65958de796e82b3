"""Small pages laid out for the press, and how they are printed."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from report.finish.facts import DocumentFacts, Printing
from report.finish.press import finish_press
from report.ink.values import Ink
from report.printers import Printer
from report.storage import Cache
from report.units import mm
from tests.conftest import ROOT
from tests.tools.finishing import files_of
from tests.tools.small_pdfs import facts, lay_out

ICC = ROOT / "assets" / "icc"
PROFILE = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes()
SRGB = (ICC / "sRGB2014.icc").read_bytes()
SANS = (ROOT / "assets/fonts/source-sans-3/SourceSans3-Regular.ttf").read_bytes()
PRESET = {
    "label": "Coated paper",
    "profile": {
        "file": "ISOcoated_v2_300_bas.icc",
        "condition": "FOGRA39",
        "info": "Coated paper, sheet-fed offset",
    },
    "bleed": "3mm",
    "safe": "4mm",
    **{part: {} for part in ("images", "type", "cover")},
}
WIDTH, HEIGHT = mm(100).pt, mm(90).pt
CYAN = Ink((1.0, 0.0, 0.0, 0.0))
# Full inks, so that a page is known by its plates.
BUILDS = {
    "#00aaff": CYAN,
    "#ff00aa": Ink((0.0, 1.0, 0.0, 0.0)),
    "#ffee00": Ink((0.0, 0.0, 1.0, 0.0)),
    "#c8102e": Ink((0.0, 1.0, 0.8, 0.05), spot="PANTONE 186 C"),
}
GROUNDS = ("#00aaff", "#ff00aa", "#ffee00", "#888888")


@cache
def grounds(count: int = 4) -> bytes:
    """Pages that run 5 mm beyond the trim, each on a ground of its own and with its number."""
    css = ".page { position: absolute; inset: -17mm; z-index: -1 }"
    return lay_out(
        [
            f"<div class=page style='background: {GROUNDS[at % 4]}'></div>"
            f"<h1>Page {at + 1}</h1><p><a href=https://example.org/>A link</a></p>"
            for at in range(count)
        ],
        css,
    )


def printing(folder: Path, preset: dict[str, object] | None = None, **changes: object) -> Printing:
    """How pages are printed: a preset changed by `preset`, the rest by `changes`."""
    printer = Printer.model_validate({**PRESET, **(preset or {})})
    cache = Cache(folder / "cache")
    return Printing(printer, PROFILE, SRGB, BUILDS, cache, **changes)  # type: ignore[arg-type]


def press_facts(
    folder: Path, preset: dict[str, object] | None = None, **changes: object
) -> DocumentFacts:
    """The facts of a document for the press."""
    return facts(printing=printing(folder, preset, **changes), font=SANS)


def pressed(
    pdf: bytes, folder: Path, preset: dict[str, object] | None = None, **changes: object
) -> dict[str, bytes]:
    """The files for the press."""
    return files_of(finish_press, pdf, press_facts(folder, preset, **changes))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def rendered(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    """The pages as PDFium shows them, with all of the MediaBox."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def words(pdf: bytes) -> list[str]:
    """The text of each page, line by line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r", "") for page in document]
