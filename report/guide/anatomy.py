"""The picture of two pages that lie open, with the names of their parts."""

from __future__ import annotations

from .drawing import GROUND, INK, LINE, PAPER, POINTER, QUIET, WRONG, label, path, rect, svg

_SCALE = 1.15
"""Pixels to a millimetre."""
_WIDTH, _HEIGHT, _BLEED, _SAFE = 210, 297, 3, 5
_SHOWN = 3
"""Bleed and safety margin are drawn this much larger: they could not be told apart."""
_LEFT, _TOP = 200, 34
_PICTURE = "#9DB8CC"


def of_a_spread() -> str:
    """Return the picture, as SVG."""
    width, height = _WIDTH * _SCALE, _HEIGHT * _SCALE
    bleed, safe = _BLEED * _SHOWN * _SCALE, _SAFE * _SHOWN * _SCALE
    right = _LEFT + 2 * width
    lower = _TOP + height
    parts = [
        rect(_LEFT - bleed, _TOP - bleed, width + bleed, height * 0.42 + bleed, _PICTURE),
        rect(_LEFT, _TOP + height * 0.42, width, height * 0.58, PAPER),
        rect(_LEFT + width, _TOP, width, height, PAPER),
        *_lines_of_text(_LEFT + 20, _TOP + height * 0.56, width - 46, 13),
        *_lines_of_text(_LEFT + width + 26, _TOP + 84, width - 46, 22),
        rect(_LEFT + width + 26, _TOP + 44, width * 0.5, 14, INK),
        path(_box(_LEFT - bleed, _TOP - bleed, 2 * (width + bleed), height + 2 * bleed), WRONG, 1),
        path(_box(_LEFT, _TOP, 2 * width, height), INK, 1.6),
        path(_box(_LEFT + safe, _TOP + safe, width - safe, height - 2 * safe), QUIET, 1, "4 3"),
        path(_box(_LEFT + width, _TOP + safe, width - safe, height - 2 * safe), QUIET, 1, "4 3"),
        path(f"M{_LEFT + width:g} {_TOP:g}V{lower:g}", LINE, 1.4),
        label(_LEFT + 20, lower - 22, "2", QUIET),
        label(right - 30, lower - 22, "3", QUIET),
        label(_LEFT + width + 26, lower - 22, "The Garden", QUIET),
    ]
    names = [
        (_LEFT - bleed, _TOP + 60, "bleed: the picture runs", "over the edge"),
        (_LEFT, _TOP + 130, "trim: here the paper is cut", ""),
        (_LEFT + safe, _TOP + height * 0.7, "safety margin: no words", "outside of it"),
    ]
    for x, y, first, second in names:
        parts += [path(f"M{x:g} {y - 4:g}H190", POINTER, 1.4), label(6, y, first)]
        parts += [label(6, y + 16, second)] if second else []
    below = lower + bleed + 22
    parts += [
        label(_LEFT + width / 2 - 62, below, "left-hand page (verso)"),
        label(_LEFT + width * 1.5 - 66, below, "right-hand page (recto)"),
        path(f"M{_LEFT + width:g} {lower:g}V{below + 14:g}", POINTER, 1.4),
        label(_LEFT + width - 62, below + 28, "fold, with the gutter around it"),
        label(_LEFT + width / 2 - 30, below + 28, "", QUIET),
        path(f"M{right - 24:g} {lower - 26:g}H{right + 24:g}", POINTER, 1.4),
        label(right + 28, lower - 22, "folio"),
        path(f"M{_LEFT + width + 90:g} {lower - 26:g}h60v-40H{right + 24:g}", POINTER, 1.4),
        label(right + 28, lower - 62, "running head"),
        path(f"M{_LEFT + width * 1.5 + 32:g} {_TOP + 51:g}H{right + 24:g}", POINTER, 1.4),
        label(right + 28, _TOP + 55, "headline"),
    ]
    total = right + 122
    return svg(total, below + 42, [rect(0, 0, total, below + 42, GROUND), *parts])


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}Z"


def _lines_of_text(x: float, y: float, width: float, count: int) -> list[str]:
    """Return grey bars in two columns, as text looks from afar."""
    column = (width - 12) / 2
    return [
        rect(left, y + line * 9, column * (0.7 if line == count - 1 else 1), 3.4, LINE)
        for left in (x, x + column + 12)
        for line in range(count)
    ]
