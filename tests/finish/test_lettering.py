"""Words set beside pages, read again by another reader."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary

from report.finish.lettering import embed_letters
from tests.conftest import ROOT

SANS = (ROOT / "assets/fonts/source-sans-3/SourceSans3-Regular.ttf").read_bytes()
TEXT = "Proof · Hälsa “x” – Ελλάδα, Життя…"


def test_words_are_read_as_they_were_set():
    with pikepdf.new() as pdf:
        letters = embed_letters(pdf, SANS, TEXT)
        page = pdf.add_blank_page(page_size=(400, 50))
        page.obj.Resources = Dictionary(Font=Dictionary(F=letters.font))
        page.obj.Contents = pdf.make_stream(
            f"BT /F 12 Tf 5 20 Td {letters.shown(TEXT)} ET".encode()
        )
        out = io.BytesIO()
        pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        text = document[0].get_textpage()
        assert text.get_text_range() == TEXT
        right = max(text.get_charbox(at)[2] for at in range(text.count_chars()))
    assert right == pytest.approx(5 + letters.width(TEXT, 12), abs=1.5)


def test_only_the_letters_asked_for_are_embedded():
    with pikepdf.new() as pdf:
        letters = embed_letters(pdf, SANS, "abc日")
        program = letters.font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
        assert set(letters.glyphs) == set("abc")
        assert letters.knows("cab") and not letters.knows("abd")
        assert len(program) < len(SANS) / 20
        assert str(letters.font.BaseFont)[7:] == "+SourceSans3-Regular"
    with TTFont(io.BytesIO(program)) as font:
        for letter in "abc":
            assert font.getGlyphID(font.getBestCmap()[ord(letter)]) == letters.glyphs[letter][0]


@given(st.text("Proof 123", max_size=40), st.floats(0, 300))
def test_what_is_too_wide_is_cut(text: str, width: float):
    fitted = SMALL.fitted(text, 10, width)
    assert SMALL.width(fitted, 10) <= width
    assert fitted == text or fitted == "" or fitted.endswith("…")
    if SMALL.width(text, 10) <= width:
        assert fitted == text


with pikepdf.new() as _pdf:
    SMALL = embed_letters(_pdf, SANS, "Proof 123…")


def test_the_same_letters_give_the_same_font():
    programs = []
    for text in ("Proof", "foorP"):
        with pikepdf.new() as pdf:
            font = embed_letters(pdf, SANS, text).font
            programs.append(
                (font.BaseFont, font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
            )
    assert programs[0] == programs[1]


@pytest.mark.parametrize("data", [b"", b"no font at all", SANS[:3000]])
def test_what_is_no_font_is_refused(data: bytes):
    with pikepdf.new() as pdf, pytest.raises(ValueError, match="font"):
        embed_letters(pdf, data, "abc")
