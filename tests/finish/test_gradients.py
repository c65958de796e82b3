"""Gradients of drawings: what every viewer shows, and shows alike."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from pikepdf import Name

from report.finish.gradients import plain_gradients
from tests.tools.small_pdfs import lay_out, published

GREEN, RED = "%230C6E7C", "%23C03030"


def drawing(opacity: str = "1") -> str:
    return (
        '<section><h1>T</h1><img alt=Wave width=90 src="data:image/svg+xml,'
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 45'><defs>"
        "<linearGradient id='a' x1='0' y1='0' x2='1' y2='0'>"
        f"<stop offset='0' stop-color='{GREEN}' stop-opacity='{opacity}'/>"
        f"<stop offset='1' stop-color='{RED}'/></linearGradient></defs>"
        "<path fill='url(%23a)' d='M0 30 C15 10 30 10 45 30 S75 50 90 30 V45 H0 Z'/></svg>\">"
        "</section>"
    )


def kinds(pdf: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        patterns = document.pages[0].obj.Resources.get(Name.Pattern, {})
        return [int(each.PatternType) for _, each in sorted(patterns.items())]


def test_a_gradient_is_no_tile_any_more() -> None:
    assert kinds(lay_out([drawing()])) == [1]
    assert kinds(published(drawing())) == [2]


def test_it_has_the_same_colours_where_the_tile_was() -> None:
    def pixels(change: bool) -> bytes:
        with pikepdf.open(io.BytesIO(lay_out([drawing()]))) as document:
            if change:
                plain_gradients(document)
            out = io.BytesIO()
            document.save(out)
        page = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=2).to_pil().convert("RGB")
        return bytes(page.tobytes())

    old, new = pixels(False), pixels(True)
    apart = sum(abs(a - b) > 24 for a, b in zip(old, new, strict=True))
    assert len(set(new)) > 90
    assert apart < 600


def test_what_shines_through_is_left_as_it_is() -> None:
    assert kinds(published(drawing("0.5"))) == kinds(lay_out([drawing("0.5")]))
