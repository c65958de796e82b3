"""Fonts of a page as a typesetter needs them: how wide, high and deep each glyph is.

Widths: ISO 32000-1 §9.7.4.3 and §9.6.2; Type 3: §9.6.5. Character codes of composite fonts whose
CMap is none of Identity are taken for two bytes long, unless an embedded CMap says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .encodings import differences, simple_characters
from .fonts import parse_cmap
from .objects import FAULTS, Unreadable, entry, items, name, number, numbers, unpacked
from .outlines import Outlines, outlines
from .standard_fonts import StandardFont, standard_font

_LARGEST_FONT = 32 << 20
_LARGEST_MAP = 2 << 20
_MOST_WIDTHS = 70_000
_SUBSET = re.compile(r"[A-Z]{6}\+")
_CODE_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
Extent = Callable[[int], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph: its text, and its advance and extent in parts of the size. A `blank` one, a space,
    leaves nothing on paper."""

    code: int
    text: str
    width: float
    bottom: float
    top: float
    blank: bool


@dataclass
class Face:
    """A font of the file; `glyphs` cuts a string into its glyphs."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    has_unicode: bool
    code_bytes: int = 1
    vertical: bool = False
    bottom: float = -0.21
    top: float = 0.72
    every: float = 0.0
    widths: dict[int, float] = field(default_factory=dict)
    characters: dict[int, str] = field(default_factory=dict)
    standard: StandardFont | None = None
    extent: Extent | None = None
    drawn: dict[int, Any] | None = None
    """The glyphs of a Type 3 font: each code's content stream."""
    matrix: tuple[float, ...] = ()
    resources: Any = None
    _glyphs: dict[int, Glyph] = field(default_factory=dict)

    def glyphs(self, data: bytes) -> list[Glyph]:
        """Return the glyphs of a string that is shown in this font."""
        step = self.code_bytes
        codes = data if step == 1 else _wide_codes(data, step)
        known = self._glyphs
        return [known.get(code) or self._glyph(code) for code in codes]

    def _glyph(self, code: int) -> Glyph:
        width = self.widths.get(code)
        if width is None:
            width = self.standard.width(code) if self.standard else self.every
        bottom, top = (self.extent and self.extent(code)) or (self.bottom, self.top)
        text = self.characters.get(code, _UNKNOWN)
        blank = not text.strip() or bottom == top
        glyph = self._glyphs[code] = Glyph(code, text, width, bottom, top, blank)
        return glyph


def _wide_codes(data: bytes, step: int) -> list[int]:
    return [int.from_bytes(data[at : at + step], "big") for at in range(0, len(data), step)]


def face_of(font: Any) -> Face:
    """Return what can be told of a font dictionary; middling values of a broken one."""
    kind = name(entry(font, "Subtype"))
    descendant = items(entry(font, "DescendantFonts"))[:1] if kind == "Type0" else ()
    described = descendant[0] if descendant else font
    descriptor = entry(described, "FontDescriptor")
    given = name(entry(font, "BaseFont")) or name(entry(descriptor, "FontName"))
    called = _SUBSET.sub("", given, count=1)
    face = Face(
        # Pango's descriptions, by which WeasyPrint names fonts, may end in a comma.
        name=(called or name(entry(font, "Name"))).rstrip(","),
        kind=name(entry(described, "Subtype")) or kind,
        embedded=kind == "Type3" or _program(descriptor) is not None,
        subset=_SUBSET.match(given) is not None,
        has_unicode=entry(font, "ToUnicode") is not None or _speaks(font, kind),
    )
    _set_height(face, descriptor, called)
    _set_characters(face, font, kind)
    if kind == "Type0":
        _set_composite(face, font, described)
    else:
        _set_simple(face, font, descriptor)
    return face


def _speaks(font: Any, kind: str) -> bool:
    """True for a simple font whose encoding tells its characters (§9.10.2)."""
    return kind not in ("Type0", "Type3") and name(entry(font, "Encoding")) in (
        "WinAnsiEncoding",
        "MacRomanEncoding",
        "MacExpertEncoding",
    )


def _program(descriptor: Any) -> Any:
    for key in ("FontFile2", "FontFile3", "FontFile"):
        if (found := entry(descriptor, key)) is not None:
            return found
    return None


def _set_height(face: Face, descriptor: Any, called: str) -> None:
    standard = standard_font(called) if not face.embedded else None
    if standard:
        face.bottom, face.top, face.every = standard.bottom, standard.top, standard.every
    ascent, descent = (number(entry(descriptor, key)) for key in ("Ascent", "Descent"))
    capital = number(entry(descriptor, "CapHeight"))
    if ascent:
        # Some writers give the ascent again for the height of capitals; it is the most there is.
        face.top = (capital if capital and 0 < capital < ascent else ascent) / 1000
    if descent:
        face.bottom = -abs(descent) / 1000


def _set_characters(face: Face, font: Any, kind: str) -> None:
    if kind != "Type0":
        face.characters = simple_characters(entry(font, "Encoding"))
    if (stream := entry(font, "ToUnicode")) is None:
        return
    try:
        face.characters = {**face.characters, **parse_cmap(unpacked(stream, _LARGEST_MAP))}
    except FAULTS:
        face.has_unicode = False


def _set_simple(face: Face, font: Any, descriptor: Any) -> None:
    first = int(number(entry(font, "FirstChar")) or 0)
    scale = 1 / 1000 if face.kind != "Type3" else _set_drawn(face, font)
    for code, width in enumerate(items(entry(font, "Widths"))[:256], first):
        if (value := number(width)) is not None:
            face.widths[code] = value * scale
    missing = number(entry(descriptor, "MissingWidth"))
    face.every = missing / 1000 if missing else (0.0 if face.widths else 0.5)
    if not face.widths:
        face.standard = standard_font(face.name)


def _set_drawn(face: Face, font: Any) -> float:
    """Take over the glyphs and height of a Type 3 font; return the scale of its widths."""
    matrix = numbers(entry(font, "FontMatrix"), 6) or (0.001, 0.0, 0.0, 0.001, 0.0, 0.0)
    procedures = entry(font, "CharProcs")
    named = differences(entry(font, "Encoding"))
    face.drawn = {code: entry(procedures, called) for code, called in named}
    face.matrix, face.resources = matrix, entry(font, "Resources")
    box = numbers(entry(font, "FontBBox"), 4) or (0.0, 0.0, 0.0, 0.0)
    edges = sorted((box[1] * matrix[3], box[3] * matrix[3]))
    if edges[0] < edges[1]:
        face.bottom, face.top = edges
    return abs(matrix[0])


def _set_composite(face: Face, font: Any, described: Any) -> None:
    encoding = entry(font, "Encoding")
    face.code_bytes = _code_bytes(encoding)
    face.vertical = name(encoding).endswith("-V") or number(entry(encoding, "WMode")) == 1
    every = number(entry(described, "DW"))
    face.every = 1.0 if every is None else every / 1000
    face.widths = _composite_widths(items(entry(described, "W")))
    if name(encoding).startswith("Identity"):
        face.extent = _extent(described)


def _code_bytes(encoding: Any) -> int:
    if name(encoding):
        return 2
    try:
        found = _CODE_SPACE.search(unpacked(encoding, _LARGEST_MAP))
    except Unreadable:
        return 2
    return max(1, min(4, len(found[1]) // 2)) if found else 2


def _composite_widths(array: tuple[Any, ...]) -> dict[int, float]:
    """Return the widths of /W: “first [w …]” and “first last w”."""
    widths: dict[int, float] = {}
    at, room = 0, _MOST_WIDTHS
    while at + 1 < len(array) and room > 0:
        first = int(number(array[at]) or 0)
        listed = items(array[at + 1])
        if listed:
            widths |= {first + n: (number(width) or 0.0) / 1000 for n, width in enumerate(listed)}
            room -= len(listed)
            at += 2
            continue
        codes = range(first, min(int(number(array[at + 1]) or 0) + 1, first + room))
        width = (number(array[at + 2]) if at + 2 < len(array) else None) or 0.0
        widths |= dict.fromkeys(codes, width / 1000)
        room -= len(codes) + 1
        at += 3
    return widths


def _extent(described: Any) -> Extent | None:
    """Return what tells the extent of a glyph by its code, where the font file has outlines."""
    program = entry(entry(described, "FontDescriptor"), "FontFile2")
    if program is None:
        return None
    try:
        found = outlines(unpacked(program, _LARGEST_FONT))
        mapping = entry(described, "CIDToGIDMap")
        table = b"" if mapping is None or name(mapping) else unpacked(mapping, 0x20000)
    except Unreadable:
        return None
    return _mapped(found, table) if found and table else (found.extent if found else None)


def _mapped(found: Outlines, table: bytes) -> Extent:
    def extent(code: int) -> tuple[float, float] | None:
        return found.extent(int.from_bytes(table[2 * code : 2 * code + 2], "big"))

    return extent
