"""What kind of file something is, by its first bytes and never by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "JPEG": (".jpg", ".jpeg", ".jpe"),
        "PNG": (".png",),
        "WEBP": (".webp",),
        "TIFF": (".tif", ".tiff"),
        "AVIF": (".avif",),
        "HEIF": (".heic", ".heif", ".hif"),
    }
)
"""The endings that the names of each kind of picture have, the usual one first."""
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "JPEG": "JPEG",
        "PNG": "PNG",
        "WEBP": "WebP",
        "TIFF": "TIFF",
        "AVIF": "AVIF",
        "HEIF": "HEIC",
    }
)
_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF = {b"avif", b"avis"}
_OTHERS = (
    (0, b"GIF8", "a GIF"),
    (0, b"BM", "a Windows bitmap"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%PDF", "a PDF"),
    (0, b"PK\3\4", "a ZIP archive or an office document"),
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (0, b"\xff\x0a", "a JPEG XL picture"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (0, b"FUJIFILM", "the raw file of a camera"),
    (0, b"IIRO", "the raw file of a camera"),
    (0, b"IIU\0", "the raw file of a camera"),
    (4, b"ftypcrx", "the raw file of a camera"),
    (4, b"ftyp", "a film"),
)

# Latin letters that are not a letter of ASCII with an accent (Unicode, Latin-1 and Latin Extended).
_LETTERS = dict(zip("øðđłħıŋŧ", "oddlhint", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}


def cleaned(name: str) -> str:
    """Return a name as photos that are taken in get it: small letters without accents, and hyphens
    between them.

    Letters of other scripts than the Latin one stay as they are; nothing else could stand for them.
    """
    plain = "".join(_plain(letter) for letter in normalize("NFC", name).casefold())
    return re.sub(r"[\W_]+", "-", normalize("NFC", plain).casefold()).strip("-")


def _plain(letter: str) -> str:
    """Return a Latin letter as those of ASCII that stand for it, any other as it is."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    base = normalize("NFKD", letter)[0]
    return base if base.isascii() and base.isalnum() else letter


def kind_of(data: bytes) -> str:
    """Return the format by its first bytes; "" where it is not one that is printed."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(_TIFFS):
        # Canon's raw files are TIFF with a mark of their own.
        return "" if data[8:10] == b"CR" else "TIFF"
    brands = _brands(data)
    if brands & _AVIF:
        return "AVIF"
    return "HEIF" if brands & _HEIC else ""


def _brands(data: bytes) -> set[bytes]:
    """Return what a file of boxes says it is (ISO/IEC 14496-12 §4.3)."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4], "big"), 256, len(data))
    return {data[8:12], *(data[at : at + 4] for at in range(16, end - 3, 4))}


def other(data: bytes) -> str:
    """Return in words what a file is that is not printed."""
    if not data:
        return "empty"
    if data.startswith(_TIFFS):
        return "the raw file of a camera"
    for offset, magic, label in _OTHERS:
        if data.startswith(magic, offset):
            return label
    start = data[:4096]
    if b"<svg" in start:
        return "an SVG drawing"
    return "text" if b"\0" not in start and start.isascii() else "of an unknown kind"
