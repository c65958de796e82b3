"""Coordinates of vector pictures, as fine as anybody can see.

Outlines of letters come from fonts in units of which a hundred make a hair's breadth, and with six
decimals. They are most of what a chart weighs, on the disk and for every reader of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil, hypot, log10

_FINEST = 0.001
"""How far a point may be moved, in CSS px: a fortieth of a dot of a plate of 2,400 dpi."""
_MOST = 6  # decimals that WeasyPrint writes
_NUMBER = re.compile(rb"-?\d+\.\d+")
_PATHS = (b" m", b" l", b" c", b" re")
_SAME = b"1 0 0 1 0 0 cm"


def rounded(lines: Iterable[bytes], scale: float) -> Iterator[bytes]:
    """Yield lines of page content, an operator each, whose points are moved by no more than
    `_FINEST`; `scale` is how many px a unit is where they begin.

    Transformations that change nothing are left out.
    """
    scales = [scale]
    for line in lines:
        if line == b"q":
            scales.append(scales[-1])
        elif line == b"Q":
            scales.pop()
        elif line.endswith(b" cm"):
            if line == _SAME:
                continue
            a, b, c, d = map(float, line.split()[:4])
            scales[-1] *= max(hypot(a, b), hypot(c, d))
        elif line.endswith(_PATHS) and b"." in line:
            line = _shortened(line, _decimals(scales[-1]))
        yield line


def _decimals(scale: float) -> int:
    """Return with how many decimals a number is right to `_FINEST` px."""
    return min(max(ceil(log10(scale / 2 / _FINEST)), 0), _MOST) if scale > 0 else _MOST


def _shortened(line: bytes, decimals: int) -> bytes:
    def shorter(number: re.Match[bytes]) -> bytes:
        text = f"{float(number[0]):.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if decimals else text
        return b"0" if text == "-0" else text.encode()

    return _NUMBER.sub(shorter, line)
