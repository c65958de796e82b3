"""What is noted of each laid-out page, as plain values: all that rounds of layout ask for."""

from __future__ import annotations

from dataclasses import dataclass

from ..units import Length, Size


@dataclass(frozen=True)
class PageNotes:
    """One laid-out page.

    `anchors` are the ids that stand on it, sorted; `elastic` are those of the elements that may
    grow into its `room`, the white at the foot of the type area.
    """

    size: Size
    anchors: tuple[str, ...]
    elastic: tuple[str, ...]
    room: Length


def lines_left(page: PageNotes, baseline: Length) -> int:
    """Return how many whole lines of the type area stay empty at the foot of the page."""
    # A fiftieth of a point of rounding must not cost a line.
    return max(0, int((page.room.pt + 0.02) // baseline.pt))
