"""What goes into a chart, and what comes out: frozen values, free of Matplotlib."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from ..content.tables import (
    MILLION,
    Table,
    Value,
    format_millions,
    format_month,
    format_month_day,
    format_short,
    format_value,
)
from ..diagnostics import Finding, Mark
from ..units import Size

Colour = tuple[str, Literal["graphic", "text"], str]


@dataclass(frozen=True)
class ChartStyle:
    """The theme, as charts need it. Colours are "#RRGGBB", sizes points, fonts files to draw with.

    `families` are looked for in `fonts`, and nowhere else, one after the other for each glyph; for
    large figures, `figure_families` are.
    """

    fonts: tuple[Path, ...]
    families: tuple[str, ...] = ("Source Sans 3",)
    figure_families: tuple[str, ...] = ("Source Serif 4 Display", "Source Sans 3")
    ink: str = "#0B2A4A"
    accent: str = "#006AA7"
    yellow: str = "#FECC02"
    ice: str = "#EEF3F6"
    text: str = "#16202B"
    quiet: str = "#51657A"
    ground: str = "#FFFFFF"
    series: tuple[str, ...] = ("#006AA7", "#0B2A4A", "#6F889C")
    label_size: float = 8.0
    small_size: float = 7.0
    figure_weight: int = 300
    strong_weight: int = 600
    language: str = "en-US"
    direction: Literal["ltr", "rtl"] = "ltr"
    words: Mapping[str, str] = field(default_factory=dict)
    """What charts say in the language: `ChartWords` and `Joins` of its file, by their names."""
    large: Literal["short", "millions", "full"] = "short"
    """How `short` writes large numbers; see `alike`."""

    def number(self, value: Value, unit: str = "") -> str:
        """Return a value in full, as the language writes it; unit "%" brings its sign."""
        return format_value(value, self.language, unit)

    def short(self, value: Value, unit: str = "") -> str:
        """Return a value as a label says it: "1.5 million"."""
        if not isinstance(value, Decimal) or unit == "%" or self.large == "short":
            return format_short(value, self.language, unit)
        if self.large == "full":
            return format_value(value, self.language, unit)
        small = value and abs(value) < MILLION
        return (format_millions if small else format_short)(value, self.language)

    def alike(self, values: Iterable[Value]) -> ChartStyle:
        """Return the style that writes these values alike: not "1.25 million" beside "250,000".

        Where some are below a million and others not, all are written in millions, if that takes
        two decimals at most; else all in full.
        """
        sizes = [abs(each) for each in values if isinstance(each, Decimal) and each]
        small = [each for each in sizes if each < MILLION]
        if not small or len(small) == len(sizes):
            return self
        exact = all(each % (MILLION / 100) == 0 for each in small)
        return replace(self, large="millions" if exact else "full")

    def month(self, day: date, *, year: bool = False) -> str:
        """Return the month of a day in short, with its year if wanted: "Mar", "Mar 2026"."""
        return format_month(day, self.language, year=year)

    def month_day(self, day: date) -> str:
        """Return a day without its year, in short: "Mar 2"."""
        return format_month_day(day, self.language)


@dataclass(frozen=True)
class ChartRequest:
    """A chart block with all it needs. `size` is the slot; alt "" is written from the data.

    `option_marks` says where each option stands, so that a finding can name its line.
    """

    id: str
    kind: str
    table: Table
    spec: BaseModel
    size: Size
    alt: str = ""
    mark: Mark | None = None
    option_marks: Mapping[str, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class DrawnChart:
    """The plot as SVG of `size`, or whole lines of the page lower, and what is to be known of it.

    A chart that could not be drawn is an empty SVG of that size, and has an error among its
    findings. `csv` is the data, to be attached to the PDF.
    """

    svg: bytes
    alt: str
    csv: bytes
    size: Size
    colours: tuple[Colour, ...] = ()
    type_sizes: tuple[float, ...] = ()
    findings: tuple[Finding, ...] = ()
