"""A QR code."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, model_validator

from ...units import Length
from ..addresses import encoded, shown
from ..block import Block, Width
from ..lengths import LengthField
from ..node import Kept, Line

CAPACITY = {"L": 2953, "M": 2331, "Q": 1663, "H": 1273}
"""The bytes that the largest code holds, by its error correction (ISO/IEC 18004, table 7)."""


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

    @model_validator(mode="after")
    def _code_has_room(self) -> Self:
        # Each letter outside of ASCII is six to twelve characters in the code.
        count, room = len(self.target), CAPACITY[self.error_correction]
        if count > room:
            raise ValueError(
                f"the address has {count} characters as the code writes it, and a code with "
                f"`error_correction: {self.error_correction}` has room for {room}\n"
                "ask whoever looks after the web site for a short one"
            )
        return self

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
