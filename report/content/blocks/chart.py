"""A chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import Field

from ..block import AsOf, Block, Data, Lines, Width
from ..node import GivenLine, Line


class Chart(Block):
    """A chart drawn from a table: headline, unit line, plot and source line."""

    kind: ClassVar[str] = "chart"

    chart: str = Field(alias="kind")
    """The kind of chart, such as `bar`: one of the reference of charts, or the name of a file
    in the project's `figures/`."""
    title: GivenLine
    """The headline: what the chart shows, as a statement."""
    unit: Line = ""
    """A smaller line with the unit and the year."""
    data: Data
    """A CSV file of the edition, such as data/companies.csv, or a table written here."""
    source: Line = ""
    """Where the data comes from."""
    as_of: AsOf = None
    """The year or day that the data was true, such as `2025`: printed behind the source."""
    alt: Line = ""
    """The chart in words. Left out: written from the data."""
    figure: Line = ""
    """A large figure beside the plot that the chart explains, such as `{{ facts.academia }}`."""
    figure_label: Line = ""
    """The words beside the large figure."""
    width: Width = "column"
    """As wide as a column, or as the type area."""
    lines: Lines | None = None
    """The height of the plot in lines of the baseline grid, or `fill`."""
    options: Mapping[str, Any] = Field(default_factory=dict)
    """What this kind of chart can be told besides; see the chart reference."""
