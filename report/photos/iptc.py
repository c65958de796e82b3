"""IPTC-IIM: what agencies have written into JPEG and TIFF since 1991 (IIM 4.2, record 2)."""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image, IptcImagePlugin

# §6: the numbers of the datasets; several stand for one field, the better one first.
_DATASETS = {
    "credit": (110,),
    "rights": (116,),
    "author": (80,),
    "title": (105, 5),
    "caption": (120,),
    "source": (115,),
    "expires": (37,),
}


def iptc_words(image: Image.Image) -> Mapping[str, list[str]]:
    """Return what the picture's IPTC data says; anything may be raised where it is broken."""
    found = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]

    def texts(dataset: int) -> list[str]:
        value = found.get((2, dataset), b"")
        parts = value if isinstance(value, list) else [value]
        return [_decoded(part) for part in parts if part]

    return {
        name: next(filter(None, map(texts, datasets)), []) for name, datasets in _DATASETS.items()
    }


def _decoded(data: bytes) -> str:
    # Few programs write the character set (1:90) truthfully; text that is UTF-8 by chance is rare.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
