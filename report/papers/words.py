"""Words that fit on the paper and are in its fonts."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from ..fonts import Fonts, read_fonts
from ..resources import Project
from ..settings import Theme
from ..units import Size

LINE = 90
"""The letters of one line."""


@dataclass(frozen=True)
class Words:
    """Makes any text printable in the fonts of the paper."""

    fonts: Fonts
    families: tuple[str, ...]
    share: float = 1.0
    """How much of its usual length a text may have: less on a page with too little room."""

    @classmethod
    def of(cls, project: Project, theme: Theme) -> Words:
        """Return what prints in the fonts of a theme."""
        return cls(read_fonts(project, theme), tuple(dict.fromkeys(f.family for f in theme.fonts)))

    def __call__(self, text: str, limit: int = LINE) -> str:
        """Return `text` without line breaks, cut in its middle to a share of `limit` letters.

        What no font can print is a question mark: titles of other people's files come in any
        script, and the paper is to be whole whatever they say.
        """
        plain = plain_text(text)
        limit = self._share_of(limit)
        if len(plain) > limit:
            tail = limit // 3
            plain = f"{plain[: limit - tail - 1].rstrip()}…{plain[-tail:].lstrip()}"
        return self._printable(plain)

    def sentence(self, text: str, limit: int) -> str:
        """Return `text` cut where a sentence ends, or else a word, within its share of `limit`."""
        plain = plain_text(text)
        limit = self._share_of(limit)
        if len(plain) > limit:
            start = plain[: limit - 1]
            end = max(start.rfind(stop) for stop in (". ", "! ", "? ", "; ")) + 1
            if end < limit // 2:
                end = start.rfind(" ") if start.rfind(" ") > limit // 2 else len(start)
            plain = f"{start[:end].rstrip(' ,;:')} …"
        return self._printable(plain)

    def _share_of(self, limit: int) -> int:
        return max(12, int(limit * self.share))

    def _printable(self, plain: str) -> str:
        missing = set(self.fonts.missing(self.families, plain))
        return "".join("?" if character in missing else character for character in plain)


def plain_text(text: str) -> str:
    """Return `text` on one line, without what is no letter: controls, halves of pairs."""
    plain = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return unicodedata.normalize("NFC", " ".join(plain.split()))


def numbered(number: int, word: str) -> str:
    """Return a number of things: "1 page", "2 pages"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def size_words(size: Size) -> str:
    """Return a size in millimetres: "210 × 297 mm"."""
    return f"{round(size.width.mm, 1):g} × {round(size.height.mm, 1):g} mm"


def file_size(size: int) -> str:
    """Return a number of bytes as people say it: "12.3 MB"."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(1, round(size / 1e3))} kB"
