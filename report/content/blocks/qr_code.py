"""A QR code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self
from urllib.parse import quote

from pydantic import AfterValidator, model_validator

from ...units import Length
from ..addresses import encoded, shown
from ..block import Block, Width
from ..lengths import LengthField
from ..names import names_in, only_name, substitute
from ..node import Kept, Line

CAPACITY = {"L": 2953, "M": 2331, "Q": 1663, "H": 1273}
"""The bytes that the largest code holds, by its error correction (ISO/IEC 18004, table 7)."""


def _address(address: str) -> str:
    encoded(_exemplary(address))
    return address


def _exemplary(address: str) -> str:
    """Return an address with something in the place of what personalised copies say there."""
    name = only_name(address)
    if name is not None and name.parts[0] == "row":
        return "https://example.org/"
    # Nothing else is filled in, and braces are no part of an address.
    return substitute(address, lambda each: "1" if each.parts[0] == "row" else "{}")


def _written(address: str, row: Mapping[str, str]) -> str:
    """Return an address with the values of a row: a whole one as it is, a part as parts are."""
    if only_name(address) is not None:
        return substitute(address, lambda name: row[name.parts[1]])
    safe = "" if address.lower().startswith("http") else "@+"
    return substitute(address, lambda name: quote(row[name.parts[1]], safe=safe))


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

    @property
    def of_row(self) -> bool:
        """True for a code that leads elsewhere in each personalised copy."""
        return bool([*names_in(self.address), *names_in(self.shown)])

    def filled(self, row: Mapping[str, str]) -> Mapping[str, str]:
        """Return its address, and that beside it, with the values of a row.

        ValueError where the address leads nowhere, or has no room in the code.
        """
        address = _written(self.address, row)
        if len(encoded(address)) > CAPACITY[self.error_correction]:
            raise ValueError("the address has no room in the code")
        return {
            "address": address,
            "shown": substitute(self.shown, lambda name: row[name.parts[1]]),
        }

    def first_words(self) -> str:
        return self.title or self.printed

    @property
    def target(self) -> str:
        """The address as the code says it."""
        return encoded(_exemplary(self.address))

    @property
    def printed(self) -> str:
        """The address as it stands beside the code."""
        return self.shown or shown(self.address)
