"""Parts of the flow are filled up to whole lines while they are laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout import block

from report.diagnostics import Diagnostic
from report.engine.grid import kept_grid, lacking
from report.engine.render import Engine
from report.units import pt
from tests.engine.pages import FONTS, LONG, STYLE

GRID = """
.rest { line-height: 14pt } section > .band:last-child > .rest { max-height: 0 }
.columns { columns: 2; column-gap: 4mm }
"""
STYLE_OF_BANDS = "<style>.band { margin-bottom: 28pt }</style>"


def part(id: str, inner: str) -> str:
    rest = f'<div class="rest" data-rest="{id}"></div>'
    return f'<div class="band"><div data-snap="{id}">{inner}</div>{rest}</div>'


def tops(body: str) -> list[tuple[int, float]]:
    """Return on which page each element with an id stands, and how many points below the margin."""

    def serve(path: str) -> tuple[bytes, str]:
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    engine = Engine(serve, {"style.css": STYLE + GRID})
    rendered = engine.render(f"<html><body><section>{body}</section></body></html>")
    assert rendered.findings == ()
    return [
        (number, round((box.position_y - page.content_box_y()) * 0.75, 2))
        for number, page in enumerate(rendered.boxes)
        for box in page.descendants()
        if isinstance(box, BlockBox) and box.element_tag == "p" and box.element.get("id")
    ]


def test_what_follows_a_part_stands_on_the_grid():
    high = '<div style="height: 20pt"></div>'
    body = part("a", high) + '<p id="one">One</p>' + part("b", high * 2) + '<p id="two">Two</p>'
    assert tops(body) == [(0, 28.0), (0, 84.0)]


def test_a_part_in_a_part_counts_before_it():
    inner = part("in", '<div style="height: 20pt"></div>') + '<div style="height: 3pt"></div>'
    assert tops(part("out", inner) + '<p id="one">One</p>') == [(0, 42.0)]


def test_columns_that_are_higher_than_their_words_give_their_white_back():
    body = part("a", f'<div class="columns">{"<p>Words</p>" * 5}</div>') + '<p id="one">One</p>'
    assert tops(body) == [(0, 42.0)]


def test_of_a_part_that_goes_over_pages_the_last_piece_counts():
    inner = f'{f"<p>{LONG * 3}</p>" * 6}<div style="height: 5pt"></div>'
    ((page, top),) = tops(part("a", inner) + '<p id="one">One</p>')
    assert page == 1 and top % 14 == 0


def test_what_the_last_part_lacks_takes_no_room():
    # 130 mm less 2 pt: what would be filled up does not fit.
    high = part("a", '<p id="one">A</p><div style="height: 352.5pt"></div>')
    assert tops(high) == [(0, 0.0)]


def test_what_a_part_lacks_at_the_foot_of_a_page_does_not_go_over_to_the_next():
    # 130 mm are 368.5 pt: below 360 pt there is no room for the 4 pt and 28 pt of white.
    high = part("a", '<p id="one">A</p><div style="height: 350.3pt"></div>')
    white = STYLE_OF_BANDS + high + part("b", '<p id="two">B</p>')
    assert tops(white) == [(0, 0.0), (1, 0.0)]


@given(st.integers(0, 50_000), st.integers(0, 1400), st.sampled_from([12, 13.5, 14, 18]))
def test_height_without_its_white_and_what_it_lacks_are_whole_lines(height, white, line):
    whole = pt(height / 100) - pt(white / 100) if white <= height else pt(height / 100)
    empty = pt(white / 100) if white <= height else pt(0)
    missing = lacking(whole + empty, empty, pt(line))
    over = (whole.pt + empty.pt + missing.pt) % line
    assert min(over, line - over) <= 0.05 + 0.01
    assert missing.pt <= line


def test_another_signature_is_refused(monkeypatch):
    before = block.block_level_layout
    with pytest.raises(RuntimeError), kept_grid():
        assert block.block_level_layout is not before
        raise RuntimeError
    assert block.block_level_layout is before
    monkeypatch.setattr(block, "block_level_layout", lambda context, box: ())
    with pytest.raises(Diagnostic, match="E110"), kept_grid():
        pass
