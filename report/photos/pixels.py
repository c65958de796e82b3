"""Pixels in whatever way a file stores them, as grey, RGB, CMYK or Lab in 8 bits on white."""

from __future__ import annotations

from PIL import Image, ImageChops

from .tiff import LAB, Directory

_TWELVE = 12


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


def _deep_grey(image: Image.Image, page: Directory) -> Image.Image:
    """Return grey of 12 or 16 bits in 8; Pillow itself would cut off what is above 255."""
    most = 4_095 if page.bits == _TWELVE else 65_535
    grey = image.convert("I").point(lambda value: value * (255 / most) + 0.5).convert("L")
    return ImageChops.invert(grey) if page.is_inverted_grey else grey


def _on_white(image: Image.Image) -> tuple[Image.Image, bool]:
    grey = image.mode in ("1", "L", "LA")
    transparent = False
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        transparent = _lets_through(alpha)
        if transparent:
            white = Image.new("RGB", image.size, "white")
            white.paste(image.convert("RGB"), mask=alpha)
            image = white
    return image.convert("L" if grey else "RGB"), transparent


def _lets_through(alpha: Image.Image) -> bool:
    lowest = alpha.getextrema()[0]
    return isinstance(lowest, int) and lowest < 255


def _lab(image: Image.Image, page: Directory) -> tuple[Image.Image, bool]:
    """Return channels that were read as RGB as Lab, whose a and b Pillow counts from 128."""
    bands = list(image.split())
    if page.photometric == LAB:  # with a and b that have a sign (TIFF 6.0 §23)
        turned = [value ^ 0x80 for value in range(256)]
        bands[1:3] = (band.point(turned) for band in bands[1:3])
    transparent = len(bands) > 3 and _lets_through(bands[3])
    if transparent:
        white = (Image.new("L", image.size, value) for value in (255, 128, 128))
        pairs = zip(bands[:3], white, strict=True)
        bands[:3] = [Image.composite(band, plain, bands[3]) for band, plain in pairs]
    return Image.merge("LAB", bands[:3]), transparent
