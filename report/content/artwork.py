"""Logos and signatures where they are printed."""

from __future__ import annotations

from typing import ClassVar

from .block import Short
from .node import Node


class Artwork(Short, Node):
    """A drawing that somebody owns, an SVG or a PNG, printed unaltered and never cropped."""

    folder: ClassVar[str] = "logos"
    """Where its file lies: in this folder of the edition, or of `assets/`."""
    short: ClassVar[str] = "file"

    file: str
    """The name of the file in the edition's `logos/`, or in `assets/logos/`."""


class Signature(Artwork):
    """A signature."""

    folder: ClassVar[str] = "signatures"

    file: str
    """The name of the file in the edition's `signatures/`, or in `assets/signatures/`."""
