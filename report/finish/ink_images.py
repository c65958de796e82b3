"""Pictures on the pages: their pixels as inks, their masks as they are.

Grey ones become CMYK with black alone, as greys on the page do. As DeviceGray they would print the
same, but many readers show DeviceGray as a grey of the screen, and black ink as a lighter one.
"""

from __future__ import annotations

import io
import zlib
from typing import Any, Protocol

from pikepdf import Array, Name, Pdf, Stream, String
from PIL import Image, ImageOps

from ..pdf.colours import Space
from .ink_spaces import read_space, unknown
from .ink_turns import Turn
from .stream_store import Keep, in_memory


class Pictures(Protocol):
    """What is asked of `ink.images`: pictures as inks, within the limit of total ink."""

    def jpeg(self, data: bytes) -> tuple[bytes, bool]:
        """Return the CMYK JPEG for an RGB or grey JPEG, and whether its samples are inverted."""

    def pixels(self, rgb: bytes) -> bytes:
        """Return CMYK samples, four bytes each, for RGB samples of three."""

    def grey_pixels(self, samples: bytes) -> bytes:
        """Return CMYK samples, in black alone, for grey samples of one byte."""


_INVERTED = (1, 0) * 4
_BYTE = 8
_SMALLEST = 9
_MODES = {"DeviceRGB": "RGB", "DeviceGray": "L"}


def turn_image(
    image: Stream,
    turn: Turn,
    pictures: Pictures,
    keep: Keep = in_memory,
    resources: Any = None,
) -> None:
    """Turn the colours of an image, in place. Stencils, and in masks greys, stay as they are.

    `keep` is given its new data. `resources` are those in scope of an image that stood in a
    content stream.

    Raises:
        Diagnostic: X320, a kind of picture that the engine does not write.
    """
    if bool(image.get(Name.ImageMask, False)):
        return
    if Name.ColorSpace not in image:
        raise unknown("a picture without a colour space (JPEG 2000)")
    space = read_space(image.ColorSpace, resources)
    if space.family == "Indexed" and space.beneath is not None:
        _turn_palette(image, space, space.beneath, turn, pictures)
    elif space.family == "DeviceCMYK" and turn.space == Name.DeviceCMYK:
        image.ColorSpace = Name.DeviceCMYK
    elif space.family == "DeviceGray" and (turn.space == Name.DeviceGray or _is_stark(image)):
        image.ColorSpace = Name.DeviceGray
    elif space.family in _MODES:
        _refuse_oddities(image)
        if turn.space == Name.DeviceCMYK and _is_jpeg(image) and Name.Decode not in image:
            _turn_jpeg(image, pictures, keep)
        else:
            samples = _turned_samples(image, _MODES[space.family], turn, pictures)
            # As the finished file has them: what is compressed here is not written larger first.
            keep(image, zlib.compress(samples, _SMALLEST), Name.FlateDecode)
            image.ColorSpace, image.BitsPerComponent = turn.space, _BYTE
            if Name.Decode in image:
                del image[Name.Decode]
    else:
        raise unknown(f"a picture in {space.family}")


def _is_stark(image: Stream) -> bool:
    """True for black and white without greys: as inks, they are what they are."""
    return int(image.get(Name.BitsPerComponent, _BYTE)) == 1


def _refuse_oddities(image: Stream) -> None:
    if isinstance(image.get(Name.Mask), Array):
        raise unknown("a picture with a colour that is not painted")
    soft: Any = image.get(Name.SMask)
    if soft is not None and Name.Matte in soft:
        raise unknown("a picture that is mixed with a colour beforehand")


def _is_jpeg(image: Stream) -> bool:
    return image.get(Name.Filter) in (Name.DCTDecode, Array([Name.DCTDecode]))


def _turned_samples(image: Stream, mode: str, turn: Turn, pictures: Pictures) -> bytes:
    samples = _opened(image, mode).tobytes()
    return pictures.grey_pixels(samples) if mode == "L" else _turned(samples, turn, pictures)


def _turn_jpeg(image: Stream, pictures: Pictures, keep: Keep) -> None:
    data, inverted = pictures.jpeg(image.read_raw_bytes())
    keep(image, data, Name.DCTDecode)
    image.ColorSpace = Name.DeviceCMYK
    if inverted:
        image.Decode = Array(_INVERTED)


def _opened(image: Stream, mode: str) -> Image.Image:
    """Return the pixels of an image, its Decode array applied."""
    size = int(image.Width), int(image.Height)
    bits = int(image.get(Name.BitsPerComponent, _BYTE))
    if _is_jpeg(image):
        picture = Image.open(io.BytesIO(image.read_raw_bytes())).convert(mode)
    elif bits == _BYTE:
        picture = Image.frombytes(mode, size, image.read_bytes())
    elif bits == 2 * _BYTE:
        picture = Image.frombytes(mode, size, image.read_bytes()[::2])
    else:
        raise unknown(f"a picture of {bits} bits a colour")
    decode = [float(value) for value in image.get(Name.Decode, (0, 1) * len(mode))]
    if decode == [0, 1] * len(mode):
        return picture
    if decode == [1, 0] * len(mode):
        return ImageOps.invert(picture)
    raise unknown("a picture whose colours are stretched")


def _turn_palette(image: Stream, space: Space, base: Space, turn: Turn, pictures: Pictures) -> None:
    """Turn the colours of an Indexed image (ISO 32000-1 §8.6.6.3)."""
    colours, count = space.palette, space.highest + 1
    if base.family == "DeviceRGB":
        colours = _turned(colours[: 3 * count], turn, pictures)
    elif base.family == "DeviceGray":
        if turn.space == Name.DeviceCMYK:
            colours = pictures.grey_pixels(colours[:count])
    elif base.family != "DeviceCMYK" or turn.space != Name.DeviceCMYK:
        raise unknown(f"a picture in {base.family}")
    image.ColorSpace = Array([Name.Indexed, turn.space, space.highest, String(colours)])


def _turned(rgb: bytes, turn: Turn, pictures: Pictures) -> bytes:
    """Return samples of three bytes as inks, or in masks as greys as light as they are."""
    if turn.space == Name.DeviceGray:  # Pillow's weights are those that masks are judged by
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
