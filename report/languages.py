"""Languages: how each one is typeset, and the words of templates, charts and icons in it.

A language is a file in templates/languages/. It says everything or is not accepted: nothing is
ever printed in English instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .content.node import GivenLine
from .formats import Setting

Script = Literal["Latn", "Arab", "Hebr", "Jpan", "Hans"]
"""A writing system, by its code (ISO 15924)."""
UNSPACED: frozenset[Script] = frozenset({"Jpan", "Hans"})
"""Scripts that are written without spaces between words."""
_MIRRORED = {"left": "right", "right": "left"}
_BLANK = re.compile(r"\{([^{}]*)\}")


def _with(*names: str) -> AfterValidator:
    """Return what sees to it that a pattern has exactly these blanks, such as {value}."""

    def checked(text: str) -> str:
        if sorted(_BLANK.findall(text)) != sorted(names) or _BLANK.sub("", text).strip("{}") == "":
            blanks = " and ".join(f"{{{name}}}" for name in names)
            raise ValueError(f"“{text}” lacks a blank, or has another\nwrite words with {blanks}")
        return text

    return AfterValidator(checked)


Join = Annotated[str, Field(max_length=8)]
_Value = Annotated[GivenLine, _with("value")]
_Both = Annotated[GivenLine, _with("start", "end")]


class Joins(Setting):
    """What stands between parts, with its spaces."""

    comma: Join
    """Between the parts of a list, such as `", "`."""
    semicolon: Join
    """Between longer parts."""
    colon: Join
    """Between a name and what is said of it."""
    sentences: Join
    """Between sentences: a space, or nothing."""
    stop: Join
    """At the end of a sentence."""


class BuiltInWords(Setting):
    """The words that templates print, in one language."""

    contents: GivenLine
    """The headline of the contents page."""
    photo_credits: GivenLine
    """The headline of the list of photo credits."""
    pictures_to_come: GivenLine
    """The headline above the pictures that stand-ins are printed for."""
    pictures_to_come_note: GivenLine
    """What is said about them."""
    source: GivenLine
    """What stands before a source, such as `Source:`."""
    page: Annotated[GivenLine, _with("number")]
    """What a page reference says to those who listen: `page {number}`."""
    page_head: GivenLine
    """The head of the page numbers in the list of photo credits."""
    more_than: _Value
    """How a figure that is a lower bound is told: `more than {value}`."""
    as_of: Annotated[GivenLine, _with("date")]
    """How the year or day of a fact is told: `as of {date}`."""
    chart_data: GivenLine
    """What the file with a chart's data is called."""
    offers: GivenLine
    """What stands above what an organisation offers."""
    looks_for: GivenLine
    """What stands above what an organisation looks for."""
    contact: GivenLine
    """What stands above whom to ask at an organisation."""
    local_times: GivenLine
    """What stands before the time zone of an agenda, such as `Local times:`."""
    time: GivenLine
    """The head of the times of an agenda."""
    programme: GivenLine
    """The head of what happens on a day of an agenda."""
    venue: GivenLine
    """The head of where it happens."""
    free_day: GivenLine
    """What is printed for a day of an agenda without entries."""
    continued: GivenLine
    """What is printed after the head of a list that goes on over the page: `(continued)`."""
    sketch: GivenLine
    """What stands below a sketch that is not to scale."""
    from_to: _Both
    """How a line with an arrowhead is told: `from {start} to {end}`."""
    between: _Both
    """How a line of a sketch is told to those who cannot see it: `between {start} and {end}`."""
    challenge: GivenLine
    """What stands above the challenge of a success story."""
    done: GivenLine
    """What stands above what was done in a success story."""
    result: GivenLine
    """What stands above what came of it."""
    qr_code: GivenLine
    """What a QR code says to those who listen, before its address."""


class ChartWords(Setting):
    """How charts are told to those who cannot see them, and the words that they print."""

    last: Annotated[GivenLine, _with("others", "last")]
    """The end of a list: `{others} and {last}`."""
    pair: Annotated[GivenLine, _with("label", "value")]
    """A name and its value: `{label}: {value}`."""
    no_data: GivenLine
    """What is printed in the place of a missing value."""
    bar_one: GivenLine
    """A chart with one bar."""
    bar: Annotated[GivenLine, _with("count")]
    """A chart with bars."""
    bar_groups: Annotated[GivenLine, _with("count", "series", "names")]
    """A chart with groups of bars."""
    stacked: Annotated[GivenLine, _with("count", "series", "names")]
    """A chart with bars of several parts."""
    shares: Annotated[GivenLine, _with("count", "series", "names")]
    """A chart with bars of several parts in per cent of the whole."""
    total: GivenLine
    """What all parts are together, as the head of a list."""
    dot: Annotated[GivenLine, _with("count")]
    """A chart with a dot in each row."""
    dots: Annotated[GivenLine, _with("count", "names")]
    """A chart with several dots in each row."""
    dumbbell: Annotated[GivenLine, _with("count", "first", "last")]
    """A chart with two dots in each row, joined by a line."""
    lollipop: Annotated[GivenLine, _with("count")]
    """A chart with a dot on a stem in each row."""
    range: Annotated[GivenLine, _with("count", "first", "last")]
    """A chart with a bar from one value to another in each row."""
    range_part: Annotated[GivenLine, _with("label", "low", "high")]
    """A row of such a chart."""
    range_ends: Annotated[GivenLine, _with("low", "high")]
    """Both values of such a row, where they stand together."""
    slope: Annotated[GivenLine, _with("count", "first", "last")]
    """A chart with lines between two points in time."""
    butterfly: Annotated[GivenLine, _with("count", "first", "last")]
    """A chart with bars to both sides of the names in the middle."""
    waterfall: Annotated[GivenLine, _with("count")]
    """A chart whose bars add up step by step."""
    highest: Annotated[GivenLine, _with("label", "value")]
    """The highest of many bars, at the beginning of a sentence."""
    lowest: Annotated[GivenLine, _with("label", "value")]
    """The lowest of many bars, at the end of that sentence."""
    missing: Annotated[GivenLine, _with("labels")]
    """What has no values."""
    waffle: Annotated[GivenLine, _with("total", "each")]
    """A chart of squares."""
    waffle_part: Annotated[GivenLine, _with("label", "value", "squares")]
    """A share in squares."""
    waffle_part_one: Annotated[GivenLine, _with("label", "value")]
    """A share of one square."""
    donut: Annotated[GivenLine, _with("count")]
    """A ring of parts."""
    pictogram: Annotated[GivenLine, _with("count", "each")]
    """Rows of signs, each of which stands for so many."""
    line_one: Annotated[GivenLine, _with("first", "last")]
    """A chart with one line."""
    line: Annotated[GivenLine, _with("count", "first", "last")]
    """A chart with lines."""
    line_point: Annotated[GivenLine, _with("first")]
    """A chart of one point."""
    rises: Annotated[GivenLine, _with("name", "begin", "end")]
    """A line that ends higher than it began."""
    falls: Annotated[GivenLine, _with("name", "begin", "end")]
    """A line that ends lower than it began."""
    rises_steadily: Annotated[GivenLine, _with("name", "begin", "end")]
    """A line that does nothing but rise."""
    falls_steadily: Annotated[GivenLine, _with("name", "begin", "end")]
    """A line that does nothing but fall."""
    level: Annotated[GivenLine, _with("name", "end")]
    """A line that ends where it began."""
    constant: Annotated[GivenLine, _with("name", "end")]
    """A line that never changes."""
    single: Annotated[GivenLine, _with("name", "end")]
    """A line of one value."""
    peak: Annotated[GivenLine, _with("value", "label")]
    """Where a line is highest."""
    trough: Annotated[GivenLine, _with("value", "label")]
    """Where a line is lowest."""
    forecast: GivenLine
    """What is printed over the part of a line that is foreseen."""
    forecast_from: Annotated[GivenLine, _with("first")]
    """From where on lines are foreseen."""
    events: Annotated[GivenLine, _with("events")]
    """What happened along the way, after the lines."""
    area_one: Annotated[GivenLine, _with("first", "last")]
    """A filled area."""
    area: Annotated[GivenLine, _with("count", "first", "last")]
    """Filled areas, one on the other."""
    area_shares: Annotated[GivenLine, _with("count", "first", "last")]
    """The same in per cent of the whole."""
    scatter: Annotated[GivenLine, _with("count", "x", "y")]
    """Points by two measures."""
    bubble: Annotated[GivenLine, _with("count", "x", "y", "size")]
    """Discs by two measures, their area a third."""
    point: Annotated[GivenLine, _with("label", "x", "y")]
    """A point."""
    together: Annotated[GivenLine, _with("x", "y")]
    """Two measures that rise together."""
    opposed: Annotated[GivenLine, _with("x", "y")]
    """Two measures, of which one falls where the other rises."""
    unrelated: Annotated[GivenLine, _with("x", "y")]
    """Two measures that have little to do with each other."""
    heat: Annotated[GivenLine, _with("rows", "columns")]
    """A table whose cells are shaded by their values."""
    panels: Annotated[GivenLine, _with("count", "first", "last")]
    """Small charts side by side, on one scale."""
    treemap: Annotated[GivenLine, _with("count")]
    """A rectangle that is divided into parts."""
    timeline: Annotated[GivenLine, _with("count", "first", "last")]
    """A timeline."""
    timeline_one: GivenLine
    """A timeline with one entry."""
    gantt: Annotated[GivenLine, _with("count", "first", "last")]
    """A plan of what is done when."""
    gantt_span: Annotated[GivenLine, _with("label", "first", "last")]
    """What is done from one day to another."""
    gantt_today: Annotated[GivenLine, _with("date")]
    """The day that is marked in a plan."""


Space = Literal["narrow", "wide"]


class Language(Setting):
    """How a language writes: its marks, the spaces that do not break, and built-in words."""

    label: str
    like: str = ""
    """The language that this one is a variety of, such as `en`: it says only what differs."""
    direction: Literal["ltr", "rtl"] = "ltr"
    script: Script = "Latn"
    """Its writing system: `Latn`, `Arab`, `Hebr`, `Jpan` or `Hans`. Themes have fonts for each."""
    quotes: tuple[str, str, str, str]
    """Opening and closing double marks, opening and closing single marks."""
    spaces_before: Mapping[str, Space] = Field(default_factory=dict)
    """Marks before which a space stands that does not break, `narrow` or `wide`."""
    spaces_after: Mapping[str, Space] = Field(default_factory=dict)
    """Marks after which such a space stands."""
    inside_words: Mapping[str, str] = Field(default_factory=dict)
    """Signs that stand for others between two letters, or at the end of an abbreviation."""
    hyphenation: tuple[int, int, int] = (9, 4, 4)
    """The letters of the shortest word that is divided, before its hyphen, and after it."""
    short_words: tuple[str, ...] = ()
    """Words that do not end a line: they keep to the next one."""
    units: tuple[str, ...] = ()
    """Units that keep to the number before them."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations that keep to the word after them, such as `p.`."""
    joins: Joins
    """What stands between the parts of lists and sentences."""
    icons: Mapping[str, GivenLine] = Field(default_factory=dict)
    """What icons show, by their names, for those who cannot see them."""
    words: BuiltInWords
    """Built-in words of the templates."""
    charts: ChartWords
    """Built-in words of the charts."""

    def side(self, side: str) -> str:
        """Return a side of the page, given as in what is read from the left: it is mirrored."""
        return _MIRRORED.get(side, side) if self.direction == "rtl" else side


def told(pattern: str, **blanks: object) -> str:
    """Return a pattern such as `from {start} to {end}` with its blanks filled in, in one go:
    what stands in a blank is not read again."""
    return _BLANK.sub(lambda match: str(blanks.get(match[1], match[0])), pattern)
