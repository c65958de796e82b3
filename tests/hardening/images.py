"""Pictures that are hostile: sound ones, and ways to spoil their parts."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

from PIL import Image

MARK = b"\x89PNG\r\n\x1a\n"


def encoded(image: Image.Image, format: str, **options: object) -> bytes:
    """Return the picture as the bytes of a file."""
    stream = io.BytesIO()
    image.save(stream, format, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@cache
def sound(format: str) -> bytes:
    """Return a sound picture of 320 × 240 pixels, always the same."""
    if format == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    return encoded(scene(), format)


@cache
def scene() -> Image.Image:
    """Return a picture with slopes and an edge."""
    across = Image.linear_gradient("L").resize((320, 240))
    down = across.transpose(Image.Transpose.ROTATE_180)
    edge = Image.new("L", (320, 240), 40)
    edge.paste(220, (80, 60, 240, 180))
    return Image.merge("RGB", (across, down, edge))


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a part of a PNG with its length and sum."""
    sum = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + sum


def png(
    width: int, height: int, more: bytes = b"", kind: tuple[int, int] = (8, 2), rows: int = -1
) -> bytes:
    """Return a PNG of black pixels whose head may say anything; `more` stands before them.

    `kind` are its bits and colours, `rows` those that are there.
    """
    head = struct.pack(">IIBBBBB", width, height, *kind, 0, 0, 0)
    size = (3 * width + 1) * (height if rows < 0 else rows)
    body = chunk(b"IDAT", zlib.compress(bytes(min(size, 400_000_000))))
    return MARK + chunk(b"IHDR", head) + more + body + chunk(b"IEND", b"")


def segments(*parts: tuple[int, bytes]) -> bytes:
    """Return the sound JPEG with more segments before its picture, each APPn and its bytes."""
    made = b"".join(
        bytes([0xFF, 0xE0 + number]) + struct.pack(">H", len(body) + 2) + body
        for number, body in parts
    )
    return sound("JPEG")[:2] + made + sound("JPEG")[2:]


def resized(width: int, height: int) -> bytes:
    """Return the sound JPEG with another size in its head."""
    old, new = struct.pack(">HH", 240, 320), struct.pack(">HH", height, width)
    return sound("JPEG").replace(old, new, 1)


def exif(entry: bytes) -> tuple[int, bytes]:
    """Return the segment of EXIF data with one entry."""
    return 1, b"Exif\0\0II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0"
