"""A QR code."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from ...units import Length
from ..addresses import encoded, shown
from ..block import Block, Width
from ..lengths import LengthField
from ..node import Kept, Line


def _address(address: str) -> str:
    encoded(address)
    return address


def _size(size: Length) -> Length:
    if not 8 <= size.mm <= 60:
        raise ValueError(
            f"{size} is no width of a QR code\nit can be 8mm to 60mm wide, or left out"
        )
    return size


class QrCode(Block):
    """A code that a telephone reads, with the address beside it for everybody else.

    It is drawn in black alone on white, with white around it, and as large as it needs to be. On
    the screen the address is a link.
    """

    kind: ClassVar[str] = "qr_code"

    address: Annotated[str, AfterValidator(_address)]
    """Where it leads: `https://…`, `mailto:name@example.org` or `tel:+46 8 123 45 67`."""
    title: Line = ""
    """What is found there, in a few words."""
    text: Line = ""
    """A sentence about it."""
    shown: Kept = ""
    """The address as it is printed beside the code, where the code's is too long to be typed.
    Left out: the code's own."""
    size: Annotated[LengthField, AfterValidator(_size)] | None = None
    """The width of the code without the white around it. Left out: as large as it needs to be."""
    error_correction: Literal["L", "M", "Q", "H"] = "M"
    """How much of the code may be dirty or torn: 7 (`L`), 15 (`M`), 25 (`Q`) or 30 per cent (`H`).
    More makes it finer."""
    width: Width = "column"
    """As wide as a column, or as the type area."""

    def first_words(self) -> str:
        return self.title or self.printed

    @property
    def target(self) -> str:
        """The address as the code says it."""
        return encoded(self.address)

    @property
    def printed(self) -> str:
        """The address as it stands beside the code."""
        return self.shown or shown(self.address)
