"""Laying out a few lines of HTML and reading off what stands there."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

import report
from report.diagnostics import Mark
from report.engine.evidence import page_evidence
from report.engine.page_evidence import PageEvidence, TextRun
from report.engine.plain_values import dumps_evidence, loads_evidence
from report.engine.render import Engine
from report.engine.rendered import Order, Sight
from report.units import PageBoxes, Size, mm

FONTS = Path(report.__file__).parent.parent / "assets" / "fonts"
STYLE = """
@font-face { font-family: Serif4; src: url(fonts/source-serif-4/SourceSerif4-Regular.ttf) }
@page { size: 100mm 150mm; margin: 10mm; bleed: 5mm }
* { margin: 0; padding: 0; box-sizing: border-box }
html { font: 10pt/14pt Serif4; color: #16202b }
img { display: block }
"""
PAPER = PageBoxes.of(Size(mm(100), mm(150)), mm(5), mm(5))
SIGHT = Sight(PAPER, lambda *_: "")
MARKS = {
    "hubs": Mark("edition.yaml", 10, 5),
    "text": Mark("edition.yaml", 20, 9),
    "photo": Mark("edition.yaml", 30, 9),
}

LONG = "A good many words that fill a few lines of the narrow column they are set in. "


def jpeg(*columns: tuple[int, int, int]) -> bytes:
    """Return a picture of 400 × 400 px with upright stripes in these colours."""
    image = Image.new("RGB", (400, 400))
    width = 400 // len(columns)
    for index, colour in enumerate(columns):
        image.paste(colour, (index * width, 0, (index + 1) * width, 400))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, subsampling=0)
    return stream.getvalue()


PICTURES = {
    "pictures/dark.jpg": jpeg((10, 30, 60)),
    "pictures/halves.jpg": jpeg((0, 0, 0), (255, 255, 255)),
}


def read(body: str, css: str = "", pictures: Mapping[str, bytes] = PICTURES) -> list[PageEvidence]:
    """Return the pages of a document whose section is called `hubs`."""

    def serve(path: str) -> tuple[bytes, str]:
        if path in pictures:
            return pictures[path], "image/jpeg"
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    engine = Engine(serve, {"style.css": STYLE, "more.css": css})
    html = f'<html lang="en"><body><section id="hubs">{body}</section></body></html>'
    boxed = engine.lay(Order(html, section="hubs", ids=tuple(MARKS), first=3))
    assert boxed.findings == ()
    found = page_evidence(boxed, SIGHT, pictures.get)
    return list(loads_evidence(dumps_evidence(found), MARKS))


def run(pages: list[PageEvidence], words: str) -> TextRun:
    """Return the only run that contains these words."""
    (found,) = [each for page in pages for each in page.runs if words in each.text]
    return found
