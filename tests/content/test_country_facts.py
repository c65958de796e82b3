"""Rows of key facts: names of facts, or words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from report.content.blocks.country_facts import CountryFact, CountryFacts


def test_a_name_alone_is_a_fact() -> None:
    block = CountryFacts.model_validate(
        {"name": "Somewhere", "facts": ["area", {"fact": "gdp", "label": "Product"}]}
    )

    assert [(row.fact, row.label) for row in block.facts] == [("area", ""), ("gdp", "Product")]


@pytest.mark.parametrize("words", ["Stockholm", "UTC+1", "112", "1905", ".se", "+46", "9 to 5"])
def test_words_can_stand_by_themselves(words: str) -> None:
    assert CountryFact(value=words, label="What").value == words


@pytest.mark.parametrize("figure", ["10500000", "10.5", "10,5 %", "10 500", "1,200,000", "-3.5"])
def test_a_figure_has_a_source_and_a_date(figure: str) -> None:
    with pytest.raises(ValidationError, match="is a figure, which has a source"):
        CountryFact(value=figure, label="What")


@pytest.mark.parametrize("row", [{"fact": "a", "value": "b"}, {"label": "a"}, {"value": "a"}])
def test_a_row_is_one_thing_or_the_other(row: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        CountryFact.model_validate(row)
