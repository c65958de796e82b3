"""Photographs that take the places of their stand-ins when a PDF is bound."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from report.engine.binding import bind
from report.engine.font_files import FontFiles
from report.engine.render import Engine
from report.jpegs import stand_in, written

from .pages import FONTS

STAND_IN = stand_in("abc", "content", (600, 400))
HTML = (
    '<html lang="en"><title>t</title><body><p><img alt="A" src="pictures/abc.jpg">'
    '<p><img alt="B" src="pictures/abc.jpg" style="width: 5mm">'
)


def serve(path: str) -> tuple[bytes, str]:
    if path == "pictures/abc.jpg":
        return STAND_IN, "image/jpeg"
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def images(photographs: Callable[[str], bytes] | None) -> list[pikepdf.Object]:
    fonts = FontFiles()
    engine = Engine(serve, {"style.css": "img { width: 9mm }"}, fonts)
    out = io.BytesIO()
    assert bind([(engine.draw(engine.render(HTML)), None)], fonts, out, photographs) == ()
    with pikepdf.open(out) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        return [
            pikepdf.Dictionary(Data=each.read_raw_bytes(), **dict(_plain(each)))
            for each in found
            if each.get("/Subtype") == "/Image"
        ]


def _plain(image: pikepdf.Object) -> list[tuple[str, object]]:
    return [(name, image[f"/{name}"]) for name in ("Width", "Height", "ColorSpace", "Filter")]


@pytest.mark.parametrize("mode, space", [("RGB", "/DeviceRGB"), ("L", "/DeviceGray")])
def test_a_photograph_stands_where_its_stand_in_did_once(mode: str, space: str) -> None:
    photo = written(Image.new(mode, (300, 200), 90), 80, fine=False)
    asked: list[str] = []

    def photographs(name: str) -> bytes:
        asked.append(name)
        return photo

    (image,) = images(photographs)

    assert asked == ["abc"]
    assert bytes(image.Data) == photo
    assert (image.Width, image.Height) == (300, 200)
    assert (image.ColorSpace, image.Filter) == (space, "/DCTDecode")


def test_without_photographs_stand_ins_stay() -> None:
    (image,) = images(None)

    assert bytes(image.Data) == STAND_IN
    assert (image.Width, image.Height) == (600, 400)
