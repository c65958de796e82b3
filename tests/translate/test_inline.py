"""Texts cut into words and protected marks, and put together again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.translate.inline import Pair, Sign, marks_in, parts_of, text_of


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Only words", []),
        ("{{ facts.x }} trees", ["{{ facts.x }}"]),
        ("*tall* and **wide**", ["*…*", "**…**"]),
        ("**{{ facts.x }} trees**", ["**…**", "{{ facts.x }}"]),
        ("See [the *old* map](https://x.org/(a))", ["[…](https://x.org/(a))", "*…*"]),
        ("See [kartan]{lang=sv}", ["[…]{lang=sv}"]),
        ("A note[^1]\n\n[^1]: The note", ["[^1]", "[^1]:"]),
        ("### Head\n\n- One\n2. Two\n> Three", ["### ", "- ", "2. ", "> "]),
        ("| a | b |\n|---|:-:|", ["|", "|", "|", "|---|:-:|"]),
        ("Health and / Life", ["/"]),
        ("`code *x*` <https://x.org>", ["`code *x*`", "<https://x.org>"]),
        ("2 * 3 * 4 and snake_case_name, and/or", []),
    ],
)
def test_marks_are_told_from_words(text: str, marks: list[str]) -> None:
    found = [
        each.text if isinstance(each, Sign) else f"{each.before}…{each.after}"
        for each in marks_in(parts_of(text, markdown=True))
    ]

    assert found == marks


def test_words_in_which_no_marks_are_read_are_left_whole() -> None:
    assert parts_of("2 * 3 * 4 | {{ x }}", markdown=False) == ("2 * 3 * 4 | {{ x }}",)


SIGNS = st.sampled_from([*"ab *_[](){}#|`<>^\\/.-1\n", "{{ facts.x }}", "](x)", "[^1]", "**"])
TEXTS = st.lists(SIGNS, max_size=40).map("".join)


@given(TEXTS | st.text())
def test_the_parts_of_any_text_are_that_text(text: str) -> None:
    parts = parts_of(text, markdown=True)

    assert text_of(parts) == text
    ids = [each.id for each in marks_in(parts)]
    assert len(ids) == len(set(ids))
    assert all(isinstance(each, (str, Sign, Pair)) for each in parts)


@pytest.mark.parametrize("sign", ["**a ", "|", "[", "[a](b", "{{", "`", "|---", "\n ", "*a "])
def test_signs_without_their_fellows_take_no_time(sign: str) -> None:
    text = sign * 5_000
    start = time.process_time()

    assert text_of(parts_of(text, markdown=True)) == text
    assert time.process_time() - start < 5
