"""Remember how texts break into lines.

Why a patch: WeasyPrint balances columns by laying them out again and again in heights that differ
by little, and sets a paragraph anew whenever it crosses to another page or column. Each time Pango
shapes the same words in the same type to the same width, which is more than half of the layout.
`weasyprint.text.line_break.split_first_line` answers from its arguments, some properties of the
style and the fonts alone, so an answer can be given again, to the same bytes. What it returns holds
no object of Pango's; the one thing in it that can change is copied. What is remembered is the line
without a hyphen where none is wanted (`whole_words.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import floor
from operator import itemgetter
from typing import Any, TypeAlias

from weasyprint.layout import inline, preferred
from weasyprint.layout.percent import percentage
from weasyprint.text.ffi import TO_UNITS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from .patches import Private
from .whole_words import keeping_words_whole

_SPLIT = Private(
    "split_first_line",
    ("text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"),
    (inline, preferred),
)
# All that `split_first_line` and what it calls look at: `Layout`, `get_font_description`.
_LOOKED_AT = itemgetter(
    *("font_family", "font_size", "font_style", "font_weight", "font_stretch"),
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override"),
    *("direction", "lang", "letter_spacing", "word_spacing", "white_space", "tab_size"),
    *("overflow_wrap", "word_break", "hyphens", "hyphenate_character"),
    *("hyphenate_limit_chars", "hyphenate_limit_zone"),
)
_RATIO = 4  # of `split_first_line`: letters to set for a line, by their size
_WIDEST = 2**21  # px, from which on Pango is told of no width
_ROUNDED = 1e-6  # units, beside which what is lost by rounding is nothing
_MOST = 8_000_000
"""Letters that are remembered, or what takes as much room: some 50 MB at the very most."""
_ENTRY = 600
"""What an entry takes beside its text, in letters: its key, its layout, numbers."""

Line: TypeAlias = tuple[Any, int, int | None, float, float, float]


class FirstLines:
    """First lines by what they depend on, in two generations, so that memory stays bounded.

    When the younger is half of what may be held, the older is forgotten; what is asked for again
    moves up.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._half = most // 2
        self._young: dict[Any, Line] = {}
        self._old: dict[Any, Line] = {}
        self._held = 0

    def get(self, key: Any) -> Line | None:
        """Return what is known under a key; its layout is not to be changed."""
        found = self._young.get(key)
        if found is None and (found := self._old.pop(key, None)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Any, line: Line) -> None:
        """Remember a line under a key, whose first part is the text."""
        self._young[key] = line
        self._held += len(key[0]) + _ENTRY
        if self._held > self._half:
            self.forget(all=False)

    def forget(self, *, all: bool = True) -> None:
        """Forget all lines, or the older generation."""
        self._old = {} if all else self._young
        self._young, self._held = {}, 0

    def __len__(self) -> int:
        return len(self._young) + len(self._old)


class Fonts(FontConfiguration):  # type: ignore[misc]
    """The fonts of an engine, and the lines that were set in them."""

    def __init__(self) -> None:
        super().__init__()
        self.first_lines = FirstLines()

    def add_font_face(self, *arguments: Any) -> None:
        """Add a font; what was set without it may come out otherwise from now on."""
        self.first_lines.forget()
        super().add_font_face(*arguments)


@contextmanager
def remembered_lines() -> Iterator[None]:
    """While open, no line of a document with `Fonts` is broken twice.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with _SPLIT.replaced(_remembering(keeping_words_whole(_SPLIT.function))):
        yield


def _remembering(split: Callable[..., Line]) -> Callable[..., Line]:
    """Return `split_first_line` with a memory."""

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Line:
        arguments = (max_width, justification_spacing, is_line_start, minimum)
        known = getattr(style.font_config, "first_lines", None)
        if known is None or not hasattr(style["hyphenate_limit_zone"], "unit"):
            # Fonts of somebody else; or calc(), whose worth is not to be seen from outside.
            return split(text, style, context, *arguments)
        decorated = style["text_decoration_line"] != "none"  # a set of words, which is no key
        key = (text, _room(max_width, style), *arguments[1:], decorated, _LOOKED_AT(style))
        line = known.get(key)
        if line is None:
            line = split(text, style, context, *arguments)
            known.put(key, line)
        return (_copy(line[0], max_width), *line[1:])

    return split_first_line


def _room(max_width: float | None, style: Any) -> Any:
    """Return all that the width of a line decides: the same for columns of one width that, by
    rounding, are not quite as wide as each other.

    Pango counts in whole units, and so is every width that is compared with this one, or with what
    is left of it beside the zone without hyphens, unless letters are spaced. `split_first_line`
    also guesses by the width how many letters to set.
    """
    size = style["font_size"]
    if max_width is None or not 0 < max_width < _WIDEST or not size:
        return max_width
    zone = percentage(style["hyphenate_limit_zone"], style, max_width)
    units, beside = max_width * TO_UNITS, (max_width - zone) * TO_UNITS
    if style["letter_spacing"] != "normal" or abs(beside - round(beside)) < _ROUNDED:
        return max_width
    letters = int(max_width / size * _RATIO)
    return floor(units), units == floor(units), floor(beside), size * _RATIO > max_width, letters


def _copy(layout: Any, max_width: float | None) -> Any:
    """Return a layout of its own for each box: drawing sets one up again, and may shorten it."""
    copy = Layout.__new__(Layout)
    copy.__dict__.update(layout.__dict__)
    copy.max_width = max_width
    return copy
