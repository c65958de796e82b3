"""A foreword."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..artwork import Signature
from ..block import Block, PhotoUse
from ..node import GivenName, GivenProse, Line, Name


class Foreword(Block):
    """Words of somebody who welcomes the reader, with a portrait and a signature."""

    kind: ClassVar[str] = "foreword"

    title: Line = ""
    """The headline; left out where the section has one."""
    body: GivenProse
    """The words, in Markdown."""
    photo: PhotoUse | None = None
    """The portrait."""
    name: GivenName
    """Who speaks."""
    role: Line = ""
    """The office held."""
    organisation: Name = ""
    """The organisation that the person speaks for."""
    signature: Signature | None = None
    """The file of the signature, an SVG or a PNG with a transparent ground."""
    width: Literal["page"] = "page"
    """As wide as the type area."""

    def first_words(self) -> str:
        return self.title or self.name
