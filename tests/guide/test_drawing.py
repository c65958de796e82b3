"""Terminals and editors as pictures."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from report.guide.anatomy import of_a_spread
from report.guide.drawing import Panel, code_row, editor, picture, terminal


def words(panel: Panel) -> list[str]:
    rows = []
    for row in panel.rows:
        line = ""
        for run in row.runs:
            line = line.ljust(run.column) + run.text
        rows.append(line.rstrip())
    return rows


def test_colours_of_a_terminal_become_colours_of_print() -> None:
    panel = terminal(["a.yaml:1:1: C104: \x1b[1;31merror: \x1b[0mno"], 80)

    (row,) = panel.rows
    assert [(run.column, run.text, run.bold) for run in row.runs] == [
        (0, "a.yaml:1:1: C104: ", False),
        (18, "error: ", True),
        (25, "no", False),
    ]
    assert len({run.colour for run in row.runs}) == 2


def test_long_lines_are_broken_between_words_and_long_words_anywhere() -> None:
    assert words(terminal(["one two three"], 8)) == ["one two", "three"]
    assert words(terminal(["  " + "x" * 10], 8)) == ["  xxxxxx", "xxxx"]


@given(st.lists(st.text("ab <&> é", max_size=40), max_size=5), st.integers(5, 30))
def test_nothing_that_a_terminal_says_is_lost(lines: list[str], columns: int) -> None:
    panel = terminal(lines, columns)

    assert all(len(line) <= columns for line in words(panel))
    said = re.sub(r"\s", "", "".join(words(panel)))
    assert said == re.sub(r"\s", "", "".join(lines))
    ElementTree.fromstring(picture([panel], columns))


def test_a_tab_can_be_seen_and_what_follows_is_underlined_at_its_place() -> None:
    row = code_row(3, "\tvalue: 74", verdict="wrong", under=2)

    assert "".join(run.text for run in row.runs if run.text.strip("·")).startswith("→   value:")
    assert row.under == 4


def test_names_and_comments_of_yaml_are_told_apart() -> None:
    runs = code_row(1, "  - title: Room #4   # for you").runs

    assert [run.text for run in runs] == ["  - ", "title:", " Room #4   ", "# for you"]
    assert len({run.colour for run in runs[1:]}) == 3


def test_a_line_beside_a_note_is_cut_before_it() -> None:
    row = code_row(1, "standfirst: " + "word " * 20, note="a note")

    assert words(editor("a", [row]))[0].endswith("…")


def test_pictures_are_xml_without_links_to_anywhere() -> None:
    for text in (of_a_spread(), picture([editor("a.yaml", [code_row(1, "a: <b>")], "wrong")], 60)):
        ElementTree.fromstring(text)
        assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
