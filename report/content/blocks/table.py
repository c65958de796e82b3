"""A table."""

from __future__ import annotations

from typing import ClassVar

from ..block import AsOf, Block, Data, Width
from ..node import GivenLine, Line


class Table(Block):
    """A table from a CSV file or written in place, with its head repeated on every page."""

    kind: ClassVar[str] = "table"

    title: GivenLine
    """The headline."""
    unit: Line = ""
    """A smaller line with the unit and the year."""
    data: Data
    """A CSV file of the edition, such as data/hubs.csv, or a table written here."""
    source: Line = ""
    """Where the data comes from."""
    as_of: AsOf = None
    """The year or day that the data was true, such as `2025`: printed behind the source."""
    width: Width = "page"
    """As wide as a column, or as the type area."""
