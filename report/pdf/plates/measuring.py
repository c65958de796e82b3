"""How much ink lies on the paper of each page (total area coverage, ISO 12647-1 §3.47)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pikepdf import Pdf

from ...storage import Content
from ...units import Rect, pt
from ..printed import Coverage
from .page import opened, separate
from .values import Plates, RgbToInks, Unplatable, Work, plain_inks

PPI = 72.0
SQUARE = 2.0
"""Side in millimetres of the square over which ink is averaged: ink sets off, and paper cockles,
over areas; edges of type and the noise of JPEG are none. (The Ghent Workgroup's sheet-fed
specification allows as much as 15 mm² beyond the limit: compare `Coverage.over`.)"""
MOST_PAGES = 1000
"""Of one file: taking a page apart costs some hundredths of a second, which nobody waits for
ten thousand times."""
ROUNDING = 1.0
"""Percent by which four plates of 8 bits each can lie above what the file says."""


def coverage(
    data: Content, limit: float = 400.0, of_rgb: RgbToInks = plain_inks
) -> tuple[Coverage, ...]:
    """Return the inking of every page within its BleedBox; `limit` is in percent.

    Pages that cannot be taken apart, and those after the first thousand, have `unmeasured`, the
    reason. An unreadable file has none. `of_rgb` as for `plates`.
    """
    try:
        with opened(data) as document:
            work, count = Work(), len(document.pages)
            return tuple(
                _page(document, number, limit, (of_rgb, work)) for number in range(1, count + 1)
            )
    except Unplatable:
        return ()


def _page(document: Pdf, number: int, limit: float, way: tuple[RgbToInks, Work]) -> Coverage:
    try:
        if number > MOST_PAGES:
            raise Unplatable(f"their number: the first {MOST_PAGES:,} were measured")
        return heaviest(separate(document, number, PPI, *way), number, limit)
    except Unplatable as reason:
        nowhere = Rect(pt(0), pt(0), pt(0), pt(0))
        return Coverage(number, 0.0, nowhere, unmeasured=str(reason))


def heaviest(plates: Plates, page: int, limit: float) -> Coverage:
    """Return where the most ink lies on a page, and how much of it has more than the limit."""
    total = plates.total
    side = max(1, round(SQUARE / 25.4 * plates.ppi))
    means = _means(total, min(side, *total.shape))
    row, column = (int(at) for at in np.unravel_index(int(means.argmax()), means.shape))
    pixel = 72 / plates.ppi
    square = pt(min(side, *total.shape) * pixel)
    rect = Rect(pt(plates.left + column * pixel), pt(plates.top + row * pixel), square, square)
    beyond = int(np.count_nonzero(_spread(means > limit + ROUNDING, total.shape)))
    area = beyond * (25.4 / plates.ppi) ** 2
    highest, peak = (round(float(most), 1) for most in (means[row, column], total.max()))
    return Coverage(page, highest, rect, round(area, 1), peak=peak)


def _means(values: npt.NDArray[np.float32], side: int) -> npt.NDArray[np.float64]:
    """Return the mean of every square of `side` pixels, by the square's upper left one."""
    sums = np.zeros((values.shape[0] + 1, values.shape[1] + 1))
    sums[1:, 1:] = values.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    whole = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    means: npt.NDArray[np.float64] = whole / side**2
    return means


def _spread(squares: npt.NDArray[np.bool_], shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Return the pixels that lie in one of the squares."""
    side = shape[0] - squares.shape[0] + 1
    counts = np.zeros((shape[0] + side, shape[1] + side))
    counts[side : side + squares.shape[0], side : side + squares.shape[1]] = squares
    padded = _means(counts.astype(np.float32), side)
    covered: npt.NDArray[np.bool_] = padded[1 : shape[0] + 1, 1 : shape[1] + 1] > 1e-9
    return covered
