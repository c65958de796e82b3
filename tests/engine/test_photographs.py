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

STAND_INS = {f"pictures/{name}.jpg": stand_in(name, "content", (600, 400)) for name in ("a", "b")}
HTML = (
    '<html lang="en"><title>t</title><body><p><img alt="A" src="pictures/a.jpg">'
    '<p><img alt="A" src="pictures/a.jpg" style="width: 5mm">'
    '<p><img alt="B" src="pictures/b.jpg">'
)


def serve(path: str) -> tuple[bytes, str]:
    if path in STAND_INS:
        return STAND_INS[path], "image/jpeg"
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
def test_a_photograph_stands_once_where_its_stand_ins_did(mode: str, space: str) -> None:
    photo = written(Image.new(mode, (300, 200), 90), 80, fine=False)
    asked: list[str] = []

    def photographs(name: str) -> bytes:
        asked.append(name)
        return photo

    (image,) = images(photographs)

    assert asked == ["a", "b"]
    assert bytes(image.Data) == photo
    assert (image.Width, image.Height) == (300, 200)
    assert (image.ColorSpace, image.Filter) == (space, "/DCTDecode")


def test_another_photograph_is_another_picture() -> None:
    photos = {
        name: written(Image.new("RGB", (30, 20), colour), 80, fine=False)
        for name, colour in (("a", "red"), ("b", "blue"))
    }

    assert {bytes(each.Data) for each in images(photos.__getitem__)} == {*photos.values()}


def test_without_photographs_stand_ins_stay() -> None:
    found = images(None)

    assert {bytes(each.Data) for each in found} == {*STAND_INS.values()}
    assert {(each.Width, each.Height) for each in found} == {(600, 400)}
