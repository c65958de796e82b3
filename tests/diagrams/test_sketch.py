"""Locator sketches: labels keep clear of marks, lines and each other, and stay inside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from report.diagrams.geometry import Box, strokes
from report.diagrams.sketch import Plan, Sketch, Spot, Tie, Words, sketched, sketched_at

SHORT, LONG = (Words(40, 11),), (Words(150, 11), Words(80, 22), Words(60, 33))


def plan(
    spots: dict[tuple[int, int], tuple[Words, ...]],
    ties: tuple[Tie, ...] = (),
    width: float = 460,
) -> Plan:
    columns = max(x for x, _ in spots) + 1
    rows = max(y for _, y in spots) + 1
    return Plan(
        width, columns, rows, tuple(Spot(cell, 14, each) for cell, each in spots.items()), ties
    )


def boxes_of(made: Sketch) -> list[Box]:
    return [label.box for label in (*made.labels, *made.notes) if label]


def faults(made: Sketch, plan: Plan) -> list[str]:
    """Return what is wrong with the labels that have found a place."""
    found = []
    frame = Box(0, 0, plan.width, made.height)
    boxes = boxes_of(made)
    marks = [Box(x - 14, y - 14, 28, 28) for x, y in made.marks]
    for index, box in enumerate(boxes):
        if not frame.holds(box):
            found.append(f"{box} leaves the sketch")
        found += [f"{box} on {other}" for other in boxes[:index] if box.meets(other)]
    for label, own in zip(made.labels, marks, strict=True):
        if label:
            found += [f"{label} on a mark" for m in marks if m is not own and label.box.meets(m)]
            found += [
                f"{label} on a line"
                for line in made.lines
                for stroke in strokes(line)
                if label.box.is_crossed(*stroke)
            ]
    return found


def test_a_label_stands_to_the_right_where_it_can() -> None:
    made = sketched_at(plan({(0, 0): SHORT, (2, 1): SHORT}), 70)

    assert [label.side if label else "" for label in made.labels] == ["left", "left"]
    assert made.labels[0] and made.labels[0].box.x > made.marks[0][0]


def test_a_label_at_the_edge_is_turned_or_broken() -> None:
    made = sketched_at(plan({(0, 0): SHORT, (5, 0): LONG}), 70)

    assert made.lacks == 0 and not faults(made, plan({(0, 0): SHORT, (5, 0): LONG}))
    assert made.labels[1] and made.labels[1].side != "left"


def test_a_line_goes_round_a_place_in_its_way() -> None:
    spots = {(0, 0): SHORT, (1, 0): SHORT, (2, 0): SHORT}

    made = sketched_at(plan(spots, (Tie(0, 2),)), 70)

    assert made.behind == () and len(made.lines[0]) == 3


def test_a_line_that_cannot_get_round_is_told() -> None:
    wall = {(1, y): SHORT for y in range(5)} | {(0, 2): SHORT, (2, 2): SHORT}
    names = list(wall)

    made = sketched_at(plan(wall, (Tie(names.index((0, 2)), names.index((2, 2))),), 90), 28)

    assert made.behind == (0,)


def test_a_line_ends_before_the_corner_of_a_ground() -> None:
    bare, ground = (Spot((0, 0), 18, SHORT, has_corners) for has_corners in (False, True))
    other = Spot((1, 1), 14, SHORT)

    near, far = (
        sketched_at(Plan(200, 2, 2, (first, other), (Tie(0, 1),)), 100).lines[0][0]
        for first in (bare, ground)
    )

    assert near == (62.73, 62.73) and far == (68, 68)


def test_rows_grow_until_every_label_has_room() -> None:
    spots = {(x, y): LONG for x in range(4) for y in range(3)}

    made = sketched(plan(spots, width=300), (42, 56, 70, 84, 98, 112))

    assert made.lacks == 0 and made.height > 3 * 42


def test_what_never_fits_is_left_out() -> None:
    made = sketched(plan({(0, 0): (Words(500, 11),)}), (56, 70))

    assert made.labels == (None,)


CELLS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=14, unique=True
)
WAYS = st.sampled_from([SHORT, LONG, (Words(90, 22),)])


@given(
    cells=CELLS,
    ways=st.lists(WAYS, min_size=14, max_size=14),
    ties=st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=8),
    width=st.sampled_from([200, 320, 460]),
)
@settings(max_examples=60, deadline=None)
def test_labels_never_lie_on_anything(
    cells: list[tuple[int, int]],
    ways: list[tuple[Words, ...]],
    ties: list[tuple[int, int]],
    width: float,
) -> None:
    spots = dict(zip(cells, ways, strict=False))
    count = len(spots)
    lines = tuple(Tie(a, b, (Words(35, 11),)) for a, b in ties if a < count and b < count != a != b)
    sketch = plan(spots, lines, width)

    made = sketched(sketch, (56, 84))

    assert faults(made, sketch) == []
    sketched_at.cache_clear()
    assert sketched(sketch, (56, 84)) == made
