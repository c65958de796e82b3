"""Pixels in whatever way a file stores them, as grey, RGB, CMYK or Lab in 8 bits on white."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops

from .tiff import LAB, Directory

_TWELVE = 12
_BAND = 4_000_000


def plain_pixels(image: Image.Image, page: Directory) -> tuple[Image.Image, bool]:
    """Return the picture as L, RGB, CMYK or LAB on white, and whether anything was transparent.

    `page` is that of a TIFF, which says how its values are meant; an empty one otherwise.
    """
    if image.mode == "CMYK":
        # Pillow takes every CMYK JPEG for Adobe's, whose values are inverted; without Adobe's
        # marker they are not (Adobe Technical Note 5116 §18).
        right = image.format not in ("JPEG", "MPO") or "adobe" in image.info
        return (image if right else ImageChops.invert(image)), False
    if image.mode.startswith("I"):
        return _deep_grey(image, page), False
    return _lab(image, page) if page.is_lab else _on_white(image)


def _in_bands(
    image: Image.Image, mode: str, change: Callable[[Image.Image], Image.Image]
) -> Image.Image:
    """Return the picture changed a band after the other: its copies on the way stay small."""
    result = Image.new(mode, image.size)
    rows = max(1, _BAND // image.width)
    for top in range(0, image.height, rows):
        part = image.crop((0, top, image.width, min(top + rows, image.height)))
        result.paste(change(part), (0, top))
    return result


def _deep_grey(image: Image.Image, page: Directory) -> Image.Image:
    """Return grey of 12 or 16 bits in 8; Pillow itself would cut off what is above 255."""
    most = 4_095 if page.bits == _TWELVE else 65_535

    def shallow(part: Image.Image) -> Image.Image:
        grey = part.convert("I").point(lambda value: value * (255 / most) + 0.5).convert("L")
        return ImageChops.invert(grey) if page.is_inverted_grey else grey

    return _in_bands(image, "L", shallow)


def _on_white(image: Image.Image) -> tuple[Image.Image, bool]:
    mode = "L" if image.mode in ("1", "L", "LA") else "RGB"
    transparent = image.has_transparency_data and _lets_through(_alpha(image))
    if not transparent:
        return (image if image.mode == mode else image.convert(mode)), False

    def flat(part: Image.Image) -> Image.Image:
        full = part.convert("RGBA")
        white = Image.new("RGB", part.size, "white")
        white.paste(full.convert("RGB"), mask=full.getchannel("A"))
        return white.convert(mode)

    return _in_bands(image, mode, flat), True


def _alpha(image: Image.Image) -> Image.Image:
    return _in_bands(image, "L", lambda part: part.convert("RGBA").getchannel("A"))


def _lets_through(alpha: Image.Image) -> bool:
    lowest = alpha.getextrema()[0]
    return isinstance(lowest, int) and lowest < 255


def _lab(image: Image.Image, page: Directory) -> tuple[Image.Image, bool]:
    """Return channels that were read as RGB as Lab, whose a and b Pillow counts from 128."""
    transparent = image.mode == "RGBA" and _lets_through(image.getchannel("A"))
    # TIFF 6.0 §23 has a and b with a sign, ICC's Lab has not.
    turned = [value ^ (0x80 if page.photometric == LAB else 0) for value in range(256)]

    def colours(part: Image.Image) -> Image.Image:
        bands = [*part.split()[:1], *(band.point(turned) for band in part.split()[1:3])]
        if transparent:
            white = (Image.new("L", part.size, value) for value in (255, 128, 128))
            mask = part.getchannel("A")
            pairs = zip(bands, white, strict=True)
            bands = [Image.composite(band, plain, mask) for band, plain in pairs]
        return Image.merge("LAB", bands)

    return _in_bands(image, "LAB", colours), transparent
