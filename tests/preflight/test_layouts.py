"""The rules about pages, on pages that the engine really made."""

from __future__ import annotations

import pytest

from tests.engine.pages import LONG, read
from tests.preflight.builders import ask_all, evidence

COLUMNS = """
.columns { columns: 2; column-gap: 5mm; column-fill: auto; height: 60mm }
p { orphans: 1; widows: 1 }
h3 { break-after: auto }
"""
BODY = "<p>A line of text.</p>"


def codes(body: str, css: str = "") -> list[str]:
    """Return the codes of what the rules find on a page filled to its foot."""
    pages = read(f'{body}<p style="position: absolute; bottom: 0">Foot.</p>', css)
    return sorted({each.code.id for each in ask_all(evidence(pages=tuple(pages)))})


@pytest.mark.parametrize(("above", "found"), [(8, []), (10, ["T203"]), (11, ["T203"])])
def test_a_heading_near_the_foot_of_a_column(above: int, found: list[str]) -> None:
    body = f'<div class="columns">{BODY * above}<h3>Heading</h3>{BODY * 4}</div>'
    assert codes(body, COLUMNS) == found


def test_a_heading_that_fills_its_page() -> None:
    body = f'{BODY * 24}<h3>Heading</h3><div style="break-before: page">{BODY * 20}</div>'
    assert codes(body) == ["T203"]


def test_a_heading_and_its_picture() -> None:
    body = f'{BODY * 6}<h3>Heading</h3><img src="pictures/dark.jpg" alt="x" style="width: 30mm">'
    assert codes(body + f'<div style="break-before: page">{BODY * 20}</div>') == []


def test_a_widow() -> None:
    above = '<p style="height: 140pt"></p>'
    text = "<p>" + "<br>".join(["A line", "another", "a third"]) + "</p>"
    assert codes(f'<div class="columns">{above}{text}</div>', COLUMNS) == ["T205"]
    assert codes(f'<div class="columns">{above}<p>x</p>{text}</div>', COLUMNS) == []


def test_a_ladder() -> None:
    css = "p { width: 22mm; hyphens: auto }"
    assert "T206" in codes(f"<p>{'internationalization ' * 6}</p>", css)


def test_a_word_that_is_too_long() -> None:
    body = f'<div class="columns"><p>{"W" * 30}</p></div>'
    assert codes(body, COLUMNS) == ["T202"]


def test_a_box_that_is_too_low() -> None:
    assert codes(f'<div style="height: 14pt; width: 40mm">{LONG}</div>') == ["T202"]


def test_a_clipping_box_that_is_too_low() -> None:
    body = f'<div style="max-height: 30pt; width: 40mm; overflow: hidden">{LONG}</div>'
    assert codes(body) == ["T202"]


def test_a_box_that_is_too_low_for_what_has_a_place_in_it() -> None:
    box = '<div style="position: relative; height: 14pt; width: 40mm">{}</div>'
    inside = f'<p style="position: absolute; top: 2pt">{LONG}</p>'
    hanging = f'<p style="position: absolute; top: 20pt">{LONG}</p>'
    assert codes(box.format(inside)) == ["T202"]
    assert codes(box.format(hanging)) == [], "what begins below a box is no part of it"


def test_a_picture_on_words() -> None:
    place = "position: absolute; top: 0; left: 10pt; width: 40mm"
    picture = f'<img src="pictures/dark.jpg" alt="x" style="{place}">'
    assert codes(f"<p>{LONG}</p>{picture}") == ["T213"]
    assert codes(f'{picture}<p style="position: relative; left: 20pt; color: #fff">White</p>') == []


def test_a_plain_ground_on_words() -> None:
    place = "position: absolute; top: 0; left: 0; width: 40mm; height: 10mm"
    assert codes(f'<p>{LONG}</p><div style="{place}; background: #fff"></div>') == ["T213"]
    assert codes(f'<p>{LONG}</p><div style="{place}; border: 1pt solid #000"></div>') == []


def test_words_that_go_on_over_a_picture() -> None:
    picture = '<img src="pictures/dark.jpg" alt="x" style="position: absolute; top: 40pt">'
    words = f'<p style="position: absolute; top: 0; color: #fff">{LONG * 3}</p>'
    assert "T213" in codes(picture + words)


def test_two_texts_in_one_place() -> None:
    body = '<p style="position: absolute; top: 3pt; left: 10pt">Over it</p><p>Words are here</p>'
    assert codes(body) == ["T207"]


def test_a_picture_that_ends_before_the_bleed() -> None:
    css = "img { margin-left: -13mm; width: 60mm }"
    assert codes('<img src="pictures/dark.jpg" alt="x">', css) == ["T202"]
    css = "img { margin-left: -15mm; width: 60mm }"
    assert codes('<img src="pictures/dark.jpg" alt="x">', css) == []


def test_a_page_in_order() -> None:
    body = f"<h2>Heading</h2><p>{LONG * 3}</p><ul><li>One</li><li>Two</li></ul>"
    assert codes(body) == []


def test_words_on_a_picture_of_their_colour() -> None:
    css = "img { position: absolute; width: 60mm; height: 60mm } h2 { position: relative }"
    body = '<img src="pictures/dark.jpg" alt="x"><h2 style="color: %s">Words</h2>'
    assert codes(body % "#0b2a4a", css) == ["A202"]
    assert codes(body % "#ffffff", css) == []
