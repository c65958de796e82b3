"""A photograph."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import ClassVar, Literal

from ..block import Block, Lines, PhotoUse


class Photo(Block, PhotoUse):
    """A photograph with its caption and credit line."""

    kind: ClassVar[str] = "photo"

    width: Literal["column", "page", "bleed"] = "column"
    """As wide as a column, as the type area, or across the page into the bleed."""
    lines: Lines | None = None
    """The height in lines of the baseline grid, or `fill` for what the page has left,
    as long as the picture does not become a strip or too coarse."""

    def first_words(self) -> str:
        # Photos without a caption of their own would all have the same id.
        return super().first_words() or PurePosixPath(self.file).stem
