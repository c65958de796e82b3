"""What streams in inks call by name: spot colours, and the switches of overprinting.

Each is one object of the file, which all resources share, as they share where its data are kept.
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..ink.values import Ink
from .ink_functions import rounded
from .stream_store import Keep, in_memory

OVERPRINT, KNOCK_OUT = Name("/InkOverprint"), Name("/InkKnockOut")
UNCOLOURED = Name("/InkPattern")
_SPOT = "/InkSpot"


class Shared:
    """The shared objects of one file, made at first use. `keep` is given the data of pictures."""

    def __init__(self, pdf: Pdf, keep: Keep = in_memory) -> None:
        self.pdf = pdf
        self.keep = keep
        self._spots: dict[str, str] = {}
        self._made: dict[str, Object] = {}

    def spot(self, ink: Ink) -> Name:
        """Return the name of the colour space for an ink with a spot colour."""
        if ink.spot not in self._spots:
            name = f"{_SPOT}{len(self._spots) + 1}"
            self._spots[ink.spot] = name
            self._made[name] = self.pdf.make_indirect(_separation(ink))
        return Name(self._spots[ink.spot])

    def give(self, resources: Any, name: str) -> None:
        """Put what is called `name` into the resources: `OVERPRINT` both switches, `UNCOLOURED`
        the space of patterns without a colour of their own, else a spot colour."""
        if name == str(OVERPRINT):
            states = under(resources, Name.ExtGState)
            states[OVERPRINT] = self._switch(OVERPRINT, on=True)
            states[KNOCK_OUT] = self._switch(KNOCK_OUT, on=False)
        elif name == str(UNCOLOURED):
            spaces = under(resources, Name.ColorSpace)
            spaces[UNCOLOURED] = Array([Name.Pattern, Name.DeviceCMYK])
        else:
            under(resources, Name.ColorSpace)[name] = self._made[name]

    def _switch(self, name: Name, *, on: bool) -> Object:
        """Return the state that switches overprinting on or off. With OPM 1, only the inks that a
        colour has are painted (ISO 32000-1 §8.6.7)."""
        if str(name) not in self._made:
            state = Dictionary(Type=Name.ExtGState, op=on, OP=on, OPM=int(on))
            self._made[str(name)] = self.pdf.make_indirect(state)
        return self._made[str(name)]


def under(resources: Any, kind: Name) -> Any:
    """Return one kind of the resources, a new dictionary when there is none."""
    if not isinstance(resources.get(kind), Dictionary):
        resources[kind] = Dictionary()
    return resources[kind]


def _separation(ink: Ink) -> Array:
    """Return the space of a spot colour (§8.6.6.4); where the ink is not on the press, its CMYK
    replaces it."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=rounded(ink.cmyk),
        N=1,
    )
    return Array([Name.Separation, Name("/" + ink.spot), Name.DeviceCMYK, tint])
