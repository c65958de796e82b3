"""Which pages belong together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.differences.pages import Leaf, PagePair, paired_pages, seen_from_afar

WHITE = np.ones((16, 16))


def leaf(number: int, words: str, section: str = "", shade: float = 1.0) -> Leaf:
    return Leaf(number, tuple(words.split()), WHITE * shade, section)


def leaves(names: str) -> list[Leaf]:
    """Pages by their names, each with words of its own."""
    return [
        leaf(number, " ".join(f"{name}{at}" for at in range(20)))
        for number, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", [(1, 1), (2, 2), (3, 3)]),
        ("abc", "axbc", [(1, 1), (None, 2), (2, 3), (3, 4)]),
        ("axbc", "abc", [(1, 1), (2, None), (3, 2), (4, 3)]),
        ("xabc", "abc", [(1, None), (2, 1), (3, 2), (4, 3)]),
        ("abc", "axc", [(1, 1), (2, 2), (3, 3)]),
        ("abcd", "acd", [(1, 1), (2, None), (3, 2), (4, 3)]),
        ("abcde", "eabcd", [(5, 1), (1, 2), (2, 3), (3, 4), (4, 5)]),
        ("", "a", [(None, 1)]),
        ("a", "", [(1, None)]),
        ("", "", []),
    ],
)
def test_pairs(old: str, new: str, expected: list[PagePair]) -> None:
    assert paired_pages(leaves(old), leaves(new)) == expected


@given(st.text("abcdef", max_size=7), st.text("abcdef", max_size=7))
def test_every_page_is_there_once(old: str, new: str) -> None:
    pairs = paired_pages(leaves(old), leaves(new))

    assert sorted(a for a, _ in pairs if a) == list(range(1, len(old) + 1))
    assert [b for _, b in pairs if b] == list(range(1, len(new) + 1))


def test_pages_of_other_sections_are_no_partners() -> None:
    old = [leaf(1, "a b c", "one"), leaf(2, "d e f", "two")]
    new = [leaf(1, "g h i", "zero"), leaf(2, "a b c", "one"), leaf(3, "x y z", "two")]

    assert paired_pages(old, new) == [(None, 1), (1, 2), (2, 3)]


def test_a_page_that_was_made_anew_is_still_the_same_page() -> None:
    old = [leaf(1, "a b c d e f g h i j"), leaf(2, "k l m n o p")]
    new = [leaf(1, "x y z u v w q r s t"), leaf(2, "a b c 1 2 3 4 5 6 7"), leaf(3, "k l m n o p")]

    assert paired_pages(old, new) == [(None, 1), (1, 2), (2, 3)]


def test_pages_without_words_are_known_by_their_looks() -> None:
    old = [leaf(1, "", shade=0.1), leaf(2, "", shade=0.9)]
    new = [leaf(1, "", shade=0.5), leaf(2, "", shade=0.1), leaf(3, "", shade=0.9)]

    assert paired_pages(old, new) == [(None, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("shape", [(3, 5), (100, 80), (16, 16), (1, 1)])
def test_looks_have_one_size(shape: tuple[int, int]) -> None:
    look = seen_from_afar(np.full((*shape, 3), 255, np.uint8))

    assert look.shape == (16, 16)
    assert look.min() == 1.0
