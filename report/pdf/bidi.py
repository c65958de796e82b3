"""From the order in which glyphs are drawn to the order in which they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_LEFTWARD = ("R", "AL")
_RIGHTWARD = ("L", "EN", "AN")
_SIGNS = ("ET", "ES")  # such as % and +, which are marked to stand with their figures
_SEPARATORS = ("CS", "ES")  # one of them between figures makes them one (rule W4)
_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥")
MIRRORED = {one: other for pair in _PAIRS for one, other in (tuple(pair), tuple(pair[::-1]))}
"""What is drawn turned over where it is read from the right (rule L4)."""


def in_reading_order(glyphs: Sequence[str], *, from_right: bool = False) -> str:
    """Return the text of glyphs drawn from left to right, in the order in which it is read.

    What is written from right to left is drawn from its end: the whole line when it begins there
    (`from_right`) or most of its letters are such, else only the words that are (Unicode Annex 9,
    rule L2 in short). What was drawn does not tell all of it: “km 5” among Arabic letters may have
    been “5 km”.
    """
    kinds = [_direction(glyph) for glyph in glyphs]
    leftward = sum(kind in _LEFTWARD for kind in kinds)
    if not leftward:
        return "".join(glyphs)
    if from_right or leftward > kinds.count("L"):
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
    forward: list[tuple[str, str]] = []
    waiting: list[tuple[str, str]] = []
    for glyph, kind in [*reversed(_with_signs(drawn)), ("", "R")]:
        if kind in _RIGHTWARD and (not forward or _belong(kind, waiting, forward)):
            forward = [(glyph, kind), *waiting[::-1], *forward]
        elif forward and kind not in _LEFTWARD + _RIGHTWARD:
            waiting.append((glyph, kind))
            continue
        else:
            out += [each for each, _ in forward]
            out += [MIRRORED.get(each, each) for each, _ in waiting]
            forward = [(glyph, kind)] if kind in _RIGHTWARD else []
            out += [] if forward else [MIRRORED.get(glyph, glyph)]
        waiting = []
    return out


def _with_signs(drawn: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the glyphs, signs that touch figures being figures."""
    kinds = ["", *(kind for _, kind in drawn), ""]
    for order in (range(1, len(kinds) - 1), range(len(kinds) - 2, 0, -1)):
        for at in order:
            if kinds[at] in _SIGNS and "EN" in (kinds[at - 1], kinds[at + 1]):
                kinds[at] = "EN"
    return [(glyph, kind) for (glyph, _), kind in zip(drawn, kinds[1:-1], strict=True)]


def _belong(kind: str, between: list[tuple[str, str]], forward: list[tuple[str, str]]) -> bool:
    """True where a glyph is read before `forward`, at whose left it was drawn, and not after it:
    around a foreign word everything is, figures only where nothing or a separator is between."""
    if kind == "L" or any(each == "L" for _, each in forward) or not between:
        return True
    return len(between) == 1 and between[0][1] in _SEPARATORS


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
