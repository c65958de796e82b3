"""Times and days of an agenda."""

from __future__ import annotations

import datetime

import pytest
from pydantic import ValidationError

from report.content.blocks.agenda import Day, Meeting
from report.content.blocks.people import Person
from report.content.table_format import format_clock, format_day


@pytest.mark.parametrize(
    ("given", "kept"), [("9:00", "09:00"), ("09.30", "09:30"), ("23:59", "23:59"), ("", "")]
)
def test_times_are_kept_with_two_digits_each(given: str, kept: str) -> None:
    assert Meeting(title="A", start=given).start == kept


@pytest.mark.parametrize("given", ["24:00", "9", "9 am", "12:60", "noon"])
def test_what_is_no_time_is_refused(given: str) -> None:
    with pytest.raises(ValidationError, match="no time of day"):
        Meeting(title="A", start=given)


@pytest.mark.parametrize(
    ("language", "start", "end", "words"),
    [
        ("en-US", "09:00", "10:30", "9:00–10:30 AM"),
        ("en-US", "11:00", "13:30", "11:00 AM–1:30 PM"),
        ("en-US", "09:00", "", "9:00 AM"),
        ("en-GB", "09:00", "10:30", "09:00–10:30"),
        ("sv", "13:00", "", "13:00"),
    ],
)
def test_times_are_printed_as_the_language_has_them(
    language: str, start: str, end: str, words: str
) -> None:
    made = format_clock(start, end, language)

    assert made.replace("\u00a0", " ") == words and " " not in made


def test_days_are_named() -> None:
    day = datetime.date(2026, 11, 23)

    assert format_day(day, "en-US") == "Monday, November 23, 2026"
    assert format_day(day, "sv") == "måndag 23 november 2026"
    assert Day(date=day).first_words() == "2026-11-23"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Name Surname", "NS"),
        ("Firstname Middlename Surname-Other", "FS"),
        ("Plato", "P"),
        ("Åsa (acting) Öberg", "ÅÖ"),
        ("山田 太郎", "山太"),
        ("42", ""),
    ],
)
def test_initials_stand_for_a_name(name: str, initials: str) -> None:
    assert Person(name=name).initials == initials
