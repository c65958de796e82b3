"""Formats: trim size, margins and grid of a page, read from templates/formats/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from .content import problems
from .content.lengths import LengthField, bounded
from .content.node import Node
from .diagnostics import Finding
from .units import Length, PageBoxes, Size, mm

NARROWEST = mm(5)
"""The narrowest column in which anything can be set."""
# What a press can print and a PDF hold (ISO 32000-1 annex C: 14,400 pt with its bleed).
Side = Annotated[LengthField, bounded(mm(20), mm(1500), "the side of a page")]
Margin = Annotated[LengthField, bounded(Length(0), mm(300), "a margin")]
Edge = Annotated[LengthField, bounded(Length(0), mm(50), "the edge of a page")]
Gutter = Annotated[LengthField, bounded(Length(0), mm(100), "a gutter")]
Baseline = Annotated[LengthField, bounded(Length(4), Length(144), "a line of the grid")]
Trait = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Setting(Node):
    """A part of a data file of the project."""

    model_config = ConfigDict(**Node.model_config, arbitrary_types_allowed=True)


class Margins(Setting):
    """The white around the type area; the bottom margin is what its lines leave."""

    top: Margin
    inner: Margin
    outer: Margin


class Fold(Setting):
    """How a sheet is folded into panels, each of which is a page."""

    label: str = ""
    """What a print shop calls this way of folding, such as `letter fold`."""
    panels: tuple[Side, ...] = Field(min_length=2, max_length=32)
    """The width of each panel, in the order in which they are read."""
    sides: tuple[tuple[int, ...], tuple[int, ...]]
    """The panels of the outer and of the inner side, from left to right, counted from 1."""

    @model_validator(mode="after")
    def _sides_match(self) -> Self:
        outside, inside = self.sides
        if sorted((*outside, *inside)) != list(range(1, len(self.panels) + 1)):
            raise ValueError(
                "each panel stands on one of the two sides\n"
                f"name the numbers from 1 to {len(self.panels)} once each"
            )
        # The sheet is turned over: what is left on one side is right on the other.
        if [self._width(each) for each in outside] != [self._width(each) for each in inside][::-1]:
            raise ValueError(
                "the panels of the two sides do not lie back to back\n"
                "the inner side has the widths of the outer one in the opposite order"
            )
        return self

    def _width(self, panel: int) -> float:
        return round(self.panels[panel - 1].pt, 2)


class Format(Setting):
    """A trim size with its margins and grid."""

    like: str = ""
    """The name of another format, from which everything is taken that this one does not say; a
    `fold:` is taken or given as a whole."""
    label: str
    """The name as people say it, such as `A4 portrait`."""
    width: Side
    height: Side
    margins: Margins
    lines: int = Field(ge=10, le=200)
    """Lines of the baseline grid in the type area."""
    baseline: Baseline = Length(14)
    bleed: Edge
    safe: Edge
    columns: int = Field(12, ge=1, le=24)
    gutter: Gutter
    text_columns: int = Field(2, ge=1, le=3)
    """The columns of text abreast. In a format with one, blocks as wide as the page look as they
    do in a column, and follow one another."""
    fold: Fold | None = None
    """The panels of a folded sheet. An edition has as many pages, and any more begin another sheet;
    `width` is that of the widest, and narrower ones have less white at both sides."""
    traits: tuple[Trait, ...] = ()
    """What themes and style sheets can ask of a format, such as `small`: a theme's `adjust:` has
    other sizes for it, and style sheets say `.small h2 {…}`."""

    @model_validator(mode="after")
    def _panels_hold_the_type_area(self) -> Self:
        for number, panel in enumerate(self.fold.panels if self.fold else (), 1):
            if panel.pt < self.measure.pt - 0.01:
                raise ValueError(
                    f"panel {number} is {panel} wide, and the lines of the format are "
                    f"{self.measure}\nmake the panel wider, or the format's margins"
                )
        return self

    @property
    def trim(self) -> Size:
        """The trimmed page."""
        return Size(self.width, self.height)

    def width_of(self, number: int) -> Length:
        """Return the width of page `number`, from 1: that of its panel, if it is one."""
        panels = self.fold.panels if self.fold else (self.width,)
        return panels[(number - 1) % len(panels)]

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


def misfits(page: Format) -> Iterator[Finding]:
    """Yield what of a format does not fit into it: each part is right by itself."""
    if page.bottom.pt < 0:
        room = (page.height - page.margins.top) / page.lines
        message = f"{page.lines} lines are higher than the page, below its top margin"
        help = f"with this many lines the `baseline` is {room.pt:.4g}pt at most"
        yield problems.WRONG_VALUE.finding(page.mark_of("lines"), message, help=help)
    if page.measure < NARROWEST:
        message = f"the margins leave {max(page.measure.mm, 0):.3g}mm of the page's width"
        mark = page.margins.mark_of("inner")
        yield problems.WRONG_VALUE.finding(mark, message, help="make the margins narrower")
    elif page.span(1).pt <= 0 or page.text_column < NARROWEST:
        message = f"the gutters leave no room for columns in {page.measure.mm:.4g}mm"
        help = "make `gutter` narrower, or write fewer `columns` or `text_columns`"
        yield problems.WRONG_VALUE.finding(page.mark_of("gutter"), message, help=help)
    yield from _panel_faults(page)


def _panel_faults(page: Format) -> Iterator[Finding]:
    if page.fold is None:
        return
    document, path = page.fold.origin
    for index, panel in enumerate(page.fold.panels):
        if panel.pt > page.width.pt + 0.01:
            message = f"a panel of {panel.mm:.4g}mm does not fit the page"
            help = f"it is at most as wide as the page ({page.width.mm:.4g}mm)"
            mark = document.place((*path, "panels", index)).mark
            yield problems.WRONG_VALUE.finding(mark, message, help=help)
