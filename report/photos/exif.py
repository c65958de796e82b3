"""EXIF: a TIFF inside the picture, in which cameras note how they were held."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from .tiff import read_directory

_ORIENTATION, _EXIF, _INTEROPERABILITY = 0x0112, 0x8769, 0xA005
_WORDS = {"caption": 0x010E, "author": 0x013B, "rights": 0x8298}
# What cameras write where a description should stand.
_NO_CAPTIONS = ("digital camera", "digital still camera", "sony dsc", "dcim", "exif_jpeg_picture")
_LONGEST = 8 * 1024 * 1024


def orientation_of(image: Image.Image) -> tuple[int, bool]:
    """Return how the picture has to be turned, and whether its EXIF data is broken."""
    if image.format in ("TIFF", "HEIF"):
        return 1, False  # turned by the decoder
    try:
        _check_exif(image)
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # EXIF is a TIFF file inside the file, and breaks in as many ways
        return 1, True
    return (value, False) if value in range(1, 9) else (1, value != 0)


def is_adobe_rgb(image: Image.Image) -> bool:
    """True where a camera says by the mark R03 that its colours are Adobe RGB (DCF 2.0 §2.3.1)."""
    try:
        _check_exif(image)
        exif = image.getexif()
        if _EXIF not in exif or _INTEROPERABILITY not in exif.get_ifd(_EXIF):
            return False
        return str(exif.get_ifd(_INTEROPERABILITY).get(1)).startswith("R03")
    except Exception:  # which has been said
        return False


def exif_words(image: Image.Image) -> Mapping[str, list[str]]:
    """Return what the EXIF data says in words (EXIF 2.32 §4.6.4); none where it is broken."""
    try:
        _check_exif(image)
        exif = image.getexif()
        found = {name: exif.get(tag) for name, tag in _WORDS.items()}
    except Exception:  # which has been said
        return {}
    words = {name: _decoded(text) for name, text in found.items() if isinstance(text, str)}
    if words.get("caption", "").strip().lower().endswith(_NO_CAPTIONS):
        del words["caption"]
    return {name: [text] for name, text in words.items()}


def _decoded(text: str) -> str:
    # Pillow reads Latin letters, as the standard almost has it; programs write UTF-8.
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _check_exif(image: Image.Image) -> None:
    """Raise ValueError for EXIF data that would fill the memory."""
    exif = bytes(image.info.get("exif") or b"").removeprefix(b"Exif\0\0")
    if len(exif) > _LONGEST:
        raise ValueError("more EXIF data than any camera writes")
    read_directory(exif)
