from __future__ import annotations

import pytest

from report.finish.headings import level_headings
from report.finish.tree import Node


@pytest.mark.parametrize(
    ("written", "numbered"),
    [
        ([1, 2, 3, 3, 2], [1, 2, 3, 3, 2]),
        ([2, 2, 3, 2], [1, 1, 2, 1]),
        ([1, 2, 4, 3, 4], [1, 2, 3, 3, 4]),
        ([3], [1]),
        ([2, 1, 2], [1, 1, 2]),
        ([], []),
    ],
)
def test_levels_begin_with_one_and_leave_none_out(written: list[int], numbered: list[int]) -> None:
    headings = [Node(None, f"H{level}") for level in written]  # type: ignore[arg-type]
    inner = Node(None, "Sect", kids=[Node(None, "P"), *headings])  # type: ignore[arg-type]

    level_headings(Node(None, "Document", kids=[inner]))  # type: ignore[arg-type]

    assert [each.type for each in headings] == [f"H{level}" for level in numbered]
