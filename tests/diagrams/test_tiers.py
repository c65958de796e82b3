"""Diagrams of actors: lines at right angles that keep off boxes, and off each other."""

from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.diagrams.geometry import Box, Line, mirrored, strokes
from report.diagrams.lines import link_lines
from report.diagrams.rows import Ends, rows_of
from report.diagrams.sketch import Words
from report.diagrams.tiers import Laid, Measures, Wish, laid

NAME = Words(50, 11)
LABEL = (Words(30, 11),)
MEASURES = Measures(lambda actor, width: 32.0 + 11 * (actor % 3), lambda tier, width: NAME)


def wish(
    counts: tuple[int, ...],
    links: tuple[Ends, ...],
    *,
    labelled: bool = False,
    width: float = 480,
    need: float = 90,
) -> Wish:
    labels = tuple(LABEL if labelled else () for _ in links)
    heads = tuple((False, True) for _ in links)
    return Wish(width, counts, (need,) * len(counts), links, labels, heads)


def lines_of(made: Laid) -> list[tuple[Line, ...]]:
    return [link_lines(made, at).lines for at in range(len(made.wish.links))]


def faults(made: Laid) -> list[str]:
    """Return what is wrong with the lines and labels of links that are not told as crowded."""
    found = []
    links = lines_of(made)
    good = [at for at in range(len(links)) if at not in made.faults()]
    strokes_of = {at: [s for line in links[at] for s in strokes(line)] for at in range(len(links))}
    for at in range(len(links)):
        for start, end in strokes_of[at]:
            if start[0] != end[0] and start[1] != end[1]:
                found.append(f"link {at} is aslant")
            # Arrowheads and lines touch boxes at their edges.
            if any(box.grown(-0.5).is_crossed(start, end) for box in made.boxes):
                found.append(f"link {at} crosses a box")
            if not (
                min(start[0], end[0]) >= -0.5 and max(start[0], end[0]) <= made.wish.width + 0.5
            ):
                found.append(f"link {at} leaves the diagram")
    for one, other in combinations(good, 2):
        if any(_upon(a, b) for a in strokes_of[one] for b in strokes_of[other]):
            found.append(f"links {one} and {other} run upon each other")
    labels = [label for label in made.labels() if label.link in good]
    for label in labels:
        found += [f"{label} on a box" for box in made.boxes if label.box.meets(box)]
        found += [
            f"{label} on link {at}"
            for at in good
            if at != label.link and any(label.box.is_crossed(*s) for s in strokes_of[at])
        ]
    found += [f"{a} on {b}" for a, b in combinations(labels, 2) if a.box.meets(b.box)]
    found += [f"{n} on {b}" for n in made.name_boxes for b in made.boxes if n.meets(b)]
    return found


def _upon(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> bool:
    """True when two upright, or two level, strokes share more than a point."""
    for axis in (0, 1):
        same = {round(point[axis], 1) for point in (*one, *other)}
        if len(same) == 1:
            a, b = sorted(p[1 - axis] for p in one), sorted(p[1 - axis] for p in other)
            if min(a[1], b[1]) - max(a[0], b[0]) > 0.5:
                return True
    return False


@pytest.mark.parametrize(
    ("count", "width", "rows"),
    [(1, 480, [1]), (3, 480, [3]), (6, 480, [3, 3]), (7, 480, [4, 3]), (5, 230, [2, 2, 1])],
)
def test_actors_stand_in_even_rows(count: int, width: float, rows: list[int]) -> None:
    assert [len(row.actors) for row in rows_of((count,), (100,), width, 14)] == rows


def test_one_below_the_other_are_joined_by_a_straight_line() -> None:
    made = laid(wish((1, 3), ((0, (1,)), (0, (2,)), (0, (3,)))), MEASURES)

    assert all(line[0][0] == line[-1][0] for link in lines_of(made) for line in link)
    assert faults(made) == [] and made.faults() == ()


def test_neighbours_are_joined_side_by_side() -> None:
    made = laid(wish((3,), ((0, (1,)), (2, (1,)))), MEASURES)

    assert made.beside == {0, 1} and made.height == 15 + 54
    assert faults(made) == []


def test_a_line_passes_a_row_between_its_boxes() -> None:
    made = laid(wish((2, 3, 2), ((0, (5,)), (6, (0,)))), MEASURES)

    assert made.grid.passes and faults(made) == []


def test_a_line_passes_a_row_of_one_on_the_outside() -> None:
    made = laid(wish((1, 1, 1), ((0, (2,)), (2, (0,)))), MEASURES)

    assert faults(made) == [] and made.faults() == ()
    assert made.boxes[0].x > 0 or made.boxes[0].right < 480


def test_labels_stand_on_their_own_line() -> None:
    made = laid(wish((1, 3), ((0, (1, 2, 3)), (1, (0,))), labelled=True), MEASURES)

    assert [label.link for label in made.labels()] == [0, 1] or len([*made.labels()]) == 2
    for label in made.labels():
        own = [s for line in lines_of(made)[label.link] for s in strokes(line)]
        assert any(label.box.is_crossed(*stroke) for stroke in own)
    assert faults(made) == []


def test_lines_keep_clear_of_the_names_of_tiers() -> None:
    made = laid(wish((4, 4), tuple((at, (at + 4,)) for at in range(4))), MEASURES)

    second = made.name_boxes[1]
    for link in lines_of(made):
        assert not any(second.is_crossed(*s) for line in link for s in strokes(line))


def test_a_diagram_is_mirrored_where_one_reads_from_the_right() -> None:
    lines = link_lines(laid(wish((2,), ((0, (1,)),)), MEASURES), 0)

    ((_, (x, y)),) = lines.heads
    ((_, tip),) = lines.mirrored(480).heads
    assert tip == (480 - x, y)
    assert mirrored(Box(10, 20, 30, 40), 480) == Box(440, 20, 30, 40)


COUNTS = st.lists(st.integers(1, 7), min_size=1, max_size=4)


@given(
    counts=COUNTS,
    pairs=st.lists(
        st.tuples(st.integers(0, 27), st.lists(st.integers(0, 27), min_size=1, max_size=4)),
        max_size=12,
    ),
    labelled=st.booleans(),
    width=st.sampled_from([230, 320, 480]),
)
@settings(max_examples=120, deadline=None)
def test_lines_never_lie_on_anything(
    counts: list[int], pairs: list[tuple[int, list[int]]], labelled: bool, width: float
) -> None:
    total = sum(counts)
    links = tuple(
        (start % total, tuple(dict.fromkeys(e % total for e in ends if e % total != start % total)))
        for start, ends in pairs
    )
    asked = wish(
        tuple(counts), tuple(each for each in links if each[1]), labelled=labelled, width=width
    )

    made = laid(asked, MEASURES)

    assert faults(made) == []
    assert laid(asked, MEASURES) == made
    assert len(made.boxes) == total


def test_many_actors_and_links_take_little_time() -> None:
    links = tuple(
        (at % 40, ((at * 7 + 3) % 80,)) for at in range(100) if at % 40 != (at * 7 + 3) % 80
    )
    began = time.process_time()

    made = laid(wish((10, 30, 40), links, labelled=True), MEASURES)

    assert time.process_time() - began < 20
    assert faults(made) == []
