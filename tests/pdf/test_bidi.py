"""From drawing order to reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.pdf.bidi import in_reading_order


def drawn(*parts: str) -> list[str]:
    """Glyphs from left to right; parts in Arabic letters are given as they are read."""
    return [
        glyph
        for part in parts
        for glyph in (part[::-1] if "\u0600" <= part[0] <= "\u06ff" else part)
    ]


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (drawn("plain words"), "plain words"),
        (drawn("مرحبا بالعالم"), "مرحبا بالعالم"),
        (drawn("هنا", " ABC def ", "من", " 450 ", "عدد"), "عدد 450 من ABC def هنا"),
        (drawn("The word ", "سلام", " means peace"), "The word سلام means peace"),
        (drawn("One ", "سلام", " and two words ", "عدد"), "One سلام and two words عدد"),
        (["لا", "س"], "سلا"),
        (drawn("10:30–9:00", "من "), "من 9:00–10:30"),
        (drawn(".", "23.4°", "وهو "), "وهو 23.4°."),
        (drawn("2.5%", "نسبة "), "نسبة 2.5%"),
        (drawn("−5", "عدد "), "عدد −5"),
        (drawn("(", "2026 ", "حتى", ")"), "(حتى 2026)"),
        (drawn("km 5", "بعد نحو "), "بعد نحو km 5"),
        (drawn("2019, 2020", "عام "), "عام 2020 ,2019"),
        ([], ""),
    ],
)
def test_lines_are_read_in_their_direction(glyphs, text):
    assert in_reading_order(glyphs) == text


@given(st.lists(st.sampled_from([*"abc .,-12", *"سلامعد", "لا"])))
def test_no_glyph_is_lost(glyphs):
    assert sorted(in_reading_order(glyphs)) == sorted("".join(glyphs))


def test_a_line_that_begins_at_the_right_is_read_from_there() -> None:
    line = drawn("Ann Other Agency", " ", ":", "صورة")

    assert in_reading_order(line, from_right=True) == "صورة: Ann Other Agency"
    assert in_reading_order(drawn("CC0 1.0"), from_right=True) == "CC0 1.0"


def test_brackets_are_those_that_were_written() -> None:
    assert in_reading_order(["(", *"تكم"[::1], ")"]) == "(مكت)"
    assert in_reading_order([*"The (", *"رصم", *")"]) == "The (مصر)"
