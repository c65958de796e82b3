"""Pages of our own PDFs as pictures, each known by what is painted on it.

PDFium is not made for several threads: one page is drawn at a time.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

from ..units import Length, Rect, Size

_NAME = re.compile(rb"/([^\s/\[\]<>(){}%]+)")
_DEEPEST = 40
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Leaf:
    """A page: `key` is the same for all pages that look the same; `trim` is what is cut out of
    its `paper`, both measured from the upper left corner of the paper."""

    key: str
    paper: Size
    trim: Rect


def leaves(pdf: bytes) -> tuple[Leaf, ...]:
    """Return the pages of a PDF in order.

    What is painted is told by the page's content and the resources it names, fonts excepted: a
    font is named after its own digest, and glyphs keep their numbers in every subset.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return tuple(_leaf(page) for page in document.pages)


def _leaf(page: pikepdf.Page) -> Leaf:
    left, bottom, right, top = (float(each) for each in page.mediabox.as_list())
    cut = [float(each) for each in page.trimbox.as_list()]
    content = page.obj.Contents.read_bytes()
    digest = sha256(content)
    digest.update(repr((left, bottom, right, top, cut)).encode())
    names = {b"/" + each for each in _NAME.findall(content)}
    for kind, resources in sorted(page.obj.Resources.items()):
        if kind == "/Font" or not isinstance(resources, pikepdf.Dictionary):
            continue
        for name, resource in sorted(resources.items()):
            if name.encode() in names:
                for part in _parts(resource, set(), 0):
                    digest.update(part)
    trim = Rect(
        Length(cut[0] - left),
        Length(top - cut[3]),
        Length(cut[2] - cut[0]),
        Length(cut[3] - cut[1]),
    )
    return Leaf(digest.hexdigest(), Size(Length(right - left), Length(top - bottom)), trim)


def _parts(value: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    """Yield what tells one resource from another."""
    if depth > _DEEPEST:
        return
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        if value.objgen in seen:
            return
        seen.add(value.objgen)
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        if isinstance(value, pikepdf.Stream):
            yield value.read_raw_bytes()
        for key, inner in sorted(value.items()):
            if key not in ("/Font", "/Parent"):
                yield key.encode()
                yield from _parts(inner, seen, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for inner in value:
            yield from _parts(inner, seen, depth + 1)
    else:
        yield str(value).encode()


def png(pdf: bytes, index: int, width: int, *, bleed: bool = False) -> bytes:
    """Return a page, counted from 0, as a PNG so many pixels wide: as it is trimmed, or with its
    bleed.

    Raises IndexError where there is no such page.
    """
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= index < len(document):
                raise IndexError(index)
            page = document[index]
            left, bottom, right, top = page.get_mediabox()
            cut = (left, bottom, right, top) if bleed else page.get_trimbox()
            crop = (cut[0] - left, cut[1] - bottom, right - cut[2], top - cut[3])
            bitmap = page.render(scale=width / (cut[2] - cut[0]), crop=crop)
            return _stored(bitmap.to_pil().convert("RGB"))
        finally:
            document.close()


def _stored(image: Image.Image) -> bytes:
    """Return a picture as a PNG that is not compressed (PNG §10.1, RFC 1951 §3.2.4).

    The browser is on this machine: to compress a page takes longer than to draw it.
    """
    pixels, across = memoryview(image.tobytes()), image.width * 3
    rows = (pixels[at : at + across] for at in range(0, len(pixels), across))
    data = zlib.compress(b"".join(part for row in rows for part in (b"\0", row)), 0)
    head = struct.pack(">IIBBBBB", *image.size, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
