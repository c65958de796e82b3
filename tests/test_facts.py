from __future__ import annotations

import datetime

import pytest

from report.content.edition import Fact
from report.facts import fact_date, fact_display, fact_value, fact_words
from report.resources import Project
from report.settings import read_language

from .conftest import ROOT

ENGLISH = read_language(Project.at(ROOT), "en")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (450, "450"),
        (12345, "12,345"),
        (3.5, "3.5"),
        (150_000_000, "150\u00a0million"),
        (1_500_000, "1.5\u00a0million"),
        (1_234_567, "1,234,567"),
        (1_234_500_000, "1,234,500,000"),
        (1_200_000_000, "1.2\u00a0billion"),
        (-1200, "−1,200"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(value: float, shown: str) -> None:
    assert fact_value(Fact(value=value, label="x"), "en-US") == shown


def test_dates_are_written_as_the_language_writes_them() -> None:
    day = datetime.date(2026, 11, 22)

    fact = Fact(value=day, label="x", as_of=day)

    for shown in (fact_value, fact_date):
        assert shown(fact, "en-US") == "November 22, 2026"
        assert shown(fact, "sv-SE") == "22 november 2026"
    assert fact_date(Fact(value=1, label="x", as_of=2025), "sv-SE") == "2025"
    assert fact_date(Fact(value=1, label="x"), "sv-SE") == ""


@pytest.mark.parametrize(
    ("fact", "value", "words", "display"),
    [
        (Fact(value=450, label="x", more_than=True), "450", "more than 450", "450+"),
        (Fact(value=56, label="x", unit="%"), "56%", "56%", "56%"),
        (Fact(value=12, label="x", unit="km"), "12\u00a0km", "12\u00a0km", "12\u00a0km"),
        (Fact(value="1910", label="x"), "1910", "1910", "1910"),
    ],
)
def test_facts_are_written_with_unit_and_bound(
    fact: Fact, value: str, words: str, display: str
) -> None:
    assert fact_value(fact, "en-US") == value
    assert fact_words(fact, ENGLISH, "en-US") == words
    assert fact_display(fact, "en-US") == display


def test_percent_stands_as_the_language_sets_it() -> None:
    fact = Fact(value=56, label="x", unit="%")

    assert fact_value(fact, "sv-SE") == "56\u00a0%"
    assert fact_value(fact, "tr") == "%56"
    # Indian patterns group digits otherwise: “#,##,##0%”.
    assert fact_value(fact, "en-IN") == "56%"


def test_units_of_languages_without_spaces_are_joined() -> None:
    fact = Fact(value=365, label="x", unit="日")

    assert fact_value(fact, "ja") == "365日"


def test_degrees_stand_close_to_their_number() -> None:
    fact = Fact(value=23.4, label="x", unit="°")

    assert fact_value(fact, "de") == "23,4°"
