"""Formats: trim size, margins and grid of a page, read from templates/formats/."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from .content.lengths import LengthField
from .content.node import Node
from .units import Length, PageBoxes, Size

Trait = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Setting(Node):
    """A part of a data file of the project."""

    model_config = ConfigDict(**Node.model_config, arbitrary_types_allowed=True)


class Margins(Setting):
    """The white around the type area; the bottom margin is what its lines leave."""

    top: LengthField
    inner: LengthField
    outer: LengthField


class Format(Setting):
    """A trim size with its margins and grid."""

    label: str
    """The name as people say it, such as `A4 portrait`."""
    width: LengthField
    height: LengthField
    margins: Margins
    lines: int = Field(ge=10, le=200)
    """Lines of the baseline grid in the type area."""
    baseline: LengthField = Length(14)
    bleed: LengthField
    safe: LengthField
    columns: int = Field(12, ge=1, le=24)
    gutter: LengthField
    text_columns: int = Field(2, ge=1, le=3)
    """The columns of text abreast. In a format with one, blocks as wide as the page look as they
    do in a column, and follow one another."""
    traits: tuple[Trait, ...] = ()
    """What themes and style sheets can ask of a format, such as `small`: a theme's `adjust:` has
    other sizes for it, and style sheets say `.small h2 {…}`."""

    @property
    def trim(self) -> Size:
        """The trimmed page."""
        return Size(self.width, self.height)

    @property
    def boxes(self) -> PageBoxes:
        """Trim, bleed and safe area."""
        return PageBoxes.of(self.trim, self.bleed, self.safe)

    @property
    def measure(self) -> Length:
        """The width of the type area."""
        return self.width - self.margins.inner - self.margins.outer

    @property
    def bottom(self) -> Length:
        """The bottom margin."""
        return self.height - self.margins.top - self.baseline * self.lines

    @property
    def text_column(self) -> Length:
        """The width of a column of text."""
        count = self.text_columns
        return (self.measure - self.gutter * (count - 1)) / count

    def span(self, columns: int) -> Length:
        """Return the width of `columns` columns with the gutters between them."""
        column = (self.measure - self.gutter * (self.columns - 1)) / self.columns
        return column * columns + self.gutter * (columns - 1)
