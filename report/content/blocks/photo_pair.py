"""Two photographs."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar, Literal

from pydantic import Field

from ..block import Block, Lines, PhotoUse, Width


class PhotoPair(Block):
    """Two photographs of one height side by side, each with its caption and credit line."""

    kind: ClassVar[str] = "photo_pair"

    photos: tuple[PhotoUse, ...] = Field(min_length=2, max_length=2)
    """The two photographs."""
    larger: Literal["first", "second"] | None = None
    """Which of the two is wider, twice as wide where there is room: such as a landscape beside a
    portrait. Left out: both have the same width."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
    lines: Lines | None = None
    """The height of both in lines of the baseline grid, or `fill` for what the page has left."""

    def first_words(self) -> str:
        first = self.photos[0]
        return first.caption or PurePosixPath(first.file).stem
