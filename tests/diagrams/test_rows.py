"""Rows of actors: how many stand abreast where lines pass between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report.diagrams.rows import grid_of

# Two tiers and a third below, to which links lead past the second.
COUNTS, WIDTH, GAP = (3, 4, 3), 323.0, 14.0


def test_as_many_stand_abreast_as_have_room() -> None:
    grid = grid_of(COUNTS, (60, 60, 60), [], WIDTH, GAP)
    assert [len(row.actors) for row in grid.rows] == [3, 4, 3]


def test_lines_between_boxes_make_no_box_narrower_than_its_words() -> None:
    links = [(start, (end,)) for start in range(3) for end in range(7, 10)]
    need = (WIDTH + GAP) / 4 - GAP  # what four abreast have without lines

    grid = grid_of(COUNTS, (60, need, 60), links, WIDTH, GAP)

    assert [len(row.actors) for row in grid.rows if row.tier == 1] == [2, 2]
    assert all(right - left >= need for left, right in grid.boxes[3:7])


@given(
    st.lists(st.integers(1, 8), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=20),
    st.floats(20, 150),
    st.floats(150, 480),
)
def test_boxes_abreast_have_what_they_need(
    counts: list[int], pairs: list[tuple[int, int]], need: float, width: float
) -> None:
    total = sum(counts)
    links = [(a % total, (b % total,)) for a, b in pairs if a % total != b % total]

    grid = grid_of(counts, [need] * len(counts), links, width, GAP)

    for row in grid.rows:
        for left, right in (grid.boxes[actor] for actor in row.actors):
            assert row.places == 1 or right - left >= need - 0.05
