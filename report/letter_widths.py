"""How wide words are in a theme's type, before anything is laid out: for what has a fixed place.

The sums are of advance widths, without kerning and joined letters, which only make words narrower.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from .diagnostics import Diagnostic
from .resources import Project
from .themes import FontFace, Theme, TypeStyle

# What no face has is as wide as most capitals.
_UNKNOWN = 0.7
_SOFT_HYPHEN = "\u00ad"
# A line may end after a space, a hyphen between letters, and a soft hyphen.
_PIECE = re.compile(rf"[^ \n{_SOFT_HYPHEN}]*?\w-(?=\w)|[^ \n{_SOFT_HYPHEN}]+{_SOFT_HYPHEN}?")


@dataclass(frozen=True)
class Setting:
    """Words broken into lines: how wide and high they are, in points."""

    width: float
    height: float


@dataclass(frozen=True)
class LetterWidths:
    """The faces of a theme, and how wide words are in them. All lengths are points."""

    project: Project
    theme: Theme
    _known: dict[tuple[str, int, bool], dict[int, float]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def width(self, text: str, style: TypeStyle) -> float:
        """Return the width of `text` on one line."""
        visible = text.replace(_SOFT_HYPHEN, "")
        return style.size * sum(self._advance(ord(letter), style) for letter in visible)

    def widest(self, text: str, style: TypeStyle) -> float:
        """Return the width of the longest part of `text` that is not broken."""
        parts = (self._end(piece, style) for piece, _ in _pieces(text))
        return max(parts, default=0.0)

    def set(self, text: str, style: TypeStyle, room: float) -> Setting:
        """Return `text` in lines not wider than `room`, and of nearly the same length.

        A word that is wider than that makes the setting wider.
        """
        count = self._count(text, style, room)
        if count == 0:
            return Setting(0.0, 0.0)
        low, high = self.widest(text, style), max(self.widest(text, style), room)
        if count == 1:
            high = self.width(text, style)
        while high - low > 0.25:
            middle = (low + high) / 2
            if self._count(text, style, middle) <= count:
                high = middle
            else:
                low = middle
        return Setting(round(high + 0.5, 2), count * style.leading)

    def _count(self, text: str, style: TypeStyle, room: float) -> int:
        """Return how many lines `text` needs where each takes what fits."""
        space = self.width(" ", style)
        count, used = 0, 0.0
        for piece, spaced in _pieces(text):
            before = space if spaced else 0.0
            if count and used + before + self._end(piece, style) <= room + 0.01:
                used += before + self.width(piece, style)
            else:
                count += 1
                used = self.width(piece, style)
        return count

    def _end(self, piece: str, style: TypeStyle) -> float:
        """Return the width of a piece at the end of a line, where a soft hyphen is seen."""
        return self.width(piece.replace(_SOFT_HYPHEN, "-"), style)

    def _advance(self, letter: int, style: TypeStyle) -> float:
        """Return the advance of a letter in ems: of the style's face, or of another that has it."""
        key = (style.family, style.weight, style.italic)
        if key not in self._known:
            own = [face for face in self.theme.fonts if face.family == style.family]
            nearest = min(own, key=lambda face: _off(face, style), default=None)
            self._known[key] = dict(self._of(nearest)) if nearest else {}
        known = self._known[key]
        if letter not in known:
            faces = (self._of(face) for face in self.theme.fonts)
            known[letter] = next((each[letter] for each in faces if letter in each), _UNKNOWN)
        return known[letter]

    def _of(self, face: FontFace) -> Mapping[int, float]:
        try:
            data = self.project.read(self.project.find(face.file, ["assets/fonts"]))
        except Diagnostic:
            return {}
        return _advances(data)


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return the parts of a text that are not broken, and whether a space is before each."""
    return [
        (match[0], match.start() > 0 and text[match.start() - 1] in " \n")
        for match in _PIECE.finditer(text)
    ]


def _off(face: FontFace, style: TypeStyle) -> tuple[bool, int, int]:
    """Return how far a face is from a style: slope before weight (CSS Fonts 4 §5.2)."""
    italic = face.style == "italic"
    return (italic != style.italic, abs(face.weight - style.weight), face.weight)


@lru_cache(maxsize=64)
def _advances(data: bytes) -> Mapping[int, float]:
    """Return the advance widths of a font's characters in ems; nothing of a damaged file."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            em, metrics = font["head"].unitsPerEm, font["hmtx"]
            return {letter: metrics[name][0] / em for letter, name in font.getBestCmap().items()}
    except Exception:
        # Whatever is wrong with a font file is found, and told, where fonts are read (F201).
        return {}
