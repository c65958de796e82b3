"""The words of alt texts: one small table per language, and the sentences made of them.

A further language is a further table here; a chart in a language without one is described in
English, and the build says so (D207).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.charts import ChartStyle

PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "sentence": "{}. ",
        "and": "{} and {}",
        "comma": ", ",
        "semicolon": "; ",
        "pair": "{label}: {value}",
        "no data": "no data",
        "bar one": "Bar chart with one bar. ",
        "bar": "Bar chart with {count} bars. ",
        "bar groups": "Bar chart with {count} groups of {series} bars: {names}. ",
        "highest": "Highest: {label}, {value}",
        "lowest": "lowest: {label}, {value}",
        "missing": "No data for {labels}. ",
        "waffle": "Chart of {total} squares in which each stands for {each}. ",
        "waffle part": "{label}: {value}, {squares} squares",
        "waffle part one": "{label}: {value}, one square",
        "line one": "Line chart from {first} to {last}. ",
        "line": "Line chart with {count} lines, from {first} to {last}. ",
        "line point": "Line chart with a single point at {first}. ",
        "rises": "rises from {begin} to {end}",
        "falls": "falls from {begin} to {end}",
        "rises steadily": "rises throughout, from {begin} to {end}",
        "falls steadily": "falls throughout, from {begin} to {end}",
        "level": "begins and ends at {end}",
        "constant": "stays at {end}",
        "single": "is {end}",
        "peak": "highest {value} in {label}",
        "trough": "lowest {value} in {label}",
        "timeline": "Timeline with {count} entries, from {first} to {last}. ",
        "timeline one": "Timeline with one entry. ",
    }
}
LANGUAGES = frozenset(PHRASES)


def phrase(style: ChartStyle, key: str, **parts: object) -> str:
    """Return a phrase in the language of the style, or in English, its blanks filled."""
    words = PHRASES.get(style.language.partition("-")[0].lower(), PHRASES["en"])
    return words[key].format(**parts)


def listed(style: ChartStyle, items: Sequence[str]) -> str:
    """Return "a, b and c"."""
    words = PHRASES.get(style.language.partition("-")[0].lower(), PHRASES["en"])
    if len(items) < 2:
        return "".join(items)
    return words["and"].format(words["comma"].join(items[:-1]), items[-1])


def joined(style: ChartStyle, items: Sequence[str]) -> str:
    """Return "a; b; c." as one sentence."""
    words = PHRASES.get(style.language.partition("-")[0].lower(), PHRASES["en"])
    return words["sentence"].format(words["semicolon"].join(items)) if items else ""
