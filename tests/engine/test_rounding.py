"""Rounded points stand where nobody can tell them from those that were not."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.matrix import Matrix

from report.engine.rounding import rounded

SCALES = st.sampled_from([0.0001, 0.015625, 0.08, 1.333333, 20.0, 700.0])
NUMBERS = st.floats(-5_000, 5_000).map(lambda number: round(number, 6))
PATHS = st.tuples(NUMBERS, NUMBERS, st.sampled_from([b"m", b"l"])).map(
    lambda each: b"%f %f %s" % each
)
CURVES = st.lists(NUMBERS, min_size=6, max_size=6).map(
    lambda each: b" ".join(b"%f" % number for number in each) + b" c"
)
MATRICES = st.tuples(SCALES, NUMBERS, NUMBERS).map(
    lambda each: b"%f 0 0 %f %f %f cm" % (each[0], *each)
)
GROUPS = st.recursive(
    st.lists(PATHS | CURVES, max_size=3),
    lambda inner: st.tuples(MATRICES, inner).map(lambda each: [b"q", each[0], *each[1], b"Q"]),
    max_leaves=5,
)


def points(lines: list[bytes]) -> list[tuple[float, float]]:
    """Return where the points of paths stand."""
    found, matrices = [], [Matrix()]
    for line in lines:
        *numbers, operator = line.split()
        if operator == b"q":
            matrices.append(matrices[-1])
        elif operator == b"Q":
            matrices.pop()
        elif operator == b"cm":
            matrices[-1] = Matrix(*map(float, numbers)) @ matrices[-1]
        else:
            values = list(map(float, numbers))
            pairs = zip(values[::2], values[1::2], strict=True)
            found += [matrices[-1].transform_point(*pair) for pair in pairs]
    return found


@given(GROUPS)
def test_no_point_is_moved_by_more_than_can_be_seen(lines: list[bytes]) -> None:
    now = list(rounded(lines, 1.0))
    pairs = list(zip(points(lines), points(now), strict=True))

    assert all(hypot(a[0] - b[0], a[1] - b[1]) < 0.0015 for a, b in pairs)
    assert sum(map(len, now)) <= sum(map(len, lines))


@pytest.mark.parametrize(
    ("line", "scale", "wanted"),
    [
        (b"1666.666667 -0.333333 l", 0.00125, b"1667 0 l"),
        (b"1666.666667 -0.333333 l", 1.0, b"1666.667 -0.333 l"),
        (b"0.1 20 0.000001 -7.5 re", 1.0, b"0.1 20 0 -7.5 re"),
        (b"0.123456 w", 1.0, b"0.123456 w"),
        (b"12.5 7 m", 0.0, b"12.5 7 m"),
    ],
)
def test_points_have_as_many_decimals_as_their_scale_asks_for(
    line: bytes, scale: float, wanted: bytes
) -> None:
    assert list(rounded([line], scale)) == [wanted]


def test_a_transformation_that_changes_nothing_is_left_out() -> None:
    lines = [b"q", b"1 0 0 1 0 0 cm", b"0.5 0 0 0.5 0 0 cm", b"0 0.00004 m", b"Q"]

    assert list(rounded(lines, 1.0)) == [b"q", b"0.5 0 0 0.5 0 0 cm", b"0 0 m", b"Q"]
