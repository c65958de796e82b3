"""Labels find places: in order, apart, as near as may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.charts.modules import load, register
from report.resources import bundled_root


def module(stem: str) -> ModuleType:
    folder: Path = bundled_root() / "figures"
    sources = {path.stem: (path.name, path.read_bytes()) for path in folder.glob("*.py")}
    return load(register(sources), stem)


spread: Callable[..., list[float]] = module("_place").spread
thinned: Callable[..., list[int]] = module("_place").thinned


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([0, 20, 50], [10, 10, 10], 0, 100) == [0, 20, 50]


def test_labels_that_meet_share_the_way() -> None:
    assert spread([10, 10], [10, 10], 0, 100) == [5, 15]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.floats(-50, 150), st.floats(1, 20)), min_size=1, max_size=8))
def test_labels_never_overlap_and_stay_inside_where_they_can(
    items: list[tuple[float, float]],
) -> None:
    starts, sizes = sorted(start for start, _ in items), [size for _, size in items]
    found = spread(starts, sizes, 0, 200)
    ends = [start + size for start, size in zip(found, sizes, strict=True)]
    assert all(end <= start + 1e-6 for end, start in zip(ends, found[1:], strict=False))
    assert found[0] >= -1e-6
    assert ends[-1] <= 200 + 1e-6


@pytest.mark.parametrize(
    ("count", "room", "expected"),
    [
        (5, 10, [0, 1, 2, 3, 4]),
        (10, 5, [0, 3, 6, 9]),  # step 2 would fit, but leave the beginning out
        (12, 6, [1, 3, 5, 7, 9, 11]),
        (1, 1, [0]),
        (5, 0, []),
    ],
)
def test_a_series_is_named_evenly_with_its_last_place(
    count: int, room: int, expected: list[int]
) -> None:
    assert thinned(count, lambda rows: len(rows) <= room) == expected


def test_tints_are_as_faint_as_they_may_be() -> None:
    from coloraide import Color

    pen = module("_pen")
    assert pen.contrast("#FFFFFF", "#006AA7") == pytest.approx(
        Color("#FFFFFF").contrast(Color("#006AA7")), abs=0.01
    )
    tint = pen.tint("#51657A", "#FFFFFF", 3.0)
    assert 3.0 <= pen.contrast(tint, "#FFFFFF") < 3.1
