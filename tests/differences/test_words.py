"""Words that differ within a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.differences.telling import marked
from report.differences.words import flowing, pieces, shortened

TEXTS = st.lists(
    st.sampled_from(["water", "and", "paper", "{{ facts.trees }}", "3,4", "水", ".", "\n\n", "å"])
).map(" ".join)


@given(TEXTS | st.text(max_size=60), TEXTS | st.text(max_size=60))
def test_both_texts_can_be_read_off_the_pieces(old: str, new: str) -> None:
    found = pieces(old, new)

    assert "".join(each.text for each in found if each.side != "new") == old
    assert "".join(each.text for each in found if each.side != "old") == new


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {each.side for each in pieces(text, text)} <= {"same"}


def test_one_word_differs() -> None:
    assert marked("Sweden keeps 450 biobanks.", "Sweden keeps 470 biobanks.") == (
        "Sweden keeps [-450-]{+470+} biobanks."
    )


def test_words_that_are_the_same_by_chance_do_not_tear_sentences_to_shreds() -> None:
    old, new = "A question that somebody can ask", "Biobanks, studies and that cluster support"

    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


def test_what_is_the_same_and_far_from_a_difference_is_left_out() -> None:
    words = " ".join(f"word{number}" for number in range(40))

    short = shortened(pieces(f"{words} old {words}", f"{words} new {words}"))

    assert [each.side for each in short] == ["same", "old", "new", "same"]
    assert short[0].text.startswith("…") and short[-1].text.endswith("…")
    assert all(len(each.text) < 50 for each in short)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a\nb", "a b"), ("a  \n  b", "a b"), ("\na\n", "a")],
)
def test_where_lines_end_is_no_difference(one: str, other: str) -> None:
    assert flowing(one) == flowing(other)


@pytest.mark.parametrize("text", ["a\n\nb", "a\n- b", "a\n1. b", "a\n# b"])
def test_paragraphs_and_lists_are_kept(text: str) -> None:
    assert flowing(text) == text
