"""Words that keep their own direction among those of another one (Unicode Annex 9)."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional

from markupsafe import Markup

Direction = Literal["ltr", "rtl"]

LTR_MARK = "\N{LEFT-TO-RIGHT MARK}"
# Behind Arabic letters such signs would change sides with their figures (rules W2 to W5): the mark
# goes before a figure with a sign, such as 23.4°.
FIGURE = re.compile(r"(?<![A-Za-z0-9.,\u200e])(?=[−+]\d|\d[\d.,]*\u200e?[°′″‰%+])")


def direction_of(tag: str) -> Direction:
    """Return the direction of a language by its BCP 47 tag, as CLDR knows it; that of Latin letters
    where it does not."""
    from babel import Locale, UnknownLocaleError

    try:
        return "rtl" if Locale.parse(tag, sep="-").text_direction == "rtl" else "ltr"
    except (UnknownLocaleError, ValueError):
        return "ltr"


def begins_rightward(words: str) -> bool:
    """True where the first letter is one that is written from left to right (rule P2)."""
    for letter in words:
        if (kind := bidirectional(letter)) in ("L", "R", "AL"):
            return kind == "L"
    return False


def rightward(words: Markup) -> Markup:
    """Return inline HTML whose parts stand from left to right, whatever is around them."""
    return Markup('<span dir="ltr">{}</span>').format(words)
