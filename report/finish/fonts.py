"""What the glyphs of the fonts are when text is copied, searched or read aloud."""

from __future__ import annotations

import io
import re

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf, Stream

from ..pdf.bidi import MIRRORED

_ENTRY = re.compile(rb"(?m)^(<[0-9A-Fa-f]+> )<(2010|2011|00[aA]0|)>$")
_BRACKET = re.compile(
    rb"(?m)^<([0-9A-Fa-f]{4})> <(%s)>$"
    % "|".join(f"{ord(mark):04x}" for mark in MIRRORED).encode("ascii"),
    re.IGNORECASE,
)
# U+034F joins a letter and its accents, and means nothing by itself (Unicode 16 §23.2).
_PLAIN = {b"2010": b"002d", b"2011": b"002d", b"00a0": b"0020", b"": b"034f"}


def plain_unicode(pdf: Pdf) -> None:
    """Let every glyph be a character, and hyphens and spaces be those of the keyboard.

    It is the ToUnicode of the fonts that says so (ISO 32000-1 §9.10.3).

    Fonts draw U+2010 and "-" with one glyph, and U+00A0 and the space; the engine records for
    it whichever came first, so that one no-break space makes every space of the document one.
    No reader finds words across them, and only "-" at the end of a line joins a broken word.

    Brackets are what they look like, wherever they came first: readers turn them over themselves
    where they read from the right.

    Of a letter with several accents the engine says what it is at its first glyph; the others are
    `<>`, which is no Unicode (PDF/UA-1 §7.21.7), and get a sign that nobody sees.
    """
    for font in pdf.objects:
        if _is_font(font) and isinstance(font.get(Name.ToUnicode), Stream):
            data = font.ToUnicode.read_bytes()
            plain = _as_drawn(font, _ENTRY.sub(_plain_entry, data))
            if plain != data:
                font.ToUnicode.write(plain)


def _plain_entry(entry: re.Match[bytes]) -> bytes:
    return entry[1] + b"<" + _PLAIN[entry[2].lower()] + b">"


def _as_drawn(font: Object, data: bytes) -> bytes:
    """Return the entries of a font, with brackets as its own table of characters has them."""
    if not _BRACKET.search(data):
        return data
    glyphs = _glyph_numbers(font)

    def drawn(entry: re.Match[bytes]) -> bytes:
        code, mark = int(entry[1], 16), chr(int(entry[2], 16))
        if glyphs.get(mark) != code == glyphs.get(MIRRORED[mark]):
            mark = MIRRORED[mark]
        return b"<%s> <%04x>" % (entry[1], ord(mark))

    return _BRACKET.sub(drawn, data)


def _glyph_numbers(font: Object) -> dict[str, int]:
    """Return which glyphs brackets have, in a font that is embedded with its table of them."""
    for below in font.get(Name.DescendantFonts, ()):
        descriptor = below.get(Name.FontDescriptor, Dictionary())
        file = descriptor.get(Name.FontFile2, descriptor.get(Name.FontFile3))
        data = file.read_bytes() if isinstance(file, Stream) else b""
        if data[:4] in (b"\0\1\0\0", b"OTTO", b"true"):
            program = TTFont(io.BytesIO(data), lazy=True)
            names = (program.getBestCmap() if "cmap" in program else None) or {}
            have = [mark for mark in MIRRORED if ord(mark) in names]
            return {mark: program.getGlyphID(names[ord(mark)]) for mark in have}
    return {}


def _is_font(thing: Object) -> bool:
    return isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.Font
