"""Where something may be used: countries by their ISO 3166-1 codes, and groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator

WORLD = "worldwide"
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
GROUPS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"EU": frozenset(_EU.split()), "EEA": frozenset((*_EU.split(), "IS", "LI", "NO"))}
)
# Codes of two letters that are no country (UN M.49, CLDR).
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def country_names() -> Mapping[str, str]:
    """Return the English names of all countries by code."""
    # Babel's data takes a moment to load, and few editions ask.
    from babel import Locale

    names = Locale.parse("en").territories
    return {
        code: names[code]
        for code in sorted(names)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }


def _territory(text: str) -> str:
    if text == WORLD or text in GROUPS or text in country_names():
        return text
    codes = {name.casefold(): code for code, name in country_names().items()}
    codes |= {code.casefold(): code for code in (*codes.values(), *GROUPS, WORLD)}
    near = get_close_matches(text.casefold(), codes, 1, 0.8)
    help = "write codes of two letters such as SE or US, EU, EEA, or worldwide"
    if near:
        help = f"write {codes[near[0]]}"
    raise ValueError(f"“{text}” is not the code of a country\n{help}")


Territory = Annotated[str, AfterValidator(_territory)]
"""A country by its code, `EU`, `EEA` or `worldwide`."""


def covers(allowed: Iterable[str], wanted: Iterable[str]) -> bool:
    """True when what is `allowed` in some territories may be used in all that are `wanted`.

    None stands for everywhere in both.
    """
    given, asked = tuple(allowed), tuple(wanted)
    if not given or WORLD in given:
        return True
    if not asked or WORLD in asked:
        return False
    return _countries(asked) <= _countries(given)


def in_words(territories: Iterable[str]) -> str:
    """Return territories as people say them: “Sweden, Norway and the EU”."""
    named = [
        {"EU": "the EU", "EEA": "the EEA"}.get(each) or country_names().get(each, each)
        for each in territories
    ]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else ""


def _countries(territories: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(GROUPS.get(each, frozenset((each,))) for each in territories))
