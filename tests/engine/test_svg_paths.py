"""Paths that are remembered are drawn as WeasyPrint draws them."""

from __future__ import annotations

from weasyprint import svg

from report.engine import svg_paths
from report.engine.render import Engine
from tests.engine.pages import FONTS, STYLE

ROUND = "M 10 10 Q 20 0 30 10 t 10 0 A 5 5 0 0 1 60 20 h 10 v 5 c 1 2 3 4 5 6 s 7 8 9 10 Z"
DRAWING = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 100 100" width="100" height="100">
<defs><path id="a" d="{ROUND}" transform="scale(0.5)"/>
<marker id="m" markerWidth="4" markerHeight="4"><path d="M 0 0 L 4 2 L 0 4 z"/></marker></defs>
<use xlink:href="#a"/><use xlink:href="#a" x="30" fill="red"/>
<g opacity="0.5"><path d="{ROUND}"/></g>
<path d="{ROUND}" marker-start="url(#m)" marker-mid="url(#m)" marker-end="url(#m)"/>
<path d="{ROUND}" marker-mid="url(#m)" stroke="blue"/><path d="M 1 1 L 5"/><path/><path d=""/>
<path d="M 0 0 L 50% 50%"/><svg width="50" height="20"><path d="M 0 0 L 50% 50%"/></svg>
</svg>"""


def serve(path: str) -> tuple[bytes, str]:
    if path == "one.svg":
        return DRAWING.encode(), "image/svg+xml"
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def pages(folder) -> bytes:
    engine = Engine(serve, {"style.css": STYLE})
    html = '<html><body><img src="one.svg"><img src="one.svg" style="width: 50mm"></body></html>'
    engine.write([engine.render(html)], folder / "pages.pdf")
    return (folder / "pages.pdf").read_bytes()


def test_the_pages_are_the_same_bytes(tmp_path, monkeypatch):
    remembered = pages(tmp_path)
    assert pages(tmp_path) == remembered  # and so they are by memory alone
    monkeypatch.setattr(svg_paths, "_remembering", lambda original: original)
    assert pages(tmp_path) == remembered


def test_a_path_is_read_once(tmp_path, monkeypatch):
    read = []

    def reading(image, node, font_size):
        read.append(node.get("d", ""))
        svg.path(image, node, font_size)

    monkeypatch.setattr(svg_paths, "_paths", svg_paths._Paths())
    known = svg_paths._remembering
    monkeypatch.setattr(svg_paths, "_remembering", lambda original: known(reading))
    pages(tmp_path)
    assert read.count(ROUND) == 1
    # What these come to depends on what is around them.
    assert read.count("M 0 0 L 50% 50%") >= 4


def test_what_is_held_has_an_end(monkeypatch):
    monkeypatch.setattr(svg_paths, "_MOST", 10)
    paths = svg_paths._Paths()
    for number in range(9):
        paths.put((f"M {number} 0", 12.0), [b"0 0 m"], [])
    assert paths.get(("M 0 0", 12.0)) is None
    assert paths.get(("M 8 0", 12.0)) == ([b"0 0 m"], [])


def test_drawing_ends_with_the_paths_of_weasyprint(tmp_path):
    before = svg.TAGS["path"]
    pages(tmp_path)
    assert svg.TAGS["path"] is before
