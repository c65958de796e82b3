"""What is noted of each laid-out page, as plain values: all that rounds of layout ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

from ..units import Length, Size

_SLACK = 0.05  # points; rounding, not a line


@dataclass(frozen=True)
class Part:
    """A part of the flow that is to be whole lines high.

    `idle` is how far columns in it reach below the lowest thing that stands in them.
    """

    height: Length
    idle: Length


@dataclass(frozen=True)
class PageNotes:
    """One laid-out page.

    `anchors` are the ids that stand on it, sorted; `elastic` are those of the elements that may
    grow into its `room`, the white at the foot of the type area; `parts` are, by `data-snap`, what
    is to be whole lines high.
    """

    size: Size
    anchors: tuple[str, ...]
    elastic: tuple[str, ...]
    parts: Mapping[str, Part]
    room: Length


def lacking(page: PageNotes, baseline: Length) -> dict[str, Length]:
    """Return, by `data-snap`, how much each part of the flow lacks to whole lines in height.

    What is below zero is to be taken off: balanced columns may be higher than what is in them.
    """
    found: dict[str, Length] = {}
    for id, part in page.parts.items():
        over = part.height.pt % baseline.pt
        missing = -over if over < _SLACK else baseline.pt - over
        # Never too much: the last line of a page leaves no room for what is rounded up.
        found[id] = Length(floor((missing - part.idle.pt) * 100 + 1e-6) / 100 + 0.0)
    return found


def lines_left(page: PageNotes, baseline: Length) -> int:
    """Return how many whole lines of the type area stay empty at the foot of the page."""
    # A fiftieth of a point of rounding must not cost a line.
    return max(0, int((page.room.pt + 0.02) // baseline.pt))
