"""What a cell means: missing, a number, a year, a date or a text. By rule, never by guess.

* Missing: an empty cell, `–`, `—`, `-`, `..`, `…` or `n/a`.
* A number is digits with an optional sign, decimal mark and groups of three digits set off by
  a space, an apostrophe, or whichever of `,` and `.` is not the decimal mark. A `%` may follow.
* A date is `2026-11-22`. A year is four digits from 1000 to 2999, in the first column or in
  one headed "Year" or the like, and is never printed with a thousands mark.
* A column is a column of numbers or dates when every cell that is not missing is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

MISSING = frozenset({"", "–", "—", "-", "..", "…", "n/a"})
YEAR_HEADERS = frozenset({"year", "years", "år", "jahr", "année", "año", "ano", "anno", "vuosi"})
_SPACES = " \u00a0\u202f\u2009'’"
_PARTS = re.compile(
    rf"([+\-−–]?)[{_SPACES}]?([0-9.,{_SPACES}]*[0-9])(?:[eE]([+-]?[0-9]{{1,2}}))?[{_SPACES}]?(%?)\Z"
)
_GROUPED = r"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:([{group}])[0-9]{{3}})(?:\1[0-9]{{3}})*)"
_BODIES = {
    ".": re.compile(_GROUPED.format(group="," + _SPACES) + r"(?:\.[0-9]+)?\Z"),
    ",": re.compile(_GROUPED.format(group="." + _SPACES) + r"(?:,[0-9]+)?\Z"),
}
_YEAR = re.compile(r"[12][0-9]{3}\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_FORMULA = re.compile(r"=.|[+@-]\w*\(|#(?:REF|N/A|DIV/0|VALUE|NAME|NUM|NULL|SPILL)\b")


class Year(int):
    """A calendar year: counted like a number, printed without a thousands mark."""


Value = str | Decimal | date | Year | None


@dataclass(frozen=True)
class Numeral:
    """A number as written: what it means with a decimal point and with a decimal comma."""

    readings: tuple[tuple[str, Decimal], ...]
    percent: bool

    @property
    def ambiguous(self) -> bool:
        """True when point and comma give different numbers."""
        return len({value for _, value in self.readings}) > 1

    @property
    def decides(self) -> str:
        """The decimal mark this number proves for its file; "" when it proves none."""
        return self.readings[0][0] if len(self.readings) == 1 else ""

    def read(self, mark: str) -> Decimal:
        """Return the value for the file's decimal mark, or the only value there is."""
        return dict(self.readings).get(mark, self.readings[0][1])


def is_missing(text: str) -> bool:
    """True for the ways of saying that there is no value."""
    return text.casefold() in MISSING


def is_formula(text: str) -> bool:
    """True for a spreadsheet's formula or error value."""
    return _FORMULA.match(text) is not None


def unmistakable(number: str) -> str:
    """Return a number such as "1.200" as it can be read in one way only: not as thousands."""
    short = number.rstrip("0").rstrip(".")
    decimals = len(short.partition(".")[2])
    # Three decimals look like thousands, and none at all like what they are not.
    return short + {0: ".0", 3: "0"}.get(decimals, "")


@lru_cache(maxsize=4096)
def numeral(text: str) -> Numeral | None:
    """Return the number that `text` writes, or None when it writes none."""
    if len(text) > 60:
        return None
    match = _PARTS.match(text)
    if not match:
        return None
    sign, body, exponent, percent = match.groups()
    readings = []
    for mark, pattern in _BODIES.items():
        if pattern.match(body):
            whole, _, fraction = body.partition(mark)
            digits = re.sub(r"[^0-9]", "", whole) + ("." + fraction if fraction else "")
            value = Decimal(f"{digits}e{exponent}" if exponent else digits)
            negative = bool(value) and sign in ("-", "−", "–")
            readings.append((mark, value.copy_negate() if negative else value))
    return Numeral(tuple(readings), bool(percent)) if readings else None


def in_range(value: Decimal) -> bool:
    """True when the number has at most 15 digits before and after the decimal mark."""
    exponent = value.as_tuple().exponent
    return value.adjusted() < 15 and isinstance(exponent, int) and exponent >= -15


def year(text: str) -> Year | None:
    """Return the year that `text` writes, or None."""
    return Year(text) if _YEAR.match(text) else None


def looks_like_date(text: str) -> bool:
    """True for the shape of an ISO date, valid or not."""
    return _DATE.match(text) is not None


def iso_date(text: str) -> date | None:
    """Return the ISO 8601 calendar date that `text` writes, or None."""
    if not looks_like_date(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
