"""From the order in which glyphs are drawn to the order in which they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_LEFTWARD = ("R", "AL")
_RIGHTWARD = ("L", "EN", "AN")


def in_reading_order(glyphs: Sequence[str]) -> str:
    """Return the text of glyphs drawn from left to right, in the order in which it is read.

    What is written from right to left is drawn from its end: the whole line when most of its
    letters are such, else only the words that are (Unicode Annex 9, rule L2 in short).
    """
    kinds = [_direction(glyph) for glyph in glyphs]
    leftward = sum(kind in _LEFTWARD for kind in kinds)
    if not leftward:
        return "".join(glyphs)
    if leftward > kinds.count("L"):
        return "".join(_turned(list(zip(glyphs, kinds, strict=True))))
    out: list[str] = []
    for is_leftward, part in _segments(list(zip(glyphs, kinds, strict=True))):
        out.extend(_turned(part) if is_leftward else [glyph for glyph, _ in part])
    return "".join(out)


def _direction(glyph: str) -> str:
    return unicodedata.bidirectional(glyph[0]) if glyph else ""


def _turned(drawn: list[tuple[str, str]]) -> list[str]:
    """Return the glyphs from right to left; numbers and foreign words keep their order."""
    out: list[str] = []
    forward: list[str] = []
    waiting: list[str] = []
    for glyph, kind in reversed(drawn):
        if kind in _RIGHTWARD:
            forward = [glyph, *waiting[::-1], *forward]
            waiting = []
        elif forward and kind not in _LEFTWARD:
            waiting.append(glyph)
        else:
            out += [*forward, *waiting, glyph]
            forward, waiting = [], []
    return [*out, *forward, *waiting]


def _segments(
    drawn: list[tuple[str, str]],
) -> Iterator[tuple[bool, list[tuple[str, str]]]]:
    """Yield the parts of a line, those from the first to the last right-to-left letter between
    two left-to-right ones apart."""
    start = 0
    while start < len(drawn):
        kinds = [kind for _, kind in drawn[start:]]
        first = next((at for at, kind in enumerate(kinds) if kind in _LEFTWARD), len(kinds))
        stop = next((at for at in range(first, len(kinds)) if kinds[at] == "L"), len(kinds))
        last = max((at for at in range(first, stop) if kinds[at] in _LEFTWARD), default=stop - 1)
        yield False, drawn[start : start + first]
        yield True, drawn[start + first : start + last + 1]
        start += last + 1
