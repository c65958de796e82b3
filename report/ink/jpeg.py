"""JPEGs for the press: no ink coarser than another, and no pixel with too much of all of them.

Compression adds a little ink here and there. It works on squares of 8 by 8 pixels that do not touch
each other (ITU-T T.81 §A.3.1). Those that hold dark colours are tried out, and thinned by what
comes out too much; all others stay as they are.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, TypeAlias

from PIL import Image

from .. import jpegs
from .limit import thin, totals

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Pixels: TypeAlias = NDArray[numpy.uint8]

QUALITY = 92
_SIDE = 8
# Rows of squares at a time: some megabytes, however large the picture is.
_BAND = 16 * _SIDE
# Squares side by side when they are tried out; a JPEG is at most 65,535 pixels wide and high.
_ROW = 512
# Of one full ink: what compression may add to a pixel. More was never seen.
_OVERSHOOT = 0.25
_TRIES = 24


def written(image: Image.Image, *, optimize: bool = True) -> bytes:
    """Return a grey or CMYK picture as a baseline JPEG of full colour resolution (4:4:4)."""
    return jpegs.written(image, QUALITY, fine=True, optimize=optimize)


def written_within(inks: Pixels, limit: float) -> bytes:
    """Return pixels of four inks as a JPEG without more ink in any pixel than `limit`.

    1 is one full ink in `limit`, and 255 in `inks`, which are changed in place.
    """
    for top in range(0, len(inks), _BAND):
        band = inks[top : top + _BAND]
        thin(band, limit)
        _tame(band, limit)
    return written(_picture(inks))


def _tame(band: Pixels, limit: float) -> None:
    """Thin what would come out of compression with too much ink, in place."""
    import numpy

    height, width, _ = band.shape
    lacks = ((0, -height % _SIDE), (0, -width % _SIDE), (0, 0))
    # At the edges of a picture, JPEG repeats the last pixels to fill its squares.
    full = numpy.pad(band, lacks, mode="edge")
    down, across = full.shape[0] // _SIDE, full.shape[1] // _SIDE
    squares = (
        full.reshape(down, _SIDE, across, _SIDE, 4).swapaxes(1, 2).reshape(-1, _SIDE, _SIDE, 4)
    )
    dark = totals(squares).max(axis=(1, 2)) > (limit - _OVERSHOOT) * 255
    if dark.any():
        squares[dark] = _tamed(squares[dark], limit)
        back = squares.reshape(down, across, _SIDE, _SIDE, 4).swapaxes(1, 2)
        band[:] = back.reshape(full.shape)[:height, :width]


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
    across = min(count, _ROW)
    down = -(-count // across)
    sheet = numpy.zeros((down * across, _SIDE, _SIDE, 4), numpy.uint8)
    sheet[:count] = squares
    laid = sheet.reshape(down, across, _SIDE, _SIDE, 4).swapaxes(1, 2)
    laid = laid.reshape(down * _SIDE, across * _SIDE, 4)
    with Image.open(io.BytesIO(written(_picture(laid), optimize=False))) as picture:
        back = numpy.asarray(picture).reshape(down, _SIDE, across, _SIDE, 4).swapaxes(1, 2)
    result: Pixels = back.reshape(-1, _SIDE, _SIDE, 4)[:count]
    return result


def _picture(inks: Pixels) -> Image.Image:
    """Return pixels as a picture, without a copy of them."""
    height, width, _ = inks.shape
    return Image.frombuffer("CMYK", (width, height), inks, "raw", "CMYK", 0, 1)
