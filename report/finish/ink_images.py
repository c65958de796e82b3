"""Pictures on the pages: their pixels as inks, their masks as they are."""

from __future__ import annotations

import io
from typing import Any, Protocol

from pikepdf import Array, Name, Object, Pdf, Stream, String
from PIL import Image, ImageOps

from .ink_spaces import Space, read_space, unknown
from .ink_turns import Turn


class Pictures(Protocol):
    """What is asked of `ink.images`: pictures as inks, within the limit of total ink."""

    def jpeg(self, data: bytes) -> tuple[bytes, bool]:
        """Return the CMYK JPEG for an RGB JPEG, and whether its samples are inverted."""

    def pixels(self, rgb: bytes) -> bytes:
        """Return CMYK samples, four bytes each, for RGB samples of three."""


_INVERTED = (1, 0) * 4
_PLAIN_BITS = 8


def turn_image(image: Stream, turn: Turn, pictures: Pictures, named: Object | None = None) -> None:
    """Turn the colours of an image, in place; grey ones, and stencils, stay as they are.

    `named` are the colour spaces in scope of an image that stood in a content stream.

    Raises:
        Diagnostic: X320, a kind of picture that the engine does not write.
    """
    if bool(image.get(Name.ImageMask, False)):
        return
    if Name.ColorSpace not in image:
        raise unknown("a picture without a colour space (JPEG 2000)")
    space = read_space(image.ColorSpace, named)
    if space.family == "Indexed" and space.below is not None:
        _turn_palette(image, space.below, turn, pictures)
    elif space.family == "DeviceGray":
        image.ColorSpace = Name.DeviceGray
    elif space.family == "DeviceCMYK" and turn.space == Name.DeviceCMYK:
        image.ColorSpace = Name.DeviceCMYK
    elif space.family == "DeviceRGB":
        _turn_samples(image, turn, pictures)
    else:
        raise unknown(f"a picture in {space.family}")


def _turn_samples(image: Stream, turn: Turn, pictures: Pictures) -> None:
    if isinstance(image.get(Name.Mask), Array):
        raise unknown("a picture with a colour that is not painted")
    soft: Any = image.get(Name.SMask)
    if soft is not None and Name.Matte in soft:
        raise unknown("a picture that is mixed with a colour beforehand")
    is_jpeg = image.get(Name.Filter) in (Name.DCTDecode, Array([Name.DCTDecode]))
    if turn.space == Name.DeviceCMYK and is_jpeg and Name.Decode not in image:
        data, inverted = pictures.jpeg(image.read_raw_bytes())
        image.write(data, filter=Name.DCTDecode)
        if inverted:
            image.Decode = Array(_INVERTED)
    else:
        picture = _opened(image, is_jpeg)
        if turn.space == Name.DeviceGray:
            data = picture.convert("L").tobytes()  # by 0.299, 0.587, 0.114, as a mask is judged
        else:
            data = pictures.pixels(picture.tobytes())
        image.write(data)
        if Name.Decode in image:
            del image[Name.Decode]
    image.ColorSpace, image.BitsPerComponent = turn.space, _PLAIN_BITS


def _opened(image: Stream, is_jpeg: bool) -> Image.Image:
    """Return the pixels of an RGB image, its Decode array applied."""
    size = int(image.Width), int(image.Height)
    decode = [float(value) for value in image.get(Name.Decode, (0, 1) * 3)]
    if is_jpeg:
        picture = Image.open(io.BytesIO(image.read_raw_bytes())).convert("RGB")
    elif int(image.BitsPerComponent) == _PLAIN_BITS:
        picture = Image.frombytes("RGB", size, image.read_bytes())
    elif int(image.BitsPerComponent) == 2 * _PLAIN_BITS:
        picture = Image.frombytes("RGB", size, image.read_bytes()[::2])
    else:
        raise unknown(f"a picture of {image.BitsPerComponent} bits a colour")
    if decode == [0, 1] * 3:
        return picture
    if decode == [1, 0] * 3:
        return ImageOps.invert(picture)
    raise unknown("a picture whose colours are stretched")


def _turn_palette(image: Stream, base: Space, turn: Turn, pictures: Pictures) -> None:
    """Turn the colours of an Indexed image (ISO 32000-1 §8.6.6.3)."""
    parts: Any = list(image.ColorSpace)
    table: Any = parts[3]
    colours = table.read_bytes() if isinstance(table, Stream) else bytes(table)
    count = int(parts[2]) + 1
    if base.family == "DeviceRGB":
        colours = _palette(colours[: 3 * count], turn, pictures)
        image.ColorSpace = Array([Name.Indexed, turn.space, parts[2], String(colours)])
    elif base.family == "DeviceGray" or turn.space == Name.DeviceCMYK:
        device = Name("/" + base.family)
        image.ColorSpace = Array([Name.Indexed, device, parts[2], String(colours)])
    else:
        raise unknown(f"a picture in {base.family}")


def _palette(rgb: bytes, turn: Turn, pictures: Pictures) -> bytes:
    if turn.space == Name.DeviceGray:
        return Image.frombytes("RGB", (len(rgb) // 3, 1), rgb).convert("L").tobytes()
    return pictures.pixels(rgb)


# Names that an image inside a content stream may shorten (ISO 32000-1 tables 93 and 94).
_LONG = {
    "/G": "/DeviceGray",
    "/RGB": "/DeviceRGB",
    "/CMYK": "/DeviceCMYK",
    "/I": "/Indexed",
}


def drawn_image(pdf: Pdf, inline: Any) -> Stream:
    """Return an image that stood inside a content stream as one of the resources."""
    image = Stream(pdf, inline.read_raw_bytes())
    for key, value in inline.obj.items():
        image[key] = value
    space = image.get(Name.ColorSpace)
    if isinstance(space, Array):
        image.ColorSpace = Array(
            [Name(_LONG.get(str(v), str(v))) if isinstance(v, Name) else v for v in space]
        )
    image.Type, image.Subtype = Name.XObject, Name.Image
    return image
