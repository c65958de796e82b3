"""Which parts belong together, and which were moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report.differences.pairing import Known, moved, paired

ORDERS = st.integers(0, 9).flatmap(lambda count: st.permutations(range(count)))


@given(ORDERS)
def test_without_what_was_moved_the_order_is_kept(order: list[int]) -> None:
    gone = moved(order, [str(each) for each in order])

    kept = [each for at, each in enumerate(order) if at not in gone]
    assert kept == sorted(kept)


@given(ORDERS)
def test_the_same_was_moved_as_seen_from_the_other_side(order: list[int]) -> None:
    back = [order.index(each) for each in range(len(order))]

    there = {order[at] for at in moved(order, [str(each) for each in order])}
    assert there == moved(back, [str(each) for each in range(len(order))])


@given(ORDERS, st.data())
def test_one_part_that_is_put_elsewhere_is_all_that_was_moved(
    order: list[int], data: st.DataObject
) -> None:
    parts = sorted(order)
    if len(parts) > 2:
        part = data.draw(st.sampled_from(parts))
        rest = [each for each in parts if each != part]
        at = data.draw(st.integers(0, len(rest)))
        rest.insert(at, part)

        assert len(moved(rest, [str(each) for each in rest])) <= 1


def known(name: str, words: str = "", *, given: bool = False) -> Known[str]:
    return Known(name + words, name, given, words)


def names(old: list[Known[str]], new: list[Known[str]]) -> list[tuple[str, str]]:
    return [
        (one.part if one else "", other.part if other else "") for one, other in paired(old, new)
    ]


def test_given_names_decide() -> None:
    old = [known("a", "x y", given=True), known("b", "z", given=True)]
    new = [known("b", "x y", given=True), known("c", "z", given=True)]

    assert names(old, new) == [("bz", "bx y"), ("", "cz"), ("ax y", "")]


def test_derived_names_are_numbers_that_change() -> None:
    old = [known("photo", "a"), known("photo-2", "b")]
    new = [known("photo", "new"), known("photo-2", "a"), known("photo-3", "b")]

    assert names(old, new) == [("", "photonew"), ("photoa", "photo-2a"), ("photo-2b", "photo-3b")]


def test_much_the_same_words_are_the_same_part() -> None:
    old = [known("one", "a long text of some words"), known("two", "nothing of the kind")]
    new = [known("three", "a long text of few words")]

    assert names(old, new)[0] == ("onea long text of some words", "threea long text of few words")


def test_the_same_names_in_the_same_order_are_the_same_parts_in_any_language() -> None:
    old = [known("a", "water and paper"), known("b", "paper and water")]
    new = [known("a", "vatten"), known("b", "papper")]

    assert [pair[1][0] for pair in names(old, new)] == ["a", "b"]


@given(st.permutations(range(12)))
def test_very_many_parts_are_moved_as_few(order: list[int]) -> None:
    names = [str(each) for each in order]
    few = moved(order, names)

    # The same order of each, far apart, and many more behind it.
    many = moved([*order, *range(20, 400)], [*names, *map(str, range(20, 400))])

    assert len(many) == len(few)
    kept = [each for at, each in enumerate(order) if at not in many]
    assert kept == sorted(kept)
