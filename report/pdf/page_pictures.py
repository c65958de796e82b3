"""Pages of our own PDFs as pictures, each known by what is painted on it.

PDFium is not made for several threads: one page is drawn at a time.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2.raw import FPDFBitmap_BGR

from ..units import Length, Rect, Size

_NAME = re.compile(rb"/([^\s/\[\]<>(){}%]+)")
_DEEPEST = 40
_FORM = {"force_bitmap_format": FPDFBitmap_BGR, "bitmap_maker": pypdfium2.PdfBitmap.new_foreign}
"""Blue, green and red, in rows that PDFium fills up to whole four bytes."""
_FILE_HEAD, _PICTURE_HEAD = struct.Struct("<2sIHHI"), struct.Struct("<IiiHHIIiiII")
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


def bitmap(pdf: bytes, index: int, width: int, *, bleed: bool = False) -> bytes:
    """Return a page, counted from 0, as a BMP so many pixels wide: as it is trimmed, or with its
    bleed.

    The browser is on this machine: to pack a page takes longer than to draw it. Raises IndexError
    where there is no such page.
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
            scale = width / (cut[2] - cut[0])
            return _bmp(page.render(scale=scale, crop=crop, **_FORM))
        finally:
            document.close()


def _bmp(drawn: pypdfium2.PdfBitmap) -> bytes:
    """Return what PDFium has drawn as a BMP, which is made of the same bytes (BITMAPINFOHEADER of
    the Windows GDI). Below zero, the height means that the uppermost row comes first."""
    pixels = bytes(drawn.buffer)
    begin = _FILE_HEAD.size + _PICTURE_HEAD.size
    file = _FILE_HEAD.pack(b"BM", begin + len(pixels), 0, 0, begin)
    size = (drawn.width, -drawn.height)
    picture = _PICTURE_HEAD.pack(_PICTURE_HEAD.size, *size, 1, 24, 0, len(pixels), 0, 0, 0, 0)
    return file + picture + pixels
