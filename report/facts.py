"""The facts of an edition as its pages say them."""

from __future__ import annotations

import datetime
from decimal import Decimal

from .content.block import AsOf
from .content.edition import Fact
from .content.node import Words
from .content.table_format import format_figure, format_year
from .content.tables import format_value
from .languages import Language, told
from .spacing import EAST_ASIAN, NBSP, headed


def said(fact: Fact, text: str) -> Words:
    """Return what is printed of a fact: words that are no Markdown, marked as the fact's are."""
    open_ = (getattr(each, "unsettled", "") for each in (fact.value, fact.unit))
    return Words(text, plain=True, unsettled=next(filter(None, open_), ""))


_ANGLES = ("°", "′", "″")  # which stand close to their number (ISO 80000-1 §7.1.4)


def fact_value(fact: Fact, tag: str) -> str:
    """Return the figure of a fact with its unit: “450”, “56%”, “150 million”."""
    value = Decimal(repr(fact.value)) if isinstance(fact.value, (int, float)) else fact.value
    text = format_figure(value, tag, fact.unit)
    if not fact.unit or isinstance(value, datetime.date):
        return text
    # The per cent sign of a number has come with the language's own way of writing it.
    if fact.unit == "%" and isinstance(value, Decimal):
        return text
    if fact.unit in _ANGLES:
        return f"{text}{fact.unit}"
    space = "" if EAST_ASIAN.match(text[-1]) or EAST_ASIAN.match(fact.unit) else NBSP
    return f"{text}{space}{fact.unit}"


def fact_date(fact: Fact, tag: str) -> str:
    """Return the year or day of a fact as the language writes it; "" where it names none."""
    return "" if fact.as_of is None else _date(fact.as_of, tag)


def _date(as_of: int | datetime.date, tag: str) -> str:
    return format_year(as_of, tag) if isinstance(as_of, int) else format_value(as_of, tag)


def sourced(source: str, as_of: AsOf, language: Language, tag: str) -> str:
    """Return a source line, with the year or day where one is named: “Source: …, as of 2025”."""
    line = headed(language.words.source, source)
    if as_of is None:
        return line
    return line + language.joins.comma + told(language.words.as_of, date=_date(as_of, tag))


def fact_words(fact: Fact, language: Language, tag: str) -> str:
    """Return a fact as prose prints it: “more than 450”."""
    text = fact_value(fact, tag)
    return told(language.words.more_than, value=text) if fact.more_than else text


def fact_display(fact: Fact, tag: str) -> str:
    """Return a fact as large type prints it: “450+”."""
    return fact_value(fact, tag) + ("+" if fact.more_than else "")
