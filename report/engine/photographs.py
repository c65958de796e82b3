"""Photographs take the places of their stand-ins when a PDF is bound.

Pages are laid out and drawn with stand-ins, of which the engine needs only the size: it waits for
no photograph, and what is drawn serves for paper and for screens.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeAlias

import pydyf  # type: ignore[import-untyped]
from PIL import Image

from ..jpegs import stands_for
from ..storage import digest
from .fragment import Piece

Photographs: TypeAlias = Callable[[str], bytes]
"""Returns a photograph, a grey or RGB JPEG, by the name of its stand-in."""

_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}


def address(name: str) -> str:
    """Return where a photograph is served, by the name of its stand-in."""
    return f"photos/{name}.jpg"


def unveiled(piece: Piece, photographs: Photographs) -> Piece | None:
    """Return a stand-in as the photograph that it stands for; None for all else."""
    name = None if piece.data is None else stands_for(piece.data)
    if name is None:
        return None
    data = photographs(name)
    with Image.open(io.BytesIO(data)) as picture:
        size, space = picture.size, _SPACES[picture.mode]
    head = pydyf.Dictionary(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": size[0],
            "Height": size[1],
            "ColorSpace": space,
            "BitsPerComponent": 8,
            "Interpolate": "true" if b"/Interpolate true" in piece.head else "false",
            "Filter": "/DCTDecode",
            "Length": len(data),
        }
    )
    return Piece(bytes(head.data), data, digest(head.data, data))
