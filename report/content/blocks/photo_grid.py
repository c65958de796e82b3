"""Several photographs."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import Field

from ..block import Block, PhotoUse, Width


class PhotoGrid(Block):
    """Two to six photographs in rows of one height, each with its caption and credit line.

    The rows follow from the number: two or three abreast, and of five the first two larger. Where
    there is less room, on a small page or in a column, the first of three has a row of its own.
    """

    kind: ClassVar[str] = "photo_grid"

    photos: tuple[PhotoUse, ...] = Field(min_length=2, max_length=6)
    """The photographs, in the order in which they are read."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
    lines: Annotated[int, Field(ge=3, le=60)] | None = None
    """The height of each row of pictures in lines of the baseline grid."""

    def first_words(self) -> str:
        first = self.photos[0]
        return first.caption or PurePosixPath(first.file).stem
