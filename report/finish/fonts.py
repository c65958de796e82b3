"""What the glyphs of the fonts are when text is copied, searched or read aloud."""

from __future__ import annotations

import re

from pikepdf import Dictionary, Name, Object, Pdf, Stream

_ENTRY = re.compile(rb"(?m)^(<[0-9A-Fa-f]+> )<(2010|2011|00[aA]0)>$")
_PLAIN = {b"2010": b"002d", b"2011": b"002d", b"00a0": b"0020"}


def plain_unicode(pdf: Pdf) -> None:
    """Let hyphens and spaces be those of the keyboard (ToUnicode, ISO 32000-1 §9.10.3).

    Fonts draw U+2010 and "-" with one glyph, and U+00A0 and the space; the engine records for
    it whichever came first, so that one no-break space makes every space of the document one.
    No reader finds words across them, and only "-" at the end of a line joins a broken word.
    """
    for font in pdf.objects:
        if _is_font(font) and isinstance(font.get(Name.ToUnicode), Stream):
            data = font.ToUnicode.read_bytes()
            plain = _ENTRY.sub(_plain_entry, data)
            if plain != data:
                font.ToUnicode.write(plain)


def _plain_entry(entry: re.Match[bytes]) -> bytes:
    return entry[1] + b"<" + _PLAIN[entry[2].lower()] + b">"


def _is_font(thing: Object) -> bool:
    return isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.Font
