"""A chart to be compared: its data and size as plain values, for whatever draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

PPI = 90
"""The pixels to an inch of all pictures, so that type keeps its size beside ours."""


@dataclass(frozen=True)
class Case:
    """A chart of the gallery: its table as numbers and words, its size in inches."""

    id: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    width: float
    height: float

    @property
    def names(self) -> list[str]:
        """The first column as words."""
        return [str(row[0]) for row in self.rows]

    @property
    def years(self) -> list[int]:
        """The first column as years."""
        return [int(row[0]) for row in self.rows]

    def values(self, column: int = 1) -> list[float]:
        """Return a column of numbers; NaN where one is missing."""
        return [float("nan") if row[column] is None else float(row[column]) for row in self.rows]

    def long(self) -> dict[str, list[Any]]:
        """Return the table with a row for each number: label, series, value."""
        rows = [
            (row[0], name, row[at])
            for row in self.rows
            for at, name in enumerate(self.columns[1:], 1)
        ]
        return {
            "label": [row[0] for row in rows],
            "series": [row[1] for row in rows],
            "value": [row[2] for row in rows],
        }


Draw = Callable[[Case], bytes]
"""Draws a case with the defaults of a library, as PNG."""
Plot = TypeVar("Plot", bound=Callable[..., Any])


@dataclass(frozen=True)
class Library:
    """A library: how it draws each chart of the gallery, or why it cannot.

    `drawn` turns a function that plots a case in the library's own way into one that draws it.
    """

    name: str
    drawn: Callable[[Any], Draw]
    lacks: dict[str, str]
    draws: dict[str, Draw] = field(default_factory=dict)

    def draws_as(self, *ids: str) -> Callable[[Plot], Plot]:
        """Return what marks a function as the one that plots these charts."""

        def marked(plot: Plot) -> Plot:
            self.draws.update(dict.fromkeys(ids, self.drawn(plot)))
            return plot

        return marked
