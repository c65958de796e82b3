"""Key facts of a country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from pydantic import Field, model_validator

from ..block import Block, Short, Width
from ..node import GivenLine, Line
from .key_figures import KeyFigure

# 10500000, 10.5, 10,500 or 10 500: what languages write differently, and what has a source.
_FIGURE = re.compile(r"\s*[+-]?(\d{5,}|\d+([.,\s]\d+)+)\s*%?\s*")


class CountryFact(Short, KeyFigure):
    """One fact: a figure of the edition by its name, or words such as a capital."""

    short: ClassVar[str] = "fact"

    fact: str = ""
    """The name of a fact, whose value, label, date and source are printed."""
    value: Line = ""
    """Words where it is no figure, such as `Stockholm`."""
    label: Line = ""
    """What it is. Left out: the fact's label."""

    @model_validator(mode="after")
    def _figures_are_facts(self) -> Self:
        if _FIGURE.fullmatch(self.value):
            raise ValueError(
                f"“{self.value.strip()}” is a figure, which has a source and a date\n"
                "write it among `facts:`, and its name here"
            )
        return self


class CountryFacts(Block):
    """Key facts of a country or region, each with its date and source.

    Figures are facts of the edition, given by their names; a source that all of them share is
    printed once.
    """

    kind: ClassVar[str] = "country_facts"

    kicker: Line = ""
    """A word or two above the name."""
    name: GivenLine
    """The country or region."""
    facts: tuple[CountryFact, ...] = Field(min_length=1, max_length=40)
    """The facts, in order: names such as `population`, or `{value: Stockholm, label: Capital}`."""
    width: Width = "page"
    """As wide as a column, or as the type area."""

    def shared_origin(self, rows: Sequence[Mapping[str, str]]) -> tuple[str, str]:
        """Return the source and the date that all facts share; "" for what is not the same.

        `rows` are what the facts print: `source` and `as_of` are "" where there is none. A date
        stands with a source: where that is not shared, the date is not either.
        """
        facts = [row for item, row in zip(self.facts, rows, strict=True) if item.fact]
        sources = {row["source"] for row in facts}
        dates = {row["as_of"] for row in facts}
        if len(facts) < 2 or len(sources) > 1:
            return "", ""
        source = sources.pop()
        return source, dates.pop() if source and len(dates) == 1 else ""
