"""Reading ToUnicode maps."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.pdf.fonts import FontMap, font_map, parse_cmap

characters = st.text(st.characters(exclude_categories=("Cs",)), max_size=3)


@given(st.dictionaries(st.integers(0, 0xFFFF), characters, max_size=40))
def test_what_is_mapped_glyph_by_glyph_is_read(mapping):
    lines = "\n".join(
        f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in mapping.items()
    )
    assert parse_cmap(f"{len(mapping)} beginbfchar\n{lines}\nendbfchar".encode()) == mapping


def test_ranges_count_up_or_are_listed():
    data = b"2 beginbfrange <0001> <0003> <0041> <0010> <0011> [<0061> <00660069>] endbfrange"
    assert parse_cmap(data) == {1: "A", 2: "B", 3: "C", 0x10: "a", 0x11: "fi"}


def test_codes_take_two_bytes_in_composite_fonts_and_unknown_ones_show():
    assert FontMap(2, {1: "a"}).decode(b"\0\1\0\2") == ["a", "\ufffd"]
    assert FontMap(1, {1: "a"}).decode(b"\1\1") == ["a", "a"]


@pytest.mark.parametrize(("kind", "width"), [("Type0", 2), ("TrueType", 1)])
def test_a_font_without_map_tells_nothing(kind, width):
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name("/" + kind))
    assert font_map(font) == FontMap(width, {})


def test_a_map_is_read_from_a_stream_in_run_lengths():
    data = b"1 beginbfchar <0001> <0041> endbfchar"
    pdf = pikepdf.new()
    stream = pdf.make_stream(bytes((len(data) - 1,)) + data + b"\x80")
    stream.Filter = pikepdf.Name.RunLengthDecode
    font = pikepdf.Dictionary(Subtype=pikepdf.Name.Type0, ToUnicode=stream)
    assert font_map(font).characters == {1: "A"}


def test_each_string_begins_with_a_code_of_its_own():
    font = FontMap(2, {1: "a", 0x41: "b"})
    assert font.decode(b"\0\1", b"\x41", b"\0\1\0\1") == ["a", "b", "a", "a"]
    assert font.decode() == []
