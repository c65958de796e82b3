"""Logos and signatures where they are printed."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

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


def _drawn(name: Any) -> Any:
    """Return the file of an icon: `harbour` stands for harbour.svg."""
    return f"{name}.svg" if isinstance(name, str) and name.strip() and "." not in name else name


class Icon(Artwork):
    """An icon, by the name of its drawing."""

    folder: ClassVar[str] = "icons"

    file: Annotated[str, BeforeValidator(_drawn)]
    """Its name, such as `harbour`: an SVG in the edition's `icons/`, or in `assets/icons/`. What is
    drawn in `currentColor` takes the colour of the theme."""

    @property
    def name(self) -> str:
        """What it is called: the name of its file without the ending."""
        return self.file.rpartition("/")[2].rpartition(".")[0]
