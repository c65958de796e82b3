"""The edition: one brochure, as it was written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from ..units import Length
from . import pages as page_folder
from .block import AsOf, Block, Item, Page, item_model, kinds_in
from .lengths import LengthField
from .node import GivenLine, Identified, Kept, Line, Name, Node
from .territories import Territory


@cache
def page_types() -> dict[str, type[Identified]]:
    """Return every page model by kind: one per file of `content/pages/`."""
    return kinds_in(page_folder, Page)


PageItem: type[Item] = item_model("PageItem", page_types())
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
ColumnName = FactName


class Fact(Node):
    """A figure that the edition prints, kept once with its unit, year and source."""

    value: int | float | datetime.date | str
    """The figure: a number, a date, or words."""
    label: GivenLine
    """What it counts, such as `biobanks`."""
    unit: Line = ""
    """The unit printed after the number, such as `%` or `km`."""
    more_than: bool = False
    """True for a figure that is a lower bound: “more than 450”, and 450+ when set large."""
    source: Line = ""
    """Where the figure comes from."""
    as_of: AsOf = None
    """The year or day that it was true."""


class Waiver(Node):
    """A finding that somebody has decided to accept, with the reason."""

    code: str = Field(pattern=r"^[A-Z]\d{3}$")
    """The code of the finding, such as R204."""
    at: str = ""
    """The id or the file that the finding names; left out: wherever it occurs."""
    target: str = ""
    """The target it is accepted for, such as `press`; left out: for all."""
    reason: Kept = Field(min_length=8)
    """Why it is accepted. Whoever reads the edition next year will want to know."""


def _spine(width: Length) -> Length:
    if not 0 <= width.mm <= 100:
        raise ValueError(f"{width} is no width of a spine\nask the print shop, or leave it out")
    return width


class PrintOrder(Node):
    """What the print shop is told: who prints it, and which attempt this is."""

    printer: str = ""
    """The printer preset: a file of `templates/printers/`, such as fogra39-coated."""
    revision: int = Field(1, ge=1, le=999)
    """The number of the hand-over. Files that differ from those handed over get the next one."""
    spine: Annotated[LengthField, AfterValidator(_spine)] | None = None
    """The width of the spine of a bound book, where the print shop has said it."""


class ReleaseOrder(Node):
    """What a release is made of: every language and variant, in each format and for each target."""

    languages: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """The languages by their tags, such as `[en-GB, sv]`; left out: its own and all that it has
    been translated into."""
    variants: tuple[str, ...] | None = None
    """The variants that are released besides the edition itself; left out: all, `[]`: none."""
    formats: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """The formats, such as `[a4, us-letter]`; left out: the edition's own."""
    targets: Annotated[tuple[str, ...], Field(min_length=1)] = ("screen", "press")
    """The targets, such as `[screen]`; left out: screen and press."""


def _language(tag: str) -> str:
    import re

    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", tag):
        raise ValueError(f"“{tag}” is not a language tag\nwrite it as en-US or en")
    return tag


def _day(date: datetime.date) -> datetime.date:
    # Dates in a PDF are written with four digits (ISO 32000-1 §7.9.4).
    if date.year < 1900:
        raise ValueError(f"{date.isoformat()} is too long ago\nan edition's date begins with 1900")
    return date


class Edition(Node):
    """One brochure."""

    title: GivenLine
    """The title, as in the document's properties and the running head."""
    subtitle: Line = ""
    """A line below the title."""
    language: Annotated[str, AfterValidator(_language)]
    """The language of the words: en-US, en-GB, …"""
    date: Annotated[datetime.date, AfterValidator(_day)]
    """The date of the edition. Everything that carries a date takes it from here."""
    format: str = "a4"
    """The format: a file of `templates/formats/`, such as a4 or us-letter."""
    theme: str = "nordic"
    """The theme: a folder of `templates/themes/`."""
    publisher: Name = ""
    """Who publishes the edition; the document's author."""
    description: Line = ""
    """What the edition is about, in a sentence, for the document's properties."""
    keywords: tuple[Line, ...] = ()
    """Words to find it by, for the document's properties."""
    territory: tuple[Territory, ...] = ()
    """Where it is handed out: codes of countries such as `[SE, US]`; left out: anywhere."""
    fit: bool = False
    """True lets sections that miss their `pages` be changed a little; a section can say otherwise
    by its own `fit`."""
    print: PrintOrder = Field(default_factory=PrintOrder)
    """Who prints it, and which attempt this is."""
    release: ReleaseOrder = Field(default_factory=ReleaseOrder)
    """What a release of it is made of."""
    facts: Mapping[FactName, Fact] = Field(default_factory=dict)
    """Figures by name, each with unit, year and source."""
    row: Mapping[ColumnName, GivenLine] = Field(default_factory=dict)
    """What personalised copies say differently: columns of the file that `build --rows` is given,
    each with the example that stands there without it. `{{ row.name }}` prints the column “Name”.
    """
    waivers: tuple[Waiver, ...] = ()
    """Findings that are accepted, each with a reason."""
    sections: tuple[PageItem, ...]  # type: ignore[valid-type]
    """The pages and sections, in order."""

    def pages(self) -> Iterator[Page]:
        """Yield the pages and sections in order."""
        items: tuple[Any, ...] = self.sections
        for item in items:
            yield item.body

    def blocks(self) -> Iterator[tuple[Page, Block]]:
        """Yield every block with the page or section it belongs to, in order."""
        for page in self.pages():
            for block in blocks_of(page):
                yield page, block


def blocks_of(page: Page) -> tuple[Block, ...]:
    """Return the blocks of a page or section, in order."""
    items: tuple[Any, ...] = getattr(page, "blocks", ())
    return tuple(item.body for item in items)
