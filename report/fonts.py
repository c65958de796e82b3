"""The theme's font files: there, intact, and with which characters.

Pango crashes with a segmentation fault on some damaged fonts, so the files are looked at before
the engine gets them.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .diagnostics import Code, Diagnostic, Finding, Severity
from .font_bounds import Unusable, check_characters, check_metrics, check_size
from .resources import Project
from .settings import FontFace, Theme

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

DAMAGED_FONT = Code(
    "F201",
    "damaged-font",
    Severity.ERROR,
    """A font file of the theme is damaged, or is no font.

    The layout engine would crash on it, or print the wrong letters. Most often a download was
    interrupted, or a version-control system stored a pointer in the file's place. Fetch the file
    again from where it came; it must be TrueType or OpenType (`.ttf`, `.otf`) or WOFF2.
    """,
)

# Units in the height of a letter (OpenType 1.9.1, “head”).
_SMALLEST_EM, _LARGEST_EM = 16, 16384
_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "post")
# Pango and HarfBuzz draw these without a glyph of their own: spaces of any width, joiners,
# marks of direction, soft hyphens and variation selectors.
_INVISIBLE = ("Zs", "Zl", "Zp", "Cc", "Cf")
_NO_BREAK_HYPHEN, _HYPHEN = "\u2011", "\u2010"


@dataclass(frozen=True)
class Face:
    """One font file with the style it stands for."""

    family: str
    weight: int
    italic: bool
    characters: frozenset[int]


@dataclass(frozen=True)
class Fonts:
    """The faces of a theme by family, in small letters."""

    faces: Mapping[str, tuple[Face, ...]]

    def missing(
        self, families: Sequence[str], text: str, weight: int = 400, italic: bool = False
    ) -> str:
        """Return the characters of `text`, each once, that none of `families` can print.

        Of each family the face counts that is chosen for the weight and style. A letter with a
        combining mark counts as printable where the font has the two as one character.
        """
        faces = [face for name in families if (face := self._chosen(name, weight, italic))]
        known: set[int] = set().union(*(face.characters for face in faces))
        composed = unicodedata.normalize("NFC", text)
        return "".join(dict.fromkeys(char for char in composed if not _is_printable(char, known)))

    def _chosen(self, family: str, weight: int, italic: bool) -> Face | None:
        """Return the face that comes nearest, slope before weight (CSS Fonts 4 §5.2)."""
        faces = self.faces.get(family.casefold(), ())
        return min(
            faces,
            key=lambda face: (face.italic != italic, abs(face.weight - weight), face.weight),
            default=None,
        )


def _is_printable(character: str, known: set[int]) -> bool:
    if ord(character) in known or unicodedata.category(character) in _INVISIBLE:
        return True
    if 0xFE00 <= ord(character) <= 0xFE0F or 0xE0100 <= ord(character) <= 0xE01EF:
        return True
    return character == _NO_BREAK_HYPHEN and ord(_HYPHEN) in known


def read_fonts(project: Project, theme: Theme) -> Fonts:
    """Return the theme's fonts; Diagnostic with each file missing (F101) or damaged (F201)."""
    findings: list[Finding] = []
    faces: dict[str, list[Face]] = {}
    for font in theme.fonts:
        try:
            face = _face(project, font)
        except Diagnostic as diagnostic:
            findings.extend(diagnostic.findings)
        else:
            faces.setdefault(font.family.casefold(), []).append(face)
    if findings:
        raise Diagnostic(findings)
    return Fonts({family: tuple(each) for family, each in faces.items()})


def _face(project: Project, font: FontFace) -> Face:
    mark = font.mark_of("file")
    data = project.read(project.find(font.file, ["assets/fonts"], mark), mark)
    try:
        characters = characters_of(data)
    except Unusable as error:
        message = f"“{font.file}” is damaged or no font: {error}"
        help = "fetch the file again from where it came"
        raise Diagnostic([DAMAGED_FONT.finding(mark, message, help=help)]) from error
    return Face(font.family, font.weight, font.style == "italic", characters)


@lru_cache(maxsize=64)
def characters_of(data: bytes) -> frozenset[int]:
    """Return the characters of a font file; Unusable says what is wrong with it.

    The checksum of every table is compared (OpenType 1.9.1, “Table Directory”).
    """
    from fontTools.ttLib import TTFont, TTLibError

    try:
        check_size(data)
        with TTFont(io.BytesIO(data), lazy=True, checkChecksums=2) as font:
            characters = _read(font)
    except Unusable:
        raise
    except TTLibError as error:
        raise Unusable(" ".join(str(error).split())) from error
    except AssertionError as error:
        raise Unusable("a checksum in it is wrong") from error
    except Exception as error:
        # fontTools lets whatever its parsers run into through: struct.error, MemoryError, …
        raise Unusable("its tables contradict themselves, or break off") from error
    if not characters:
        raise Unusable("it has no Unicode characters")
    return characters


def _read(font: TTFont) -> frozenset[int]:
    """Return the characters of a font when all that will be asked of it has been read."""
    from fontTools.ttLib.sfnt import SFNTReader

    missing = [tag for tag in _TABLES if tag not in font]
    if missing or not ("glyf" in font or "CFF " in font or "CFF2" in font):
        raise Unusable(f"it lacks {', '.join(missing) or 'outlines'}")
    if isinstance(font.reader, SFNTReader):
        for tag in font.reader.keys():  # noqa: SIM118 — no iterator of its own
            font.reader[tag]
    if not _SMALLEST_EM <= font["head"].unitsPerEm <= _LARGEST_EM:
        raise Unusable("its letters have no size")
    check_characters(font.reader["cmap"])
    check_metrics(font.reader["hmtx"], font["hhea"].numberOfHMetrics, font["maxp"].numGlyphs)
    # By numbers: to read the names of glyphs takes longer than all the rest, and nobody asks.
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
    return frozenset(font.getBestCmap() or ())
