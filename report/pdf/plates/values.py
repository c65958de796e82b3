"""The separations of a page as values, and the limits within which pages are taken apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..functions import Floats, floats

Bytes: TypeAlias = npt.NDArray[np.uint8]
RgbToInks: TypeAlias = Callable[[Bytes], Bytes]
"""From n × 3 values of sRGB to n × 4 of cyan, magenta, yellow and black, 255 for the full ink."""

MOST_PIXELS = 24_000_000
"""Of one page; larger pages are rendered at fewer pixels per inch."""
MOST_IMAGE_PIXELS = 170_000_000
"""Of one image, as its file declares them."""
MOST_IMAGE_BYTES = 400_000_000
"""Of all images of one page, decoded."""
MOST_OPERATORS = 3_000_000
"""Of one page, those of forms and pattern cells as often as they are drawn."""
MOST_SPOTS = 12
"""More spot inks than this on one page are no job that any press prints."""


@dataclass(frozen=True)
class Channels:
    """Which plates red, green and blue stand for in one rendering: a channel is bright where its
    plate prints nothing. Without plates, all three are the luminosity that a soft mask takes of
    its inks (ISO 32000-1 §10.3.3)."""

    plates: tuple[int, ...]

    def __call__(self, inks: Floats) -> Floats:
        """Return rows of red, green and blue for rows of inks, all from 0 to 1."""
        if not self.plates:
            dark = inks[:, :4] @ np.array([0.3, 0.59, 0.11, 1.0]) + inks[:, 4:].sum(axis=1)
            return np.repeat(1 - np.clip(dark, 0, 1)[:, None], 3, axis=1)
        result = np.ones((len(inks), 3))
        result[:, : len(self.plates)] = 1 - inks[:, self.plates]
        return result

    def of_columns(self, levels: Bytes, columns: tuple[tuple[int, ...], ...]) -> Bytes | None:
        """Return the same for rows of bytes whose columns go to so many plates each; None for
        masks."""
        if not self.plates:
            return None
        result = np.full((len(levels), 3), 255, np.uint8)
        for component, targets in enumerate(columns):
            for channel, plate in enumerate(self.plates):
                if plate in targets:
                    result[:, channel] = 255 - levels[:, component]
        return result


class Unplatable(Exception):
    """A page cannot be taken apart; the message says why, to follow “because of ”."""


def numbers(source: Any, what: str) -> Floats:
    """Return an array of numbers; Unplatable, naming `what`, where they are none."""
    values = floats(source)
    if values is None:
        raise Unplatable(what)
    return values


_OPERATORS_OF_PAGE = 3_000_000
_OPERATORS_OF_FILE = 12_000_000
_BYTES_OF_FILE = 1_000_000_000
_PIXELS_OF_FILE = 2_000_000_000
_SAMPLES_OF_FILE = 20_000_000_000
_KEPT_SAMPLES = 24_000_000
"""Of pictures that other pages may show, too: three or four that fill a page."""


@dataclass
class Work:
    """What the pages of one file share: how much may still be done for them, and what was learnt.

    It is counted, not timed, so that the same file has the same result everywhere: operators and
    bytes of content that are read, pixels that are rendered, samples of pictures.
    """

    operators: int = _OPERATORS_OF_FILE
    data: int = _BYTES_OF_FILE
    pixels: int = _PIXELS_OF_FILE
    samples: int = _SAMPLES_OF_FILE
    spots: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    pictures: dict[tuple[int, ...], Bytes] = field(default_factory=dict)
    _operators_of_page: int = _OPERATORS_OF_PAGE
    _room: int = _KEPT_SAMPLES

    def start_page(self) -> None:
        """Allow one more page its share."""
        self._operators_of_page = _OPERATORS_OF_PAGE

    def step(self) -> None:
        """Count an operator; Unplatable when there are too many."""
        self.operators -= 1
        self._operators_of_page -= 1
        if self.operators < 0 or self._operators_of_page < 0:
            raise Unplatable("more drawing than any page needs")

    def read(self, count: int) -> None:
        """Count bytes of content; Unplatable when there are too many."""
        self.data -= count
        if self.data < 0:
            raise Unplatable("more content than any file needs")

    def render(self, count: int) -> None:
        """Count pixels of renderings; Unplatable when there are too many."""
        self.pixels -= count
        if self.pixels < 0:
            raise Unplatable("more paper than any job needs")

    def decode(self, count: int) -> None:
        """Count samples of pictures; Unplatable when there are too many."""
        self.samples -= count
        if self.samples < 0:
            raise Unplatable("pictures of more pixels than any file needs")

    def picture(self, key: tuple[int, ...]) -> Bytes | None:
        """Return a picture that was kept, and keep it longer than others."""
        pixels = self.pictures.pop(key, None)
        if pixels is not None:
            self.pictures[key] = pixels
        return pixels

    def keep(self, key: tuple[int, ...], pixels: Bytes) -> None:
        """Keep a picture for the pages that follow, instead of those that were not asked for."""
        if pixels.nbytes > _KEPT_SAMPLES:
            return
        while self._room < pixels.nbytes:
            self._room += self.pictures.pop(next(iter(self.pictures))).nbytes
        self._room -= pixels.nbytes
        self.pictures[key] = pixels


@dataclass(frozen=True)
class Plates:
    """The separations of one page.

    `ink` has the shape height × width × number of `names`: 0 for bare paper, 255 for the full ink.
    The names are Cyan, Magenta, Yellow, Black, then those of spot inks, sorted. The upper left
    corner lies `left` and `top` points from that of the TrimBox, to the right and downward.
    """

    names: tuple[str, ...]
    ink: Bytes
    ppi: float
    left: float
    top: float

    @property
    def total(self) -> npt.NDArray[np.float32]:
        """The total area coverage of each pixel, in percent."""
        summed: npt.NDArray[np.float32] = self.ink.sum(axis=2, dtype=np.float32)
        return summed * np.float32(100 / 255)


def plain_inks(rgb: Bytes) -> Bytes:
    """Return sRGB in inks without any profile: what is grey in a colour goes to black alone.

    This is less ink than any press profile gives, and what the operators of PDF themselves mean
    by a conversion (ISO 32000-1 §10.3.4, with full undercolour removal and black generation).
    """
    black = 255 - rgb.max(axis=1, keepdims=True)
    return np.concatenate((255 - rgb - black, black), axis=1)
