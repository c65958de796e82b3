"""How wide words are before anything is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.letter_widths import LetterWidths
from report.resources import Project
from report.settings import read_theme
from report.themes import TypeStyle

from .conftest import ROOT

PROJECT = Project.at(ROOT)
WIDTHS = LetterWidths(PROJECT, read_theme(PROJECT, "nordic"))
STYLE = TypeStyle("Source Sans 3", 10, 12, 400)


def test_words_are_as_wide_as_their_letters() -> None:
    one, two = WIDTHS.width("n", STYLE), WIDTHS.width("nn", STYLE)

    assert 4 < one < 7 and two == pytest.approx(2 * one)
    assert WIDTHS.width("n", TypeStyle("Source Sans 3", 20, 24)) == pytest.approx(2 * one)
    assert WIDTHS.width("re\u00adsearch", STYLE) == WIDTHS.width("research", STYLE)


def test_the_nearest_face_counts_and_another_for_what_it_lacks() -> None:
    bold = TypeStyle("Source Sans 3", 10, 12, 650)

    assert WIDTHS.width("words", bold) > WIDTHS.width("words", STYLE)
    assert WIDTHS.width("\U0001f600", STYLE) == 7


def test_lines_are_of_nearly_the_same_length() -> None:
    words = "one two three four five six"
    whole = WIDTHS.width(words, STYLE)

    made = WIDTHS.set(words, STYLE, whole - 1)

    assert made.height == 24
    assert made.width < whole * 0.62
    assert WIDTHS.set("", STYLE, 100).height == 0


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("co-operation", ("co-", "operation")),
        ("re\u00adsearch", ("re-", "search")),
        ("with\u00a0it on", ("with\u00a0it", "on")),
        ("2 – 3", ("2", "–", "3")),
    ],
)
def test_lines_end_where_the_engine_ends_them(words: str, parts: tuple[str, ...]) -> None:
    widest = max(WIDTHS.width(part, STYLE) for part in parts)

    assert WIDTHS.widest(words, STYLE) == pytest.approx(widest)
    assert WIDTHS.set(words, STYLE, 1).height == 12 * len(parts)


@given(st.lists(st.text("abcdefgh-é", min_size=1, max_size=9), max_size=9), st.floats(5, 300))
@settings(max_examples=60, deadline=None)
def test_a_setting_fits_its_room_unless_a_word_does_not(words: list[str], room: float) -> None:
    text = " ".join(words)

    made = WIDTHS.set(text, STYLE, room)

    assert made.width <= max(room, WIDTHS.widest(text, STYLE)) + 0.8
    assert made.height <= 12 * (len(words) + text.count("-"))
