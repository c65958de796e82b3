"""Numbers and dates as a language writes them (Unicode CLDR, through Babel)."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .table_cells import Value, Year

if TYPE_CHECKING:
    from babel import Locale

_MINUS = "\N{MINUS SIGN}"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_LTR_MARK = "\N{LEFT-TO-RIGHT MARK}"
# CLDR's minimumGroupingDigits, which Babel does not have: 1234, but 12.345.
_GROUPED_FROM = {"es": 10_000, "es_ES": 10_000, "pl": 10_000, "pt_PT": 10_000}
MILLION = Decimal(1_000_000)


def format_value(value: Value, language: str, unit: str = "") -> str:
    """Return a cell as `language` (BCP 47) prints it, with the decimals it was written with.

    A number of unit "%" gets the language's per cent sign; a missing value is an en dash.
    Raises ValueError for a language that CLDR does not know.
    """
    if value is None:
        return "–"
    if isinstance(value, Year):
        return str(int(value))
    if isinstance(value, Decimal):
        return _decimal(value, language, unit == "%")
    if isinstance(value, date):
        from babel.dates import format_date

        return str(format_date(value, format="long", locale=_locale(language)))
    return value


def format_short(value: Value, language: str, unit: str = "") -> str:
    """Return a cell as a label prints it: like `format_value`, but "1.5 million" from a million."""
    if isinstance(value, date) and not isinstance(value, Year):
        from babel.dates import format_date

        return str(format_date(value, format="medium", locale=_locale(language)))
    if not isinstance(value, Decimal) or abs(value) < MILLION or unit == "%":
        return format_value(value, language, unit)
    return _compact(value, language, _spare_digits(value))


def format_millions(value: Decimal, language: str) -> str:
    """Return any number in millions, exactly: "0.25 million", or "25万", as `language` counts."""
    locale = _locale(language)
    form = "long" if "long" in locale.compact_decimal_formats else "short"
    patterns = locale.compact_decimal_formats[form]
    # "0 million" counts in millions, "000万" in ten thousands.
    zeros = patterns["other"][str(MILLION)].pattern.count("0")
    counted = Decimal(f"{(value / MILLION).scaleb(zeros - 1).normalize():f}")
    plural = locale.plural_form(counted)
    pattern = patterns.get(plural, patterns["other"])[str(MILLION)]
    before, after = (part[0] for part in (pattern.prefix, pattern.suffix))
    return _typographic(before) + _decimal(counted, language, False) + _typographic(after)


def format_figure(value: Value, language: str, unit: str = "") -> str:
    """Return a figure as prose prints it: like `format_value`, but "150 million" where exact.

    Words stand for the zeros of numbers with up to four other digits; nothing is rounded.
    """
    if not isinstance(value, Decimal) or abs(value) < MILLION or unit == "%":
        return format_value(value, language, unit)
    if len(value.normalize().as_tuple().digits) > 4:
        return format_value(value, language, unit)
    return _compact(value, language, 4)


def format_year(year: int, language: str) -> str:
    """Return a year in running text: "2026", or "2026年"."""
    from babel.dates import format_skeleton

    return str(format_skeleton("y", date(year, 7, 1), locale=_locale(language)))


def format_month(day: date, language: str, *, year: bool) -> str:
    """Return a month in short, "Mar" or "Mar 2026", as `language` writes it by itself."""
    from babel.dates import format_date, format_skeleton

    if year:
        return str(format_skeleton("yMMM", day, locale=_locale(language)))
    # Not by a skeleton: Babel has none of a month alone for Chinese, and takes another language's.
    return str(format_date(day, "LLL", locale=_locale(language)))


def format_month_day(day: date, language: str) -> str:
    """Return a day of the year in short: "Mar 2", or "3月2日"."""
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMd", day, locale=_locale(language)))


def format_day(day: date, language: str) -> str:
    """Return a day with its name: "Monday, November 23, 2026"."""
    from babel.dates import format_date

    return str(format_date(day, format="full", locale=_locale(language)))


def format_clock(start: str, end: str, language: str) -> str:
    """Return times of day, each as "09:00", as `language` prints them: "9:00–10:30 AM"."""
    from babel.dates import format_interval, format_time

    locale = _locale(language)
    begin, last = time.fromisoformat(start), time.fromisoformat(end) if end else None
    if last is None:
        text = format_time(begin, format="short", locale=locale)
    elif "a" in str(locale.time_formats["short"].pattern):
        text = format_interval(begin, last, "hm", locale=locale)
    else:
        # CLDR spells hours out in the intervals of some languages, and not by themselves.
        both = (format_time(each, format="short", locale=locale) for each in (begin, last))
        text = ("\N{WAVE DASH}" if locale.language == "ja" else "–").join(map(str, both))
    text = re.sub(r"\s*–\s*", "–", str(text))
    return re.sub(r"[\s\u202f]", _NO_BREAK, text)


def _compact(value: Decimal, language: str, decimals: int) -> str:
    from babel.numbers import format_compact_decimal

    locale = _locale(language)
    # Languages without a spelled-out form ("150万") have the short one only.
    form: Literal["long", "short"] = "long" if "long" in locale.compact_decimal_formats else "short"
    text = format_compact_decimal(value, format_type=form, locale=locale, fraction_digits=decimals)
    return _typographic(str(text))


def _spare_digits(value: Decimal) -> int:
    """Return how many decimals keep three significant digits: 1.23, 12.3 or 123 million."""
    return 2 - value.adjusted() % 3


def _decimal(value: Decimal, language: str, percent: bool) -> str:
    from babel.numbers import parse_pattern

    locale = _locale(language)
    formats = locale.percent_formats if percent else locale.decimal_formats
    pattern = parse_pattern(formats[None].pattern)
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern.frac_prec = (decimals, decimals)
    if abs(value) < _GROUPED_FROM.get(str(locale), 0):
        pattern.grouping = (1000, 1000)
    text = _typographic(str(pattern.apply(value / 100 if percent else value, locale)))
    # Among words from the right, the sign would end up behind the number (UAX #9 §3.3.4).
    return _LTR_MARK + text if value < 0 and locale.text_direction == "rtl" else text


def _typographic(text: str) -> str:
    """Return the number with a true minus sign and no place to break."""
    return text.replace("-", _MINUS).replace(" ", _NO_BREAK)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(
            f"“{language}” is not a language that numbers can be written in"
        ) from error
