"""QR codes (ISO/IEC 18004) as drawings: black squares on white, with the white around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import segno

from .artwork.shelf import Piece
from .content.blocks.qr_code import QrCode
from .diagnostics import Code, Severity
from .storage import digest
from .units import Length, Size, mm

TOO_FINE = Code(
    "P406",
    "qr-code-too-fine",
    Severity.WARNING,
    """The squares of a QR code are smaller than 0.4 mm at the size asked for.

    Ink spreads on paper, and telephones tell squares below 0.4 mm apart only in good light and
    from close by. Give the code more room in `size:`, or leave `size:` out: then it is as large as
    it needs to be. A shorter address needs fewer squares, and so does less `error_correction`.
    """,
)
QUIET = 4
"""The white around a code, in squares (ISO/IEC 18004 §6.3.8)."""
LEAST, GOOD = mm(0.4), mm(0.5)
"""The smallest square that is no finding, and the smallest of a code that sizes itself."""
_FEWEST_LINES = 5
_TRIM = Length(7.5)
"""What lines have above the first one's capitals and below the last baseline: a code that sizes
itself stands between the two."""
Squares = Sequence[Sequence[int]]


def qr_code(block: QrCode, line: Length) -> tuple[Piece, Size, Length]:
    """Return the code of a block: its drawing, its size with the white around, and that white.

    `line` is the height of a line of the grid. The piece brings a finding (P406) when its squares
    are too small.
    """
    squares: Squares = segno.make(block.target, error=block.error_correction, micro=False).matrix
    count = len(squares)
    width = block.size or _wide_enough(count, line)
    data = _drawing(squares)
    findings = []
    if width.pt / count < LEAST.pt - 1e-6:
        enough = ceil((LEAST * count).mm)
        message = f"the squares of this code are {width.mm / count:.2f} mm wide; 0.4 mm is enough"
        help = f"write `size: {enough}mm`, leave `size` out, or ask for a shorter address"
        mark = block.mark_of("size")
        findings.append(TOO_FINE.finding(mark, message, help=help, at=block.id))
    side = width * ((count + 2 * QUIET) / count)
    piece = Piece(digest("qr", data), ".svg", data, 1, 1, block.mark, tuple(findings))
    return piece, Size(side, side), width * (QUIET / count)


def _wide_enough(count: int, line: Length) -> Length:
    """Return the width of a code of `count` squares: whole lines, and good to read."""
    least = GOOD * count + _TRIM
    return line * max(_FEWEST_LINES, ceil(least.pt / line.pt)) - _TRIM


def _drawing(squares: Squares) -> bytes:
    """Return an SVG, a unit a square: one path, so that no seams are seen between the squares."""
    side = len(squares) + 2 * QUIET
    path = "".join(f"M{_points(loop)}z" for loop in _outlines(squares))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
        f'viewBox="0 0 {side} {side}"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    ).encode()


def _points(loop: Sequence[tuple[int, int]]) -> str:
    return "L".join(f"{x + QUIET} {y + QUIET}" for x, y in loop)


def _outlines(squares: Squares) -> Iterator[list[tuple[int, int]]]:
    """Yield the edges between black and white as closed lines, with black at their right hand."""
    leaving: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end in _edges(squares):
        leaving.setdefault(start, []).append(end)
    while leaving:
        first = point = next(iter(leaving))
        loop = []
        while point in leaving:
            ends = leaving[point]
            step = ends.pop()
            if not ends:
                del leaving[point]
            loop.append(point)
            point = step
        assert point == first, "edges of squares close"
        yield loop


def _edges(squares: Squares) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the sides of black squares that no other black square shares, clockwise."""

    def black(x: int, y: int) -> bool:
        return 0 <= y < len(squares) and 0 <= x < len(squares) and bool(squares[y][x])

    for y, row in enumerate(squares):
        for x, value in enumerate(row):
            if not value:
                continue
            if not black(x, y - 1):
                yield (x, y), (x + 1, y)
            if not black(x + 1, y):
                yield (x + 1, y), (x + 1, y + 1)
            if not black(x, y + 1):
                yield (x + 1, y + 1), (x, y + 1)
            if not black(x - 1, y):
                yield (x, y + 1), (x, y)
