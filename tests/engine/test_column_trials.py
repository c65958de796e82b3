"""Columns that are tried without making their lines anew come to the same pages."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from weasyprint.layout.inline import get_next_linebox

from report.diagnostics import Diagnostic
from report.engine import column_trials
from report.engine.render import Engine
from tests.engine.pages import FONTS, LONG, STYLE

WORDS = LONG * 3
# What stands in columns, and how: each of them has lines of another kind, or breaks otherwise.
BLOCKS = (
    f"<p>{WORDS}</p>",
    f"<p>{LONG}<em>Some <b>words</b> of it</em> {WORDS}</p>",
    f'<p style="text-align: justify; hyphens: auto; text-indent: 1em">{WORDS}</p>',
    f'<p><span class="note">{LONG}</span>{WORDS}</p>',
    f'<p><span style="float: left; width: 15mm">{LONG}</span>{WORDS}</p>',
    f'<p><span style="position: relative; top: 3px">Higher</span> {WORDS}</p>',
    f'<p><span style="display: inline-block; width: 12mm">Two lines of it</span> {WORDS}</p>',
    f'<p>{WORDS}<span style="position: absolute">Placed</span></p>',
    f'<p class="letter">{WORDS}</p>',
    f'<p class="line">{WORDS}</p>',
    f'<p style="white-space: pre-line">One line\nand\n\nanother {WORDS}</p>',
    f'<p>Chapter <span class="leader"></span> 12</p><p>{LONG}</p>',
    f'<ul><li>{LONG}</li><li style="list-style-position: inside">{LONG}</li></ul>',
    f"<table><tr><td>{LONG}</td><td>Cell</td></tr></table>",
    f'<div style="display: flex"><p>{LONG}</p><p>{LONG}</p></div>',
    f'<h2 style="break-after: avoid; margin: 9px 0 4px">Heading</h2><p>{LONG}</p>',
    f'<h2 style="column-span: all">Over all columns</h2><p>{LONG}</p>',
    f'<div style="break-inside: avoid">{LONG}</div>',
    f'<div style="break-before: column">{LONG}</div>',
    f'<div style="columns: 2">{WORDS}<p>{LONG}</p></div>',
    f'<div style="overflow: hidden; padding: 5px; border: 1px solid">{WORDS}</div>',
    f'<p style="max-height: 20px; orphans: 1; widows: 4">{WORDS}</p>',
)
LOOKS = ("", "column-fill: auto", "direction: rtl", "padding-bottom: 7px", "height: 60mm", "gap: 0")
CSS = """
section { columns: 2 } p { orphans: 2; widows: 2 }
.note { float: footnote } .leader::after { content: leader('.') }
.letter::first-letter { font-size: 20pt } .line::first-line { font-weight: bold }
"""


def serve(path: str) -> tuple[bytes, str]:
    return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"


def pages(folder, body: str) -> bytes:
    engine = Engine(serve, {"style.css": STYLE + CSS})
    try:
        rendered = engine.render(f'<html lang="en"><body>{body}</body></html>')
    except Diagnostic as diagnostic:  # WeasyPrint stumbles over some notes in columns
        return str(diagnostic).encode()
    engine.write([rendered], folder / "it.pdf")
    return (folder / "it.pdf").read_bytes()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=9), st.sampled_from(LOOKS))
@example(list(BLOCKS), "")
@example([*BLOCKS[:4], *BLOCKS[:4]], "padding-bottom: 7px")
def test_the_pages_are_the_same_bytes(tmp_path_factory, blocks, look):
    folder = tmp_path_factory.mktemp("pages")
    body = f'<section style="{look}">{"".join(blocks)}</section><p>{LONG}</p>'
    quick = pages(folder, body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column_trials, "_watching", lambda original: original)
        assert pages(folder, body) == quick


def test_a_line_is_made_once_to_try_and_at_most_once_to_stay(monkeypatch):
    made = []

    def making(*arguments):
        made.append(arguments)
        return get_next_linebox(*arguments)

    def remembering(original, known=column_trials._remembering):
        return known(making)

    monkeypatch.setattr(column_trials, "_remembering", remembering)
    engine = Engine(serve, {"style.css": STYLE + CSS})
    page = engine.render(f"<html><body><section>{BLOCKS[0] * 5}</section></body></html>").boxes[0]
    lines = [each for each in page.descendants() if type(each).__name__ == "LineBox"]
    # Those of the first column stand where they were made; some are asked for beyond the page.
    assert len(lines) <= len(made) <= 1.75 * len(lines)
    assert all(each.children for each in lines)
