"""Vector pictures that are remembered are those that WeasyPrint would draw again."""

from __future__ import annotations

import re
import zlib
from contextlib import nullcontext

import pytest
from weasyprint.svg import SVG

from report.diagnostics import Mark
from report.engine import drawing, vector_pictures
from report.engine.fragment import Fragment
from report.engine.render import Engine
from report.engine.rendered import Order
from report.engine.vector_pictures import VectorPictures
from tests.engine.pages import FONTS, STYLE

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" width="40" height="30">'
PLAIN = {
    "paths": '<path d="M1 2L9 8C3 4 5 6 20 7z" fill="#006aa7" stroke="red" stroke-width=".3"/>',
    "opacity": '<g fill-opacity=".4"><circle r="9" cx="9" cy="9" fill="red"/></g><rect width="4" '
    'height="5" stroke="blue" stroke-opacity=".2"/>',
    "clip": '<defs><clipPath id="c"><rect x="3" y="3" width="9" height="7"/></clipPath></defs>'
    '<g clip-path="url(#c)"><circle r="9" cx="9" cy="9"/></g>',
    "use": '<defs><path id="g" d="M0 0h3v3z"/></defs><g transform="rotate(20)">'
    '<use href="#g" x="4"/><use href="#g" x="9" fill="green"/></g>',
    "nothing": "",
}
OTHER = {
    "group": '<g opacity=".5"><rect width="9" height="9"/><rect x="3" width="9" height="9"/></g>',
    "gradient": '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset="1" '
    'stop-color="blue"/></linearGradient></defs><rect width="30" height="20" fill="url(#a)"/>',
    "text": '<text x="3" y="12" font-family="Serif4" font-size="8">Words</text>',
}
PAGE = """<p style="color: rgba(0, 0, 0, .4)">Words before it.</p>{0}
<p style="color: red">Words between.</p>{0}
<p>Words after it.</p><p style="break-before: page">{0}"""


def fragments(svg: str, times: int) -> list[bytes]:
    """Return the pages of a document that has an SVG three times, drawn so often."""

    def serve(path: str) -> tuple[bytes, str]:
        if path == "pictures/a.svg":
            return f"{HEAD}{svg}</svg>".encode(), "image/svg+xml"
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    engine = Engine(serve, {"style.css": STYLE})
    body = PAGE.format('<img src="pictures/a.svg" style="width: 50mm" alt="A picture">')
    order = Order(f'<html lang="en"><body>{body}</body></html>', Mark("a.yaml"))
    return [engine.draw(engine.lay(order)).dumps() for _ in range(times)]


@pytest.mark.parametrize("svg", [*PLAIN.values(), *OTHER.values()], ids=[*PLAIN, *OTHER])
def test_what_is_remembered_is_what_would_be_drawn(
    svg: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_pictures, "rounded", lambda lines, scale: lines)
    remembered = fragments(svg, 3)
    monkeypatch.setattr(drawing, "remembered_pictures", nullcontext)

    assert remembered == fragments(svg, 1) * 3


@pytest.mark.parametrize("svg", [*PLAIN.values(), *OTHER.values()], ids=[*PLAIN, *OTHER])
def test_what_comes_to_the_same_is_watched_once(svg: str, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = vector_pictures._watched
    seen: list[vector_pictures._Drawn] = []
    monkeypatch.setattr(
        vector_pictures, "_watched", lambda *a: seen.append(watched(*a)) or seen[-1]
    )
    fragments(svg, 4)

    # Once for each of its three places, and no more when they are drawn again.
    assert len(seen) == 3
    assert all((each.content is not None) == (svg in PLAIN.values()) for each in seen)


def test_another_picture_at_the_same_address_is_drawn() -> None:
    served: list[str] = []

    def serve(path: str) -> tuple[bytes, str]:
        if path == "pictures/a.svg":
            colour = ("#010203", "#fefdfc")[len(served) % 2]
            served.append(colour)
            rect = f'<rect width="9" height="9" fill="{colour}"/>'
            return f"{HEAD}{rect}</svg>".encode(), "image/svg+xml"
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    engine = Engine(serve, {"style.css": STYLE})
    order = Order('<html lang="en"><body><img src="pictures/a.svg" alt="A"></body></html>')
    drawn = [engine.draw(engine.lay(order)).dumps() for _ in range(4)]

    assert len(served) == 4
    assert drawn[0] == drawn[2] != drawn[1] == drawn[3]


def test_a_picture_that_cannot_be_drawn_says_so_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no such path")

    monkeypatch.setattr(SVG, "draw_node", fail)

    warned = [Fragment.loads(each).warnings for each in fragments("", 2)]

    assert warned[0] and warned == [warned[0]] * 2


def test_what_is_held_stays_within_bounds() -> None:
    pictures = VectorPictures(most=1_000)
    for number in range(50):
        pictures.put(number, vector_pictures._Drawn(b"x" * 300))

    assert [number for number in range(50) if pictures.get(number)] == [47, 48, 49]


def test_glyphs_that_nothing_moves_apart_stand_together() -> None:
    def serve(path: str) -> tuple[bytes, str]:
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    engine = Engine(serve, {"style.css": STYLE})
    body = "<p>nnnnnnnn AVAV</p><p style='letter-spacing: 2pt'>nn</p>"
    fragment = engine.draw(engine.lay(Order(f'<html lang="en"><body>{body}</body></html>')))
    content = fragment.pieces[fragment.pages[0].contents - 1].data
    shown = re.findall(rb"\[(.*)\] TJ", zlib.decompress(content))

    assert len(shown) == 2 and not any(b">0<" in each or b">0]" in each for each in shown)
    assert re.match(rb"<(\w{4})\1{7}", shown[0])  # eight times the same glyph
