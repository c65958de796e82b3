"""Pages that new words do not touch are kept, and are those that would be made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.layout.page import make_page

from report.diagnostics import Diagnostic
from report.engine import kept_pages
from report.engine.evidence import page_evidence
from report.engine.render import Engine
from report.engine.rendered import Order
from tests.engine.pages import FONTS, LONG, PICTURES, SIGHT, STYLE
from tests.engine.test_column_trials import BLOCKS, CSS

FLOW = (
    f"<p>{LONG * 9}</p>",
    f'<p data-snap="a">{LONG * 5}</p><p data-rest="a"></p>',
    f'<p style="break-inside: avoid">{LONG * 6}</p>',
    f'<section style="columns: 1">{LONG}<p>{LONG * 12}</p></section>',
    f'<section data-snap="b"><p>{LONG * 12}</p></section><div data-rest="b"></div>',
    f'<h2 id="head" style="break-after: avoid">Heading</h2><p>{LONG * 3}</p>',
    f'<h2 style="break-before: page; page: other">Heading</h2><p>{LONG * 3}</p>',
    '<p><img src="pictures/dark.jpg" style="width: 40mm; height: 80mm"></p>',
    f'<p style="background: #eee url(pictures/halves.jpg)">{LONG}</p>',
    f'<p style="position: fixed; bottom: 0">{LONG}</p>',
    f'<p style="counter-increment: part"><a href="#head">{LONG}</a></p>',
    "<table><thead><tr><th>Head</th></tr></thead>" + f"<tr><td>{LONG}</td></tr>" * 9 + "</table>",
)
MORE = """
@page { @bottom-left { content: string(now) counter(page) "/" counter(pages) } }
@page other { margin: 20mm } h2 { string-set: now content(); bookmark-level: 1 }
"""
WORDS = ("MARK", "A mark", "", f"Other words {LONG}", LONG * 20, "of\u00adfi\u00adces")


def serve(path: str) -> tuple[bytes, str]:
    if path in PICTURES:
        return PICTURES[path], "image/jpeg"
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def document(blocks: list[str], place: int, words: str) -> Order:
    """Return an order in which `words` stand in the middle of one block, and at its end."""
    chosen = place % len(blocks)
    marked = list(blocks)
    marked[chosen] = marked[chosen].replace("good many", f"{words} good many", 1)
    marked[chosen] += f"<p>{words} and so on</p>"
    return Order(f'<html lang="en"><body>{"".join(marked)}</body></html>', section="it")


def result(engine: Engine, order: Order) -> object:
    """Return all that comes of a document."""
    try:
        boxed = engine.lay(order)
        seen = page_evidence(boxed, SIGHT, lambda name: PICTURES.get(name))
        return boxed.notes, seen, engine.draw(boxed).dumps()
    except Diagnostic as diagnostic:  # WeasyPrint stumbles over some notes in columns
        return str(diagnostic)


def new_engine() -> Engine:
    return Engine(serve, {"style.css": STYLE + CSS + MORE})


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(FLOW + BLOCKS), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from(WORDS)), min_size=1, max_size=4),
)
@example(list(FLOW), [(0, "MARK"), (0, "A mark"), (0, LONG * 20), (0, "A mark"), (0, "")])
@example(list(FLOW), [(11, "MARK"), (11, LONG), (11, "MARK")])
@example([*FLOW[:5], *FLOW[:5]], [(3, "MARK"), (4, LONG), (3, "A mark")])
@example([FLOW[0], BLOCKS[3], FLOW[0]], [(0, "MARK"), (0, "A mark")])
@example([FLOW[0], BLOCKS[4], FLOW[0], BLOCKS[4]], [(0, "MARK"), (0, LONG)])
def test_all_comes_to_the_same_as_in_an_engine_of_its_own(blocks, edits):
    engine = new_engine()
    result(engine, document(blocks, 0, ""))
    for place, words in edits:
        order = document(blocks, place, words)
        assert result(engine, order) == result(new_engine(), order)


def made_for(monkeypatch, orders: list[Order]) -> list[list[int]]:
    """Return the numbers of the pages that were made for each document."""
    made: list[int] = []

    def making(context, root_box, page_type, resume_at, page_number, page_state):
        made.append(page_number)
        return make_page(context, root_box, page_type, resume_at, page_number, page_state)

    engine, numbers = new_engine(), []
    monkeypatch.setattr(kept_pages.page_layout, "make_page", making)
    for order in orders:
        made.clear()
        engine.lay(order)
        numbers.append(list(made))
    return numbers


def test_pages_before_and_after_the_words_are_kept(monkeypatch):
    blocks = [f"<p>{LONG * 9}</p>"] * 9
    orders = [document(blocks, 5, words) for words in ("a", "b", "a")]
    first, second, third = made_for(monkeypatch, orders)
    assert first == [1, 2, 3, 4, 5]
    assert second == third == [3, 4]


@pytest.mark.parametrize("other", ["<em>b</em>", '<i class="a">b</i>', "<br>"])
def test_other_elements_begin_from_nothing(monkeypatch, other):
    blocks = [f"<p>{LONG * 9}</p>"] * 9
    first, second = made_for(monkeypatch, [document(blocks, 8, each) for each in ("a", other)])
    assert first == second == [1, 2, 3, 4, 5]


def test_another_picture_of_the_same_name_begins_from_nothing(monkeypatch):
    monkeypatch.setitem(PICTURES, "pictures/dark.jpg", PICTURES["pictures/dark.jpg"])
    engine, order = new_engine(), document(list(FLOW), 0, "a")
    before = result(engine, order)
    PICTURES["pictures/dark.jpg"] = PICTURES["pictures/halves.jpg"]
    assert before != result(engine, order) == result(new_engine(), order)


def test_pictures_that_words_stand_on_are_asked_for_again():
    picture = '<img src="pictures/dark.jpg" style="width: 80mm; height: 40mm">'
    text = f'{picture}<p style="position: absolute; top: 20mm">Words on a picture</p>'
    asked: list[list[str]] = []

    def look(name: str) -> bytes | None:
        asked[-1].append(name)
        return PICTURES[name]

    engine = new_engine()
    for words in ("a", "b"):
        asked.append([])
        order = Order(f"<html><body>{text}<p style='break-before: page'>{words}</p></body></html>")
        page_evidence(engine.lay(replace(order, section="it")), SIGHT, look)
    assert asked[0] and set(asked[0]) == set(asked[1])


def test_what_is_said_of_a_page_is_said_of_each_version():
    gone = '<p style="background: url(pictures/gone.jpg)">Words</p>'
    engine = new_engine()
    said = []
    for words in ("a", "b", "c"):
        body = f"{gone}<p style='break-before: page'>{words}</p>"
        order = Order(f"<html><body>{body}</body></html>", section="it")
        said.append(engine.lay(order).notes.said)
    assert said[0] and said[0] == said[1] == said[2]
