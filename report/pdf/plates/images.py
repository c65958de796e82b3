"""Images, written anew in the colours of one rendering (ISO 32000-1 §8.9.5).

An image of one component keeps its data, whatever their filter, and gets a palette; others are
decoded, at less than their full size where the page is rendered at less.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from .bounds import check_size, decoded, filters
from .colours import PlatedSpace, to_bytes
from .shadings import copied
from .values import MOST_IMAGE_BYTES, MOST_IMAGE_PIXELS, Bytes, Channels, Unplatable, Work, numbers

_NEVER_DECODED = {"/CCITTFaxDecode", "/JBIG2Decode"}
_MASK_KEYS = ("/Width", "/Height", "/BitsPerComponent", "/ImageMask", "/Decode", "/Filter")
_DEPTHS = (1, 2, 4, 8, 16)
_SMALLEST_DETAIL = 64
_SLACK = 1_000_000


@dataclass
class Decoded:
    """The images of one page: what was decoded, and how many pixels across are worth having."""

    across: int
    work: Work = field(default_factory=Work)
    kept: dict[tuple[int, int], Bytes] = field(default_factory=dict)
    size: int = 0

    def pixels(self, source: Stream, components: int) -> Bytes:
        """Return an image as height × width × components; Unplatable where it cannot be read."""
        key = source.objgen
        if key in self.kept:
            return self.kept[key]
        across = max(self.across, _SMALLEST_DETAIL)
        if (pixels := self.work.picture((*key, components, across))) is None:
            width, height = size(source)
            self.work.decode(width * height * components)
            pixels = _pixels(source, components, across)
            if source.is_indirect:
                self.work.keep((*key, components, across), pixels)
        self.size += pixels.nbytes
        if self.size > MOST_IMAGE_BYTES:
            raise Unplatable("pictures of more pixels than any page needs")
        if source.is_indirect:
            self.kept[key] = pixels
        return pixels


def is_mask(source: Stream) -> bool:
    """True for a stencil, which the current colour is painted through."""
    return bool(source.get("/ImageMask", source.get("/IM", False)))


def image(pdf: Pdf, source: Stream, own: PlatedSpace, to_rgb: Channels, images: Decoded) -> Stream:
    """Return an image of `pdf` that shows what `source`, in its space `own`, prints."""
    width, height = size(source)
    bits = _bits(source)
    decode = numbers(source.get("/Decode", [x for pair in own.decode(bits) for x in pair]), "…")
    if decode.size != 2 * own.size:
        raise Unplatable("a picture whose decoding does not fit its colours")
    as_it_is = own.size == 1 and bits <= 8 and "/JPXDecode" not in filters(source)
    if as_it_is:
        made = _with_palette(pdf, source, own, to_rgb, decode)
    else:
        pixels = images.pixels(source, own.size)
        height, width = pixels.shape[:2]
        made = pdf.make_stream(_rgb(pixels, own, to_rgb, decode).tobytes())
        made["/BitsPerComponent"] = 8
        made["/ColorSpace"] = Name.DeviceRGB
    made["/Type"], made["/Subtype"] = Name.XObject, Name.Image
    made["/Width"], made["/Height"] = width, height
    _add_mask(pdf, source, made, None if as_it_is else images.pixels(source, own.size))
    return made


def mask(pdf: Pdf, source: Stream) -> Stream:
    """Return a stencil or a soft mask as it is, with nothing but what it needs."""
    size(source)
    made = _same_data(pdf, source)
    for key in _MASK_KEYS[:-1]:
        if key in source:
            made[key] = copied(source[key])
    made["/Type"], made["/Subtype"] = Name.XObject, Name.Image
    if not is_mask(source):
        made["/ColorSpace"] = Name.DeviceGray
    return made


def size(source: Stream) -> tuple[int, int]:
    """Return the width and height in pixels; Unplatable where they are absurd."""
    width, height = int(source.get("/Width", 0)), int(source.get("/Height", 0))
    if width < 1 or height < 1 or width * height > MOST_IMAGE_PIXELS:
        raise Unplatable(f"a picture of {width} × {height} pixels")
    return width, height


def _bits(source: Stream) -> int:
    """Return the bits of a sample; Unplatable where there is no such number (§8.9.5.1)."""
    bits = int(source.get("/BitsPerComponent", 8))
    if bits not in _DEPTHS:
        raise Unplatable(f"a picture of {bits} bits a sample")
    return bits


def _same_data(pdf: Pdf, source: Stream) -> Stream:
    check_size(source, MOST_IMAGE_BYTES)
    made = pdf.make_stream(source.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in source:
            made[key] = _parameters(pdf, source[key])
    return made


def _parameters(pdf: Pdf, source: Any) -> Any:
    if isinstance(source, Stream):
        return pdf.make_stream(decoded(source, 1_000_000))  # the shared part of JBIG2 images
    if isinstance(source, Dictionary):
        return Dictionary({key: _parameters(pdf, value) for key, value in source.items()})
    if isinstance(source, Array):
        return Array([_parameters(pdf, value) for value in source])
    return source


def _with_palette(
    pdf: Pdf, source: Stream, own: PlatedSpace, to_rgb: Channels, decode: Any
) -> Stream:
    bits = 8 if "/DCTDecode" in filters(source) else _bits(source)
    if _NEVER_DECODED & {*filters(source)}:
        bits = 1
    levels = np.arange(2**bits, dtype=np.float64)[:, None]
    values = decode[0] + levels / (2**bits - 1) * (decode[1] - decode[0])
    table = to_bytes(to_rgb(own.inks(values)))
    made = _same_data(pdf, source)
    made["/BitsPerComponent"] = bits
    made["/ColorSpace"] = Array(
        [Name.Indexed, Name.DeviceRGB, 2**bits - 1, String(table.tobytes())]
    )
    return made


def _rgb(pixels: Bytes, own: PlatedSpace, to_rgb: Channels, decode: Any) -> Bytes:
    """Return the pixels as red, green and blue, a strip at a time: floats take eight times as
    much memory as bytes."""
    flat, rows = pixels.reshape(-1, own.size), []
    if own.columns is not None and {*map(float, decode)} == {0.0, 1.0}:
        flipped = decode[0::2] > decode[1::2]
        direct = to_rgb.of_columns(flat ^ np.where(flipped, 255, 0).astype(np.uint8), own.columns)
        if direct is not None:
            return direct
    low, high = decode[0::2], decode[1::2]
    for start in range(0, len(flat), 1 << 18):
        strip = low + flat[start : start + (1 << 18)] / 255 * (high - low)
        rows.append(to_bytes(to_rgb(own.inks(strip))))
    return np.concatenate(rows)


def _add_mask(pdf: Pdf, source: Stream, made: Stream, pixels: Bytes | None) -> None:
    soft, hard = source.get("/SMask"), source.get("/Mask")
    if isinstance(soft, Stream):
        made["/SMask"] = mask(pdf, soft)
    elif isinstance(hard, Stream):
        made["/Mask"] = mask(pdf, hard)
    elif isinstance(hard, Array) and pixels is None:
        made["/Mask"] = copied(hard)
    elif isinstance(hard, Array) and pixels is not None:
        made["/SMask"] = _keyed(pdf, pixels, numbers(hard, "the colours that a picture hides"))


def _keyed(pdf: Pdf, pixels: Bytes, limits: Any) -> Stream:
    """Return the soft mask of an image that hides a range of its samples (§8.9.6.4)."""
    if limits.size != 2 * pixels.shape[2]:
        raise Unplatable("the colours that a picture hides")
    hidden = ((pixels >= limits[0::2]) & (pixels <= limits[1::2])).all(axis=2)
    made = pdf.make_stream(np.where(hidden, 0, 255).astype(np.uint8).tobytes())
    entries = {"/Type": Name.XObject, "/Subtype": Name.Image, "/ColorSpace": Name.DeviceGray}
    for key, value in entries.items():
        made[key] = value
    made["/Height"], made["/Width"] = pixels.shape[:2]
    made["/BitsPerComponent"] = 8
    return made


def _pixels(source: Stream, components: int, across: int) -> Bytes:
    chain = filters(source)
    if chain and chain[-1] in ("/DCTDecode", "/JPXDecode"):
        return _opened(decoded(source, MOST_IMAGE_BYTES), components, across)
    width, height = size(source)
    bits = _bits(source)
    row = -(-width * components * bits // 8)
    data = decoded(source, min(row * height + _SLACK, MOST_IMAGE_BYTES))
    if len(data) < row * height or _NEVER_DECODED & {*chain}:
        raise Unplatable("a picture whose data end too early")
    rows = np.frombuffer(data, np.uint8, row * height).reshape(height, row)
    if bits == 16:
        rows = rows[:, ::2]
    elif bits < 8:
        flat = np.unpackbits(rows, axis=1)[:, : width * components * bits]
        weights = (1 << np.arange(bits - 1, -1, -1)).astype(np.uint8)
        levels = flat.reshape(height, -1, bits) @ weights
        rows = (levels.astype(np.uint16) * 255 // (2**bits - 1)).astype(np.uint8)
    return _thinned(rows.reshape(height, width, components), across)


def _thinned(pixels: Bytes, across: int) -> Bytes:
    """Return the means of square blocks of pixels where there are twice as many as wanted."""
    step = pixels.shape[1] // max(across, 1)
    if step < 2:
        return pixels
    height, width = (length // step * step for length in pixels.shape[:2])
    if not height:
        return pixels
    blocks = pixels[:height, :width].reshape(height // step, step, width // step, step, -1)
    means: Bytes = np.rint(blocks.mean(axis=(1, 3), dtype=np.float32)).astype(np.uint8)
    return means


def _opened(data: bytes, components: int, across: int) -> Bytes:
    """Return the samples of a JPEG or JPEG 2000 as its filter gives them to the PDF."""
    modes = {1: "L", 3: "RGB", 4: "CMYK"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "JPEG2000")) as opened:
                form = opened.format
                if opened.width * opened.height > MOST_IMAGE_PIXELS:
                    raise Unplatable("a picture of too many pixels")
                if opened.width > 2 * across:
                    part = across / opened.width
                    opened.draft(None, (across, max(1, int(opened.height * part))))
                pixels = np.asarray(opened)
                mode = opened.mode
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Unplatable("a picture that is damaged") from error
    if mode in ("LA", "RGBA"):
        pixels, mode = pixels[..., :-1], mode[:-1]
    if modes.get(components) != mode or pixels.dtype != np.uint8:
        raise Unplatable("a picture whose data do not fit its colour space")
    if mode == "CMYK" and form == "JPEG":
        pixels = 255 - pixels  # Pillow takes every CMYK JPEG for an inverted one
    return pixels.reshape(*pixels.shape[:2], components)
