"""Printer presets: what a print shop asks of a file, as a data file each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .content.lengths import LengthField
from .settings import Setting
from .units import Length


class Profile(Setting):
    """The printing condition, as the file names it (ISO 15930-7 §6.2.2, ISO 32000-1 §14.11.5)."""

    file: str
    """The ICC profile of the press, in `assets/icc/`."""
    condition: str
    """The identifier of the printing condition in the registry, such as `FOGRA39`."""
    registry: str = "http://www.color.org"
    """Who registered it."""
    info: str = ""
    """The condition in words, such as `Coated paper, offset (ISO 12647-2)`."""
    get_from: str = ""
    """Where to get the file, where it is not among the bundled ones."""


class PressImages(Setting):
    """The effective resolutions, in pixels per inch, below which a placed picture is a finding."""

    warn_below: int = Field(225, ge=1, le=2400)
    error_below: int = Field(150, ge=1, le=2400)


class PressType(Setting):
    """The smallest type that prints well."""

    smallest: LengthField = Length(5)
    """One ink on paper."""
    smallest_multi_ink: LengthField = Length(8)
    """White type on a ground, and type of more than one ink."""
    overprint_below: LengthField = Length(12)
    """Black type smaller than this prints over its ground and does not knock it out."""


class Cover(Setting):
    """How the cover is delivered."""

    own_file: bool = False
    """True for bound books: back cover, spine and front cover as one wide page of its own file."""
    leaf: LengthField = Length(0)
    """The thickness of one leaf of the inside, that is of two pages."""
    board: LengthField = Length(0)
    """The thickness of both cover boards together."""


class Printer(Setting):
    """What one kind of printing asks of a file."""

    label: str
    """The preset as people say it, such as `Coated paper, sheet-fed offset`."""
    profile: Profile
    bleed: LengthField
    """How far bleeding pictures run beyond the trim."""
    safe: LengthField
    """How far words keep away from the trim."""
    marks: Literal["none", "crop"] = "none"
    """Marks outside the bleed; print shops that impose ask for none."""
    ink_limit: int = Field(300, ge=100, le=400)
    """The highest total area coverage, in percent."""
    images: PressImages
    type: PressType
    thinnest_line: LengthField = Length(0.25)
    """The thinnest line of one ink."""
    page_multiple: int = Field(4, ge=1, le=64)
    """The number of pages is a multiple of this; blanks go before the back cover."""
    cover: Cover
    file_name: str = "{slug}-{format}-{printer}-r{revision}-{part}"
    """How the files of a hand-over are named; `{slug}`, `{format}`, `{printer}`, `{revision}`,
    `{part}`, `{date}`, `{language}` and `{pages}` stand for what they say."""
