"""Colours through the profile of a press, by LittleCMS.

Relative colorimetric with black-point compensation (ISO 18619): a colour that ink can print is
printed as it is, paper is white, and the darkest colour of the screen is the darkest of the press.
LittleCMS is reached through Pillow, which knows 8 bits a channel: steps of 0.4 % of ink.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms

from .values import Cmyk

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_COMPENSATED = ImageCms.Flags.BLACKPOINTCOMPENSATION
# Without it, LittleCMS makes a coarse table of the whole way first.
_EXACT = ImageCms.Flags.NOOPTIMIZE
# For pictures a fine table does: at most one step in a thousand pixels, at a quarter of the time.
_FINE = ImageCms.Flags.HIGHRESPRECALC
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
_ABSOLUTE = ImageCms.Intent.ABSOLUTE_COLORIMETRIC
_STEPS = tuple(range(0, 256, 15))

Rgb8 = tuple[int, int, int]


class Press:
    """The way from the screen to a press and back, by the bytes of its profile and of sRGB's.

    Both profiles must be sound (`profile.read_press`).
    """

    def __init__(self, profile: bytes, srgb: bytes) -> None:
        self.profile = profile
        self.srgb = srgb

    def inks(self, colours: Iterable[Rgb8]) -> list[Cmyk]:
        """Return the inks of colours of the screen (0 to 255), exactly as the profile has them."""
        flat = bytes(value for colour in colours for value in colour)
        if not flat:
            return []
        row = Image.frombytes("RGB", (len(flat) // 3, 1), flat)
        data = _applied(row, self._exact).tobytes()
        return [
            (data[at] / 255, data[at + 1] / 255, data[at + 2] / 255, data[at + 3] / 255)
            for at in range(0, len(data), 4)
        ]

    def separated(self, image: Image.Image) -> Image.Image:
        """Return an RGB picture as CMYK, 255 being full ink."""
        return _applied(image, self._picture)

    def separated_rows(self, rgb: NDArray[numpy.uint8]) -> NDArray[numpy.uint8]:
        """Return rows of four inks for rows of red, green and blue, all from 0 to 255."""
        import numpy

        flat = numpy.ascontiguousarray(rgb, dtype=numpy.uint8)
        if not len(flat):
            return numpy.zeros((0, 4), numpy.uint8)
        row = Image.frombytes("RGB", (len(flat), 1), flat.tobytes())
        return numpy.asarray(self.separated(row)).reshape(-1, 4)

    def on_screen(self, image: Image.Image, *, paper: bool = False) -> Image.Image:
        """Return a CMYK picture as RGB; with `paper`, white is as dark and tinted as the paper."""
        return _applied(image, self._proof_on_paper if paper else self._proof)

    def lab(self, pixels: NDArray[numpy.uint8]) -> NDArray[numpy.float64]:
        """Return CIE L*a*b* relative to paper for ink from 0 to 255; the last axis is the inks.

        Steps are 0.4 in L* and 1 in a* and b*.
        """
        return _lab(pixels, "CMYK", self._measured)

    def screen_lab(self, pixels: NDArray[numpy.uint8]) -> NDArray[numpy.float64]:
        """Return CIE L*a*b* relative to white for colours of the screen from 0 to 255."""
        return _lab(pixels, "RGB", self._seen)

    @cached_property
    def most_ink(self) -> float:
        """The highest total that the profile asks for, where 1 is one full ink."""
        every = ((r, g, b) for r in _STEPS for g in _STEPS for b in _STEPS)
        return max(sum(ink) for ink in self.inks(every))

    @cached_property
    def _exact(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.srgb, self.profile, ("RGB", "CMYK"), _COMPENSATED | _EXACT)

    @cached_property
    def _picture(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.srgb, self.profile, ("RGB", "CMYK"), _COMPENSATED | _FINE)

    @cached_property
    def _proof(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.profile, self.srgb, ("CMYK", "RGB"), _COMPENSATED | _FINE)

    @cached_property
    def _proof_on_paper(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.profile, self.srgb, ("CMYK", "RGB"), _FINE, _ABSOLUTE)

    @cached_property
    def _measured(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.profile, None, ("CMYK", "LAB"), _EXACT)

    @cached_property
    def _seen(self) -> ImageCms.ImageCmsTransform:
        return self._way(self.srgb, None, ("RGB", "LAB"), _EXACT)

    def _way(
        self,
        start: bytes,
        end: bytes | None,
        modes: tuple[str, str],
        flags: ImageCms.Flags,
        intent: ImageCms.Intent = _RELATIVE,
    ) -> ImageCms.ImageCmsTransform:
        lab = ImageCms.createProfile("LAB")
        target: Any = lab if end is None else io.BytesIO(end)
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(start)),
            ImageCms.ImageCmsProfile(target),
            *modes,
            renderingIntent=intent,
            flags=flags,
        )


def _applied(image: Image.Image, way: ImageCms.ImageCmsTransform) -> Image.Image:
    # `ImageCms.applyTransform` writes the whole profile of the press into each result, which
    # takes longer than the conversion of a colour.
    result = Image.new(way.output_mode, image.size)
    way.transform.apply(image.getim(), result.getim())
    return result


def _lab(
    pixels: NDArray[numpy.uint8], mode: str, way: ImageCms.ImageCmsTransform
) -> NDArray[numpy.float64]:
    import numpy

    flat = numpy.ascontiguousarray(pixels, dtype=numpy.uint8).reshape(1, -1, pixels.shape[-1])
    row = Image.frombytes(mode, (flat.shape[1], 1), flat.tobytes())
    raw = numpy.asarray(_applied(row, way)).reshape(*pixels.shape[:-1], 3)
    # Pillow keeps a* and b* as signed bytes in unsigned ones.
    colour = raw[..., 1:].astype(numpy.int8).astype(numpy.float64)
    light = raw[..., :1] * (100 / 255)
    return numpy.concatenate([light, colour], axis=-1)
