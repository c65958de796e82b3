"""Pictures for the screen: smaller files, and nothing that PDF/A forbids."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping

from pikepdf import Name, Object, Pdf, Stream
from PIL import Image

_SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}


def swap_images(pdf: Pdf, smaller: Mapping[str, bytes]) -> None:
    """Put the smaller JPEGs in place of those they are named for, by the SHA-256 of their bytes.

    Raises:
        ValueError: a smaller picture is not a grey or RGB JPEG.
    """
    for image in pictures(pdf):
        if Name.Interpolate in image:
            del image[Name.Interpolate]  # ISO 19005-3 §6.2.8: shall be false
        if image.get(Name.Filter) != Name.DCTDecode:
            continue
        data = smaller.get(hashlib.sha256(image.read_raw_bytes()).hexdigest())
        if data is not None:
            _replace(image, data)


def pictures(pdf: Pdf) -> Iterator[Stream]:
    """Yield every image of the file, in object order."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Image:
            yield thing


def _replace(image: Object, data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        if picture.format != "JPEG" or picture.mode not in _SPACES:
            raise ValueError(
                f"a {picture.mode} {picture.format} cannot stand for a photo on screen"
            )
        size, space = picture.size, _SPACES[picture.mode]
    image.write(data, filter=Name.DCTDecode)
    image.Width, image.Height = size
    image.ColorSpace, image.BitsPerComponent = space, 8
