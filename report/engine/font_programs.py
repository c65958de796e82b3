"""Fonts as WeasyPrint knows them: their glyphs on pages as values, and what a PDF holds of them.

WeasyPrint keeps, beside each font of a document, the width of each glyph and the text it stands
for, and reduces the font's file to these glyphs when the document is written. Here that is done
once for all sections. Numbers of glyphs stay what they are, so what pages show stays right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.pdf import fonts as weasyprint_fonts
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.text.ffi import ffi, harfbuzz

from .font_files import FontFiles
from .font_tables import lean
from .fragment import FontProgram, FontUse
from .patches import check_engine
from .pieces import pieces
from .warned import warnings

# What is no value, or is told apart from other values.
_NOT_FACTS = ("hb_font", "hb_face", "file_content", "name", "widths", "to_unicode", "missing")
_OPTIONS = {"hinting": False, "pdf_version": "1.7"}
_READONLY = 1  # HB_MEMORY_MODE_READONLY
_OF_SOME_LENGTH = re.compile(r"\[\d+\]")

# Functions of HarfBuzz that WeasyPrint does not declare, of which all versions have these.
ffi.cdef("""
    hb_blob_t * hb_blob_create (
        const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create (hb_blob_t *blob, unsigned int index);
    hb_font_t * hb_font_create (hb_face_t *face);
    void hb_font_destroy (hb_font_t *font);
    const int * hb_font_get_var_coords_normalized (hb_font_t *font, unsigned int *length);
    void hb_font_set_var_coords_normalized (
        hb_font_t *font, const int *coords, unsigned int length);
    int hb_font_get_glyph_h_advance (hb_font_t *font, hb_codepoint_t glyph);
""")


class DocumentFonts(dict[Any, Any]):
    """The fonts of a document while it is drawn, whose glyphs have the widths of the font's file.

    WeasyPrint measures a glyph at the size at which it comes first, rounds, and moves the next
    glyph by what that lacks. Two sections would round to two widths, and a PDF has one.
    """

    def __setitem__(self, key: Any, font: Any) -> None:
        font.widths = _Widths(font)
        super().__setitem__(key, font)

    def take(self, key: Any, font: Any) -> None:
        """Take a font of a page of another document, without its glyphs."""
        taken = copy(font)
        taken.widths, taken.to_unicode, taken.missing = font.widths.again(), {}, {}
        super().__setitem__(key, taken)


class PageFonts(dict[Any, Any]):
    """The fonts of one page, with its own glyphs; the fonts of the `document` get those, too."""

    def __init__(self, document: DocumentFonts) -> None:
        super().__init__()
        self._document = document
        self._first: set[Any] = set()

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key):
            if key not in self._document:
                return False
            super().__setitem__(key, _blank(self._document[key]))
        return True

    def __setitem__(self, key: Any, font: Any) -> None:
        self._document[key] = font
        self._first.add(key)
        super().__setitem__(key, _blank(font))

    @property
    def are_plain(self) -> bool:
        """True where all glyphs are outlines that the fonts have."""
        fonts = self.values()
        return not any(font.missing or font.svg or font.png or font.colr for font in fonts)

    def may_be_added_to(self, fonts: DocumentFonts) -> bool:
        """True where a document may get these fonts: what is known of a font, such as its metrics,
        is from the page that was the first to have it."""
        return all(key in fonts or key in self._first for key in self)

    def add_to(self, fonts: DocumentFonts) -> None:
        """Add the glyphs of this page to the fonts of a document, in which it comes last so far."""
        for key, font in self.items():
            if key not in fonts:
                fonts.take(key, font)
            known = fonts[key]
            for glyph, width in font.widths.items():
                known.widths.setdefault(glyph, width)
            for glyph, text in font.to_unicode.items():
                known.to_unicode.setdefault(glyph, text)


def _blank(font: Any) -> Any:
    """Return a font without glyphs, which asks the other one for their widths."""
    blank = copy(font)
    blank.widths, blank.to_unicode = _PageWidths(font.widths), {}
    return blank


_has = dict.__contains__


class _Widths(dict[int, float]):
    """The widths of the glyphs that were asked for, in thousandths of the size."""

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._upem, self._count = font.upem, font.glyph_count
        self._font = ffi.gc(harfbuzz.hb_font_create(font.hb_face), harfbuzz.hb_font_destroy)
        length = ffi.new("unsigned int *")
        axes = harfbuzz.hb_font_get_var_coords_normalized(font.hb_font, length)
        harfbuzz.hb_font_set_var_coords_normalized(self._font, axes, length[0])

    def __contains__(self, glyph: object) -> bool:
        if _has(self, glyph):  # without `super()`: it is asked for every letter
            return True
        # WeasyPrint gives the sign of a missing glyph a width of its own.
        if not isinstance(glyph, int) or not 0 < glyph < self._count:
            return False
        advance = harfbuzz.hb_font_get_glyph_h_advance(self._font, glyph)
        self[glyph] = round(advance * 1000 / self._upem)
        return True

    def again(self) -> _Widths:
        """Return the widths of the same font, of which none was asked for."""
        other = _Widths.__new__(_Widths)
        other.__dict__.update(self.__dict__)
        return other


class _PageWidths(dict[int, float]):
    """The widths of the glyphs that were asked for on a page."""

    def __init__(self, widths: _Widths) -> None:
        super().__init__()
        self._widths = widths

    def __contains__(self, glyph: object) -> bool:
        if super().__contains__(glyph):
            return True
        if glyph not in self._widths:
            return False
        self[glyph] = self._widths[glyph]  # type: ignore[index]
        return True

    def again(self) -> _Widths:
        """Return the widths of the same font, of which none was asked for."""
        return self._widths.again()


def font_uses(fonts: Iterable[Any], files: FontFiles) -> tuple[FontUse, ...]:
    """Return what a document shows of its fonts; `files` gets the file of each."""
    return tuple(
        FontUse(
            font.name.decode(),
            files.keep(font.file_content),
            {name: value for name, value in vars(font).items() if name not in _NOT_FACTS},
            dict(font.widths),
            dict(font.to_unicode),
            dict(font.missing),
        )
        for font in fonts
    )


def program(use: FontUse, data: bytes) -> FontProgram:
    """Return what a PDF holds of a font: its file, reduced to these glyphs, and its tables.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    check_engine()
    font = Font.__new__(Font)
    vars(font).update(deepcopy(dict(use.facts)))
    font.name, font.file_content = use.name.encode(), data
    font.hb_face = _face(data, font.index)
    font.widths, font.to_unicode, font.missing = (
        dict(sorted(each.items())) for each in (use.widths, use.texts, use.missing)
    )
    pdf = pydyf.PDF()
    pdf.objects.clear()
    pdf.add_object(pydyf.Object())  # numbers begin at 1
    with warnings() as messages, _arrays_of_any_length():
        (reference,) = build_fonts_dictionary(pdf, {0: font}, True, True, _OPTIONS).values()
    for thing in pdf.objects:
        if "Length1" in getattr(thing, "extra", ()):
            thing.stream[:] = [lean(thing.stream[0])]
            thing.extra["Length1"] = len(thing.stream[0])
    return FontProgram(pieces(pdf.objects[1:]), int(reference.split()[0]), tuple(messages))


@contextmanager
def _arrays_of_any_length() -> Iterator[None]:
    """While open, WeasyPrint makes all arrays of glyphs by one name for their type.

    It names a type for each length (`hb_codepoint_t[123]`), and cffi parses a name that it does
    not know, with all types that are declared: that takes as long as the rest of a font.
    """
    before = weasyprint_fonts.ffi
    weasyprint_fonts.ffi = _Types()
    try:
        yield
    finally:
        weasyprint_fonts.ffi = before


class _Types:
    """`ffi`, for which an array is as long as what it is made of."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, kind: str, *values: Any) -> Any:
        """Return what is newly made of a type, of these values if there are any."""
        return ffi.new(_OF_SOME_LENGTH.sub("[]", kind) if values else kind, *values)


def _face(data: bytes, index: int) -> Any:
    """Return a font file as HarfBuzz has it, which lives as long as what is returned."""
    held = ffi.from_buffer(data)
    blob = ffi.gc(
        harfbuzz.hb_blob_create(held, len(data), _READONLY, ffi.NULL, ffi.NULL),
        harfbuzz.hb_blob_destroy,
    )
    face = harfbuzz.hb_face_create(blob, index)

    def destroy(face: Any, held: object = (held, blob)) -> None:
        harfbuzz.hb_face_destroy(face)

    return ffi.gc(face, destroy)
