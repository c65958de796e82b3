"""Total ink: more than paper takes up does not dry, and comes off on the next sheet.

Where colours ask for more, black keeps its part and the others are thinned alike (undercolour
removal): hue stays, and a dark that was deep stays dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .values import Cmyk

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray


def within(ink: Cmyk, limit: float) -> Cmyk:
    """Return the ink with a total of at most `limit`, where 1 is one full ink."""
    c, m, y, k = ink
    colours = c + m + y
    if colours + k <= limit or not colours:
        return ink
    part = max(limit - k, 0.0) / colours
    return (c * part, m * part, y * part, k)


def thin(pixels: NDArray[numpy.uint8], limit: Any) -> None:
    """Thin pixels of four inks, in place, to a total of at most `limit`.

    255 is one full ink in `pixels`, whose last axis is the inks. In `limit` it is 1; where pixels
    have limits of their own, an array that fits their other axes.
    """
    import numpy

    most = numpy.asarray(limit) * 255
    over = totals(pixels) > most
    if not over.any():
        return
    dark = pixels[over].astype(numpy.float32)
    colours, black = dark[:, :3].sum(axis=1), dark[:, 3]
    room = numpy.broadcast_to(most, over.shape)[over] - black
    part = numpy.maximum(room, 0) / numpy.maximum(colours, 1)
    # Rounded down, or three roundings up would be over the limit again.
    dark[:, :3] = numpy.floor(dark[:, :3] * part[:, None])
    pixels[over] = dark.astype(numpy.uint8)


def totals(pixels: NDArray[numpy.uint8]) -> NDArray[numpy.uint16]:
    """Return the sum of the four inks of each pixel, where 255 is one full ink."""
    # Numpy sums an axis as short as this one by one.
    sums = pixels[..., 0].astype("uint16")
    for ink in (1, 2, 3):
        sums += pixels[..., ink]
    return sums
