"""Territories: codes of countries, what holds what, and slips of the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from report.content.territories import GROUPS, Territory, country_names, covers, in_words

READ = TypeAdapter(Territory).validate_python
SOME = st.lists(st.sampled_from(["SE", "NO", "US", "EU", "EEA", "worldwide"]), max_size=4)


@pytest.mark.parametrize("code", ["SE", "NO", "XK", "EU", "EEA", "worldwide"])
def test_codes_are_read_as_they_are(code: str) -> None:
    assert READ(code) == code


@pytest.mark.parametrize(
    ("given", "help"),
    [
        ("Sweden", "write SE"),
        ("Sweeden", "write SE"),
        ("se", "write SE"),
        ("eu", "write EU"),
        ("Worldwide", "write worldwide"),
        ("001", "codes of two letters"),
        ("ZZ", "codes of two letters"),
        ("", "codes of two letters"),
    ],
)
def test_anything_else_is_told_what_to_write(given: str, help: str) -> None:
    with pytest.raises(ValidationError, match=help):
        READ(given)


def test_groups_are_of_countries() -> None:
    assert all(members <= set(country_names()) for members in GROUPS.values())
    assert (len(GROUPS["EU"]), len(GROUPS["EEA"])) == (27, 30)


@given(SOME, SOME, SOME)
def test_covering_is_an_order(first: list[str], second: list[str], third: list[str]) -> None:
    assert covers(first, first)
    if covers(first, second) and covers(second, third):
        assert covers(first, third)


def test_words() -> None:
    assert in_words([]) == ""
    assert in_words(["SE"]) == "Sweden"
    assert in_words(["SE", "NO", "EU"]) == "Sweden, Norway and the EU"
