"""Pictures as inks.

Photographs go through the profile pixel by pixel. A picture of few colours, such as a logo, is
drawn in colours of the theme, and each of them is printed as it is elsewhere on the page. Grey
pictures are black ink alone, as light on paper as on the screen.

A CMYK JPEG written by Pillow holds paper white as 255 and carries Adobe's mark, as Photoshop's do.
Readers of PDF do not turn it around for that: its `/Decode [1 0 1 0 1 0 1 0]` says so.
"""

from __future__ import annotations

import io
from functools import cache as remembered
from pathlib import Path
from typing import Any

import PIL
from PIL import Image, features

from .. import jpegs
from ..storage import Cache, digest
from .jpeg import QUALITY, written, written_within
from .limit import thin
from .policy import Inks

_FEW = 256


class PressImages:
    """Turns pictures into inks by a policy; JPEGs are kept in a cache, by their content."""

    def __init__(self, inks: Inks, cache: Cache) -> None:
        self._inks = inks
        self._cache = cache

    def jpeg(self, data: bytes) -> tuple[bytes, bool]:
        """Return a CMYK JPEG for an RGB or grey one, and whether its samples are inverted (yes).

        No pixel of it has more ink than the limit; greys are black ink alone.
        """
        return self._cache.get_or_make(self._key(data), ".cmyk.jpg", lambda: self._cmyk(data)), True

    def pixels(self, rgb: bytes) -> bytes:
        """Return CMYK samples, four bytes each, for RGB samples of three bytes."""
        if not rgb:
            return b""
        row = Image.frombytes("RGB", (len(rgb) // 3, 1), rgb)
        colours: Any = row.getcolors(_FEW)
        if colours is not None:
            return self._by_policy(rgb, sorted(colour for _, colour in colours))
        inks = _array(self._inks.press.separated(row))
        thin(inks, self._inks.limit)
        return bytes(inks.tobytes())

    def grey_pixels(self, samples: bytes) -> bytes:
        """Return CMYK samples, four bytes each, for grey samples of one: black ink alone."""
        black = samples.translate(bytes(255 - grey for grey in self._inks.greys))
        inks = bytearray(4 * len(black))
        inks[3::4] = black
        return bytes(inks)

    def _by_policy(self, rgb: bytes, colours: list[tuple[int, int, int]]) -> bytes:
        """Return the samples of a picture that has these colours and no others, sorted."""
        import numpy

        samples = numpy.frombuffer(rgb, numpy.uint8).reshape(-1, 3).astype(numpy.uint32)
        codes = samples[:, 0] << 16 | samples[:, 1] << 8 | samples[:, 2]
        known = numpy.array([r << 16 | g << 8 | b for r, g, b in colours], numpy.uint32)
        inks = numpy.array([self._ink8(colour) for colour in colours], numpy.uint8)
        return bytes(inks[numpy.searchsorted(known, codes)].tobytes())

    def _ink8(self, colour: tuple[int, int, int]) -> tuple[int, ...]:
        """Return the ink from 0 to 255, within the limit; a spot ink by what replaces it."""
        red, green, blue = (part / 255 for part in colour)
        ink = self._inks.of((red, green, blue))
        parts = [part * (ink.tint if ink.spot else 1) * 255 for part in ink.cmyk]
        whole = tuple(round(part) for part in parts)
        return whole if sum(whole) <= self._inks.limit * 255 else tuple(int(part) for part in parts)

    def _cmyk(self, data: bytes) -> bytes:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.mode == "L":
                return written(self._in_black(picture))
            inks = _array(self._inks.press.separated(_rgb(picture)))
        return written_within(inks, self._inks.limit)

    def _in_black(self, picture: Image.Image) -> Image.Image:
        """Return a grey picture as CMYK with nothing but black."""
        none = Image.new("L", picture.size, 0)
        black = picture.point([255 - grey for grey in self._inks.greys])
        return Image.merge("CMYK", (none, none, none, black))

    def _key(self, data: bytes) -> str:
        """Return the name of what a JPEG becomes: 64 hexadecimal digits."""
        press = self._inks.press
        versions = [f"{name} {features.version(name)}" for name in ("littlecms2", "jpg")]
        settings = f"{self._inks.limit} {QUALITY} {PIL.__version__}"
        return digest(_own_code(), *versions, settings, press.profile, press.srgb, data)


def _rgb(picture: Image.Image) -> Image.Image:
    """Return a picture as RGB: itself where it is, since a copy of a photo is large."""
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _array(image: Image.Image) -> Any:
    """Return the pixels of an image as an array that may be changed."""
    import numpy

    return numpy.array(image)


@remembered
def _own_code() -> str:
    """Return the digest of the code that makes inks: when it changes, so may they."""
    files = (*sorted(Path(__file__).parent.glob("*.py")), Path(jpegs.__file__))
    return digest(*(path.read_bytes() for path in files))
