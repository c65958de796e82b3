"""JPEGs for the press: no ink coarser than another, and no pixel with too much of all of them.

Compression adds a little ink here and there. It works on squares of 8 by 8 pixels that do not touch
each other (ITU-T T.81 §A.3.1). Those that hold dark colours are tried out, and thinned by what
comes out too much; all others stay as they are.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image

from .limit import thin, totals

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Pixels: TypeAlias = NDArray[numpy.uint8]

QUALITY = 92
_SIDE = 8
# A row of squares; a JPEG is at most 65,535 pixels wide and high.
_ROW = 512
# Of one full ink: what compression may add to a pixel. More was never seen.
_OVERSHOOT = 0.25
_TRIES = 8


def written(image: Image.Image) -> bytes:
    """Return a grey or CMYK picture as a baseline JPEG of full colour resolution (4:4:4)."""
    stream = io.BytesIO()
    image.info = {}
    image.save(stream, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return stream.getvalue()


def written_within(inks: Pixels, limit: float) -> bytes:
    """Return pixels of four inks as a JPEG without more ink in any pixel than `limit`.

    1 is one full ink in `limit`, and 255 in `inks`, which are changed in place.
    """
    import numpy

    height, width, _ = inks.shape
    across, down = -(-width // _SIDE), -(-height // _SIDE)
    most = numpy.zeros((down, across), numpy.uint16)
    for row in range(down):
        sums = totals(inks[row * _SIDE : (row + 1) * _SIDE])
        columns = numpy.pad(sums.max(axis=0), (0, across * _SIDE - width))
        most[row] = columns.reshape(across, _SIDE).max(axis=1)
    dark = numpy.argwhere(most > (limit - _OVERSHOOT) * 255)
    if len(dark):
        squares = numpy.stack([_square(inks, top, left) for top, left in dark * _SIDE])
        for (top, left), square in zip(dark * _SIDE, _tamed(squares, limit), strict=True):
            part = inks[top : top + _SIDE, left : left + _SIDE]
            part[:] = square[: part.shape[0], : part.shape[1]]
    return written(Image.frombytes("CMYK", (width, height), inks.tobytes()))


def _square(inks: Pixels, top: int, left: int) -> Pixels:
    """Return a square; at the edges of the picture its last pixels are repeated, as JPEG does."""
    import numpy

    square = inks[top : top + _SIDE, left : left + _SIDE]
    if square.shape[:2] == (_SIDE, _SIDE):
        return square
    lacks = [(0, _SIDE - square.shape[0]), (0, _SIDE - square.shape[1]), (0, 0)]
    return numpy.pad(square, lacks, mode="edge")


def _tamed(squares: Pixels, limit: float) -> Pixels:
    """Return squares that stay within the limit when they are compressed."""
    import numpy

    allowed = numpy.full(len(squares), float(limit))
    open_ones = numpy.arange(len(squares))
    for _ in range(_TRIES):
        worst = totals(_compressed(squares[open_ones])).max(axis=(1, 2)) / 255
        over = worst > limit
        open_ones, excess = open_ones[over], worst[over] - limit
        if not len(open_ones):
            break
        # A little more, or rounding brings it back.
        allowed[open_ones] -= excess * 1.5 + 1 / 255
        thinner = squares[open_ones]
        thin(thinner, allowed[open_ones][:, None, None])
        squares[open_ones] = thinner
    return squares


def _compressed(squares: Pixels) -> Pixels:
    """Return squares as they are after compression."""
    import numpy

    count = len(squares)
    rows = -(-count // _ROW)
    sheet = numpy.zeros((rows * _ROW, _SIDE, _SIDE, 4), numpy.uint8)
    sheet[:count] = squares
    laid = sheet.reshape(rows, _ROW, _SIDE, _SIDE, 4).swapaxes(1, 2)
    size = (_ROW * _SIDE, rows * _SIDE)
    data = written(Image.frombytes("CMYK", size, laid.tobytes()))
    with Image.open(io.BytesIO(data)) as picture:
        back = numpy.asarray(picture).reshape(rows, _SIDE, _ROW, _SIDE, 4).swapaxes(1, 2)
    result: Pixels = back.reshape(-1, _SIDE, _SIDE, 4)[:count]
    return result
