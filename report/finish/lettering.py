"""Words beside the pages, in a font of their own: the slug of a proof, of crop marks.

The fonts of the pages hold only the glyphs that the pages need, so that no word can be set in
them. Here a TrueType file is reduced to the letters asked for and embedded (ISO 32000-1 §9.7).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_SYMBOLIC = 4
_STEM = 80
_UNUSED = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "gasp")


@dataclass(frozen=True)
class Lettering:
    """A font embedded in one PDF. `font` goes into the resources of what shows text in it."""

    font: Object
    glyphs: Mapping[str, tuple[int, float]]
    """By character: the number of its glyph and its width, of a size of 1."""

    def knows(self, text: str) -> bool:
        """True when every character has a glyph."""
        return all(character in self.glyphs for character in text)

    def width(self, text: str, size: float) -> float:
        """Return how wide the text is at a size, both in points; KeyError for an unknown letter."""
        return sum(self.glyphs[character][1] for character in text) * size

    def shown(self, text: str) -> str:
        """Return the text as operators between `Tf` and `ET` show it, without kerning."""
        codes = "".join(f"{self.glyphs[character][0]:04x}" for character in text)
        return f"<{codes}> Tj"

    def fitted(self, text: str, size: float, width: float) -> str:
        """Return the text, cut with an ellipsis where it is wider than `width`, in points."""
        if self.width(text, size) <= width:
            return text
        cut = text
        while cut and self.width(f"{cut.rstrip()}…", size) > width:
            cut = cut[:-1]
        return f"{cut.rstrip()}…" if cut else ""


def embed_letters(pdf: Pdf, data: bytes, letters: str) -> Lettering:
    """Return the font of a TrueType file, embedded with those of `letters` that it has.

    The same letters give the same bytes.

    Raises:
        ValueError: this is no font with TrueType outlines.
    """
    from fontTools.ttLib import TTFont, TTLibError

    out = io.BytesIO()
    try:
        font = TTFont(io.BytesIO(data), recalcTimestamp=False)
        if "glyf" not in font:
            raise ValueError("the font to set words in has no TrueType outlines")
        name = f"{_tag(letters)}+{_name(font)}"
        glyphs = _reduced(font, letters)
        font.save(out)
    except TTLibError as error:
        raise ValueError(f"no font to set words in: {error}") from error
    return Lettering(_embedded(pdf, font, out.getvalue(), name, glyphs), glyphs)


def _tag(letters: str) -> str:
    """Return the six capitals before the name of a reduced font (ISO 32000-1 §9.6.4)."""
    digest = hashlib.sha256("".join(sorted(set(letters))).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _name(font: TTFont) -> str:
    """Return the font's PostScript name; what is not allowed in one is left out."""
    return re.sub(r"[^A-Za-z0-9-]", "", font["name"].getDebugName(6) or "") or "Font"


def _reduced(font: TTFont, letters: str) -> dict[str, tuple[int, float]]:
    """Drop all glyphs but those of the letters; return these by letter."""
    from fontTools.subset import Options, Subsetter

    known = font.getBestCmap()
    wanted = sorted(letter for letter in set(letters) if ord(letter) in known)
    for table in _UNUSED:  # to read them would take longer than all the rest
        if table in font:
            del font[table]
    subsetter = Subsetter(Options(hinting=False, name_IDs=[], notdef_outline=True))
    subsetter.populate(unicodes=[ord(letter) for letter in wanted])
    subsetter.subset(font)
    scale = font["head"].unitsPerEm
    names = {letter: known[ord(letter)] for letter in wanted}
    return {
        letter: (font.getGlyphID(name), font["hmtx"][name][0] / scale)
        for letter, name in names.items()
    }


def _embedded(
    pdf: Pdf, font: TTFont, data: bytes, name: str, glyphs: Mapping[str, tuple[int, float]]
) -> Object:
    """Return the composite font; its codes are the numbers of the glyphs (§9.7.4 and §9.7.6)."""
    base = Name(f"/{name}")
    widths: list[Any] = []
    for number, width in sorted(glyphs.values()):
        widths += [number, Array([round(width * 1000)])]
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=base,
        CIDSystemInfo=system,
        CIDToGIDMap=Name.Identity,
        DW=1000,
        W=Array(widths),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, font, data, base)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=base,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(glyphs)),
        )
    )


def _descriptor(pdf: Pdf, font: TTFont, data: bytes, base: Name) -> Dictionary:
    scale = 1000 / font["head"].unitsPerEm
    head, line = font["head"], font["hhea"]
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=_SYMBOLIC,
        FontBBox=Array([round(side * scale) for side in box]),
        ItalicAngle=0,
        Ascent=round(line.ascent * scale),
        Descent=round(line.descent * scale),
        CapHeight=round(head.yMax * scale),
        StemV=_STEM,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )


def _to_unicode(glyphs: Mapping[str, tuple[int, float]]) -> bytes:
    """Return the CMap that gives the letters back when text is copied (§9.10.3)."""
    pairs = sorted((number, letter) for letter, (number, _) in glyphs.items())
    parts = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    for part in parts:
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in part]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
