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


@pytest.mark.parametrize(
    ("origins", "shared"),
    [
        ([("UN", "2024"), ("UN", "2024")], ("UN", "2024")),
        ([("UN", "2024"), ("UN", "2019")], ("UN", "")),
        ([("UN", "2024"), ("UN", "")], ("UN", "")),
        ([("UN", ""), ("UN", "")], ("UN", "")),
        ([("UN", "2024"), ("", "2019")], ("", "")),
        ([("", "2024"), ("", "2024")], ("", "")),
        ([("UN", "2024"), ("IMF", "2024")], ("", "")),
        ([("UN", "2024")], ("", "")),
        ([], ("", "")),
    ],
)
def test_a_source_is_said_once_where_it_is_true_of_all_facts(
    origins: list[tuple[str, str]], shared: tuple[str, str]
) -> None:
    facts = tuple(CountryFact(fact="a") for _ in origins)
    words = CountryFact(value="Stockholm", label="Capital")
    block = CountryFacts(name="Somewhere", facts=(*facts, words))
    rows = [{"source": source, "as_of": date} for source, date in (*origins, ("", ""))]

    assert block.shared_origin(rows) == shared
