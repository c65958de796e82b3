"""Where text comes to stand: against hand-counted widths, and against PDFium."""

from __future__ import annotations

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from report.pdf.faces import face_of
from tests.tools.bare_pdfs import PAGE, bare, form, helvetica, page_of, painted, read, rect
from tests.tools.small_pdfs import lay_out

# Widths of Helvetica in thousandths: H 722, i 222, the space 278. Capitals 718, descent 207.
BASE = "/F 10 Tf 20 30 Td"


def line(content, **options):
    (text,) = painted(f"BT {content} ET", helvetica, **options)
    return text


def test_a_word_is_as_wide_as_its_glyphs():
    text = line(f"{BASE} (Hi) Tj")
    assert (text.kind, text.text, text.font, text.size) == ("text", "Hi", "Helvetica", 10)
    assert rect(text) == (10, 52.82, 19.44, 62.07)


@pytest.mark.parametrize(
    ("content", "left", "right"),
    [
        ("(Hi) Tj", 10, 19.44),
        ("2 Tc (Hi) Tj", 10, 21.44),
        ("5 Tw (H i) Tj", 10, 27.22),
        ("50 Tz (Hi) Tj", 10, 14.72),
        ("[(H) -1000 (i)] TJ", 10, 29.44),
        ("[1000 (Hi)] TJ", 0, 9.44),
        ("( Hi ) Tj", 12.78, 22.22),
    ],
)
def test_spaces_and_stretching_move_glyphs(content, left, right):
    box = rect(line(f"{BASE} {content}"))
    assert (box[0], box[2]) == (left, right)


def test_rise_size_and_matrix_move_and_scale():
    assert rect(line(f"{BASE} 4 Ts (H) Tj"))[1] == pytest.approx(90 - 30 - 4 - 7.18)
    scaled = line("/F 1 Tf 12 0 0 12 20 30 Tm (H) Tj")
    assert (scaled.size, rect(scaled)[3]) == (12, pytest.approx(60 + 0.207 * 12, abs=0.001))
    (turned,) = painted("0 2 -2 0 100 20 cm BT /F 10 Tf (H) Tj ET", helvetica)
    assert turned.size == 20
    assert rect(turned) == pytest.approx((90 - 14.36, 70 - 14.44, 90 + 4.14, 70), abs=0.001)


def test_lines_follow_by_leading():
    first, second, third = painted(
        'BT /F 10 Tf 12 TL 20 60 Td (H) Tj T* (H) Tj 3 1 (H) " ET', helvetica
    )
    assert [rect(text)[3] for text in (first, second, third)] == [32.07, 44.07, 56.07]
    first, second = painted("BT /F 10 Tf 20 60 Td 0 -15 TD (H) Tj (H) ' ET", helvetica)
    assert rect(second)[3] - rect(first)[3] == pytest.approx(15)


def test_what_follows_on_a_line_is_one_piece_and_what_stands_apart_is_not():
    content = "BT /F 10 Tf 20 30 Td (He) Tj (llo) Tj ( ) Tj [(wor) 20 (ld)] TJ ET"
    (text,) = painted(content, helvetica)
    assert text.text == "Hello world"
    apart = painted("BT /F 10 Tf 20 30 Td (one) Tj 60 0 Td (two) Tj 0 -9 Td (low) Tj ET", helvetica)
    assert [text.text for text in apart] == ["one", "two", "low"]


def test_colour_font_and_what_is_painted_between_part_a_line():
    content = "BT /F 10 Tf 20 30 Td (a) Tj 1 0 0 rg (b) Tj /F 9 Tf (c) Tj ET"
    assert [text.text for text in painted(content, helvetica)] == ["a", "b", "c"]
    content = "BT /F 10 Tf 20 30 Td (a) Tj ET 0 0 5 5 re f BT /F 10 Tf 25.56 30 Td (b) Tj ET"
    assert [thing.text for thing in painted(content, helvetica)] == ["a", "", "b"]


def test_words_parted_by_a_move_are_parted_in_text():
    assert line(f"{BASE} [(two) -278 (words)] TJ").text == "two words"
    assert line(f"{BASE} [(ker) 30 (ned)] TJ").text == "kerned"


def test_white_space_alone_paints_nothing():
    assert painted("BT /F 10 Tf 20 30 Td (   ) Tj ET", helvetica) == ()


def test_invisible_text_has_no_ink_and_uses_no_colour():
    page = page_of("1 0 0 rg BT 3 Tr /F 10 Tf 20 30 Td (a) Tj ET", helvetica)
    assert (page.painted[0].inked, page.spaces) == (False, ())


def test_outlined_text_is_told_by_its_line():
    fill, outline = painted("1 0 0 RG 2 w BT 2 Tr /F 10 Tf 20 30 Td (a) Tj ET", helvetica)
    assert (fill.colour.space, fill.width) == ("DeviceGray", 0)
    assert (outline.kind, outline.colour.space, outline.width) == ("text", "DeviceRGB", 2)


def test_text_clips_what_follows():
    content = "BT 7 Tr /F 10 Tf 20 30 Td (H) Tj ET 0 0 200 100 re f"
    text, fill = painted(content, helvetica)
    assert not text.inked
    assert rect(fill) == rect(text) == (10, 52.82, 17.22, 62.07)


def test_a_gradient_in_letters_is_found():
    def resources(pdf):
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB)
        return helvetica(pdf) | {
            "Pattern": Dictionary(P=Dictionary(PatternType=2, Shading=shading))
        }

    content = "/Pattern cs /P scn BT /F 10 Tf 20 30 Td (H) Tj ET"
    text, shade = painted(content, resources)
    assert (text.colour.space, shade.kind, shade.colour.space) == (
        "Pattern",
        "shading",
        "DeviceRGB",
    )


def drawn_font(pdf):
    """A font of two drawn glyphs: A brings a colour, B is a stencil."""
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(
            a=pdf.make_stream(b"600 0 d0 1 0 0 rg 0 0 500 700 re f"),
            b=pdf.make_stream(b"600 0 0 0 500 700 d1 1 0 0 rg 0 0 500 700 re f"),
        ),
        Encoding=Dictionary(Differences=Array([65, Name.a, Name.b])),
        FirstChar=65,
        Widths=Array([600, 600]),
    )
    return {"Font": Dictionary(F=pdf.make_indirect(font))}


def test_glyphs_that_are_drawn_show_their_own_colours():
    content = "0 0 0 1 k BT /F 10 Tf 20 30 Td (AB) Tj ET"
    drawn, text = painted(content, drawn_font)
    assert (drawn.kind, drawn.colour.space, rect(drawn)) == ("fill", "DeviceRGB", (10, 53, 15, 60))
    assert (text.kind, text.colour.space, rect(text)) == ("text", "DeviceCMYK", (10, 53, 22, 60))
    (font,) = read(bare(content, resources=drawn_font)).fonts
    assert (font.kind, font.embedded) == ("Type3", True)


# --- against PDFium -------------------------------------------------------------------------------

HTML = """<p style="font-size: 14pt">Typography</p><p style="letter-spacing: 0.5pt">spaced xyz</p>
<p style="transform: rotate(30deg); width: 60mm">turned by thirty</p>
<p style="text-align: right">at the right <b>nested</b></p><p>low: aceo</p><p>مرحبا</p>"""


def characters(data, number=0):
    """The rectangle and text of each character that PDFium finds, from the lower left corner."""
    page = pypdfium2.PdfDocument(data)[number].get_textpage()
    return [
        (page.get_text_range(at, 1), page.get_charbox(at, loose=False))
        for at in range(page.count_chars())
    ]


def boxes_of(data, word):
    found = characters(data)
    text = "".join(char for char, _ in found)
    # PDFium puts "\r\n" between lines; each counts one character, as in `found`.
    at = text.index(word)
    own = [box for _, box in found[at : at + len(word)]]
    lefts, bottoms, rights, tops = zip(*own, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@pytest.mark.parametrize(
    "word", ["Typography", "spaced xyz", "turned by thirty", "nested", "low: aceo"]
)
def test_text_of_the_engine_stands_where_pdfium_finds_it(word):
    data = lay_out([HTML])
    page = read(data).pages[0]
    (text,) = [thing for thing in page.painted if thing.text.endswith(word)]
    trim = page.boxes["TrimBox"]
    left, top, right, bottom = rect(text)
    ours = (left + trim[0], trim[3] - bottom, right + trim[0], trim[3] - top)
    if text.text == word:
        # Advances of the first and last glyph reach beyond their ink by a little.
        assert ours == pytest.approx(boxes_of(data, word), abs=2.5 if "turned" in word else 1.5)
    assert (ours[1], ours[3]) == pytest.approx(
        boxes_of(data, text.text)[1::2], abs=2.5 if "turned" in word else 0.2
    )


def test_a_standard_font_has_the_widths_of_pdfium():
    words = "The quick brown fox (jumps)"
    for name in ("Helvetica", "Times-Bold", "Courier"):

        def resources(pdf, name=name):
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name))
            return {"Font": Dictionary(F=font)}

        escaped = words.replace("(", "\\(").replace(")", "\\)")
        content = f"BT /F 10 Tf 20 30 Td ({escaped}) Tj ET"
        (text,) = painted(content, resources)
        theirs = boxes_of(bare(content, resources=resources), words)
        assert rect(text)[2] + 10 == pytest.approx(theirs[2], abs=2.5), name
        assert PAGE[2] > theirs[2]


# --- fonts ----------------------------------------------------------------------------------------


def test_composite_widths_come_listed_or_in_ranges():
    descendant = Dictionary(
        Subtype=Name.CIDFontType2, DW=500, W=Array([1, Array([100, 200]), 5, 7, 300])
    )
    font = Dictionary(
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Serif,"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([descendant]),
    )
    face = face_of(font)
    widths = [glyph.width for glyph in face.glyphs(b"\0\1\0\2\0\3\0\5\0\7\0\x08")]
    assert widths == [0.1, 0.2, 0.5, 0.3, 0.3, 0.5]
    assert (face.name, face.subset, face.embedded) == ("Serif", True, False)


@pytest.mark.parametrize(
    "array",
    [
        [0, 10**9, 500],
        [-(10**9), 10**9, 500] * 1000,
        [0, 65535, 500] * 30_000,
        [1, Name.x, 500],
        [1],
        [Array([1])],
        [1, Array([Name.x])],
    ],
)
def test_widths_that_are_none_are_read_in_bounds(array):
    descendant = Dictionary(Subtype=Name.CIDFontType2, W=Array(array))
    font = Dictionary(
        Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([descendant])
    )
    assert len(face_of(font).widths) <= 70_000


@pytest.mark.parametrize(
    "font",
    [
        None,
        Dictionary(),
        Dictionary(Subtype=Name.Type0),
        Dictionary(Subtype=Name.Type0, DescendantFonts=Array([1])),
        Dictionary(
            Subtype=Name.TrueType, FirstChar=Name.x, Widths=Array([Name.x]), FontDescriptor=3
        ),
        Dictionary(Subtype=Name.Type3, FontMatrix=Array([0, 0, 0, 0, 0, 0])),
        Dictionary(
            Subtype=Name.Type1, Encoding=Dictionary(Differences=Array([Name.a, -5, Name.b]))
        ),
    ],
)
def test_a_broken_font_is_a_face_all_the_same(font):
    face = face_of(font)
    assert [glyph.code for glyph in face.glyphs(b"ab") if face.code_bytes == 1] in ([], [97, 98])


def test_fonts_are_listed_with_the_pages_that_show_them():
    def resources(pdf):
        made = helvetica(pdf)
        inner = form(pdf, "BT /F 9 Tf (x) Tj ET", Resources=Dictionary(**made))
        return {"XObject": Dictionary(X=inner), **made}

    file = read(bare("BT /F 9 Tf ET", "BT /F 9 Tf (x) Tj ET", "/X Do", resources=resources))
    (font,) = file.fonts
    assert (font.name, font.kind, font.pages) == ("Helvetica", "Type1", (2, 3))
    assert (font.embedded, font.has_unicode) == (False, True)


def test_fonts_of_the_engine_are_embedded_subsets():
    fonts = read(lay_out([HTML])).fonts
    assert len(fonts) >= 2
    assert all(font.embedded and font.subset and font.has_unicode for font in fonts)
    assert all(isinstance(font.name, str) and "+" not in font.name for font in fonts)
